import pg from 'pg';
import { type Installation, programDatabase, type Running } from './installation.ts';
import { limitOf, writeFor } from './limit.ts';
import { openLine } from './httpLoad.ts';
import { between, loadNow, postmasterOf, usedBy, type Used } from './processor.ts';
import { type OrderSource, registerFor, reportOf } from './register.ts';
import type { Seeded } from './seed.ts';
import { median, quantile } from './numbers.ts';

const limitDatabase = 'bench_limit';

export interface Round {
  readonly ours: number;
  readonly limit: number;
  readonly worstLag: number;
  readonly drained: boolean;
  /** Processor ms per case. */
  readonly oursUsed: Used;
  readonly limitUsed: Used;
}

export interface Registering {
  readonly rounds: readonly Round[];
  /** Median over the rounds that count. */
  readonly ratio: number;
  readonly ours: number;
  readonly limit: number;
  readonly counted: number;
  readonly p50: number;
  readonly p95: number;
  readonly rows: Readonly<Record<string, number>>;
  readonly load: string;
}

/** Registering over HTTP against the same rows by one statement, in turns, five times. */
export async function measureRegistering(
  installation: Installation,
  seeded: Seeded,
  orders: OrderSource,
  options: { rounds: number; seconds: number },
): Promise<Registering> {
  // The limit writes into a copy of the database that no program is connected to: nobody relays what it writes.
  await installation.copy(programDatabase, limitDatabase);
  const running = await installation.start();
  const pool = new pg.Pool({ connectionString: installation.url, max: 2 });
  const other = installation.database(limitDatabase);
  try {
    const sample = await registerOne(running, seeded, orders);
    const limit = await limitOf(pool, sample);
    await copySampleNeeds(pool, other);
    const orderIds = (await pool.query<{ id: string }>('select id from orders order by id limit 20000')).rows.map((row) => row.id);
    const pids = { serve: running.servePid, work: running.workPid, postmaster: await postmasterOf(pool) };
    await registerFor(running.port, seeded, orders, options.seconds, pool); // warm-up
    await writeFor(other, limit, orderIds, options.seconds / 2);
    const rounds: Round[] = [];
    const latencies: number[] = [];
    for (let i = 0; i < options.rounds; i += 1) {
      const start = usedBy(pids);
      const ours = await registerFor(running.port, seeded, orders, options.seconds, pool);
      const middle = usedBy(pids);
      const theirs = await writeFor(other, limit, orderIds, options.seconds);
      const end = usedBy(pids);
      latencies.push(...ours.latencies);
      rounds.push({
        ours: ours.cases / ours.seconds,
        limit: theirs.cases / theirs.seconds,
        worstLag: ours.worstLag,
        drained: ours.drained,
        oursUsed: perCase(between(start, middle), ours.cases),
        limitUsed: perCase(between(middle, end), theirs.cases),
      });
    }
    const good = rounds.filter((round) => round.drained && round.worstLag <= 2);
    return {
      rounds,
      ratio: median(good.map((round) => round.ours / round.limit)),
      ours: median(good.map((round) => round.ours)),
      limit: median(good.map((round) => round.limit)),
      counted: good.length,
      p50: quantile(latencies, 0.5),
      p95: quantile(latencies, 0.95),
      rows: limit.rows,
      load: loadNow(),
    };
  } finally {
    await pool.end();
    await running.stop();
  }
}

async function registerOne(running: Running, seeded: Seeded, orders: OrderSource): Promise<string> {
  const line = openLine(running.port);
  const answer = await line.ask('POST', '/api/v1/cases', seeded.sessions[0] ?? '', reportOf(orders.next));
  line.end();
  orders.next += 1;
  if (answer.status !== 200) throw new Error(`registering was refused: ${answer.status} ${answer.body}`);
  return (JSON.parse(answer.body) as { id: string }).id;
}

/** Playbooks and rules come into the database when the program starts: the copy needs the rows that cases point to. */
async function copySampleNeeds(pool: pg.Pool, other: string): Promise<void> {
  const client = new pg.Client({ connectionString: other });
  await client.connect();
  try {
    for (const table of ['playbooks', 'playbook_versions']) {
      const { rows } = await pool.query<{ row: string }>(`select to_json(t)::text as row from ${table} t`);
      for (const { row } of rows)
        await client.query(`insert into ${table} select * from json_populate_record(null::${table}, $1::json) on conflict do nothing`, [
          row,
        ]);
    }
    await client.query('analyze');
  } finally {
    await client.end();
  }
}

function perCase(used: Used, cases: number): Used {
  const each = (ms: number): number => Math.round((ms / cases) * 1000) / 1000;
  return { serve: each(used.serve), work: each(used.work), database: each(used.database), bench: each(used.bench) };
}
