import { useParams } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { IncidentView } from '#insight/incidentWire.ts';
import { insightRoutes } from '#insight/wire.ts';
import { Card, Chip, Facts, Loading } from '../../ui/parts.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAppWords } from '../app/words.ts';
import { useAsked, useCommand } from '../ask.ts';
import { PageHead } from '../page.tsx';
import { useCodes } from '../words/codes.ts';
import { FindingCard } from './FindingCard.tsx';
import { MembersCard } from './MembersCard.tsx';
import { RemedyCard } from './RemedyCard.tsx';
import { useInsightWords } from './words.ts';

/** One incident: its cases, one finding, one remedy for all with its rows (BA-2). */
export function IncidentPage() {
  const { incidentId = '' } = useParams({ strict: false });
  const words = useInsightWords();
  const app = useAppWords();
  const code = useCodes();
  const [busy, setBusy] = useState(false);
  const asked = useAsked(insightRoutes.read, { params: { incidentId } }, busy ? { everySeconds: 3 } : {});
  const isBusy = asked.data?.remedies.some((remedy) => remedy.state === 'running') ?? false;
  if (isBusy !== busy) setBusy(isBusy);
  const again = (): void => void asked.refetch();
  const seen = asked.data;
  return (
    <>
      <PageHead title={seen ? `${words.incident.name(seen.n)} ${seen.title}` : words.incidents.title}>
        {seen ? <Chip tone={seen.state === 'open' ? 'blue' : 'grey'}>{words.incidents.states[seen.state]}</Chip> : null}
      </PageHead>
      <ProblemNote refused={asked.error} retry={again} />
      {asked.isPending ? <Loading rows={6} label={app.loading} /> : null}
      {seen ? (
        <div className="stack">
          <Card title={words.incidents.columns.cause} id="cause">
            <Facts
              items={[
                [words.incidents.causes[seen.cause.kind], seen.cause.words],
                [words.incidents.columns.problem, seen.problem === '*' ? words.incidents.anyProblem : code('problems', seen.problem)],
                [words.incidents.columns.cases, seen.cases],
              ]}
            />
            <State incident={seen} again={again} />
          </Card>
          <MembersCard incident={seen} again={again} />
          {seen.state === 'proposed' ? null : <FindingCard incident={seen} again={again} />}
          {seen.state === 'proposed' ? null : <RemedyCard incident={seen} again={again} />}
        </div>
      ) : null}
    </>
  );
}

/** Opens or dismisses a proposal; settles an open one. */
function State({ incident, again }: { incident: IncidentView; again: () => void }) {
  const words = useInsightWords().incident;
  const [text, setText] = useState('');
  const open = useCommand(insightRoutes.open, again);
  const dismiss = useCommand(insightRoutes.dismiss, again);
  const settle = useCommand(insightRoutes.settle, again);
  const params = { incidentId: incident.id };
  const empty = text.trim() === '';
  return (
    <div className="stack">
      {incident.may.includes('open') ? (
        <div className="row">
          <Input
            aria-label={words.titleLabel}
            placeholder={`${words.titleLabel} / ${words.reason}`}
            value={text}
            maxLength={200}
            onChange={(event) => setText(event.target.value)}
          />
          <Button
            type="primary"
            disabled={empty}
            loading={open.isPending}
            onClick={() => open.mutate({ body: { proposal: incident.id, title: text } })}
          >
            {words.open}
          </Button>
          <Button disabled={empty} loading={dismiss.isPending} onClick={() => dismiss.mutate({ params, body: { reason: text } })}>
            {words.dismiss}
          </Button>
        </div>
      ) : null}
      {incident.may.includes('settle') ? (
        <div>
          <Button loading={settle.isPending} onClick={() => settle.mutate({ params, body: {} })}>
            {words.settle}
          </Button>
        </div>
      ) : null}
      <ProblemNote refused={open.error ?? dismiss.error ?? settle.error} reload={again} />
    </div>
  );
}
