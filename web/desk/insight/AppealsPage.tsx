import { useState } from 'react';
import { type AppealRate, appealRoutes, appealTabs } from '#appeal/wire.ts';
import { Card, Chip } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { useAsked } from '../ask.ts';
import { CaseCell } from '../app/CaseCell.tsx';
import { ListFrame, PageHead, Tabs } from '../page.tsx';
import { usePageWords } from '../words/pageWords.ts';
import { useWhen } from '../words/useWhen.ts';
import { useInsightWords } from './words.ts';

/** Appeals of the house: what waits by its nearest clock, and how they end (TA-3, LI-5). */
export function AppealsPage() {
  const words = useInsightWords().appeals;
  const label = usePageWords().tabsLabel;
  const when = useWhen();
  const [tab, setTab] = useState<(typeof appealTabs)[number]>('waiting');
  const asked = useAsked(appealRoutes.list, { query: { tab } }, { keep: true });
  const { items, counts, byPlaybook = [], byReviewer = [] } = asked.data ?? {};
  return (
    <>
      <PageHead title={words.title} help={words.help} />
      <Tabs
        label={label}
        tabs={appealTabs.map((key) => ({
          key,
          label: words.tabs[key],
          ...(counts ? { count: counts[key] } : {}),
          alarm: key === 'due' && (counts?.due ?? 0) > 0,
        }))}
        at={tab}
        onTab={setTab}
      />
      <ListFrame list={{ items, error: asked.error, again: () => void asked.refetch() }} empty={words.empty}>
        <Rows
          label={words.title}
          rows={items ?? []}
          keyOf={(row) => row.id}
          columns={[
            {
              key: 'case',
              title: words.columns.case,
              render: (row) => <CaseCell caseId={row.caseId} number={row.caseNumber} shop={row.shop} />,
            },
            { key: 'playbook', title: words.columns.playbook, render: (row) => row.playbook },
            { key: 'level', title: words.columns.level, num: true, width: 70, render: (row) => row.level },
            { key: 'filed', title: words.columns.filed, width: 150, render: (row) => when(row.filedAt) },
            {
              key: 'due',
              title: words.columns.due,
              width: 150,
              render: (row) => (
                <span>
                  {row.dueAt ? when(row.dueAt) : '—'} {row.overdue ? <Chip tone="red">{words.overdue}</Chip> : null}
                </span>
              ),
            },
            {
              key: 'reviewer',
              title: words.columns.reviewer,
              render: (row) => (
                <span>
                  {row.decider ?? row.reviewer ?? '—'} {row.bars ? <Chip>{words.bars[row.bars]}</Chip> : null}
                </span>
              ),
            },
            { key: 'outcome', title: words.columns.outcome, render: (row) => row.label ?? '—' },
          ]}
        />
      </ListFrame>
      {byPlaybook.length > 0 ? (
        <Card title={words.rates} id="rates">
          <Rates title={words.byPlaybook} rows={byPlaybook} />
          <Rates title={words.byReviewer} rows={byReviewer} />
        </Card>
      ) : null}
    </>
  );
}

function Rates({ title, rows }: { title: string; rows: readonly AppealRate[] }) {
  const { rate } = useInsightWords().appeals;
  return (
    <Rows
      label={title}
      rows={rows}
      keyOf={(row) => row.name}
      columns={[
        { key: 'name', title, render: (row) => row.name },
        ...(['decided', 'kept', 'changed', 'partly'] as const).map((key) => ({
          key,
          title: rate[key],
          num: true,
          width: 90,
          render: (row: AppealRate) => row[key],
        })),
      ]}
    />
  );
}
