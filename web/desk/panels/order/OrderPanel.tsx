import { commerceRoutes, type OrderAnswer } from '#commerce/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { Card, Chip, Facts, Loading } from '../../../ui/parts.tsx';
import { sayFen } from '../../../ui/money.ts';
import { ProblemNote } from '../../app/ProblemNote.tsx';
import { useAppWords } from '../../app/words.ts';
import { useAsked } from '../../ask.ts';
import { useCodes } from '../../words/codes.ts';
import { useWhen } from '../../words/useWhen.ts';
import { useDay } from '../../words/useWhen.ts';
import type { PanelProps } from '../contract.ts';
import { ContactFacts } from './ContactFacts.tsx';
import { OrderNumberForm } from './OrderNumberForm.tsx';
import { PartsTable } from './PartsTable.tsx';
import { useOrderWords } from './words.ts';

/** The order with its lines and parts as sold; what the customer misses is marked where it stands. */
export function OrderPanel({ theCase }: PanelProps) {
  const words = useOrderWords();
  const app = useAppWords();
  const when = useWhen();
  const order = useAsked(commerceRoutes.order, { params: { orderId: theCase.orderId ?? '' } }, { on: theCase.orderId !== null });
  const report = useAsked(intakeRoutes.report, { params: { caseId: theCase.id } }).data;
  const lit = theCase.current?.shows.some((each) => each === 'order' || each === 'parts') ?? false;
  if (theCase.orderId === null)
    return (
      <Card title={theCase.orderNo ? words.order(theCase.orderNo) : words.none} id="order" lit={lit}>
        <div className="stack">
          <p className="quiet">{theCase.orderNo ? words.noneHelp : words.noneGiven}</p>
          {report ? <ReportedLines lines={report.lines} /> : null}
          {theCase.may.includes('case.answer') && (theCase.closedAt === null || theCase.outcome === 'not-verified') ? (
            <OrderNumberForm theCase={theCase} />
          ) : null}
        </div>
      </Card>
    );
  const head = order.data;
  return (
    <Card
      id="order"
      lit={lit}
      title={words.order(theCase.orderNo ?? '')}
      aside={
        head
          ? `${head.paidFen === null ? '' : `${sayFen(head.paidFen)} · `}${head.placedAt ? words.placed(when(head.placedAt)) : ''}`
          : null
      }
    >
      {order.isPending ? <Loading label={app.loading} rows={5} /> : null}
      <ProblemNote refused={order.error} retry={() => void order.refetch()} />
      {head ? (
        <div className="stack">
          <PartsTable order={head} reported={report?.lines ?? []} short={isShort(theCase.problem)} />
          <OrderFacts order={head} />
        </div>
      ) : null}
    </Card>
  );
}

/** Whether the case is about something that was not in the parcel; else its lines are those that it concerns. */
function isShort(problem: string): boolean {
  return problem === 'missing' || problem.startsWith('missing.') || problem === 'quantity.short';
}

function ReportedLines({ lines }: { lines: readonly { id: string; name: string; model: string | null; quantity: number }[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line.id}>
          {line.name} {line.model} ×{line.quantity}
        </li>
      ))}
    </ul>
  );
}

function OrderFacts({ order }: { order: OrderAnswer }) {
  const words = useOrderWords();
  const code = useCodes();
  const day = useDay();
  const { insurance } = order;
  const sources = [
    insurance.freight ? words.freight : null,
    insurance.insuredFen ? words.insured(sayFen(insurance.insuredFen)) : null,
    insurance.platformGuarantee ? words.guarantee : null,
  ].filter((each) => each !== null);
  return (
    <>
      <div className="row" style={{ gap: 4 }}>
        <Chip>{code('orderStates', order.state)}</Chip>
        <Chip tone={order.payment === 'cod' ? 'amber' : 'grey'}>{words.payments[order.payment]}</Chip>
        {order.flag ? (
          <Chip tone={order.flag === 'red' ? 'red' : order.flag === 'yellow' ? 'amber' : order.flag === 'green' ? 'green' : 'blue'}>
            ⚑ {words.flags[order.flag]}
          </Chip>
        ) : null}
        {order.rights.map((right) => (
          <Chip key={right.right} tone={right.open ? 'green' : 'grey'}>
            {words.rights[right.right]} {words.until(day(right.until), right.open)}
          </Chip>
        ))}
      </div>
      <ContactFacts order={order} />
      <Facts
        items={[
          order.refunds.length > 0
            ? [
                <span className="red" key="refunds">
                  {words.refunds}
                </span>,
                <span className="red" key="sums">
                  {order.refunds.map((refund) => `${sayFen(refund.fen)}（${words.refundStates[refund.state]}）`).join('，')}
                </span>,
              ]
            : null,
          sources.length > 0 ? [words.insurance, sources.join('、')] : null,
          order.liveSession ? [words.liveSession, order.liveSession] : null,
          order.sellerNote ? [words.sellerNote, order.sellerNote] : null,
          order.buyerMessage ? [words.buyerMessage, order.buyerMessage] : null,
        ]}
      />
    </>
  );
}
