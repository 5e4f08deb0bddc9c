import type { Playbook } from '#case/contract.ts';
import { all, type Reader, sql } from '#platform/db.ts';

/** The matter that a case is about, by what a playbook's rule of duplicates may name (IN-6). */
export interface Matter {
  readonly shopId: string;
  readonly orderId: string | null;
  readonly orderNo: string | null;
  readonly problem: string;
  readonly customerId: string | null;
}

export interface Duplicate {
  readonly caseId: string;
  readonly number: string;
  readonly version: number;
  readonly stage: string;
  readonly receivedAt: string;
  readonly hurried: number;
  readonly ownerId: string | null;
}

/** Whether the rule can be looked up, and its lock named, before it is known who reports: by the order's number. */
export function matterNeedsNobody(playbook: Playbook, matter: Matter): boolean {
  return matter.orderNo !== null && playbook.registration.duplicate?.same.includes('customer') !== true;
}

/**
 * Open cases of the same matter, by the playbook's own rule: the newest first, at most ten; `before` leaves out those that
 * were registered later. A rule by goods or parcel is kept by the order: it takes in more, and a person decides.
 */
export async function openDuplicates(
  on: Reader,
  playbook: Playbook,
  matter: Matter,
  before: { id: string; seq: number } | null = null,
): Promise<Duplicate[]> {
  const rule = playbook.registration.duplicate;
  if (!rule) return [];
  const bySomebody = rule.same.includes('customer') && matter.customerId !== null;
  const byOrder = !bySomebody || rule.same.some((each) => each !== 'customer' && each !== 'problem');
  if (byOrder && matter.orderNo === null && matter.orderId === null) return [];
  const order = byOrder
    ? sql`(c.order_id = ${matter.orderId} or (c.shop_id = ${matter.shopId} and c.order_no = ${matter.orderNo}))`
    : sql`true`;
  const problem = rule.same.includes('problem') ? sql`c.problem = ${matter.problem}` : sql`true`;
  const customer = bySomebody ? sql`c.customer_id = ${matter.customerId}` : sql`true`;
  const rows = await all(
    sql<
      Omit<Duplicate, 'receivedAt'> & { receivedAt: Date }
    >`select c.id as "caseId", c.number, c.version, c.stage, c.received_at as "receivedAt", c.hurried, c.owner_id as "ownerId"
      from cases c where ${order} and ${problem} and ${customer} and c.shop_id = ${matter.shopId} and (${rule.while === 'always'} or c.closed_at is null)
        and c.merged_into is null and (${before?.id ?? null}::uuid is null or (c.id <> ${before?.id ?? null}::uuid and c.seq < ${before?.seq ?? 0}))
      order by c.seq desc limit 10`,
    on,
  );
  return rows.map((row) => ({ ...row, receivedAt: row.receivedAt.toISOString() }));
}
