import { Button, Input } from 'antd';
import { useState } from 'react';
import { changeStandingRoute, readStandingRoute } from '#customers/standingWire.ts';
import { Card, Chip, Facts, Loading } from '../../../ui/parts.tsx';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useMay } from '../../app/useMe.ts';
import { useAppWords } from '../../app/words.ts';
import { useAsked, useCommand, useRefreshCase } from '../../ask.ts';
import { useWhen } from '../../words/useWhen.ts';
import type { PanelProps } from '../contract.ts';
import { useStandingWords } from './words.ts';

const tones = { good: 'green', warned: 'amber', limited: 'red' } as const;
const changes = ['warn', 'limit', 'lift'] as const;

/** Whether the customer may pay on delivery, how that came about, and a lead's hand on it (RE-6). */
export function StandingPanel({ theCase }: PanelProps) {
  const words = useStandingWords();
  const app = useAppWords();
  const when = useWhen();
  const may = useMay()('standing.manage');
  const refresh = useRefreshCase(theCase.id);
  const params = { customerId: theCase.customerId ?? '' };
  const asked = useAsked(readStandingRoute, { params });
  const [why, setWhy] = useState('');
  const change = useCommand(changeStandingRoute, () => {
    setWhy('');
    void asked.refetch();
    void refresh();
  });
  const seen = asked.data;
  return (
    <Card
      title={words.title}
      id="standing"
      lit={theCase.current?.shows.includes('standing') ?? false}
      aside={seen ? <Chip tone={tones[seen.standing]}>{words.standings[seen.standing]}</Chip> : null}
    >
      {asked.isPending ? <Loading label={app.loading} rows={1} /> : null}
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {seen ? (
        <>
          <Facts
            items={[
              seen.since ? [words.since, when(seen.since)] : null,
              seen.liftsAt ? [seen.standing === 'limited' ? words.liftsAt : words.forgottenAt, when(seen.liftsAt)] : null,
            ]}
          />
          <p className="quiet small">{words.recovers(seen.recovery.orders, seen.recovery.days)}</p>
          {seen.history.length === 0 ? <p>{words.none}</p> : null}
          <ul className="stack">
            {seen.history.map((row) => (
              <li key={row.at} className="small">
                {when(row.at)} · {words.standings[row.standing]} · {row.by ?? words.reasons[row.because]}
                {row.why ? <p className="bubble">{row.why}</p> : null}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {may && seen ? (
        <div className="stack" style={{ marginTop: 8 }}>
          <Input
            aria-label={words.why}
            placeholder={words.why}
            maxLength={200}
            value={why}
            onChange={(event) => setWhy(event.target.value)}
          />
          <div className="row">
            {changes.map((each) => (
              <Button
                key={each}
                size="small"
                disabled={why.trim() === ''}
                loading={change.isPending}
                onClick={() => change.mutate({ params, body: { change: each, why } })}
              >
                {words.changes[each]}
              </Button>
            ))}
          </div>
          <ProblemNote refused={change.error} />
        </div>
      ) : null}
    </Card>
  );
}
