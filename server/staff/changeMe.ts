import { writeEvents } from '#platform/events.ts';
import type { AskedCommand } from '#platform/module.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { RouteSpec } from '#platform/wire.ts';
import type { Lang } from '#platform/actor.ts';
import { presentMe } from './me.ts';
import { checkPassword, hashPassword, passwordFits } from './password.ts';
import { deleteSessionsOf } from './sessionStore.ts';
import { lockStaffById, updateStaff } from './staffStore.ts';
import type { Me } from './wire.ts';

type Asked = AskedCommand<RouteSpec>;

/** Changes one's own language and presence; the absent are given no new cases. */
export async function changeMe(asked: Asked, given: { lang?: Lang | undefined; present?: boolean | undefined }): Promise<Result<Me>> {
  const row = await lockStaffById(asked.tx, asked.actor.id);
  if (!row) return refuse('not-found');
  const changed = { ...row, lang: given.lang ?? row.lang, present: given.present ?? row.present };
  await updateStaff(asked.tx, changed);
  if (changed.present !== row.present)
    await writeEvents(asked, [{ kind: 'staff.presence', data: { staffId: row.id, present: changed.present } }]);
  return ok(await presentMe(asked.tx, asked.house.config, changed));
}

/** Changes one's own password and signs out everywhere else. Refuses: password-wrong, password-too-short, password-too-simple. */
export async function changePassword(asked: Asked, given: { current: string; password: string }): Promise<Result<Record<string, never>>> {
  const row = await lockStaffById(asked.tx, asked.actor.id);
  if (!row || asked.actor.kind !== 'staff') return refuse('not-found');
  if (!(await passwordFits(given.current, row.password))) return refuse('password-wrong', { field: 'current' });
  const weak = checkPassword(given.password, row.login);
  if (weak) return weak;
  await updateStaff(asked.tx, { ...row, password: await hashPassword(given.password) });
  await deleteSessionsOf(asked.tx, row.id, asked.actor.sessionId);
  await writeEvents(asked, [{ kind: 'staff.password-set', data: { staffId: row.id } }]);
  return ok({});
}
