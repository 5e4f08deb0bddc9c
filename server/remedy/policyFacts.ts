import { loadFacts, type TheCase } from '#case/contract.ts';
import { type OrderFacts, orderForCase } from '#commerce/contract.ts';
import { liabilitiesOf } from '#liability/contract.ts';
import type { Reader } from '#platform/db.ts';
import { countDeclines } from './offerStore.ts';
import { linesToMend } from './linesToMend.ts';
import { goodsWorth, type LineToMend, stockOf } from './planContext.ts';
import { completeFacts, type PolicyFacts, policyInputs } from './policyColumns.ts';
import { countDissatisfied } from './remedyFacts.ts';

/** Columns that this stage works out itself; all others are facts of the case by the same name. */
const workedOut = [
  'problem',
  'goodsValue',
  'wish',
  'stock',
  'liability',
  'customerShare',
  'round',
  'declines',
  'dissatisfied',
  'channel',
  'paymentMethod',
];

/** The facts that a policy is asked with, read for one case; a fact that nobody supplies is 0 or `none` (RE-2). */
export async function policyFacts(
  on: Reader,
  theCase: TheCase,
  now: Date,
  known?: { order: OrderFacts | null; lines: readonly LineToMend[] },
): Promise<PolicyFacts> {
  const order = known ? known.order : theCase.orderId ? ((await orderForCase(on, theCase.orderId)) ?? null) : null;
  const lines = known ? known.lines : await linesToMend(on, theCase);
  const asked = policyInputs.map((column) => column.field).filter((field) => !workedOut.includes(field));
  const facts = await loadFacts(on, theCase, asked, now);
  const [liability] = (await liabilitiesOf(on, theCase.id)).filter((each) => each.round === theCase.round);
  const [most] = [...(liability?.shares ?? [])].sort((a, b) => b.percent - a.percent);
  return completeFacts({
    ...facts,
    problem: theCase.problem,
    goodsValue: goodsWorth({ lines, order }),
    wish: theCase.wish,
    stock: stockOf({ lines, order }),
    liability: most?.party,
    customerShare: (liability?.shares ?? []).filter((share) => share.party === 'customer').reduce((sum, share) => sum + share.percent, 0),
    round: theCase.round,
    declines: await countDeclines(on, theCase.id),
    dissatisfied: await countDissatisfied(on, theCase.id),
    channel: theCase.channel,
    paymentMethod: order?.payment,
  });
}
