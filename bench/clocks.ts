import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { sweepClocks } from '#case/sweepClocks.ts';
import { quantile } from './numbers.ts';
import { programHere } from './queries.ts';

export interface Clocks {
  readonly running: number;
  /** One sweep with nothing due, ms. */
  readonly idleP50: number;
  readonly idleP95: number;
  /** One sweep with 200 warnings due, ms; and how many it fired. */
  readonly due: number;
  readonly fired: number;
  /** From the moment at which 200 clocks warn, and are breached, to their events, by the worker: longest, s. */
  readonly warnedWithin: number;
  readonly breachedWithin: number;
}

/** Sweeps in this process; how late warnings and breaches come is measured on the worker that runs beside. */
export async function measureClocks(pool: pg.Pool, url: string, worker: { start(): Promise<{ stop(): Promise<void> }> }): Promise<Clocks> {
  const { house } = await programHere(url);
  const running = await pool.query<{ n: number }>(`select count(*)::int as n from clocks where state = 'running'`);
  const idle: number[] = [];
  await sweepClocks(house);
  for (let i = 0; i < 50; i += 1) {
    const from = performance.now();
    await sweepClocks(house);
    idle.push(performance.now() - from);
  }
  await letWarn(pool, 0, 0, 3_600_000);
  const from = performance.now();
  const fired = await sweepClocks(house);
  const due = performance.now() - from;
  const program = await worker.start();
  try {
    const soon = await letWarn(pool, 200, 1500, 9500);
    await pause(13_000);
    return {
      running: running.rows[0]?.n ?? 0,
      idleP50: quantile(idle, 0.5),
      idleP95: quantile(idle, 0.95),
      due,
      fired,
      warnedWithin: await latest(pool, 'clock.warned', soon.warnAt, 200),
      breachedWithin: await latest(pool, 'clock.breached', soon.dueAt, 200),
    };
  } finally {
    await program.stop();
  }
}

/** Lets 200 clocks of 200 cases warn and fall due so many ms from now. */
async function letWarn(pool: pg.Pool, skip: number, warnIn: number, dueIn: number): Promise<{ warnAt: Date; dueAt: Date }> {
  const warnAt = new Date(Date.now() + warnIn);
  const dueAt = new Date(Date.now() + dueIn);
  const { rowCount } = await pool.query(
    `update clocks set warn_at = $1, fires_at = $1, due_at = $2 where id in (
      select k.id from cases c join clocks k on k.case_id = c.id and k.name = 'completion' where c.closed_at is null and c.seq < 1000000000 order by c.seq offset $3 limit 200)`,
    [warnAt, dueAt, skip],
  );
  if (rowCount !== 200) throw new Error('too few open cases to let 200 clocks fall due');
  return { warnAt, dueAt };
}

/** How long after `at` the last of these events was written, s; infinite when some are missing. */
async function latest(pool: pg.Pool, kind: string, at: Date, wanted: number): Promise<number> {
  const { rows } = await pool.query<{ n: number; last: number }>(
    `select count(*)::int as n, max(extract(epoch from written_at - $2))::float8 as last from events where kind = $1 and written_at >= $2`,
    [kind, at],
  );
  return rows[0] && rows[0].n >= wanted ? rows[0].last : Number.POSITIVE_INFINITY;
}
