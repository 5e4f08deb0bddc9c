import type { RouteSpec } from '#platform/wire.ts';
import type { Ask as PlainAsk } from '../db/sample/leading.ts';

/** A request on a route, by its declaration. */
export type Ask<S extends RouteSpec> = PlainAsk<S> & {
  /** Idempotency-Key; a new one each time unless given. */
  key?: string;
  lang?: 'zh' | 'en';
};
