import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { lagOf } from './events.ts';
import { openIntents } from './intents.ts';
import type { House, Projection } from './module.ts';
import type pg from 'pg';

export interface Metrics {
  readonly text: () => Promise<string>;
  readonly request: (route: string, method: string, status: number, seconds: number) => void;
}

/** Gauges that an operator watches: relay lag, oldest intent by kind, uncertain intents, pool wait; and request times by route. */
export function openMetrics(house: House, pool: pg.Pool, projections: readonly Projection[]): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register, prefix: 'amends_' });
  const requests = new Histogram({
    name: 'amends_http_seconds',
    help: 'time of requests by route',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3],
    registers: [register],
  });
  register.registerMetric(
    new Gauge({
      name: 'amends_reader_lag_seconds',
      help: 'age of the oldest event that a reader of the stream has not read',
      labelNames: ['reader'],
      registers: [],
      async collect() {
        for (const reader of ['relay', ...projections.map((each) => each.reader)]) this.set({ reader }, await lagOf(house.db, reader));
      },
    }),
  );
  const oldest = new Gauge({
    name: 'amends_intent_oldest_seconds',
    help: 'age of the oldest open intent by kind',
    labelNames: ['kind', 'state'],
    registers: [register],
  });
  register.registerMetric(
    new Gauge({
      name: 'amends_intents_open',
      help: 'open intents by kind and state; "uncertain" and "needs-person" want a person',
      labelNames: ['kind', 'state'],
      registers: [],
      async collect() {
        this.reset();
        oldest.reset();
        for (const row of await openIntents(house.db)) {
          this.set({ kind: row.kind, state: row.state }, row.n);
          oldest.set({ kind: row.kind, state: row.state }, (house.clock.now().getTime() - row.oldest.getTime()) / 1000);
        }
      },
    }),
  );
  register.registerMetric(
    new Gauge({
      name: 'amends_pool_waiting',
      help: 'requests that wait for a database connection',
      registers: [],
      collect() {
        this.set(pool.waitingCount);
      },
    }),
  );
  return {
    text: () => register.metrics(),
    request: (route, method, status, seconds) => requests.observe({ route, method, status: String(status) }, seconds),
  };
}
