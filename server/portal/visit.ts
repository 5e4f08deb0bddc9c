import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Lang } from '#platform/actor.ts';
import { newSecret, sameText } from '#platform/ids.ts';
import { langOf } from '#platform/http.ts';
import type { House } from '#platform/module.ts';

export const visitCookie = 'amends_visit';
const langCookie = 'amends_lang';
const visitSeconds = 30 * 86_400;

/** A browser that came to the portal. `token` goes into every form and is bound to the cookie, which no script can read. */
export interface Visit {
  readonly secret: string;
  readonly token: string;
  readonly lang: Lang;
  /** Whether the browser brought the cookie back. */
  readonly known: boolean;
}

/** The visit of a request; a browser without the cookie gets one. `?lang=` is kept for the next page. */
export function visitOf(house: House, request: FastifyRequest, reply: FastifyReply): Visit {
  const brought = request.cookies[visitCookie];
  const known = brought !== undefined && /^[\w-]{22}$/.test(brought);
  const secret = known ? brought : newSecret();
  const options = {
    path: '/',
    httpOnly: true,
    sameSite: 'lax' as const,
    secure: house.config.publicUrl.startsWith('https:'),
    maxAge: visitSeconds,
  };
  if (!known) void reply.setCookie(visitCookie, secret, options);
  const asked = (request.query as { lang?: unknown } | undefined)?.lang;
  if (asked === 'zh' || asked === 'en') void reply.setCookie(langCookie, asked, options);
  return { secret, known, token: tokenOf(secret), lang: readerLang(request) };
}

/** `?lang=`, else what was chosen before, else the browser's language, else Chinese. */
export function readerLang(request: FastifyRequest): Lang {
  const asked = (request.query as { lang?: unknown } | undefined)?.lang;
  const kept = request.cookies[langCookie];
  if (asked !== 'zh' && asked !== 'en' && (kept === 'zh' || kept === 'en')) return kept;
  return langOf(request, null);
}

/** Whether the form came from a page that this browser was given. */
export function isOwnForm(visit: Visit, token: unknown): boolean {
  return visit.known && typeof token === 'string' && sameText(token, visit.token);
}

function tokenOf(secret: string): string {
  return createHash('sha256').update(`portal form ${secret}`).digest('base64url').slice(0, 32);
}
