import type { BodyIn, Params, QueryIn, RouteSpec } from '#platform/wire.ts';

/** A request on a route, by its declaration. */
export interface Ask<S extends RouteSpec> {
  params?: Params<S>;
  query?: QueryIn<S>;
  body?: BodyIn<S>;
  /** Version of the case that was seen; sent as If-Match. */
  version?: number;
  /** Idempotency-Key; a new one each time unless given. */
  key?: string;
  lang?: 'zh' | 'en';
}

/** The address of a request: parameters and query filled in. */
export function urlOf(spec: RouteSpec, ask: Ask<RouteSpec>): string {
  const params = (ask.params ?? {}) as Record<string, string>;
  const path = spec.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent((params[name] ?? '')));
  const given = Object.entries((ask.query ?? {}) as Record<string, unknown>).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)] as [string, string]));
  return query.size > 0 ? `${path}?${query.toString()}` : path;
}
