import { Link } from '@tanstack/react-router';
import { commerceFiles, type ImportAnswer } from '#commerce/wire.ts';
import { Chip, type Tone } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { useWhen } from '../words/useWhen.ts';
import { useLang } from '../words/useWords.ts';
import { useHouseWords } from './houseWords.ts';

const tones: Readonly<Record<ImportAnswer['state'], Tone>> = {
  uploaded: 'amber',
  waiting: 'grey',
  running: 'blue',
  done: 'green',
  failed: 'red',
};

export function ImportState({ state }: { state: ImportAnswer['state'] }) {
  const words = useHouseWords();
  return <Chip tone={tones[state]}>{words.states[state]}</Chip>;
}

/** What a file did, and the refused rows as a file with their reasons. */
export function ImportResult({ it }: { it: ImportAnswer }) {
  const words = useHouseWords();
  const lang = useLang();
  if (it.fault) return <span className="red">{it.fault.words[lang]}</span>;
  if (it.state === 'uploaded' || it.state === 'waiting') return null;
  return (
    <span className="row">
      <span>{words.arrived(it.arrived)}</span>
      <span>{words.changed(it.changed)}</span>
      <span className="quiet">{words.unchanged(it.unchanged)}</span>
      {it.rowsRefused > 0 ? (
        <span className="red">
          {words.refused(it.rowsRefused)} ·{' '}
          <a href={commerceFiles.refused.replace(':importId', it.id)} download>
            {words.refusedFile}
          </a>
        </span>
      ) : null}
    </span>
  );
}

export function ImportTable({ imports }: { imports: readonly ImportAnswer[] }) {
  const words = useHouseWords();
  const when = useWhen();
  const lang = useLang();
  return (
    <Rows
      label={words.imports}
      rows={imports}
      keyOf={(row) => row.id}
      columns={[
        {
          key: 'file',
          title: words.columns.file,
          render: (row) => (
            <div>
              <Link to="/imports/$importId" params={{ importId: row.id }} className="strong">
                {row.fileName}
              </Link>
              <div className="quiet small">{words.layouts[row.layout]}</div>
            </div>
          ),
        },
        { key: 'shop', title: words.columns.shop, width: 160, render: (row) => (lang === 'zh' ? row.shop.name : row.shop.nameEn) },
        { key: 'state', title: words.columns.state, width: 110, render: (row) => <ImportState state={row.state} /> },
        { key: 'rows', title: words.columns.rows, width: 90, num: true, render: (row) => words.rows(row.rowsRead) },
        { key: 'result', title: words.columns.result, render: (row) => <ImportResult it={row} /> },
        { key: 'at', title: words.columns.at, width: 110, render: (row) => when(row.createdAt) },
        {
          key: 'acts',
          title: words.columns.acts,
          width: 110,
          render: (row) => (
            <Link to="/imports/$importId" params={{ importId: row.id }}>
              {row.state === 'uploaded' ? words.map : words.open}
            </Link>
          ),
        },
      ]}
    />
  );
}
