import { Button, Select } from 'antd';
import { useState } from 'react';
import { type ArrivalView, returnedRoutes } from '#fulfilment/returnedWire.ts';
import { Card, Chip, Loading } from '../../ui/parts.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAppWords } from '../app/words.ts';
import { useAsked, useCommand } from '../ask.ts';
import { usePageWords } from '../words/pageWords.ts';
import { useWhen } from '../words/useWhen.ts';
import { useReturnedWords } from './returnedWords.ts';

/** Arrivals that belong to nobody yet, each with who could have sent it; a person says which (FU-11). */
export function UnmatchedCard({ mayWork, onDone }: { readonly mayWork: boolean; readonly onDone: () => void }) {
  const words = useReturnedWords();
  const app = useAppWords();
  const asked = useAsked(returnedRoutes.arrivals, { query: {} });
  return (
    <Card title={words.unmatched}>
      {asked.isPending ? <Loading label={app.loading} rows={2} /> : null}
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {asked.data?.items.length === 0 ? <p className="quiet">{words.noUnmatched}</p> : null}
      <ul className="stack">
        {asked.data?.items.map((arrival) => (
          <Arrival key={arrival.id} arrival={arrival} mayWork={mayWork} onDone={onDone} />
        ))}
      </ul>
    </Card>
  );
}

function Arrival({ arrival, mayWork, onDone }: { arrival: ArrivalView; mayWork: boolean; onDone: () => void }) {
  const words = useReturnedWords();
  const page = usePageWords();
  const when = useWhen();
  const match = useCommand(returnedRoutes.match, onDone);
  const refuse = useCommand(returnedRoutes.refuse, onDone);
  const params = { arrivalId: arrival.id };
  return (
    <li>
      <div className="row row-between">
        <span>
          <b>{arrival.waybill ?? arrival.words}</b>{' '}
          <span className="quiet small">
            {arrival.waybill ? arrival.words : ''} {arrival.phoneTail ? `${words.phoneTail}: ${arrival.phoneTail}` : ''}{' '}
            {arrival.weightG === null ? '' : words.weighed(arrival.weightG)} · {arrival.by} {when(arrival.at)}
          </span>
        </span>
        {mayWork ? (
          <Button size="small" loading={refuse.isPending} onClick={() => refuse.mutate({ params, body: { note: words.notOurs } })}>
            {words.notOurs}
          </Button>
        ) : null}
      </div>
      {arrival.candidates.map((each) => (
        <div key={each.returnedId} className="row">
          <span className="small">
            {words.candidates} {each.caseNumber} {each.goods}
          </span>
          <Chip>{each.by.map((sign) => words.by[sign]).join(page.comma)}</Chip>
          {mayWork ? (
            <Button size="small" loading={match.isPending} onClick={() => match.mutate({ params, body: { returnedId: each.returnedId } })}>
              {words.match}
            </Button>
          ) : null}
        </div>
      ))}
      {arrival.candidates.length === 0 ? <p className="quiet small">{words.nobody}</p> : null}
      {mayWork ? <ByHand onMatch={(returnedId) => match.mutate({ params, body: { returnedId } })} /> : null}
      <ProblemNote refused={match.error ?? refuse.error} />
    </li>
  );
}

/** No sign names it, and a colleague knows whose it is: found by case, order or tracking number. */
function ByHand({ onMatch }: { onMatch: (returnedId: string) => void }) {
  const words = useReturnedWords();
  const [q, setQ] = useState('');
  const asked = useAsked(returnedRoutes.list, { query: { q, limit: 20 } }, { on: q.length >= 4 });
  const open = (asked.data?.items ?? []).filter((row) => ['awaited', 'booked', 'on-its-way', 'overdue', 'given-up'].includes(row.state));
  return (
    <Select
      aria-label={words.byHand}
      placeholder={words.byHand}
      size="small"
      style={{ width: 320, maxWidth: '100%' }}
      showSearch
      filterOption={false}
      value={null}
      notFoundContent={q.length < 4 ? words.find : words.notAwaited}
      onSearch={(text) => setQ(text.trim())}
      onChange={(returnedId: string | null) => {
        if (returnedId) onMatch(returnedId);
      }}
      options={open.map((row) => ({ value: row.id, label: `${row.caseNumber} ${row.goods.map((goods) => goods.name).join(' ')}` }))}
    />
  );
}
