import type { Command } from '#platform/command.ts';
import { all, one, type Reader, sql } from '#platform/db.ts';

/**
 * Takes one code out of a pool for a task, or undefined when it has none left (FU-16). Two that take at once never wait for
 * each other nor get the same: `for update skip locked`, and a task has one code (unique).
 */
export function takeCode(
  { tx, now }: Command,
  of: { pool: string; shopId: string; taskId: string },
): Promise<{ id: string; validUntil: Date | null } | undefined> {
  return one(
    sql<{ id: string; validUntil: Date | null }>`update coupon_codes set task_id = ${of.taskId}, given_at = ${now}
      where id = (select c.id from coupon_codes c join coupon_pools p on p.id = c.pool_id
        where p.code = ${of.pool} and p.active and (p.shop_id is null or p.shop_id = ${of.shopId}) and c.task_id is null
          and (p.valid_until is null or p.valid_until > ${now})
        order by p.shop_id nulls last, c.id limit 1 for update of c skip locked)
      returning id, (select valid_until from coupon_pools p where p.id = pool_id) as "validUntil"`,
    tx,
  );
}

/** How many codes a pool has left, if that is just below its mark; each time it falls below it is said once. */
export async function fellBelowMark({ tx }: Command, codeId: string): Promise<boolean> {
  const row = await one(
    sql<{
      left: number;
      mark: number;
    }>`select (select count(*) from coupon_codes o where o.pool_id = p.id and o.task_id is null) as left, p.low_mark as mark
      from coupon_codes c join coupon_pools p on p.id = c.pool_id where c.id = ${codeId}`,
    tx,
  );
  return row !== undefined && row.left === row.mark - 1;
}

/** The codes that a case's customer got, by task, for the customer's own eyes. */
export async function codesOfCase(on: Reader, caseId: string): Promise<Map<string, string>> {
  const rows = await all(
    sql<{
      taskId: string;
      code: string;
    }>`select c.task_id as "taskId", c.code from coupon_codes c join fulfilment_tasks t on t.id = c.task_id where t.case_id = ${caseId}`,
    on,
  );
  return new Map(rows.map((row) => [row.taskId, row.code]));
}
