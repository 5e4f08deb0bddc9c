import { Button, Select } from 'antd';
import { useState } from 'react';
import { commerceRoutes, type ImportAnswer } from '#commerce/wire.ts';
import type { Answer } from '#platform/wire.ts';
import { Card, Loading } from '../../ui/parts.tsx';
import { useKeys } from '../app/keys.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAppWords } from '../app/words.ts';
import { useAsked, useCommand } from '../ask.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useLang } from '../words/useWords.ts';
import { useHouseWords } from './houseWords.ts';

type Preview = Answer<typeof commerceRoutes.importPreview>;

/** Which column of the file fills which field of ours: guessed or as saved for the shop, with the file's first rows beside it. */
export function MappingCard({ it, onStarted }: { it: ImportAnswer; onStarted: () => void }) {
  const app = useAppWords();
  const asked = useAsked(commerceRoutes.importPreview, { params: { importId: it.id } });
  if (asked.error) return <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />;
  if (!asked.data) return <Loading rows={8} label={app.loading} />;
  return <Mapping it={it} preview={asked.data} onStarted={onStarted} />;
}

function Mapping({ it, preview, onStarted }: { it: ImportAnswer; preview: Preview; onStarted: () => void }) {
  const words = useHouseWords();
  const page = usePageWords();
  const lang = useLang();
  const [columns, setColumns] = useState<Readonly<Record<string, string>>>(preview.columns);
  const command = useCommand(commerceRoutes.startImport, onStarted);
  const missing = preview.fields.filter((field) => field.needed && !preview.headers.includes(columns[field.key] ?? ''));
  const start = (): void => {
    if (missing.length > 0 || command.isPending) return;
    const given = Object.fromEntries(Object.entries(columns).filter(([, header]) => header !== ''));
    command.mutate({ params: { importId: it.id }, body: it.layout === 'taobao' ? {} : { columns: given } });
  };
  useKeys({ 'ctrl+enter': start });
  return (
    <>
      <Card title={words.mapTitle} id="mapping" aside={preview.saved ? words.mapSaved : null}>
        <div className="stack">
          <p className="quiet">{words.mapHelp}</p>
          <div className="form-grid">
            {preview.fields.map((field) => (
              <label className="field" key={field.key}>
                <span>
                  {field.words[lang]} {field.needed ? <b className="amber">{words.needed}</b> : null}
                </span>
                <Select
                  aria-label={field.words[lang]}
                  style={{ width: '100%' }}
                  showSearch
                  optionFilterProp="label"
                  disabled={it.layout === 'taobao'}
                  status={missing.includes(field) ? 'error' : ''}
                  value={columns[field.key] ?? ''}
                  onChange={(header) => setColumns({ ...columns, [field.key]: header })}
                  options={[
                    { value: '', label: words.notMapped },
                    ...[...new Set(preview.headers)].filter((header) => header !== '').map((header) => ({ value: header, label: header })),
                  ]}
                />
              </label>
            ))}
          </div>
          {missing.length > 0 ? <p className="red">{words.missing(missing.map((field) => field.words[lang]).join(page.comma))}</p> : null}
          <div className="row">
            <Button type="primary" disabled={missing.length > 0} loading={command.isPending} onClick={start}>
              {words.start}
            </Button>
            {it.layout === 'taobao' ? null : <span className="quiet small">{words.mapKept}</span>}
          </div>
          <ProblemNote refused={command.error} retry={start} reload={onStarted} />
        </div>
      </Card>
      <PreviewCard preview={preview} columns={columns} />
    </>
  );
}

function PreviewCard({ preview, columns }: { preview: Preview; columns: Readonly<Record<string, string>> }) {
  const words = useHouseWords();
  const lang = useLang();
  const fieldOf = (header: string): string | undefined => preview.fields.find((field) => columns[field.key] === header)?.words[lang];
  return (
    <Card title={words.preview(preview.rows.length)} aside={words.encoding(preview.encoding)} id="preview">
      {/* A wide table scrolls by keys too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className="scroll-x" tabIndex={0} aria-label={words.preview(preview.rows.length)}>
        <table className="lines">
          <thead>
            <tr>
              {preview.headers.map((header, i) => (
                <th key={i} scope="col" className="nowrap">
                  {header}
                  <br />
                  <span className={fieldOf(header) ? 'green' : 'quiet'}>{fieldOf(header) ?? words.notMapped}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row, i) => (
              <tr key={i}>
                {row.map((cell, at) => (
                  <td key={at} className="nowrap">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}
