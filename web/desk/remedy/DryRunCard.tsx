import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { policyRoutes, type PolicyTable } from '#remedy/policyWire.ts';
import { triageRoutes } from '#triage/wire.ts';
import { readYuan, sayFen } from '../../ui/money.ts';
import { Card, Chip } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { keyOf, useCommand } from '../ask.ts';
import { call } from '../call.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useLang } from '../words/useWords.ts';
import type { Version } from './version.ts';
import { usePolicyWords } from './words.ts';

/** Which rows would fit (试算): on typed facts, on a past case, or on a past case with some facts changed. */
export function DryRunCard({ name, version, draft }: { name: string; version: Version; draft: PolicyTable | null }) {
  const words = usePolicyWords();
  const page = usePageWords();
  const lang = useLang();
  const client = useQueryClient();
  const [facts, setFacts] = useState<Readonly<Record<string, string>>>({});
  const [caseNumber, setCaseNumber] = useState('');
  const [unknownCase, setUnknownCase] = useState(false);
  const command = useCommand(policyRoutes.dryRun);
  const used = version.inputs.filter((column) => (draft ?? version.table).inputs.some((each) => each.field === column.field));
  const run = async (): Promise<void> => {
    setUnknownCase(false);
    const q = caseNumber.trim();
    const found =
      q === ''
        ? undefined
        : (
            await client.fetchQuery({
              queryKey: keyOf(triageRoutes.search, { query: { q } }),
              queryFn: () => call(triageRoutes.search, { query: { q } }),
            })
          ).open;
    if (q !== '' && !found) {
      setUnknownCase(true);
      return;
    }
    command.mutate({
      params: { name },
      body: {
        facts: typed(used, facts),
        ...(found ? { caseId: found.caseId } : {}),
        ...(draft ? { table: draft } : { version: version.version }),
      },
    });
  };
  const outputName = (field: string): string => version.outputs.find((column) => column.field === field)?.words[lang] ?? field;
  const result = command.data;
  return (
    <Card title={words.dryRun} id="dry-run">
      <div className="stack">
        <p className="quiet small">{words.dryHelp}</p>
        <div className="form-grid">
          <label className="field">
            <span>{words.fromCase}</span>
            <Input
              value={caseNumber}
              placeholder="C261121-00042-7"
              onChange={(event) => setCaseNumber(event.target.value)}
              status={unknownCase ? 'error' : ''}
              onPressEnter={() => void run()}
            />
          </label>
          {used.map((column) => (
            <label className="field" key={column.field}>
              <span>
                {column.type === 'money' ? column.words[lang].replace(/[（(](分|fen)[）)]/, '') + words.moneyField : column.words[lang]}
              </span>
              <Input
                value={facts[column.field] ?? ''}
                inputMode={column.type === 'code' ? 'text' : 'decimal'}
                onChange={(event) => setFacts({ ...facts, [column.field]: event.target.value })}
                onPressEnter={() => void run()}
              />
            </label>
          ))}
        </div>
        {unknownCase ? <p className="red">{words.caseNotFound}</p> : null}
        <div>
          <Button loading={command.isPending} onClick={() => void run()}>
            {words.run}
          </Button>
        </div>
        <ProblemNote refused={command.error} retry={() => void run()} />
        {result ? (
          <output className="stack">
            <p>
              <Chip tone={result.rows.length > 0 ? 'green' : 'amber'}>
                {result.rows.length > 0 ? words.hits(result.rows.length) : words.noRow}
              </Chip>
            </p>
            {result.rows.length > 0 ? (
              <Rows
                label={words.dryRun}
                rows={result.rows}
                keyOf={(row) => row.rowId}
                columns={[
                  { key: 'row', title: words.row, width: 50, render: (row) => row.row },
                  { key: 'what', title: words.description, render: (row) => row.description },
                  {
                    key: 'gives',
                    title: words.output,
                    render: (row) =>
                      Object.entries(row.output)
                        .filter(([, value]) => value !== null && value !== '')
                        .map(([field, value]) => `${outputName(field)} ${String(value)}`)
                        .join(' · '),
                  },
                ]}
              />
            ) : null}
            <p className="quiet small">
              {words.factsUsed}
              {page.colon}
              {used
                .map(
                  (column) =>
                    `${column.words[lang]} ${column.type === 'money' ? sayFen(Number(result.facts[column.field] ?? 0)) : String(result.facts[column.field] ?? '')}`,
                )
                .join(' · ')}
            </p>
          </output>
        ) : null}
      </div>
    </Card>
  );
}

/** Typed facts in the columns' types; money is typed in yuan and asked about in fen. What is empty or unreadable is left out. */
function typed(columns: Version['inputs'], facts: Readonly<Record<string, string>>): Record<string, string | number> {
  return Object.fromEntries(
    columns.flatMap(({ field, type }): [string, string | number][] => {
      const text = (facts[field] ?? '').trim();
      if (text === '') return [];
      if (type === 'code') return [[field, text]];
      const n = type === 'money' ? readYuan(text) : Number(text);
      return n === null || !Number.isFinite(n) ? [] : [[field, n]];
    }),
  );
}
