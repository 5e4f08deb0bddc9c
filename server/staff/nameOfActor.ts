import type { Actor } from '#platform/actor.ts';
import { one, type Reader, sql } from '#platform/db.ts';

/** The name that colleagues see of an actor; empty for anything but a member of staff. */
export async function nameOfActor(on: Reader, actor: Actor): Promise<string> {
  if (actor.kind !== 'staff') return '';
  return (await one(sql<{ name: string }>`select name from staff where id = ${actor.id}`, on))?.name ?? '';
}
