import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { openLine } from './httpLoad.ts';
import { firstOrder, type Seeded } from './seed.ts';

export const clients = 8;

/** Takes orders that no case has used. */
export interface OrderSource {
  next: number;
  readonly end: number;
}

export interface Registered {
  readonly cases: number;
  readonly seconds: number;
  /** Longest that the relay was behind during the round, s. */
  readonly worstLag: number;
  /** Whether every event was relayed and every job done within 2 s of the last request. */
  readonly drained: boolean;
  readonly latencies: readonly number[];
}

/** A report as an agent types it while the customer is on the phone. */
export function reportOf(n: number): Record<string, unknown> {
  return {
    problem: 'missing.accessory',
    channel: 'phone',
    words: `收到餐边柜，打开发现少了两个铰链，门装不上去。包装没有破损，说明书第${n % 12}页要求四个，只有两个。`,
    orderNo: String(firstOrder + n),
    lines: [{ name: '铰链', quantity: 2 }],
    fields: { wish: 'resend' },
    take: true,
  };
}

/** Eight clients register for some seconds, each its next report as soon as the last is answered. */
export async function registerFor(port: number, seeded: Seeded, orders: OrderSource, seconds: number, watch: pg.Pool): Promise<Registered> {
  const latencies: number[] = [];
  const from = performance.now();
  const until = from + seconds * 1000;
  const lag = watchLag(watch);
  const all = Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      const line = openLine(port);
      for (let i = 0; performance.now() < until; i += 1) {
        const n = orders.next;
        orders.next += 1;
        if (n >= orders.end) throw new Error('too few orders were seeded for a run this long');
        const began = performance.now();
        const answer = await line.ask(
          'POST',
          '/api/v1/cases',
          seeded.sessions[(client + i * clients) % seeded.sessions.length] ?? '',
          reportOf(n),
        );
        if (answer.status !== 200) throw new Error(`registering was refused: ${answer.status} ${answer.body}`);
        latencies.push(performance.now() - began);
      }
      line.end();
    }),
  );
  const worstLag = await all.then(lag.stop, async (error: unknown) => {
    await lag.stop();
    throw error;
  });
  const took = (performance.now() - from) / 1000;
  return { cases: latencies.length, seconds: took, worstLag, drained: await isDrained(watch), latencies };
}

function watchLag(pool: pg.Pool): { stop(): Promise<number> } {
  let worst = 0;
  let stopped = false;
  const watching = (async () => {
    while (!stopped) {
      worst = Math.max(worst, await lagOf(pool));
      await pause(250);
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      await watching;
      return worst;
    },
  };
}

/** Age of the oldest event that some reader of the stream hasn't read, s. */
async function lagOf(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ lag: number }>(
    `select coalesce(max(extract(epoch from clock_timestamp() - e.written_at)), 0)::float8 as lag from event_cursors c,
      lateral (select written_at from events e where (e.tx, e.id) > (c.tx, c.event_id) order by e.tx, e.id limit 1) e`,
  );
  return rows[0]?.lag ?? 0;
}

async function isDrained(pool: pg.Pool): Promise<boolean> {
  for (const until = Date.now() + 2000; Date.now() < until; ) {
    const { rows } = await pool.query<{ jobs: number }>(
      `select count(*)::int as jobs from pgboss.job where state in ('created', 'active') and start_after <= now()`,
    );
    if (rows[0]?.jobs === 0 && (await lagOf(pool)) === 0) return true;
    await pause(50);
  }
  return false;
}
