import { ArrowDownOutlined, ArrowUpOutlined, CopyOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useLang } from '../words/useWords.ts';
import type { CellFault } from './cellFaults.ts';
import type { Edit } from './draft.ts';
import type { Version } from './version.ts';
import { usePolicyWords } from './words.ts';
import './policy.css';

/** The table as it is read; without `onEdit` only to look at. A refused cell is marked where it stands, with why. */
export function PolicyTableEditor({
  version,
  table,
  onEdit,
  faults,
}: {
  version: Version;
  table: Version['table'];
  onEdit: ((edit: Edit) => void) | null;
  faults: readonly CellFault[];
}) {
  const words = usePolicyWords();
  const lang = useLang();
  const known = [...version.inputs, ...version.outputs];
  const nameOf = (column: Version['table']['inputs'][number]): string =>
    known.find((each) => each.field === column.field)?.words[lang] ?? column.name;
  const columns = [
    ...table.inputs.map((column) => ({ column, side: 'in' as const })),
    ...table.outputs.map((column) => ({ column, side: 'out' as const })),
  ];
  return (
    // A wide table scrolls by keys too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="scroll-x" tabIndex={0} aria-label={words.table}>
      <table className="policy">
        <thead>
          <tr>
            <th scope="col" className="policy-row">
              {words.row}
            </th>
            <th scope="col">{words.description}</th>
            {columns.map(({ column, side }) => (
              <th scope="col" key={column.id} className={`policy-${side}`}>
                {nameOf(column)}
                {onEdit ? (
                  <button
                    type="button"
                    className="plain small"
                    title={words.removeColumn(nameOf(column))}
                    aria-label={words.removeColumn(nameOf(column))}
                    onClick={() => onEdit({ what: 'remove-column', column: column.id })}
                  >
                    ✕
                  </button>
                ) : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rules.map((rule, row) => (
            <tr key={rule['_id'] ?? row}>
              <th scope="row" className="policy-row">
                {row + 1}
                {onEdit ? <RowActs row={row} last={table.rules.length - 1} onEdit={onEdit} /> : null}
              </th>
              <td>
                <Cell
                  label={words.cell(row + 1, words.description)}
                  text={rule['_description'] ?? ''}
                  onText={onEdit ? (text) => onEdit({ what: 'cell', row, column: '_description', text }) : null}
                  wide
                />
              </td>
              {columns.map(({ column, side }) => {
                const fault = faults.find((each) => each.row === row + 1 && each.column === column.field);
                return (
                  <td key={column.id} className={`policy-${side}`}>
                    <Cell
                      id={`cell-${row + 1}-${column.field}`}
                      label={words.cell(row + 1, nameOf(column))}
                      text={rule[column.id] ?? ''}
                      onText={onEdit ? (text) => onEdit({ what: 'cell', row, column: column.id, text }) : null}
                      fault={
                        fault && fault.cell === (rule[column.id] ?? '')
                          ? ((words.whys as Readonly<Record<string, string>>)[fault.why] ?? fault.why)
                          : undefined
                      }
                      empty={side === 'in' ? words.any : ''}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({
  id,
  label,
  text,
  onText,
  fault,
  empty = '',
  wide = false,
}: {
  id?: string;
  label: string;
  text: string;
  onText: ((text: string) => void) | null;
  fault?: string | undefined;
  empty?: string;
  wide?: boolean;
}) {
  if (!onText) return text === '' ? <span className="quiet small">{empty}</span> : wide ? <span>{text}</span> : <code>{text}</code>;
  return (
    <>
      <Input
        id={id}
        size="small"
        className={wide ? 'policy-words' : 'policy-cell'}
        aria-label={label}
        aria-invalid={fault !== undefined}
        status={fault === undefined ? '' : 'error'}
        placeholder={empty}
        maxLength={300}
        // Leaving the cell is one step; what was typed stands in the field meanwhile.
        key={text}
        defaultValue={text}
        onBlur={(event) => onText(event.target.value)}
        onPressEnter={(event) => onText(event.currentTarget.value)}
      />
      {fault === undefined ? null : <span className="red small">{fault}</span>}
    </>
  );
}

function RowActs({ row, last, onEdit }: { row: number; last: number; onEdit: (edit: Edit) => void }) {
  const words = usePolicyWords();
  const acts = [
    { what: 'up', icon: <ArrowUpOutlined />, label: words.up(row + 1), off: row === 0 },
    { what: 'down', icon: <ArrowDownOutlined />, label: words.down(row + 1), off: row === last },
    { what: 'copy', icon: <CopyOutlined />, label: words.copyRow(row + 1), off: false },
    { what: 'remove', icon: <DeleteOutlined />, label: words.removeRow(row + 1), off: last === 0 },
  ] as const;
  return (
    <span className="policy-acts">
      {acts.map((act) => (
        <Button
          key={act.what}
          size="small"
          type="text"
          title={act.label}
          aria-label={act.label}
          disabled={act.off}
          icon={act.icon}
          onClick={() => onEdit({ what: act.what, row })}
        />
      ))}
    </span>
  );
}
