import type { Actor } from '#platform/actor.ts';
import { hashSecret } from '#platform/ids.ts';
import type { Entrance, House } from '#platform/module.ts';
import { explainRefusal } from '#platform/problem.ts';
import { refuse, type RefusalTable, type Refused } from '#platform/result.ts';
import { keyPrefix } from './apiKeys.ts';
import { keyByHash, touchKey } from './keyStore.ts';
import { may } from './scope.ts';
import { sessionByHash, touchSession } from './sessionStore.ts';
import { sessionCookie, staffActor } from './signIn.ts';

interface Knock {
  readonly cookies: Record<string, string | undefined>;
  readonly headers: Record<string, string | string[] | undefined>;
}

/** Who is at the door: a bearer key, else the session cookie. `refusals` are the words of all stages, given by main.ts. */
export function makeEntrance(house: House, refusals: RefusalTable): Entrance {
  return {
    identify: (request) => identify(house, request),
    foreign: (request) => refuseForeignOrigin(request, house.config.publicUrl),
    may,
    explain: (refused, lang, reader) => explainRefusal(refusals, refused, lang, reader),
  };
}

async function identify(house: House, request: Knock): Promise<Actor | null> {
  const bearer = /^Bearer (\S+)$/i.exec(textOf(request.headers['authorization']))?.[1];
  if (bearer !== undefined) return bearer.startsWith(keyPrefix) ? keyActor(house, bearer) : null;
  const cookie = request.cookies[sessionCookie];
  // A page of another site that makes the browser send the cookie is nobody, for sockets and downloads as well.
  if (!cookie || refuseForeignOrigin(request, house.config.publicUrl)) return null;
  const now = house.clock.now();
  const hash = hashSecret(cookie);
  const row = await sessionByHash(house.db, hash, now);
  if (!row) return null;
  await touchSession(house.db, hash, row.seenAt, now);
  return staffActor({ ...row, id: row.staffId, role: row.role as never }, hash);
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
