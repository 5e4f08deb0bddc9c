import type { Answer, BodyIn, Params, Problem, QueryIn, RouteSpec } from '#platform/wire.ts';

export interface Asking<S extends RouteSpec> {
  readonly params?: Params<S>;
  readonly query?: QueryIn<S>;
  readonly body?: BodyIn<S>;
  /** Version of the case that the reader saw; sent as If-Match. */
  readonly version?: number;
  /** Idempotency-Key of one intention of the user: the same on every retry. */
  readonly key?: string;
  readonly signal?: AbortSignal;
}

/** A request that was refused or didn't arrive; `problem` is in the reader's words. `no-connection`: nobody knows whether it arrived. */
export class Refused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'Refused';
    this.problem = problem;
  }
}

/** Sends a request as its route specifies and answers what the route declares. Throws `Refused`. */
export async function call<S extends RouteSpec>(spec: S, asking: Asking<S> = {}): Promise<Answer<S>> {
  const headers = new Headers({ 'accept-language': document.documentElement.lang });
  if (asking.version !== undefined) headers.set('if-match', `"${asking.version}"`);
  if (spec.method !== 'GET') headers.set('idempotency-key', asking.key ?? newKey());
  if (asking.body !== undefined) headers.set('content-type', 'application/json');
  const init: RequestInit = { method: spec.method, headers, ...(asking.signal ? { signal: asking.signal } : {}) };
  if (spec.method !== 'GET' && asking.body !== undefined) init.body = JSON.stringify(asking.body);
  return answerOf(fetch(urlOf(spec, asking), init)) as Promise<Answer<S>>;
}

/** The answer of a request, or `Refused`; for the routes that carry files as well. */
export async function answerOf(sent: Promise<Response>): Promise<unknown> {
  const response = await sent.catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Refused(localProblem('no-connection', 0));
  });
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body;
  throw new Refused(isProblem(body) ? body : localProblem('broken-answer', response.status));
}

/** The address of a request: path parameters filled in, the query's undefined values left out. */
export function urlOf<S extends RouteSpec>(spec: S, asking: Asking<S>): string {
  const params = (asking.params ?? {}) as Record<string, string>;
  const path = spec.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const given = Object.entries((asking.query ?? {}) as Record<string, string | number | boolean | undefined>).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return query.size > 0 ? `${path}?${query.toString()}` : path;
}

/** 128 random bits; unlike crypto.randomUUID also on plain http in the house's own network. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body;
}

function localProblem(code: string, status: number): Problem {
  return { type: `/problems/${code}`, title: code, detail: '', status, code, requestId: '' };
}
