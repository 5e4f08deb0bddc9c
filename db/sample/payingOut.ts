import { payoutRoutes } from '#fulfilment/payoutWire.ts';
import { hour, type SettableClock } from '#platform/clock.ts';
import type { Leader } from './leading.ts';

/**
 * Leads the payout of a case until its file has gone out (FU-15): the agent enters the payee, Bai Lu makes the batch, Qin checks it,
 * Bai Lu sends it; an hour each. Answers the batch's number.
 */
export async function sendPayout(
  { leader, clock }: { leader: Leader; clock: SettableClock },
  caseId: string,
  payee: { name: string; account: string },
): Promise<string> {
  const { items } = await leader.ok('bailu', payoutRoutes.list, { query: { caseId } });
  const payoutId = items[0]?.id ?? '';
  clock.advance(hour);
  await leader.ok('xiaoman', payoutRoutes.givePayee, { params: { payoutId }, body: { way: 'alipay', ...payee } });
  clock.advance(hour);
  const batch = await leader.ok('bailu', payoutRoutes.makeBatch, { body: { ids: [payoutId], seen: true } });
  clock.advance(hour);
  await leader.ok('qinkuaiji', payoutRoutes.checkBatch, { params: { batchId: batch.id }, body: { answer: 'approved' } });
  await leader.ok('bailu', payoutRoutes.sendBatch, { params: { batchId: batch.id }, body: { layout: 'alipay' } });
  return batch.number;
}
