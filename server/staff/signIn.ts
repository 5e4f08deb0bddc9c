import type { AskedCommand } from '#platform/module.ts';
import type { Actor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { writeEvents } from '#platform/events.ts';
import { hashSecret, newSecret } from '#platform/ids.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { RouteSpec } from '#platform/wire.ts';
import { afterWrongTry, isLocked } from './lockOut.ts';
import { presentMe } from './me.ts';
import { passwordFits } from './password.ts';
import { deleteSession, insertSession, longest } from './sessionStore.ts';
import { lockStaffByLogin, saveTries, type StaffRow } from './staffStore.ts';
import type { Me } from './wire.ts';

export const sessionCookie = 'amends_session';

type Asker = Pick<AskedCommand<RouteSpec>, 'tx' | 'now' | 'cause' | 'house' | 'setCookie'>;

/**
 * Signs a person in. Refuses sign-in-failed for every reason alike (unknown login, wrong password, locked, switched off)
 * and after the same work, so that an answer tells nobody which logins exist. The wrong try stays counted.
 */
export async function signIn(asked: Asker & { actor: Actor }, given: { login: string; password: string }): Promise<Result<Me>> {
  const row = await lockStaffByLogin(asked.tx, given.login.trim().toLowerCase());
  const fits = await passwordFits(given.password, row?.password ?? null);
  if (row?.active && fits && !isLocked(row, asked.now)) return openSession(asked, row);
  if (row) {
    const tries = afterWrongTry(row, asked.now);
    await saveTries(asked.tx, row.id, tries.failed, tries.lockedUntil);
  }
  await writeEvents(asked, [{ kind: 'staff.sign-in-failed', data: row ? { staffId: row.id } : {} }]);
  return { ...refuse('sign-in-failed'), keep: true };
}

/** Starts a session and sets its cookie; the person's count of wrong tries starts anew. */
export async function openSession(asked: Asker, row: StaffRow): Promise<Result<Me>> {
  const secret = newSecret();
  await saveTries(asked.tx, row.id, 0, null);
  await insertSession(asked.tx, hashSecret(secret), row.id, asked.now);
  await writeEvents(as(asked, row, hashSecret(secret)), [{ kind: 'staff.signed-in', data: { staffId: row.id } }]);
  asked.setCookie(sessionCookie, secret, { maxAgeSeconds: longest / 1000 });
  return ok(await presentMe(asked.tx, asked.house.config, row));
}

/** Ends the session of the request and takes its cookie away. */
export async function signOut(asked: Asker & { actor: Actor }): Promise<Result<Record<string, never>>> {
  if (asked.actor.kind === 'staff') await deleteSession(asked.tx, asked.actor.sessionId);
  asked.setCookie(sessionCookie, '', { maxAgeSeconds: 0 });
  return ok({});
}

/** The person as an actor: what they do in the request that signs them in is theirs. */
export function staffActor(row: Pick<StaffRow, 'id' | 'role' | 'allShops' | 'shopIds' | 'teamIds' | 'lang'>, sessionId: string): Actor {
  return {
    kind: 'staff',
    id: row.id,
    role: row.role,
    shopIds: row.allShops ? 'all' : row.shopIds,
    teamIds: row.teamIds,
    lang: row.lang,
    sessionId,
  };
}

function as(asked: Asker, row: StaffRow, sessionId: string): Command {
  return { tx: asked.tx, now: asked.now, cause: asked.cause, actor: staffActor(row, sessionId) };
}
