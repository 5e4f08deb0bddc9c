import { Link } from '@tanstack/react-router';
import { Button, Checkbox, Dropdown } from 'antd';
import type { ResendView } from '#fulfilment/wire.ts';
import { Chip, type Tone } from '../../ui/parts.tsx';
import { type Column, Rows } from '../../ui/rows.tsx';
import { useAppWords } from '../app/words.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useWhen } from '../words/useWhen.ts';
import { canExport } from './canExport.ts';
import type { Act } from './ResendActDialog.tsx';
import { useFulfilmentWords } from './words.ts';
import { useWorkWords } from './workWords.ts';

const tones: Readonly<Record<string, Tone>> = {
  open: 'amber',
  'sent-to-warehouse': 'blue',
  shipped: 'blue',
  arrived: 'green',
  done: 'green',
  failed: 'red',
  recalled: 'grey',
  'in-repair': 'blue',
  'at-door': 'blue',
};

interface Props {
  readonly rows: readonly ResendView[];
  readonly at: number;
  readonly onAt: (at: number) => void;
  readonly chosen: ReadonlySet<string>;
  /** Null: this reader selects nothing. */
  readonly onToggle: ((id: string) => void) | null;
  readonly onAct: (act: BoardAct, row: ResendView) => void;
}

/** What is done on a row; giving goods to our own staff has a dialog of its own. */
export type BoardAct = Act | 'assign';

export function ResendTable({ rows, at, onAt, chosen, onToggle, onAct }: Props) {
  const words = useFulfilmentWords();
  const page = usePageWords();
  const when = useWhen();
  const select: Column<ResendView>[] = onToggle
    ? [
        {
          key: 'select',
          title: <span className="hidden">{words.selectAll}</span>,
          width: 28,
          render: (row) =>
            canExport(row) ? (
              <Checkbox aria-label={words.select(row.key)} checked={chosen.has(row.id)} onChange={() => onToggle(row.id)} />
            ) : null,
        },
      ]
    : [];
  const columns: Column<ResendView>[] = [
    ...select,
    { key: 'promised', title: words.columns.promised, width: 148, render: (row) => <Promised row={row} /> },
    {
      key: 'what',
      title: words.columns.what,
      render: (row) => (
        <div>
          <div className="strong">{row.title}</div>
          <div className="quiet small">
            <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>
              {row.caseNumber}
            </Link>{' '}
            · {row.key}
          </div>
        </div>
      ),
    },
    {
      key: 'order',
      title: words.columns.order,
      width: 178,
      render: (row) => (
        <div>
          {row.shop.name}
          <div className="quiet small">{row.orderNo}</div>
        </div>
      ),
    },
    { key: 'where', title: words.columns.where, width: 96, render: (row) => row.owner?.name ?? row.warehouse?.name ?? '' },
    {
      key: 'state',
      title: words.columns.state,
      width: 236,
      render: (row) => (
        <div>
          <Chip tone={tones[row.state] ?? 'grey'}>{words.states[row.state]}</Chip>
          <div className="small">{row.progress}</div>
          {row.failure ? <div className="small red">{row.failure.words}</div> : null}
          {row.note ? <div className="small quiet">{row.note}</div> : null}
          {row.lastScan?.text ? (
            <div className="small quiet">
              {words.lastScan}
              {page.colon}
              {row.lastScan.at ? `${when(row.lastScan.at)} ` : ''}
              {row.lastScan.text}
            </div>
          ) : null}
        </div>
      ),
    },
    { key: 'acts', title: words.columns.acts, width: 156, render: (row) => <Acts row={row} onAct={onAct} /> },
  ];
  return <Rows label={words.board} columns={columns} rows={rows} keyOf={(row) => row.id} at={at} onAt={onAt} />;
}

function Promised({ row }: { row: ResendView }) {
  const words = useFulfilmentWords();
  const when = useWhen();
  return (
    <div>
      {row.promisedAt ? (
        <span className={row.late ? 'red strong' : 'strong'}>{when(row.promisedAt)}</span>
      ) : (
        <span className="quiet">{words.noPromise}</span>
      )}{' '}
      {row.late ? <Chip tone="red">{words.late}</Chip> : null}
      {row.lateWhy ? <div className="small red">{row.lateWhy}</div> : null}
      {!row.late && row.shipBy && (row.state === 'open' || row.state === 'sent-to-warehouse') ? (
        <div className="small quiet">{words.shipBy(when(row.shipBy))}</div>
      ) : null}
    </div>
  );
}

const first: readonly BoardAct[] = ['ship', 'report', 'arrive', 'take-back', 'hand-over', 'assign', 'fail', 'recall'];

/** The likeliest act as a button, the others behind it. A follow-up is reported on, nothing else. */
function Acts({ row, onAct }: { row: ResendView; onAct: (act: BoardAct, row: ResendView) => void }) {
  const words = useFulfilmentWords();
  const { acts: workActs } = useWorkWords();
  const app = useAppWords();
  const order: readonly BoardAct[] = row.state === 'shipped' ? ['arrive', ...first] : first;
  const acts = [...new Set(order)].filter((act) => row.may.includes(act));
  const [main, ...others] = acts;
  const label = (act: BoardAct): string =>
    act === 'assign' ? workActs.assign : act === 'ship' && row.waybill ? words.acts.correct : words.acts[act];
  if (!main) return null;
  return (
    <div className="row" style={{ gap: 4 }}>
      <Button size="small" onClick={() => onAct(main, row)}>
        {label(main)}
      </Button>
      {others.length > 0 ? (
        <Dropdown
          trigger={['click']}
          menu={{
            items: others.map((act) => ({
              key: act,
              label: label(act),
              danger: act === 'fail' || act === 'recall',
              onClick: () => onAct(act, row),
            })),
          }}
        >
          <Button size="small" type="text" aria-label={`${app.more}: ${row.key}`}>
            ⋯
          </Button>
        </Dropdown>
      ) : null}
    </div>
  );
}
