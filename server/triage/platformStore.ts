import type { Command } from '#platform/command.ts';
import { all, one, type Reader, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';

export interface LimitRow {
  readonly id: string;
  readonly platform: string;
  readonly kind: string;
  readonly hours: number;
  readonly source: string;
  readonly verified: boolean;
  readonly validFrom: Date;
}

export interface SaleRow {
  readonly id: string;
  readonly number: string;
  readonly platform: string;
  readonly kind: string;
  readonly appliedAt: Date;
  readonly dueAt: Date | null;
  readonly settledAt: Date | null;
  readonly source: string | null;
  readonly verified: boolean | null;
}

const columns = sql`l.id, l.platform, l.kind, l.hours, l.source, l.verified, l.valid_from as "validFrom"`;

export function limitsOf(on: Reader): Promise<LimitRow[]> {
  return all(sql<LimitRow>`select ${columns} from platform_limits l order by l.platform, l.kind, l.valid_from desc`, on);
}

/** The limit that counts for an application of that moment. */
export function limitAt(on: Reader, platform: string, kind: string, at: Date): Promise<LimitRow | undefined> {
  return one(
    sql<LimitRow>`select ${columns} from platform_limits l where l.platform = ${platform} and l.kind = ${kind} and l.valid_from <= ${at}
      order by l.valid_from desc limit 1`,
    on,
  );
}

export async function insertLimit(
  command: Pick<Command, 'tx' | 'now' | 'actor'>,
  limit: Omit<LimitRow, 'id'>,
): Promise<LimitRow | undefined> {
  return one(
    sql<LimitRow>`insert into platform_limits as l (id, platform, kind, hours, source, verified, valid_from, created_by, created_at)
      values (${newId()}, ${limit.platform}, ${limit.kind}, ${limit.hours}, ${limit.source}, ${limit.verified}, ${limit.validFrom}, ${command.actor.id}, ${command.now})
      on conflict do nothing returning ${columns}`,
    command.tx,
  );
}

export function salesOf(on: Reader, caseId: string): Promise<SaleRow[]> {
  return all(
    sql<SaleRow>`select s.id, s.number, s.platform, s.kind, s.applied_at as "appliedAt", s.due_at as "dueAt", s.settled_at as "settledAt",
      l.source, l.verified from platform_sales s left join platform_limits l on l.id = s.limit_id where s.case_id = ${caseId} order by s.at`,
    on,
  );
}

/** Answers whether it is new: the same number twice is one order. */
export async function insertSale(
  command: Command,
  sale: {
    id: string;
    caseId: string;
    number: string;
    platform: string;
    kind: string;
    appliedAt: Date;
    limitId: string | null;
    dueAt: Date | null;
  },
): Promise<boolean> {
  const added = await sql`insert into platform_sales (id, case_id, number, platform, kind, applied_at, limit_id, due_at, added_by, at)
    values (${sale.id}, ${sale.caseId}, ${sale.number}, ${sale.platform}, ${sale.kind}, ${sale.appliedAt}, ${sale.limitId}, ${sale.dueAt}, ${command.actor.id}, ${command.now})
    on conflict do nothing`.execute(command.tx);
  return added.numAffectedRows === 1n;
}

export async function settleSaleRow(command: Command, caseId: string, saleId: string): Promise<boolean> {
  const done =
    await sql`update platform_sales set settled_at = ${command.now} where id = ${saleId} and case_id = ${caseId} and settled_at is null`.execute(
      command.tx,
    );
  return done.numAffectedRows === 1n;
}
