import type { Actor } from '#platform/actor.ts';
import { hashSecret } from '#platform/ids.ts';
import type { Entrance, House } from '#platform/module.ts';
import { explainRefusal } from '#platform/problem.ts';
import { refuse, type RefusalTable, type Refused } from '#platform/result.ts';
import { keyPrefix } from './apiKeys.ts';
import { keyByHash, touchKey } from './keyStore.ts';
import { may } from './scope.ts';
import { sessionByHash, sessionStands, touchSession } from './sessionStore.ts';
import { colleagueById } from './staffStore.ts';
import { sessionCookie, staffActor } from './signIn.ts';

interface Knock {
  readonly cookies: Record<string, string | undefined>;
  readonly headers: Record<string, string | string[] | undefined>;
}

/** Who is at the door: a bearer key, else the session cookie. `refusals` are the words of all stages, given by main.ts. */
export function makeEntrance(house: House, refusals: RefusalTable): Entrance {
  const seen: Seen = new Map();
  return {
    identify: (request) => identify(house, request, seen),
    known: (request) => known(house, request, seen),
    foreign: (request) => refuseForeignOrigin(request, house.config.publicUrl),
    may,
    explain: (refused, lang, reader) => explainRefusal(refusals, refused, lang, reader),
  };
}

/** Whose session each hash was, of those that came by lately: that never changes, only whether it still runs. */
type Seen = Map<string, string>;
const mostSeen = 10_000;

function known(house: House, request: Knock, seen: Seen): ReturnType<Entrance['known']> {
  const cookie = request.cookies[sessionCookie];
  if (!cookie || request.headers['authorization'] !== undefined || refuseForeignOrigin(request, house.config.publicUrl)) return null;
  const hash = hashSecret(cookie);
  const staffId = seen.get(hash);
  const person = staffId === undefined ? undefined : colleagueById.now(house.db, staffId);
  if (staffId === undefined || !person?.value?.active) return null;
  const was = { staffId, settings: person.number };
  return {
    actor: staffActor(person.value, hash),
    confirm: (tx) => sessionStands(tx, house.db, hash, was, house.clock.now()),
  };
}

async function identify(house: House, request: Knock, seen: Seen): Promise<Actor | null> {
  const bearer = /^Bearer (\S+)$/i.exec(textOf(request.headers['authorization']))?.[1];
  if (bearer !== undefined) return bearer.startsWith(keyPrefix) ? keyActor(house, bearer) : null;
  const cookie = request.cookies[sessionCookie];
  // A page of another site that makes the browser send the cookie is nobody, for sockets and downloads as well.
  if (!cookie || refuseForeignOrigin(request, house.config.publicUrl)) return null;
  const now = house.clock.now();
  const hash = hashSecret(cookie);
  const row = await sessionByHash(house.db, hash, now);
  if (!row) return null;
  const person = await colleagueById(house.db, row.staffId, 'seen');
  if (!person?.active) return null;
  await touchSession(house.db, hash, row.seenAt, now);
  if (seen.size >= mostSeen) seen.clear();
  seen.set(hash, row.staffId);
  return staffActor(person, hash);
}

/**
 * Guard against requests that another site makes a signed-in browser send: with a cookie, an Origin must be ours (the
 * request's own host, or PUBLIC_URL behind a proxy). Browsers send Origin with every change and every socket. Refuses: foreign-origin.
 */
function refuseForeignOrigin(request: Knock, publicUrl: string): Refused | null {
  const origin = textOf(request.headers['origin']);
  if (!request.cookies[sessionCookie] || origin === '') return null;
  const from = URL.canParse(origin) ? new URL(origin) : null;
  const ours = from !== null && (from.host === textOf(request.headers['host']) || from.origin === new URL(publicUrl).origin);
  return ours ? null : refuse('foreign-origin', { field: 'Origin' });
}

async function keyActor(house: House, key: string): Promise<Actor | null> {
  const row = await keyByHash(house.db, hashSecret(key));
  if (!row) return null;
  await touchKey(house.db, row, house.clock.now());
  return { kind: 'key', id: row.id, scopes: row.scopes, shopIds: row.allShops ? 'all' : row.shopIds };
}

function textOf(header: string | string[] | undefined): string {
  return typeof header === 'string' ? header : (header?.[0] ?? '');
}
