import { Link, useParams } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useState } from 'react';

import { policyRoutes } from '#remedy/policyWire.ts';
import { Card, Key, Loading } from '../../ui/parts.tsx';
import { useKeys } from '../app/keys.ts';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useMay } from '../app/useMe.ts';
import { useAppWords } from '../app/words.ts';
import { useAsked } from '../ask.ts';
import { useReadAgain } from '../list.ts';
import { PageHead } from '../page.tsx';
import { usePageWords } from '../words/pageWords.ts';
import { useWhen } from '../words/useWhen.ts';
import { useLang } from '../words/useWords.ts';
import { type CellFault, faultsOf } from './cellFaults.ts';
import { DryRunCard } from './DryRunCard.tsx';
import { editDraft, startDraft } from './draft.ts';
import { PolicyTableEditor } from './PolicyTableEditor.tsx';
import { PublishDialog } from './PublishDialog.tsx';
import type { Version } from './version.ts';
import { usePolicyWords } from './words.ts';

/** A policy: its versions, the table of one of them, trying it out, and publishing what was changed (RE-2). */
export function PolicyPage() {
  const { name = '' } = useParams({ strict: false });
  const words = usePolicyWords();
  const app = useAppWords();
  const when = useWhen();
  const versions = useAsked(policyRoutes.versions, { params: { name } });
  const policies = useAsked(policyRoutes.policies);
  const [picked, setPicked] = useState<number | null>(null);
  const items = versions.data?.items ?? [];
  const newest = Math.max(0, ...items.map((each) => each.version));
  const shown = picked ?? items.find((each) => each.inForce)?.version ?? newest;
  const version = useAsked(policyRoutes.version, { params: { name, version: shown } }, { on: shown > 0 });
  const title = policies.data?.items.find((each) => each.name === name)?.title ?? name;
  const readAgain = useReadAgain(policyRoutes.policies.path);
  return (
    <>
      <PageHead title={title}>
        <Select
          aria-label={words.versions}
          style={{ minWidth: 240 }}
          value={shown || null}
          onChange={(value: number | null) => setPicked(value)}
          options={items.map((each) => ({
            value: each.version,
            label: `${each.code} · ${words.version(each.version)} · ${each.inForce ? words.now : words.from(when(each.validFrom))}${each.validUntil ? ` ${words.until(when(each.validUntil))}` : ''}`,
          }))}
        />
        <Link to="/policies">{words.back}</Link>
      </PageHead>
      <ProblemNote refused={versions.error ?? version.error} retry={() => void versions.refetch()} />
      {version.isPending && !versions.error ? <Loading rows={8} label={app.loading} /> : null}
      {version.data ? (
        <Editor
          key={`${name}.${version.data.version}`}
          name={name}
          version={version.data}
          newest={newest}
          onPublished={(made) => {
            setPicked(made);
            readAgain();
          }}
        />
      ) : null}
    </>
  );
}

function Editor({
  name,
  version,
  newest,
  onPublished,
}: {
  name: string;
  version: Version;
  newest: number;
  onPublished: (version: number) => void;
}) {
  const words = usePolicyWords();
  const lang = useLang();
  const page = usePageWords();
  const may = useMay()('remedy.policy-edit');
  const [draft, setDraft] = useState(() => startDraft(version.table));
  const [faults, setFaults] = useState<readonly CellFault[]>([]);
  const [publishing, setPublishing] = useState(false);
  const edit = (change: Parameters<typeof editDraft>[1]): void => setDraft((before) => editDraft(before, change));
  const steps = draft.past.length;
  useKeys({ z: () => edit({ what: 'undo' }) }, may);
  return (
    <div className="stack stack-16">
      {version.example ? <p className="note-blue">{words.exampleHelp}</p> : null}
      {version.version < newest ? <p className="quiet">{words.old}</p> : null}
      {version.note && !version.example ? (
        <p className="quiet">
          {version.code}
          {page.colon}
          {version.note}
        </p>
      ) : null}
      <Card
        title={words.table}
        id="table"
        aside={steps > 0 ? <span className="amber">{words.dirty(steps)}</span> : may ? null : words.readOnly}
      >
        <div className="stack">
          <p className="quiet small">{words.tableHelp}</p>
          {faults.length > 0 ? (
            <div className="problem" role="alert">
              <p className="problem-title">{words.faults(faults.length)}</p>
              {faults.slice(0, 8).map((fault) => (
                <p key={`${fault.row}.${fault.column}.${fault.why}`}>
                  <a href={`#cell-${fault.row}-${fault.column}`} onClick={(event) => goTo(event, fault)}>
                    {words.cell(fault.row, nameOf(version, fault.column, lang))}
                  </a>
                  {page.colon}
                  {(words.whys as Readonly<Record<string, string>>)[fault.why] ?? fault.why} {fault.cell ? <code>{fault.cell}</code> : null}
                </p>
              ))}
            </div>
          ) : null}
          <PolicyTableEditor version={version} table={draft.table} onEdit={may ? edit : null} faults={faults} />
          {may ? (
            <div className="row">
              <Button onClick={() => edit({ what: 'add', row: draft.table.rules.length })}>{words.addRow}</Button>
              <AddColumn version={version} table={draft.table} onEdit={edit} />
              <Button disabled={steps === 0} onClick={() => edit({ what: 'undo' })}>
                {words.undo} <Key>z</Key>
              </Button>
              <Button disabled={draft.future.length === 0} onClick={() => edit({ what: 'redo' })}>
                {words.redo}
              </Button>
              <Button
                disabled={steps === 0}
                onClick={() => {
                  setDraft(startDraft(version.table));
                  setFaults([]);
                }}
              >
                {words.discard}
              </Button>
              <Button type="primary" disabled={steps === 0} onClick={() => setPublishing(true)}>
                {words.publish}
              </Button>
            </div>
          ) : null}
          <details>
            <summary className="quiet small">{words.syntax}</summary>
            <ul className="small">
              {words.syntaxHelp.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </details>
        </div>
      </Card>
      <DryRunCard name={name} version={version} draft={steps > 0 ? draft.table : null} />
      {publishing ? (
        <PublishDialog
          name={name}
          table={draft.table}
          basedOn={newest}
          onClose={() => setPublishing(false)}
          onRefused={(refused) => {
            const found = faultsOf(refused);
            setFaults(found);
            if (found.length > 0) setPublishing(false);
          }}
          onDone={onPublished}
        />
      ) : null}
    </div>
  );
}

function AddColumn({
  version,
  table,
  onEdit,
}: {
  version: Version;
  table: Version['table'];
  onEdit: (change: Parameters<typeof editDraft>[1]) => void;
}) {
  const words = usePolicyWords();
  const lang = useLang();
  const unused = (known: Version['inputs'], used: Version['table']['inputs']) =>
    known.filter((column) => !used.some((each) => each.field === column.field));
  const add = (what: 'add-input' | 'add-output', label: string, columns: Version['inputs']) =>
    columns.length === 0 ? null : (
      <Select
        aria-label={label}
        placeholder={label}
        style={{ width: 150 }}
        value={null}
        onChange={(field: string | null) => {
          const column = columns.find((each) => each.field === field);
          if (column) onEdit({ what, field: column.field, name: column.words.zh });
        }}
        options={columns.map((column) => ({ value: column.field, label: column.words[lang] }))}
      />
    );
  return (
    <>
      {add('add-input', words.addColumn, unused(version.inputs, table.inputs))}
      {add('add-output', words.addOutput, unused(version.outputs, table.outputs))}
    </>
  );
}

function goTo(event: { preventDefault: () => void }, fault: CellFault): void {
  event.preventDefault();
  document.getElementById(`cell-${fault.row}-${fault.column}`)?.focus();
}

function nameOf(version: Version, field: string, lang: 'zh' | 'en'): string {
  return [...version.inputs, ...version.outputs].find((column) => column.field === field)?.words[lang] ?? field;
}
