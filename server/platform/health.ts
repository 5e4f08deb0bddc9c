import type { FastifyInstance } from 'fastify';
import { one, sql } from './db.ts';
import { isMigrated } from './migrate.ts';
import type { House } from './module.ts';
import type { Worker } from './worker.ts';

export interface HealthParts {
  readonly house: House;
  readonly pool: { query(text: string): Promise<{ rows: { name: string }[] }> };
  readonly metrics: () => Promise<string>;
  /** This process's own worker; null where it has none. */
  readonly worker: () => Worker | null;
}

/** A worker that has not finished a round for this long, in ms, is late; one that has not been heard of for this long is missing. */
const workerMayLag = 60_000;

/**
 * `GET /healthz`, `/readyz` and `/metrics`. Not ready (503): no database, an old schema, or a worker of its own that is late.
 * A process without one is ready also while no worker lives anywhere (`missing`): its pages do work, and taking it off the
 * balancer would only make that worse.
 */
export function mountHealth(app: FastifyInstance, parts: HealthParts): void {
  app.get('/healthz', () => ({ ok: true }));
  app.get('/readyz', async (_request, reply) => {
    const database = await parts.pool.query('select 1').then(
      () => true,
      () => false,
    );
    const migrations = database && (await isMigrated((text) => parts.pool.query(text)).catch(() => false));
    const worker = migrations ? await workerNow(parts) : 'unknown';
    const ready = migrations && worker !== 'late';
    return reply.code(ready ? 200 : 503).send({ ready, database, migrations, worker });
  });
  app.get('/metrics', async (_request, reply) => reply.type('text/plain; version=0.0.4').send(await parts.metrics()));
}

async function workerNow({ house, worker }: HealthParts): Promise<'ok' | 'late' | 'missing'> {
  const longAgo = new Date(house.clock.now().getTime() - workerMayLag);
  const own = worker();
  if (own) return own.lastRound() > longAgo ? 'ok' : 'late';
  const beat = await one(sql<{ process: string }>`select process from worker_beats where at > ${longAgo} limit 1`, house.db);
  return beat ? 'ok' : 'missing';
}
