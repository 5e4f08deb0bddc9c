import { hour } from '#platform/clock.ts';
import type { Command } from '#platform/command.ts';
import { inTransaction } from '#platform/db.ts';
import { writeEvents } from '#platform/events.ts';
import { hashSecret, newId, newSecret } from '#platform/ids.ts';
import type { AskedCommand, House } from '#platform/module.ts';
import { refuse, type Result } from '#platform/result.ts';
import type { RouteSpec } from '#platform/wire.ts';
import { checkPassword, hashPassword } from './password.ts';
import { deleteSessionsOf, endPasswordLinks, insertInvitation, useInvitation } from './sessionStore.ts';
import { openSession } from './signIn.ts';
import { anyStaff, insertStaff, lockFirstAdministrator, lockStaffById, staffById, updateStaff } from './staffStore.ts';
import type { Me } from './wire.ts';

type Asked = AskedCommand<RouteSpec>;
const firstLinkLives = 24 * hour;
const passwordLinkLives = 72 * hour;

/**
 * On an installation without staff: a new one-time link (24 h) that makes the first administrator. Those printed before, by
 * another process or an earlier start, stay good as well until one is used: the second to start must not end the first one's.
 * Null once there is anybody. The token stands behind `#`, which browsers send to nobody.
 */
export async function ensureFirstAdministratorLink(house: House): Promise<string | null> {
  return inTransaction(house.db, async (tx) => {
    if (await anyStaff(tx)) return null;
    const secret = newSecret();
    const expiresAt = new Date(house.clock.now().getTime() + firstLinkLives);
    await insertInvitation(tx, { hash: hashSecret(secret), purpose: 'first-administrator', staffId: null, expiresAt });
    return `${house.config.publicUrl}/first-administrator#${secret}`;
  });
}

/** Makes the first administrator and signs them in. Refuses: link-over, password-too-short, password-too-simple. */
export async function createFirstAdministrator(
  asked: Asked,
  given: { token: string; login: string; name: string; password: string },
): Promise<Result<Me>> {
  // With two links about, two people may come at once: one is first.
  await lockFirstAdministrator(asked.tx);
  const used = await useInvitation(asked.tx, hashSecret(given.token), 'first-administrator', asked.now);
  if (!used || (await anyStaff(asked.tx))) return refuse('link-over');
  const weak = checkPassword(given.password, given.login);
  if (weak) return weak;
  const id = newId();
  const password = await hashPassword(given.password);
  await insertStaff(
    asked.tx,
    {
      id,
      login: given.login,
      name: given.name,
      email: null,
      role: 'administrator',
      lang: asked.lang,
      allShops: true,
      shopIds: [],
      teamIds: [],
      password,
    },
    asked.now,
  );
  await writeEvents(asked, [{ kind: 'staff.added', data: { staffId: id, role: 'administrator' } }]);
  const row = await staffById(asked.tx, id);
  return row ? openSession(asked, row) : refuse('link-over');
}

/** Makes the one-time link (72 h) with which a person sets a password; whoever holds it can. */
export async function passwordLink(command: Command, house: House, staffId: string): Promise<string> {
  const secret = newSecret();
  const expiresAt = new Date(command.now.getTime() + passwordLinkLives);
  await endPasswordLinks(command.tx, staffId);
  await insertInvitation(command.tx, { hash: hashSecret(secret), purpose: 'set-password', staffId, expiresAt });
  return `${house.config.publicUrl}/set-password#${secret}`;
}

/** Sets a password with a one-time link, ends every other session and lock, and signs in. Refuses: link-over, password-too-short, password-too-simple. */
export async function setPassword(asked: Asked, given: { token: string; password: string }): Promise<Result<Me>> {
  const used = await useInvitation(asked.tx, hashSecret(given.token), 'set-password', asked.now);
  const row = used?.staffId ? await lockStaffById(asked.tx, used.staffId) : undefined;
  if (!row?.active) return refuse('link-over');
  const weak = checkPassword(given.password, row.login);
  if (weak) return weak;
  const changed = { ...row, password: await hashPassword(given.password), failed: 0, lockedUntil: null };
  await updateStaff(asked.tx, changed);
  await deleteSessionsOf(asked.tx, row.id, null);
  await writeEvents(asked, [{ kind: 'staff.password-set', data: { staffId: row.id } }]);
  return openSession(asked, changed);
}
