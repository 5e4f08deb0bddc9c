import type { OrderFacts } from '#commerce/contract.ts';
import { all, type Reader, sql } from '#platform/db.ts';

/** Something that was already given, or that somebody else may pay, for the same goods (RE-13). */
export interface Given {
  readonly source: 'platform' | 'we' | 'freight-insurance' | 'guarantee';
  /** Number of the after-sale or of our case. */
  readonly number: string | null;
  readonly remedy: string | null;
  readonly state: string | null;
  readonly fen: number | null;
  readonly points: number | null;
  readonly at: Date | null;
}

/** Everything that was given on an order: refunds of the platform, what customers chose with us, insurance to look at first. */
export async function givenFor(on: Reader, order: OrderFacts | null, caseId: string): Promise<Given[]> {
  const none = { number: null, remedy: null, state: null, fen: null, points: null, at: null };
  const platform = (order?.refunds ?? [])
    .filter((refund) => refund.state !== 'refused')
    .map(
      (refund): Given => ({
        ...none,
        source: 'platform',
        number: refund.refundNo,
        remedy: 'refund',
        state: refund.state,
        fen: refund.fen,
        at: refund.at,
      }),
    );
  const others: Given[] = [];
  if (order?.freightInsured) others.push({ ...none, source: 'freight-insurance' });
  if (order?.platformGuarantee) others.push({ ...none, source: 'guarantee' });
  return [...platform, ...(await ours(on, order?.id ?? null, caseId)), ...others];
}

/** What was chosen with us for the order, or in this case when there is none; without what could not be carried out. */
function ours(on: Reader, orderId: string | null, caseId: string): Promise<Given[]> {
  return all(
    sql<Given>`select 'we' as source, c.number, op.remedy, 'chosen' as state, op.fen, op.points, ch.at from choices ch join offer_options op on op.id = ch.option_id join cases c on c.id = ch.case_id
      where (c.order_id = ${orderId} or c.id = ${caseId}) and not exists (select from choices_taken_back b where b.choice_id = ch.id)
        and not exists (select 1 from journey_steps j where j.case_id = ch.case_id and j.answer = 'failed' and j.left_at >= ch.at
          and not exists (select 1 from choices later where later.case_id = ch.case_id and later.at > ch.at and later.at <= j.left_at))
      order by ch.at`,
    on,
  );
}

/** What of the order's money hasn't gone back, nor been promised back; null: nobody knows what was paid. */
export function remainingOf(order: OrderFacts | null, given: readonly Given[]): number | null {
  const paid = order?.paidFen ?? null;
  if (paid === null) return null;
  return Math.max(0, paid - given.reduce((sum, each) => sum + (each.fen ?? 0), 0));
}

/** What the customer chose in this very case and still has, or will have: neither failed nor taken back. */
export async function givenInCase(on: Reader, theCase: { readonly id: string; readonly number: string }): Promise<Given[]> {
  return (await ours(on, null, theCase.id)).filter((each) => each.number === theCase.number);
}

/** Ways of paying of what was chosen in this case, begun and then failed; what was taken back before it began could still work (FU-15). */
export async function failedWays(on: Reader, caseId: string): Promise<string[]> {
  const rows = await all(
    sql<{ way: string }>`select distinct op.plan ->> 'way' as way from choices ch join offer_options op on op.id = ch.option_id
      where ch.case_id = ${caseId} and op.plan ->> 'way' is not null and not exists (select from choices_taken_back b where b.choice_id = ch.id)
        and exists (select 1 from journey_steps j where j.case_id = ch.case_id and j.answer = 'failed' and j.left_at >= ch.at
          and not exists (select 1 from choices later where later.case_id = ch.case_id and later.at > ch.at and later.at <= j.left_at))`,
    on,
  );
  return rows.map((row) => row.way);
}
