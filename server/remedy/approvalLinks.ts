import type { Actor } from '#platform/actor.ts';
import { day } from '#platform/clock.ts';
import type { Command } from '#platform/command.ts';
import { one, type Reader, sql } from '#platform/db.ts';
import { hashSecret, newId, newSecret } from '#platform/ids.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { Seals } from '#platform/sealed.ts';
import { approvalById, type ApprovalRow } from './approvalStore.ts';

/** How long a letter's link is good for. */
const goodFor = 7 * day;
const sealOf = (id: string): string => `approval-link:${id}`;

/** Makes the link of a letter to one approver; the secret is kept only sealed, for the letter. Answers the link's id. */
export async function makeApprovalLink(command: Command, seals: Seals, approvalId: string, staffId: string): Promise<string> {
  const id = newId(command.now.getTime());
  const secret = newSecret();
  await sql`insert into approval_links (id, token_hash, sealed, approval_id, staff_id, created_at, expires_at)
    values (${id}, ${hashSecret(secret)}, ${seals.seal(secret, sealOf(id))}, ${approvalId}, ${staffId}, ${command.now}, ${new Date(command.now.getTime() + goodFor)})`.execute(
    command.tx,
  );
  return id;
}

/** What a letter needs: the secret, and to whom it goes; undefined when it is over. */
export async function letterOf(on: Reader, seals: Seals, linkId: string) {
  const row = await one(
    sql<{ sealed: string; approvalId: string; name: string; email: string | null; lang: 'zh' | 'en'; usedAt: Date | null }>`
      select l.sealed, l.approval_id as "approvalId", s.name, s.email, s.lang, l.used_at as "usedAt" from approval_links l join staff s on s.id = l.staff_id where l.id = ${linkId}`,
    on,
  );
  if (!row || row.usedAt) return undefined;
  return { ...row, secret: seals.unseal(row.sealed, sealOf(linkId)) };
}

/**
 * The approval behind a link, for the very person it was written to, who has signed in. Changes nothing. Refuses
 * `approval-link-unknown` (also for anybody else), `approval-link-over` when it was used, has expired or the offer is decided.
 */
export async function linkFor(
  on: Reader,
  token: string,
  actor: Actor,
  now: Date,
): Promise<Result<{ linkId: string; approval: ApprovalRow }>> {
  const row = await one(
    sql<{ id: string; approvalId: string; staffId: string; expiresAt: Date; usedAt: Date | null }>`
      select id, approval_id as "approvalId", staff_id as "staffId", expires_at as "expiresAt", used_at as "usedAt" from approval_links where token_hash = ${hashSecret(token)}`,
    on,
  );
  if (!row || actor.kind !== 'staff' || actor.id !== row.staffId) return refuse('approval-link-unknown');
  const approval = await approvalById(on, row.approvalId);
  if (!approval || row.usedAt || row.expiresAt < now || approval.state !== 'waiting') return refuse('approval-link-over');
  return ok({ linkId: row.id, approval });
}

export async function useLink(command: Command, linkId: string): Promise<void> {
  await sql`update approval_links set used_at = ${command.now} where id = ${linkId} and used_at is null`.execute(command.tx);
}
