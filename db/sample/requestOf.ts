import type { RouteSpec } from '#platform/wire.ts';
import type { Ask } from './leading.ts';

/** A request on a route as the server's own `inject` takes it: parameters and query filled in, version and key as headers. */
export function requestOf<S extends RouteSpec>(spec: S, ask: Ask<S> & { lang?: 'zh' | 'en' }, as: { cookie: string | null; key: string }) {
  return {
    method: spec.method,
    url: urlOf(spec, ask),
    headers: {
      ...(as.cookie ? { cookie: `amends_session=${as.cookie}` } : {}),
      ...(ask.version === undefined ? {} : { 'if-match': `"${ask.version}"` }),
      ...(ask.lang ? { 'accept-language': ask.lang } : {}),
      'idempotency-key': as.key,
    },
    ...(spec.method === 'GET' ? {} : { payload: ask.body ?? {} }),
  };
}

/** The address of a request. */
export function urlOf(spec: RouteSpec, ask: Ask<RouteSpec>): string {
  const params = (ask.params ?? {}) as Record<string, string>;
  const path = spec.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const given = Object.entries((ask.query ?? {}) as Record<string, unknown>).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]));
  return query.size > 0 ? `${path}?${query.toString()}` : path;
}
