import type { Command } from '#platform/command.ts';
import { all, type Held, later, laterAsItStands, one, type Reader, sql, type Tx } from '#platform/db.ts';
import { writeEvents } from '#platform/events.ts';
import { refuse, type Result } from '#platform/result.ts';
import { scopeCondition } from '#staff/contract.ts';
import type { Action } from '#staff/contract.ts';
import { freshClocks, nearestOf } from './freshClocks.ts';

/** A case (工单) as the spine knows it. Changed in memory during a command and saved once at its end. */
export interface TheCase {
  readonly id: string;
  readonly seq: number;
  readonly number: string;
  readonly shopId: string;
  teamId: string | null;
  ownerId: string | null;
  playbook: string;
  playbookVersionId: string;
  kind: string;
  problem: string;
  readonly channel: string;
  customerId: string | null;
  orderId: string | null;
  orderNo: string | null;
  wish: string | null;
  step: string;
  stage: string;
  waitingFor: string | null;
  round: number;
  appeals: number;
  readonly version: number;
  fast: boolean;
  hurried: number;
  priority: number;
  summary: string;
  readonly receivedAt: Date;
  readonly registeredAt: Date;
  closedAt: Date | null;
  outcome: string | null;
  endedBy: string | null;
  appealUntil: Date | null;
  reopenBy: string[];
  mergedInto: string | null;
  nearestDue: Date | null;
  nearestClock: string | null;
  breached: number;
  lastToldAt: Date | null;
}

const columns = sql`c.id, c.seq, c.number, c.shop_id as "shopId", c.team_id as "teamId", c.owner_id as "ownerId", c.playbook,
  c.playbook_version_id as "playbookVersionId", c.kind, c.problem, c.channel, c.customer_id as "customerId", c.order_id as "orderId",
  c.order_no as "orderNo", c.wish, c.step, c.stage, c.waiting_for as "waitingFor", c.round, c.appeals, c.version, c.fast, c.hurried,
  c.priority, c.summary, c.received_at as "receivedAt", c.registered_at as "registeredAt", c.closed_at as "closedAt", c.outcome,
  c.ended_by as "endedBy", c.appeal_until as "appealUntil", c.reopen_by as "reopenBy", c.merged_into as "mergedInto",
  c.nearest_due as "nearestDue", c.nearest_clock as "nearestClock", c.breached, c.last_told_at as "lastToldAt"`;

const caseScope = { shop: 'c.shop_id', team: 'c.team_id', owner: 'c.owner_id' };

/** Reads one case if the actor may see it; refuses `not-found` otherwise, so that a foreign id tells nothing. */
export async function readCase(on: Reader, actor: Command['actor'], id: string, action: Action = 'case.read'): Promise<Result<TheCase>> {
  const row = await one(sql<TheCase>`select ${columns} from cases c where c.id = ${id} and ${mayTouch(actor, action, id)}`, on);
  return row ? { ok: true, value: row } : refuse('not-found');
}

/**
 * Locks a case for a command and bumps its version. Every command on a case, every sweep and every worker goes through
 * here first. `expectedVersion` null: the system acts on whatever stands. Stale: refused `case-changed` with who changed
 * what since then, so that the loser of two simultaneous commands can see it.
 */
export async function lockCase(command: Command, id: string, expectedVersion: number | null, action: Action): Promise<Result<TheCase>> {
  const before = await one(
    sql<{ version: number }>`select c.version from cases c where c.id = ${id} and ${mayTouch(command.actor, action, id)} for update`,
    command.tx,
  );
  if (!before) return refuse('not-found');
  if (expectedVersion !== null && before.version !== expectedVersion) {
    return refuse('case-changed', {
      field: 'If-Match',
      data: { version: before.version, changes: await changesSince(command.tx, id, expectedVersion) },
    });
  }
  const row = await one(sql<TheCase>`update cases c set version = c.version + 1 where c.id = ${id} returning ${columns}`, command.tx);
  if (!row) throw new Error('a locked case is there');
  return { ok: true, value: row };
}

/**
 * Locks those of these cases that nobody works on, for the system, which acts on whatever stands, and bumps their versions.
 * The others are left out.
 */
export function lockIdleCases(tx: Tx, ids: readonly string[]): Promise<TheCase[]> {
  return all(
    sql<TheCase>`with idle as materialized (select id from cases where id = any(${[...ids]}::uuid[]) order by id for update skip locked)
      update cases c set version = c.version + 1 from idle where c.id = idle.id returning ${columns}`,
    tx,
  );
}

/** A customer's actor reaches exactly its own case; staff and keys what their role's scope allows; the system everything. */
function mayTouch(actor: Command['actor'], action: Action, id: string) {
  if (actor.kind === 'system') return sql<boolean>`true`;
  if (actor.kind === 'customer') return sql<boolean>`${actor.caseId === id}`;
  return scopeCondition(actor, action, caseScope);
}

async function changesSince(tx: Tx, id: string, version: number): Promise<{ kind: string; by: string; at: string }[]> {
  const rows = await sql<{ kind: string; by: string; at: Date }>`select e.kind, coalesce(s.name, e.actor_kind) as by, e.at
    from events e left join staff s on e.actor_kind = 'staff' and s.id::text = e.actor_id
    where e.case_id = ${id} and e.version > ${version} order by e.id limit 20`.execute(tx);
  return rows.rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** Cases that were registered in this command, with their row, which waits until something must read it. */
const newOnes = new WeakMap<TheCase, Held>();

/** Writes the row of a new case: at the end of the command, as the case then stands, unless something reads cases before. */
export function insertCase({ tx, actor }: Command, theCase: TheCase): void {
  const by = `${actor.kind}:${actor.id}`;
  const row = laterAsItStands(
    tx,
    'cases',
    () => sql`insert into cases (id, seq, number, shop_id, team_id, owner_id, playbook, playbook_version_id, kind, problem, channel, customer_id,
      order_id, order_no, wish, step, stage, waiting_for, round, appeals, version, fast, hurried, priority, summary, received_at, registered_at,
      registered_by, closed_at, outcome, ended_by, appeal_until, reopen_by, merged_into, nearest_due, nearest_clock, breached, last_told_at)
    values (${theCase.id}, ${theCase.seq}, ${theCase.number}, ${theCase.shopId}, ${theCase.teamId}, ${theCase.ownerId}, ${theCase.playbook},
      ${theCase.playbookVersionId}, ${theCase.kind}, ${theCase.problem}, ${theCase.channel}, ${theCase.customerId}, ${theCase.orderId},
      ${theCase.orderNo}, ${theCase.wish}, ${theCase.step}, ${theCase.stage}, ${theCase.waitingFor}, ${theCase.round}, ${theCase.appeals},
      ${theCase.version}, ${theCase.fast}, ${theCase.hurried}, ${theCase.priority}, ${theCase.summary}, ${theCase.receivedAt},
      ${theCase.registeredAt}, ${by}, ${theCase.closedAt}, ${theCase.outcome}, ${theCase.endedBy}, ${theCase.appealUntil}, ${theCase.reopenBy},
      ${theCase.mergedInto}, ${theCase.nearestDue}, ${theCase.nearestClock}, ${theCase.breached}, ${theCase.lastToldAt})`,
  );
  newOnes.set(theCase, row);
}

/** Saves what a command changed and stamps the nearest clock, which is read from the clocks as they now stand. */
export async function saveCase(command: Command, theCase: TheCase): Promise<void> {
  const clocks = freshClocks(command.tx, theCase.id);
  if (clocks && newOnes.get(theCase)?.sent === false) {
    const nearest = nearestOf(clocks);
    theCase.nearestDue = nearest?.dueAt ?? null;
    theCase.nearestClock = nearest?.name ?? null;
    return; // the row isn't written yet: it will say all this
  }
  await later(
    command.tx,
    sql`update cases set team_id = ${theCase.teamId}, owner_id = ${theCase.ownerId}, playbook = ${theCase.playbook},
      playbook_version_id = ${theCase.playbookVersionId}, kind = ${theCase.kind}, problem = ${theCase.problem},
      customer_id = ${theCase.customerId}, order_id = ${theCase.orderId}, order_no = ${theCase.orderNo}, wish = ${theCase.wish},
      step = ${theCase.step}, stage = ${theCase.stage}, waiting_for = ${theCase.waitingFor}, round = ${theCase.round},
      appeals = ${theCase.appeals}, fast = ${theCase.fast}, hurried = ${theCase.hurried}, priority = ${theCase.priority},
      summary = ${theCase.summary}, closed_at = ${theCase.closedAt}, outcome = ${theCase.outcome}, ended_by = ${theCase.endedBy},
      appeal_until = ${theCase.appealUntil}, reopen_by = ${theCase.reopenBy}, merged_into = ${theCase.mergedInto},
      breached = ${theCase.breached}, last_told_at = ${theCase.lastToldAt},
      (nearest_due, nearest_clock) = (select due_at, name from clocks where case_id = ${theCase.id} and state in ('running', 'overdue')
        and purpose in ('deadline', 'limit', 'task') order by due_at limit 1)
    where id = ${theCase.id}`,
  );
}

/** Writes events of this case, stamped with its shop and the version that the command made. */
export function tellOf(
  command: Command,
  theCase: Pick<TheCase, 'id' | 'shopId' | 'version'>,
  ...events: { kind: string; data?: Parameters<typeof writeEvents>[1][number]['data'] }[]
): Promise<void> {
  return writeEvents(
    command,
    events.map((event) => ({
      kind: event.kind,
      caseId: theCase.id,
      shopId: theCase.shopId,
      version: theCase.version,
      ...(event.data ? { data: event.data } : {}),
    })),
  );
}
