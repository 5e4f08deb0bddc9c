import pg from 'pg';
import { rareCarrier, secondCarrier } from './fill.ts';
import { openLine } from './httpLoad.ts';
import { quantile } from './numbers.ts';
import { type Asked, explain, type Query, recordRequest } from './queries.ts';

export interface Timed {
  readonly name: string;
  readonly path: string;
  /** Over HTTP, ms. */
  readonly p50: number;
  readonly p95: number;
  /** Its queries alone, one after another, ms. */
  readonly queryP50: number;
  readonly queryP95: number;
  /** Its queries' p50 against the same on a database of fewer cases, in turns; null when there is none. */
  readonly growth: number | null;
  /** Indexes that its plan reads. */
  readonly indexes: readonly string[];
}

/** Work lists and searches as three people ask for them. */
export const workLists: readonly { name: string; who: 'agent' | 'lead' | 'operations'; path: string }[] = [
  { name: 'mine', who: 'agent', path: '/api/v1/work?list=mine' },
  { name: 'team', who: 'agent', path: '/api/v1/work?list=team' },
  { name: 'unassigned', who: 'agent', path: '/api/v1/work?list=unassigned' },
  { name: 'due soon', who: 'lead', path: '/api/v1/work?list=due-soon' },
  { name: 'overdue', who: 'lead', path: '/api/v1/work?list=overdue' },
  { name: 'waits for customer', who: 'lead', path: '/api/v1/work?list=customer' },
  { name: 'waits for warehouse', who: 'operations', path: '/api/v1/work?list=warehouse' },
  { name: 'order pending', who: 'operations', path: '/api/v1/work?list=order-pending' },
  { name: 'all', who: 'operations', path: '/api/v1/work?list=all' },
  { name: 'all, problem and stage', who: 'operations', path: '/api/v1/work?list=all&problem=missing.gift&stage=review' },
  { name: 'all, platform and owner', who: 'operations', path: '/api/v1/work?list=all&platform=taobao&owner=none' },
  { name: 'unassigned, problem', who: 'lead', path: '/api/v1/work?list=unassigned&problem=missing' },
  { name: 'all, text', who: 'operations', path: `/api/v1/work?list=all&q=${encodeURIComponent('抽屉面板')}` },
  { name: 'all, rare text', who: 'operations', path: `/api/v1/work?list=all&q=${encodeURIComponent('蜥蜴')}` },
  { name: 'mine, text', who: 'agent', path: `/api/v1/work?list=mine&q=${encodeURIComponent('抽屉面板')}` },
  { name: 'overdue, text', who: 'lead', path: `/api/v1/work?list=overdue&q=${encodeURIComponent('抽屉面板')}` },
  { name: 'all, rare carrier', who: 'operations', path: `/api/v1/work?list=all&carrierId=${rareCarrier}` },
  {
    name: 'all, second carrier and text',
    who: 'operations',
    path: `/api/v1/work?list=all&carrierId=${secondCarrier}&q=${encodeURIComponent('铰链')}`,
  },
  { name: 'counts per tab', who: 'agent', path: '/api/v1/work/counts' },
  { name: 'counts per tab', who: 'operations', path: '/api/v1/work/counts' },
];

/** Each request many times over HTTP, then its queries alone, in turns with those of the small database, then their plans. */
export async function timeRequests(
  asked: readonly Asked[],
  options: { port: number; url: string; small?: string | undefined; times: number; plans: Record<string, string> },
): Promise<Timed[]> {
  const pool = new pg.Pool({ connectionString: options.url, max: 1 });
  const smallPool = new pg.Pool({ connectionString: options.small ?? options.url, max: 1 });
  const line = openLine(options.port);
  const timed: Timed[] = [];
  try {
    for (const each of asked) {
      const over: number[] = [];
      for (let i = 0; i < options.times + 5; i += 1) {
        const from = performance.now();
        const answer = await line.ask('GET', each.path, each.cookies[i % each.cookies.length] ?? '');
        if (answer.status !== 200) throw new Error(`${each.path}: ${answer.status} ${answer.body}`);
        if (i >= 5) over.push(performance.now() - from);
      }
      const queries = await recordRequest(options.url, each);
      const fewer = options.small === undefined ? [] : await recordRequest(options.small, each);
      const alone: number[] = [];
      const onFewer: number[] = [];
      for (let i = 0; i < options.times; i += 1) {
        if (options.small !== undefined) onFewer.push(await timeAll(smallPool, fewer));
        alone.push(await timeAll(pool, queries));
      }
      const plan = await explain(pool, queries);
      options.plans[`${each.name} (${each.who})`] = plan.text;
      timed.push({
        name: `${each.name} (${each.who})`,
        path: each.path,
        p50: quantile(over, 0.5),
        p95: quantile(over, 0.95),
        queryP50: quantile(alone, 0.5),
        queryP95: quantile(alone, 0.95),
        growth: options.small === undefined ? null : quantile(alone, 0.5) / quantile(onFewer, 0.5),
        indexes: plan.indexes,
      });
    }
    return timed;
  } finally {
    line.end();
    await pool.end();
    await smallPool.end();
  }
}

async function timeAll(pool: pg.Pool, queries: readonly Query[]): Promise<number> {
  const from = performance.now();
  for (const query of queries) await pool.query(query.text, query.values);
  return performance.now() - from;
}
