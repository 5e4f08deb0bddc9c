import type { Lang } from '#platform/actor.ts';
import { all, type Reader, sql } from '#platform/db.ts';
import type { TheCase } from '#case/contract.ts';
import { orderForCase } from '#commerce/contract.ts';
import { partyNames } from './bearers.ts';
import { costsOfCase } from './ledgerStore.ts';
import { recoveredOfCase } from './recoveryStore.ts';
import { taskColumns, type TaskRow, tasksOfCase } from './tasksStore.ts';
import { workKinds } from './kindWork.ts';
import { familyOf } from './kinds.ts';
import { fateOf } from './taskStates.ts';
import type { moneyView } from './wire.ts';
import type { z } from 'zod';

type Money = z.output<typeof moneyView>;
type Given = Money['given'][number];

/** What was given before on the order, by the platform or by us in any case, and what this case costs (RE-13). Fen. */
export async function moneyOfCase(on: Reader, theCase: TheCase, lang: Lang): Promise<Money> {
  const order = theCase.orderId ? await orderForCase(on, theCase.orderId) : undefined;
  const ours = theCase.orderId
    ? await tasksOfOrder(on, theCase.orderId)
    : (await tasksOfCase(on, theCase.id)).map((task) => ({ ...task, number: theCase.number }));
  const ourOwn = theCase.orderId ? await ownRefundNumbers(on, theCase.orderId) : new Set<string>();
  // What we had the platform pay comes back as its own after-sale record: it is the same money.
  const platform: Given[] = (order?.refunds ?? []).flatMap((refund) =>
    ourOwn.has(refund.refundNo)
      ? []
      : [
          {
            what: 'platform-refund',
            state: refund.state,
            amountFen: refund.fen,
            points: null,
            title: refund.refundNo,
            at: refund.at?.toISOString() ?? null,
            caseId: null,
            caseNumber: null,
          },
        ],
  );
  const given = ours.flatMap((task): Given[] => {
    if (task.kind === 'explanation' || workKinds.includes(task.kind)) return [];
    return [
      {
        what: task.kind,
        state: task.state,
        amountFen: task.amountFen,
        points: task.points,
        title: familyOf(task.kind).title(task, lang),
        at: (task.settledAt ?? task.createdAt).toISOString(),
        caseId: task.caseId,
        caseNumber: task.number,
      },
    ];
  });
  const costs = await costsOfCase(on, theCase.id);
  const names = await partyNames(
    on,
    costs.map((cost) => cost.party),
    lang,
  );
  const recoveredFen = sum((await recoveredOfCase(on, theCase.id)).map((each) => each.fen));
  const realFen = sum(costs.filter((cost) => cost.unit === 'fen').map((cost) => cost.amount));
  return {
    orderPaidFen: order?.paidFen ?? null,
    insurance: {
      freight: order?.freightInsured ?? null,
      insuredFen: order?.insuredFen ?? null,
      platformGuarantee: order?.platformGuarantee ?? null,
    },
    given: [...platform, ...given].sort((a, b) => (b.at ?? '').localeCompare(a.at ?? '')),
    givenFen:
      sum(platform.filter((each) => each.state !== 'refused').map((each) => each.amountFen ?? 0)) +
      sum(ours.filter((task) => stands(task) && task.kind !== 'coupon').map((task) => task.amountFen ?? 0)),
    cost: {
      expectedFen: sum(
        ours
          .filter((task) => task.caseId === theCase.id && stands(task))
          .map((task) => (task.amountFen ?? 0) + task.costFen + (task.freightFen ?? 0)),
      ),
      realFen,
      recoveredFen,
      netFen: realFen - recoveredFen,
      points: sum(costs.filter((cost) => cost.unit === 'points').map((cost) => cost.amount)),
    },
    byParty: [...names].map(([party, name]) => ({
      party: name,
      partyKey: party,
      fen: amountOf(costs, party, 'fen'),
      points: amountOf(costs, party, 'points'),
    })),
  };
}

/** Goods that came back gave nothing by themselves: their money is a task of its own. */
function stands(task: TaskRow): boolean {
  return fateOf(task.state) !== 'lost' && !(task.kind === 'return' && task.state === 'done');
}

/** Under which numbers the payment partner and the platform know of what we refunded on an order. */
async function ownRefundNumbers(on: Reader, orderId: string): Promise<ReadonlySet<string>> {
  const rows = await all(
    sql<{
      no: string | null;
      key: string;
    }>`select i.answer ->> 'refundNo' as no, i.key from intents i join fulfilment_tasks t on t.intent_id = i.id where t.order_id = ${orderId}`,
    on,
  );
  return new Set(rows.flatMap((row) => [row.key, row.no ?? row.key]));
}

function amountOf(costs: readonly { party: string; unit: string; amount: number }[], party: string, unit: 'fen' | 'points'): number {
  return sum(costs.filter((cost) => cost.party === party && cost.unit === unit).map((cost) => cost.amount));
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

function tasksOfOrder(on: Reader, orderId: string): Promise<(TaskRow & { number: string })[]> {
  return all(
    sql<
      TaskRow & { number: string }
    >`select ${taskColumns}, c.number from fulfilment_tasks t join cases c on c.id = t.case_id where t.order_id = ${orderId} order by t.created_at desc limit 200`,
    on,
  );
}
