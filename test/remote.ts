import { randomUUID } from 'node:crypto';
import type { Answer, Problem, RouteSpec } from '#platform/wire.ts';
import { urlOf } from '../db/sample/requestOf.ts';
import type { Ask } from './ask.ts';

/** What a request over the network came to; `lost` when the connection broke and nobody knows whether it was done. */
export type Outcome<S> =
  | { readonly kind: 'ok'; readonly body: Answer<S> }
  | { readonly kind: 'refused'; readonly status: number; readonly problem: Problem }
  | { readonly kind: 'lost' };

/** Calls a program in another process over HTTP, as a system with an API key or a browser with a session does. */
export async function callRemote<S extends RouteSpec>(base: string, cookie: string, spec: S, ask: Ask<S> = {}): Promise<Outcome<S>> {
  try {
    const answer = await fetch(`${base}${urlOf(spec, ask)}`, {
      method: spec.method,
      headers: {
        cookie: `amends_session=${cookie}`,
        'content-type': 'application/json',
        'idempotency-key': ask.key ?? randomUUID(),
        ...(ask.version === undefined ? {} : { 'if-match': `"${ask.version}"` }),
      },
      ...(spec.method === 'GET' ? {} : { body: JSON.stringify(ask.body ?? {}) }),
      signal: AbortSignal.timeout(20_000),
    });
    const body = (await answer.json()) as Answer<S>;
    return answer.ok ? { kind: 'ok', body } : { kind: 'refused', status: answer.status, problem: body as Problem };
  } catch {
    return { kind: 'lost' };
  }
}
