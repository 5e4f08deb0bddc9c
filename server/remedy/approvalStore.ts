import type { Actor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { all, jsonb, one, type Reader, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { scopeCondition } from '#staff/contract.ts';
import type { Outlier } from './fairness.ts';
import type { Need } from './limits.ts';

/** An offer that waits for somebody else, or what became of it (RE-7). */
export interface ApprovalRow {
  readonly id: string;
  readonly offerId: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly caseVersion: number;
  readonly shopId: string;
  readonly shop: string;
  readonly round: number;
  readonly state: 'waiting' | 'approved' | 'returned' | 'dropped';
  readonly needs: readonly Need[];
  readonly approver: string;
  readonly mostFen: number;
  readonly sumFen: number;
  readonly outlier: Outlier | null;
  readonly note: string;
  readonly askedKind: string;
  readonly askedBy: string;
  readonly asker: string | null;
  readonly askedAt: Date;
  readonly decider: string | null;
  readonly onBehalfOf: string | null;
  readonly via: string | null;
  readonly reason: string | null;
  readonly decidedAt: Date | null;
}

const columns = sql`a.id, a.offer_id as "offerId", a.case_id as "caseId", c.number as "caseNumber", c.version as "caseVersion", a.shop_id as "shopId", sh.name as shop,
  a.round, a.state, a.needs, a.approver, a.most_fen as "mostFen", a.sum_fen as "sumFen", a.outlier, a.note, a.asked_kind as "askedKind", a.asked_by as "askedBy",
  (select name from staff where a.asked_kind = 'staff' and id::text = a.asked_by) as asker, a.asked_at as "askedAt",
  (select name from staff where a.decided_kind = 'staff' and id::text = a.decided_by) as decider, (select name from staff where id = a.on_behalf_of) as "onBehalfOf",
  a.via, a.reason, a.decided_at as "decidedAt"`;
const from = sql`approvals a join cases c on c.id = a.case_id join shops sh on sh.id = a.shop_id`;

/** Waiting approvals that the reader's right to approve reaches, the oldest first. */
export function waitingFor(on: Reader, actor: Actor): Promise<ApprovalRow[]> {
  return all(
    sql<ApprovalRow>`select ${columns} from ${from} where a.state = 'waiting' and ${scopeCondition(actor, 'remedy.approve', { shop: 'a.shop_id' })}
      order by a.asked_at, a.id limit 300`,
    on,
  );
}

/** Approvals of a case, the newest first. */
export function approvalsOf(on: Reader, caseId: string): Promise<ApprovalRow[]> {
  return all(sql<ApprovalRow>`select ${columns} from ${from} where a.case_id = ${caseId} order by a.asked_at desc, a.id desc`, on);
}

export function approvalById(on: Reader, id: string): Promise<ApprovalRow | undefined> {
  return one(sql<ApprovalRow>`select ${columns} from ${from} where a.id = ${id}`, on);
}

export interface NewApproval {
  readonly offerId: string;
  readonly caseId: string;
  readonly shopId: string;
  readonly round: number;
  readonly needs: readonly Need[];
  readonly approver: string;
  readonly mostFen: number;
  readonly sumFen: number;
  readonly outlier: Outlier | null;
  readonly note: string;
  /** Who offered, when somebody else's moves bring it back. */
  readonly asked?: { readonly kind: string; readonly by: string };
}

export async function insertApproval(command: Command, made: NewApproval): Promise<string> {
  const id = newId(command.now.getTime());
  const asked = made.asked ?? { kind: command.actor.kind, by: command.actor.id };
  await sql`insert into approvals (id, offer_id, case_id, shop_id, round, state, needs, approver, most_fen, sum_fen, outlier, note, asked_kind, asked_by, asked_at)
    values (${id}, ${made.offerId}, ${made.caseId}, ${made.shopId}, ${made.round}, 'waiting', ${jsonb(made.needs)}, ${made.approver}, ${made.mostFen}, ${made.sumFen},
      ${made.outlier === null ? null : jsonb(made.outlier)}, ${made.note}, ${asked.kind}, ${asked.by}, ${command.now})`.execute(command.tx);
  return id;
}

export async function settleApproval(
  command: Command,
  id: string,
  decided: { state: 'approved' | 'returned'; reason: string; via: 'case' | 'mail'; onBehalfOf: string | null },
): Promise<void> {
  await sql`update approvals set state = ${decided.state}, decided_kind = ${command.actor.kind}, decided_by = ${command.actor.id}, on_behalf_of = ${decided.onBehalfOf},
    via = ${decided.via}, reason = ${decided.reason}, decided_at = ${command.now} where id = ${id} and state = 'waiting'`.execute(
    command.tx,
  );
}

/** The case went another way. */
export async function dropApproval(command: Command, id: string): Promise<void> {
  await sql`update approvals set state = 'dropped', decided_at = ${command.now} where id = ${id} and state = 'waiting'`.execute(command.tx);
}
