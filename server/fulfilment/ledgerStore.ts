import type { Actor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { all, one, type Reader, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { countCap } from '#platform/list.ts';
import { scopeCondition } from '#staff/contract.ts';
import { type Account, balances, type Bearer, type Booking, type Line, type Unit } from './ledger.ts';

/** Books once per key; a repeat writes nothing. */
export async function book(command: Command, of: { caseId: string; shopId: string }, booking: Booking): Promise<void> {
  if (!balances(booking.lines)) throw new Error(`booking ${booking.key} does not balance`);
  const id = newId();
  const entry = await one(
    sql<{ id: string }>`insert into ledger_entries (id, at, kind, key, case_id, shop_id)
      values (${id}, ${command.now}, ${booking.kind}, ${booking.key}, ${of.caseId}, ${of.shopId}) on conflict (key) do nothing returning id`,
    command.tx,
  );
  if (!entry) return;
  const rows = booking.lines.map(
    (line, i) => sql`(${id}, ${i}, ${line.account}, ${line.party}, ${line.unit}, ${line.debit}, ${line.credit})`,
  );
  await sql`insert into ledger_lines (entry_id, position, account, party, unit, debit, credit) values ${sql.join(rows)}`.execute(
    command.tx,
  );
}

/** Who bore the cost when this was booked: a reversal takes the same shares. */
export async function bearersOf(on: Reader, key: string): Promise<Bearer[]> {
  return all(
    sql<Bearer>`select l.party, l.debit as percent from ledger_entries e join ledger_lines l on l.entry_id = e.id
      where e.key = ${key} and l.account = 'remedy-cost' order by l.position`,
    on,
  );
}

export interface EntryRow {
  readonly id: string;
  readonly at: Date;
  readonly kind: string;
  readonly key: string;
  readonly caseId: string | null;
  readonly caseNumber: string | null;
  readonly lines: readonly Line[];
}

interface Wanted {
  readonly shopId?: string | undefined;
  readonly caseId?: string | undefined;
  readonly account?: Account | undefined;
  readonly party?: string | undefined;
}

function matching(actor: Actor, wanted: Wanted) {
  return sql`${scopeCondition(actor, 'ledger.read', { shop: 'e.shop_id' })}
    and (${wanted.shopId ?? null}::uuid is null or e.shop_id = ${wanted.shopId ?? null}::uuid)
    and (${wanted.caseId ?? null}::uuid is null or e.case_id = ${wanted.caseId ?? null}::uuid)
    and (${wanted.account ?? null}::text is null and ${wanted.party ?? null}::text is null or exists (select 1 from ledger_lines l where l.entry_id = e.id
      and (${wanted.account ?? null}::text is null or l.account = ${wanted.account ?? null}) and (${wanted.party ?? null}::text is null or l.party = ${wanted.party ?? null})))`;
}

/** Entries, newest first, from below a position. */
export function listEntries(
  on: Reader,
  actor: Actor,
  wanted: Wanted,
  below: { at: Date; id: string } | null,
  limit: number,
): Promise<EntryRow[]> {
  return all(
    sql<EntryRow>`select e.id, e.at, e.kind, e.key, e.case_id as "caseId", c.number as "caseNumber",
        (select jsonb_agg(jsonb_build_object('account', l.account, 'party', l.party, 'unit', l.unit, 'debit', l.debit, 'credit', l.credit) order by l.position)
          from ledger_lines l where l.entry_id = e.id) as lines
      from ledger_entries e left join cases c on c.id = e.case_id
      where ${matching(actor, wanted)} and (${below?.at ?? null}::timestamptz is null or (e.at, e.id) < (${below?.at ?? null}, ${below?.id ?? null}::uuid))
      order by e.at desc, e.id desc limit ${limit}`,
    on,
  );
}

export async function countEntries(on: Reader, actor: Actor, wanted: Wanted): Promise<number> {
  const row = await one(
    sql<{ n: number }>`select count(*) as n from (select 1 from ledger_entries e where ${matching(actor, wanted)} limit ${countCap}) c`,
    on,
  );
  return row?.n ?? 0;
}

/** What a case has cost so far, by who bears it. */
export function costsOfCase(on: Reader, caseId: string): Promise<{ party: string; unit: Unit; amount: number }[]> {
  return all(
    sql<{ party: string; unit: Unit; amount: number }>`select l.party, l.unit, sum(l.debit - l.credit)::bigint as amount
      from ledger_entries e join ledger_lines l on l.entry_id = e.id where e.case_id = ${caseId} and l.account = 'remedy-cost'
      group by l.party, l.unit having sum(l.debit - l.credit) <> 0 order by l.party, l.unit`,
    on,
  );
}
