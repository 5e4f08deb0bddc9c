import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { feedbackRoutes } from '#feedback/wire.ts';
import { Chip, type Tone } from '../../ui/parts.tsx';
import { Rows } from '../../ui/rows.tsx';
import { useKeys } from '../app/keys.ts';
import { useList } from '../list.ts';
import { ListFrame, PageHead, Tabs } from '../page.tsx';
import { usePageWords } from '../words/pageWords.ts';
import { useWhen } from '../words/useWhen.ts';
import { useSurveyWords } from './words.ts';

const asked = ['speed', 'result', 'attitude'] as const;

/** What customers answered (FB-1); low scores are what the page opens with. */
export function SurveysPage() {
  const words = useSurveyWords();
  const page = usePageWords();
  const when = useWhen();
  const [tab, setTab] = useState<'low' | 'all'>('low');
  const list = useList(feedbackRoutes.list, { low: tab === 'low' ? 'true' : 'false' });
  useKeys({ u: list.again });
  return (
    <>
      <PageHead title={words.title} help={words.help} />
      <Tabs
        label={words.tabsLabel}
        tabs={[
          { key: 'low', label: words.low },
          { key: 'all', label: words.all },
        ]}
        at={tab}
        onTab={setTab}
      />
      <ListFrame list={list} empty={words.empty[tab]}>
        <Rows
          label={words.title}
          rows={list.items ?? []}
          keyOf={(row) => row.id}
          columns={[
            {
              key: 'scores',
              title: words.columns.scores,
              width: 230,
              render: (row) => (
                <span className="row" style={{ gap: 4 }}>
                  {asked.map((what) => {
                    const score = row.answer?.[what];
                    return score === undefined ? null : (
                      <Chip key={what} tone={toneOf(score)}>
                        {words.score(words.scores[what], score)}
                      </Chip>
                    );
                  })}
                </span>
              ),
            },
            {
              key: 'case',
              title: words.columns.case,
              width: 150,
              render: (row) => (
                <div>
                  <Link to="/cases/$caseId" params={{ caseId: row.caseId }}>
                    {row.caseNumber}
                  </Link>
                  {row.round > 1 ? <div className="quiet small">{words.round(row.round)}</div> : null}
                </div>
              ),
            },
            {
              key: 'words',
              title: words.columns.words,
              render: (row) =>
                row.answer?.words ? <span className="breaks">{row.answer.words}</span> : <span className="quiet">{words.noWords}</span>,
            },
            {
              key: 'reasons',
              title: words.columns.reasons,
              width: 220,
              render: (row) => (row.answer?.reasons ?? []).map((reason) => words.reasons[reason]).join(page.comma),
            },
            { key: 'at', title: words.columns.at, width: 120, render: (row) => (row.answeredAt ? when(row.answeredAt) : '') },
          ]}
        />
      </ListFrame>
    </>
  );
}

function toneOf(score: number): Tone {
  return score <= 2 ? 'red' : score === 3 ? 'amber' : 'green';
}
