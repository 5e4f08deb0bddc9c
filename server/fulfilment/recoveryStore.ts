import type { Actor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { all, one, type Reader, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { countCap } from '#platform/list.ts';
import { scopeCondition } from '#staff/contract.ts';
import type { RecoveryMove, RecoveryState } from './recoveryStates.ts';

export interface RecoveryRow {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly shopId: string;
  readonly party: string;
  readonly carrierId: string | null;
  readonly state: RecoveryState;
  readonly costFen: number;
  readonly amountFen: number;
  readonly capFen: number | null;
  readonly offeredFen: number | null;
  readonly agreedFen: number | null;
  readonly receivedFen: number;
  readonly deadline: Date | null;
  readonly source: string;
  readonly waybill: string | null;
  readonly theirNo: string | null;
  readonly openedAt: Date;
  readonly filedAt: Date | null;
  readonly settledAt: Date | null;
}

export interface MoveRow {
  readonly recoveryId: string;
  readonly move: string;
  readonly state: string;
  readonly fen: number | null;
  readonly note: string;
  readonly by: string | null;
  readonly at: Date;
}

const columns = sql`r.id, r.case_id as "caseId", c.number as "caseNumber", r.shop_id as "shopId", r.party, r.carrier_id as "carrierId", r.state, r.cost_fen as "costFen",
  r.amount_fen as "amountFen", r.cap_fen as "capFen", r.offered_fen as "offeredFen", r.agreed_fen as "agreedFen", r.received_fen as "receivedFen", r.deadline, r.source,
  r.waybill, r.their_no as "theirNo", r.opened_at as "openedAt", r.filed_at as "filedAt", r.settled_at as "settledAt"`;
const source = sql`recoveries r join cases c on c.id = r.case_id`;

/** Opens a draft, or brings the amount of one that hasn't been filed up to what the case costs now. Answers whether it is new. */
export async function draftRecovery(
  command: Command,
  row: Pick<RecoveryRow, 'caseId' | 'shopId' | 'party' | 'carrierId' | 'costFen' | 'capFen' | 'deadline' | 'source' | 'waybill'>,
): Promise<{ id: string; isNew: boolean } | undefined> {
  return one(
    sql<{
      id: string;
      isNew: boolean;
    }>`insert into recoveries (id, case_id, shop_id, party, carrier_id, state, cost_fen, amount_fen, cap_fen, deadline, source, waybill, opened_at, changed_at)
      values (${newId()}, ${row.caseId}, ${row.shopId}, ${row.party}, ${row.carrierId}, 'draft', ${row.costFen}, ${row.costFen}, ${row.capFen}, ${row.deadline}, ${row.source},
        ${row.waybill}, ${command.now}, ${command.now})
      on conflict (case_id, party) do update set cost_fen = excluded.cost_fen, changed_at = excluded.changed_at,
        amount_fen = case when recoveries.state = 'draft' then excluded.amount_fen else recoveries.amount_fen end
      returning id, xmax = 0 as "isNew"`,
    command.tx,
  );
}

/**
 * Nothing is left that these parties bear: drafts that nobody has worked on go, and what was filed says so. Answers the drafts that went.
 */
export async function dropRecoveries({ tx, now }: Command, caseId: string, stillBear: readonly string[]): Promise<string[]> {
  const others = sql`case_id = ${caseId} and not party = any(${[...stillBear]})`;
  const gone = await all(
    sql<{
      id: string;
    }>`delete from recoveries r where ${others} and state = 'draft' and not exists (select from recovery_moves m where m.recovery_id = r.id) returning id`,
    tx,
  );
  await sql`update recoveries set cost_fen = 0, changed_at = ${now} where ${others} and settled_at is null and cost_fen <> 0`.execute(tx);
  return gone.map((row) => row.id);
}

export function recoveriesOfCase(on: Reader, caseId: string): Promise<RecoveryRow[]> {
  return all(sql<RecoveryRow>`select ${columns} from ${source} where r.case_id = ${caseId} order by r.opened_at, r.id`, on);
}

/** One recovery if the actor may see it. */
export function recoveryById(
  on: Reader,
  actor: Actor,
  id: string,
  action: 'recovery.read' | 'recovery.work',
): Promise<RecoveryRow | undefined> {
  return one(
    sql<RecoveryRow>`select ${columns} from ${source} where r.id = ${id} and ${scopeCondition(actor, action, { shop: 'r.shop_id' })}`,
    on,
  );
}

export interface Wanted {
  readonly state?: RecoveryState | 'open' | 'due' | undefined;
  readonly carrierId?: string | undefined;
  readonly shopId?: string | undefined;
  readonly q?: string | undefined;
}

/** Drafts whose deadline is nearer than this are due. */
const dueDays = 3;

function matching(actor: Actor, wanted: Wanted, now: Date) {
  const { state } = wanted;
  const soon = new Date(now.getTime() + dueDays * 86_400_000);
  const inState =
    state === undefined
      ? sql`true`
      : state === 'open'
        ? sql`r.settled_at is null`
        : state === 'due'
          ? sql`r.state in ('draft', 'more-asked') and r.deadline <= ${soon}`
          : sql`r.state = ${state}`;
  const like = wanted.q ? `%${wanted.q.replace(/[\\%_]/g, '\\$&')}%` : null;
  return sql`${scopeCondition(actor, 'recovery.read', { shop: 'r.shop_id' })} and ${inState}
    and (${wanted.carrierId ?? null}::uuid is null or r.carrier_id = ${wanted.carrierId ?? null}::uuid)
    and (${wanted.shopId ?? null}::uuid is null or r.shop_id = ${wanted.shopId ?? null}::uuid)
    and (${like}::text is null or c.number ilike ${like} or r.waybill ilike ${like} or r.their_no ilike ${like})`;
}

const last = '9999-12-31T00:00:00Z';

/** The nearest deadline first; what has none comes last. */
export function boardPage(
  on: Reader,
  actor: Actor,
  wanted: Wanted & { now: Date },
  after: { deadline: string; id: string } | null,
  limit: number,
): Promise<RecoveryRow[]> {
  return all(
    sql<RecoveryRow>`select ${columns} from ${source} where ${matching(actor, wanted, wanted.now)}
      and ${after === null ? sql`true` : sql`(coalesce(r.deadline, ${last}::timestamptz), r.id) > (${after.deadline}::timestamptz, ${after.id}::uuid)`}
      order by coalesce(r.deadline, ${last}::timestamptz), r.id limit ${limit}`,
    on,
  );
}

export const positionOf = (row: RecoveryRow): [string, string] => [row.deadline?.toISOString() ?? last, row.id];

export async function boardCount(on: Reader, actor: Actor, wanted: Wanted & { now: Date }): Promise<number> {
  const row = await one(
    sql<{
      n: number;
    }>`select count(*)::int as n from (select 1 from ${source} where ${matching(actor, wanted, wanted.now)} limit ${countCap}) x`,
    on,
  );
  return row?.n ?? 0;
}

/** What stands on the board in money, fen. */
export async function boardSums(
  on: Reader,
  actor: Actor,
  wanted: Wanted & { now: Date },
): Promise<{ claimedFen: number; agreedFen: number; receivedFen: number }> {
  const row = await one(
    sql<{
      claimedFen: number;
      agreedFen: number;
      receivedFen: number;
    }>`select coalesce(sum(r.amount_fen), 0)::bigint as "claimedFen", coalesce(sum(r.agreed_fen), 0)::bigint as "agreedFen",
      coalesce(sum(r.received_fen), 0)::bigint as "receivedFen" from ${source} where ${matching(actor, wanted, wanted.now)}`,
    on,
  );
  return row ?? { claimedFen: 0, agreedFen: 0, receivedFen: 0 };
}

export async function saveRecovery(command: Command, row: RecoveryRow): Promise<void> {
  await sql`update recoveries set state = ${row.state}, amount_fen = ${row.amountFen}, offered_fen = ${row.offeredFen}, agreed_fen = ${row.agreedFen},
      received_fen = ${row.receivedFen}, their_no = ${row.theirNo}, filed_at = ${row.filedAt}, settled_at = ${row.settledAt}, changed_at = ${command.now}
    where id = ${row.id}`.execute(command.tx);
}

export async function insertMove(
  command: Command,
  of: { recoveryId: string; move: RecoveryMove; state: RecoveryState; fen: number | null; note: string },
): Promise<void> {
  await sql`insert into recovery_moves (id, recovery_id, move, state, fen, note, by_kind, by_id, at)
    values (${newId()}, ${of.recoveryId}, ${of.move}, ${of.state}, ${of.fen}, ${of.note}, ${command.actor.kind}, ${command.actor.id}, ${command.now})`.execute(
    command.tx,
  );
}

export function movesOf(on: Reader, recoveryIds: readonly string[]): Promise<MoveRow[]> {
  if (recoveryIds.length === 0) return Promise.resolve([]);
  return all(
    sql<MoveRow>`select m.recovery_id as "recoveryId", m.move, m.state, m.fen, m.note, s.name as by, m.at from recovery_moves m
      left join staff s on m.by_kind = 'staff' and s.id::text = m.by_id where m.recovery_id = any(${[...recoveryIds]}::uuid[]) order by m.at, m.id`,
    on,
  );
}

/** What of a case came back so far, by party; fen. */
export function recoveredOfCase(on: Reader, caseId: string): Promise<{ party: string; fen: number }[]> {
  return all(
    sql<{
      party: string;
      fen: number;
    }>`select l.party, sum(l.debit - l.credit)::bigint as fen from ledger_entries e join ledger_lines l on l.entry_id = e.id
      where e.case_id = ${caseId} and l.account = 'recovered' group by l.party`,
    on,
  );
}

/** Notes may name people: they go with the person. */
export async function blankRecovery({ tx }: Command, customerId: string): Promise<void> {
  await sql`update recovery_moves set note = '' where recovery_id in (select r.id from recoveries r join cases c on c.id = r.case_id where c.customer_id = ${customerId})`.execute(
    tx,
  );
}
