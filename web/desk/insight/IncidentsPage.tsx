import { Link, useNavigate } from '@tanstack/react-router';
import { Button, InputNumber } from 'antd';
import { useState } from 'react';
import { insightRoutes } from '#insight/wire.ts';
import { Chip } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAsked, useCommand } from '../ask.ts';
import { ListFrame, PageHead, Tabs } from '../page.tsx';
import { useCodes } from '../words/codes.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useWhen } from '../words/useWhen.ts';
import { IncidentButton } from './IncidentButton.tsx';
import { useInsightWords } from './words.ts';

const tabs = ['proposed', 'open', 'settled', 'dismissed', 'all'] as const;

/** Causes that many cases share: proposed ones first (BA-2). */
export function IncidentsPage() {
  const all = useInsightWords();
  const words = all.incidents;
  const navigate = useNavigate();
  const label = usePageWords().tabsLabel;
  const code = useCodes();
  const when = useWhen();
  const [tab, setTab] = useState<(typeof tabs)[number]>('all');
  const asked = useAsked(insightRoutes.board, { query: tab === 'all' ? {} : { state: tab } }, { keep: true });
  const { items, counts = {}, settings } = asked.data ?? {};
  return (
    <>
      <PageHead title={words.title} help={words.help}>
        <IncidentButton
          label={all.byHand.new}
          cases={[]}
          onDone={(incidentId) => void navigate({ to: '/incidents/$incidentId', params: { incidentId } })}
        />
        {settings ? (
          <Rule hours={settings.hours} cases={settings.cases} example={settings.example} again={() => void asked.refetch()} />
        ) : null}
      </PageHead>
      <Tabs
        label={label}
        tabs={tabs.map((key) => ({
          key,
          label: words.states[key],
          ...(counts[key] ? { count: counts[key] } : {}),
          alarm: key === 'proposed',
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
              key: 'n',
              title: words.columns.n,
              render: (row) => (
                <div>
                  <Link to="/incidents/$incidentId" params={{ incidentId: row.id }} className="strong">
                    {`#${row.n} ${row.title}`}
                  </Link>{' '}
                  <Chip tone={row.state === 'proposed' ? 'amber' : row.state === 'open' ? 'blue' : 'grey'}>{words.states[row.state]}</Chip>
                </div>
              ),
            },
            { key: 'cause', title: words.columns.cause, render: (row) => `${words.causes[row.cause.kind]} ${row.cause.words}` },
            {
              key: 'problem',
              title: words.columns.problem,
              render: (row) => (row.problem === '*' ? words.anyProblem : code('problems', row.problem)),
            },
            { key: 'cases', title: words.columns.cases, num: true, width: 80, render: (row) => row.cases },
            {
              key: 'remedy',
              title: words.columns.remedy,
              render: (row) => (
                <span>
                  {words.remedyStates[row.remedy]} <span className="quiet small">{words.offered(row.offered, row.failed)}</span>
                </span>
              ),
            },
            { key: 'at', title: words.columns.at, width: 150, render: (row) => when(row.at) },
          ]}
        />
      </ListFrame>
    </>
  );
}

/** From how many cases within how many hours a cause is proposed. */
function Rule({ hours, cases, example, again }: { hours: number; cases: number; example: boolean; again: () => void }) {
  const words = useInsightWords().incidents;
  const page = usePageWords();
  const [given, setGiven] = useState<{ hours: number; cases: number } | null>(null);
  const put = useCommand(insightRoutes.putSettings, () => {
    setGiven(null);
    again();
  });
  if (!given)
    return (
      <>
        <span className="quiet small">{words.rule(hours, cases)}</span>
        {example ? <Chip>{words.example}</Chip> : null}
        <Button size="small" onClick={() => setGiven({ hours, cases })}>
          {page.edit}
        </Button>
      </>
    );
  return (
    <>
      <InputNumber
        aria-label={words.hours}
        min={1}
        max={720}
        value={given.hours}
        onChange={(next) => setGiven({ ...given, hours: next ?? hours })}
      />
      <InputNumber
        aria-label={words.least}
        min={2}
        max={1000}
        value={given.cases}
        onChange={(next) => setGiven({ ...given, cases: next ?? cases })}
      />
      <Button type="primary" loading={put.isPending} onClick={() => put.mutate({ body: given })}>
        {page.save}
      </Button>
      <ProblemNote refused={put.error} />
    </>
  );
}
