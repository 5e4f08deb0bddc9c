import type { OrderAnswer } from '#commerce/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { Card, Chip, Loading } from '../../ui/parts.tsx';
import { ProblemNote } from '../app/ProblemNote.tsx';
import { useAppWords } from '../app/words.ts';
import { useAsked } from '../ask.ts';
import { useCodes } from '../words/codes.ts';
import { useWhen } from '../words/useWhen.ts';
import { useIntakeWords } from './words.ts';

/** What is known before a word is typed (IN-7): facts, never a label. */
export function EarlierCases({
  order,
  orderNo,
  problem,
  onOpen,
}: {
  order: OrderAnswer | null;
  orderNo: string;
  problem: string;
  onOpen: (caseId: string) => void;
}) {
  const words = useIntakeWords();
  const app = useAppWords();
  const code = useCodes();
  const when = useWhen();
  const number = orderNo.trim();
  const asked = useAsked(
    intakeRoutes.earlier,
    { query: { ...(order ? { orderId: order.id } : { orderNo: number }), problem } },
    { on: order !== null || number.length >= 6 },
  );
  const waits = order !== null || number.length >= 6;
  return (
    <Card title={words.earlier} id="earlier">
      {waits && asked.isPending ? <Loading label={app.loading} /> : null}
      <ProblemNote refused={asked.error} retry={() => void asked.refetch()} />
      {!waits || asked.data?.items.length === 0 ? <p className="quiet">{words.earlierNone}</p> : null}
      <ul className="stack">
        {asked.data?.items.map((each) => (
          <li key={each.caseId}>
            <button type="button" className="hit" onClick={() => onOpen(each.caseId)}>
              <span className="row row-between">
                <b>{each.number}</b>
                <Chip tone={each.closedAt ? 'grey' : 'blue'}>
                  {each.outcome ? code('outcomes', each.outcome) : code('stages', each.stage)}
                </Chip>
              </span>
              <span className="small quiet cut-2">
                {when(each.receivedAt)} · {code('problems', each.problem)} · {each.summary}
              </span>
              <span className="row" style={{ gap: 4 }}>
                {each.same.map((what) => (
                  <Chip key={what} tone={what === 'problem' ? 'amber' : 'grey'}>
                    {words.same[what]}
                  </Chip>
                ))}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
