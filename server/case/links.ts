import { day } from '#platform/clock.ts';
import type { Command } from '#platform/command.ts';
import { later, one, type Reader, sql } from '#platform/db.ts';
import { hashSecret, newSecret } from '#platform/ids.ts';

/** How long a customer's link is good for after it was made; each message that carries one makes a new one. */
export const goodFor = 90 * day;

/** Makes a link secret for a case: 128 random bits, stored hashed, expiring, revocable. The secret is answered once. */
export async function makeLink(command: Command, caseId: string, purpose: 'customer' | 'survey' = 'customer'): Promise<string> {
  const secret = newSecret();
  await later(
    command.tx,
    sql`insert into case_links (token_hash, case_id, purpose, created_at, expires_at)
    values (${hashSecret(secret)}, ${caseId}, ${purpose}, ${command.now}, ${new Date(command.now.getTime() + goodFor)})`,
  );
  return secret;
}

/** The case behind a link, or why not: `expired` and `revoked` are told apart so that the page can say the way out. Follows merges. */
export async function caseOfLink(on: Reader, secret: string, now: Date): Promise<{ caseId: string } | 'unknown' | 'expired' | 'revoked'> {
  const row = await one(
    sql<{
      caseId: string;
      expiresAt: Date;
      revokedAt: Date | null;
    }>`select coalesce(c.merged_into, c.id) as "caseId", l.expires_at as "expiresAt",
      l.revoked_at as "revokedAt" from case_links l join cases c on c.id = l.case_id where l.token_hash = ${hashSecret(secret)}`,
    on,
  );
  if (!row) return 'unknown';
  if (row.revokedAt) return 'revoked';
  return row.expiresAt < now ? 'expired' : { caseId: row.caseId };
}
