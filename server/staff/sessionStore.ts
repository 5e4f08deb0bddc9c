import { hour, minute } from '#platform/clock.ts';
import { askOften, type Database, one, type Reader, type Sql, sql, type Tx } from '#platform/db.ts';
import { settingsNumber, settingsSeen } from '#platform/kept.ts';

/** A session ends 12 h after its last use, and 7 days after sign-in at the latest. */
export const idle = 12 * hour;
export const longest = 7 * 24 * hour;
/** "Last used" is stored no more often than this. */
const coarse = 5 * minute;

export interface SessionRow {
  readonly staffId: string;
  readonly seenAt: Date;
}

/** Whose session a hash stands for, while it runs. Asked by every request; brings the number of the settings along. */
export async function sessionByHash(db: Database, hash: string, now: Date): Promise<SessionRow | undefined> {
  const [row] = await askOften(db, sessionRow(hash, now));
  if (row) settingsSeen(db, row.settings);
  return row;
}

/** Whether a session still is this person's, nobody has changed a setting since `settings`, and no use of it is to be noted. */
export async function sessionStands(
  tx: Tx,
  db: Database,
  hash: string,
  was: { staffId: string; settings: number },
  now: Date,
): Promise<boolean> {
  const row = await one(sessionRow(hash, now), tx);
  if (!row) return false;
  settingsSeen(db, row.settings, tx);
  return row.staffId === was.staffId && row.settings === was.settings && now.getTime() - row.seenAt.getTime() < coarse;
}

function sessionRow(hash: string, now: Date): Sql<SessionRow & { settings: number }> {
  return sql`select v.staff_id as "staffId", v.seen_at as "seenAt", ${settingsNumber} as settings
    from sessions v where v.token_hash = ${hash} and v.expires_at > ${now}`;
}

/** Moves the end of a session on after use, at most every five minutes. */
export async function touchSession(on: Reader, hash: string, seenAt: Date, now: Date): Promise<void> {
  if (now.getTime() - seenAt.getTime() < coarse) return;
  await sql`update sessions set seen_at = ${now},
      expires_at = least(${new Date(now.getTime() + idle)}::timestamptz, created_at + ${longest / 1000} * interval '1 second')
    where token_hash = ${hash} and seen_at < ${now}`.execute(on);
}

export async function insertSession(tx: Tx, hash: string, staffId: string, now: Date): Promise<void> {
  await sql`delete from sessions where expires_at <= ${now}`.execute(tx);
  await sql`insert into sessions (token_hash, staff_id, created_at, seen_at, expires_at)
    values (${hash}, ${staffId}, ${now}, ${now}, ${new Date(now.getTime() + idle)})`.execute(tx);
}

export async function deleteSession(tx: Tx, hash: string): Promise<void> {
  await sql`delete from sessions where token_hash = ${hash}`.execute(tx);
}

/** Signs a person out everywhere, but for one session. */
export async function deleteSessionsOf(tx: Tx, staffId: string, except: string | null): Promise<void> {
  await sql`delete from sessions where staff_id = ${staffId} and token_hash is distinct from ${except}`.execute(tx);
}

export type Purpose = 'first-administrator' | 'set-password';

/** Stores a one-time link; older ones for the same purpose and person end. */
export async function insertInvitation(
  on: Reader,
  row: { hash: string; purpose: Purpose; staffId: string | null; expiresAt: Date },
): Promise<void> {
  await sql`insert into invitations (token_hash, purpose, staff_id, expires_at) values (${row.hash}, ${row.purpose}, ${row.staffId}, ${row.expiresAt})`.execute(
    on,
  );
}

/** Ends the links with which this person could still set a password. */
export async function endPasswordLinks(on: Reader, staffId: string): Promise<void> {
  await sql`delete from invitations where purpose = 'set-password' and staff_id = ${staffId} and used_at is null`.execute(on);
}

/** Uses a one-time link up; undefined when it is unknown, used or over. */
export async function useInvitation(tx: Tx, hash: string, purpose: Purpose, now: Date): Promise<{ staffId: string | null } | undefined> {
  return one(
    sql<{ staffId: string | null }>`update invitations set used_at = ${now}
      where token_hash = ${hash} and purpose = ${purpose} and used_at is null and expires_at > ${now} returning staff_id as "staffId"`,
    tx,
  );
}
