import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { commerceRoutes } from '#commerce/wire.ts';
import type { IncidentView } from '#insight/incidentWire.ts';
import { insightRoutes } from '#insight/wire.ts';
import { Card, Facts } from '../../ui/parts.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAsked, useCommand } from '../ask.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useInsightWords } from './words.ts';

const parties = ['warehouse', 'carrier', 'system', 'listing', 'force-majeure'] as const;
const causes = ['human', 'system', 'external'] as const;

function isParty(party: string): party is (typeof parties)[number] {
  return parties.some((each) => each === party);
}

/** One finding and liability for all cases; each gets its own rows when the remedy is carried out. */
export function FindingCard({ incident, again }: { incident: IncidentView; again: () => void }) {
  const words = useInsightWords().incident;
  const page = usePageWords();
  const [answer, setAnswer] = useState<string | null>(incident.finding?.answer ?? null);
  const [text, setText] = useState(incident.finding?.text ?? '');
  const [cause, setCause] = useState<(typeof causes)[number]>(incident.finding?.cause ?? 'human');
  const [party, setParty] = useState<(typeof parties)[number]>('warehouse');
  const [place, setPlace] = useState<string | null>(null);
  const warehouses = useAsked(commerceRoutes.warehouses).data?.items ?? [];
  const carriers = useAsked(commerceRoutes.carriers).data?.items ?? [];
  const find = useCommand(insightRoutes.find, again);
  const places = party === 'warehouse' ? warehouses : party === 'carrier' ? carriers : null;
  const sayShare = ({ party: who, id, name, percent }: NonNullable<IncidentView['finding']>['shares'][number]): string => {
    const place = [...warehouses, ...carriers].find((each) => each.id === id)?.name ?? name;
    return `${place || (isParty(who) ? words.liableParties[who] : who)} ${percent} %`;
  };
  const ready = answer !== null && text.trim() !== '' && (places === null || place !== null);
  const send = (): void => {
    if (answer !== null)
      find.mutate({
        params: { incidentId: incident.id },
        body: { answer, text, cause, shares: [{ party, id: places ? place : null, name: '', percent: 100 }] },
      });
  };
  return (
    <Card title={words.finding} id="finding">
      {incident.finding ? (
        <Facts
          items={[
            [words.answer, incident.answers.find((each) => each.answer === incident.finding?.answer)?.label ?? incident.finding.answer],
            [words.text, incident.finding.text],
            [words.cause, words.causes[incident.finding.cause]],
            [words.liable, incident.finding.shares.map(sayShare).join(page.comma)],
            [page.done, incident.findingBy ?? ''],
          ]}
        />
      ) : null}
      {incident.may.includes('find') ? (
        <div className="stack">
          <div className="row" style={{ flexWrap: 'wrap' }}>
            <Select
              aria-label={words.answer}
              placeholder={words.answer}
              value={answer}
              onChange={setAnswer}
              options={incident.answers.map((each) => ({ value: each.answer, label: each.label }))}
              style={{ minWidth: 160 }}
            />
            <Select
              aria-label={words.cause}
              value={cause}
              onChange={setCause}
              options={causes.map((value) => ({ value, label: words.causes[value] }))}
            />
            <Select
              aria-label={words.liable}
              value={party}
              onChange={(next) => {
                setParty(next);
                setPlace(null);
              }}
              options={parties.map((value) => ({ value, label: words.liableParties[value] }))}
            />
            {places ? (
              <Select
                aria-label={words.liableParties[party]}
                placeholder={words.liableParties[party]}
                value={place}
                onChange={setPlace}
                options={places.map((each) => ({ value: each.id, label: each.name }))}
                style={{ minWidth: 160 }}
              />
            ) : null}
          </div>
          <Input.TextArea
            aria-label={words.text}
            placeholder={words.text}
            autoSize={{ minRows: 2 }}
            maxLength={5000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <div>
            <Button disabled={!ready} loading={find.isPending} onClick={send}>
              {page.save}
            </Button>
          </div>
          <ProblemNote refused={find.error} reload={again} />
        </div>
      ) : null}
    </Card>
  );
}
