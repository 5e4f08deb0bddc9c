import { tmpdir } from 'node:os';
import pg from 'pg';
import type { Config } from '#platform/config.ts';
import { type Amends, openAmends } from '../server/main.ts';

export interface Asked {
  readonly name: string;
  readonly who: string;
  readonly path: string;
  /** Sessions of that person, used in turn. */
  readonly cookies: readonly string[];
}

export interface Query {
  readonly text: string;
  readonly values: unknown[];
}

const opened = new Map<string, Promise<Amends>>();
let recording: Query[] | null = null;

/** The program in this process: only to hear which queries a request makes. */
function programFor(url: string): Promise<Amends> {
  const known = opened.get(url);
  if (known) return known;
  const config: Config = {
    demo: false,
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://desk.test',
    dataDir: tmpdir(),
    logLevel: 'error',
    trustProxy: false,
  };
  const amends = openAmends(config, url);
  opened.set(url, amends);
  listenToQueries();
  return amends;
}

export async function closeRecorder(): Promise<void> {
  for (const amends of opened.values()) await (await amends).close();
  opened.clear();
}

/** Opens the program in this process; sweeps and searches are called through it. */
export function programHere(url: string): Promise<Amends> {
  return programFor(url);
}

/** The queries on cases, clocks and search rows that one request makes, with their values. */
export async function recordRequest(url: string, asked: Asked): Promise<Query[]> {
  const amends = await programFor(url);
  const heard: Query[] = [];
  recording = heard;
  const answer = await amends.app.inject({
    method: 'GET',
    url: asked.path,
    headers: { cookie: `amends_session=${asked.cookies[0] ?? ''}` },
  });
  recording = null;
  if (answer.statusCode !== 200) throw new Error(`${asked.path}: ${answer.statusCode} ${answer.body}`);
  return heard.filter((query) => /\b(cases|case_search|clocks)\b/.test(query.text));
}

let listening = false;

function listenToQueries(): void {
  if (listening) return;
  listening = true;
  const proto = pg.Client.prototype as unknown as { query: (...given: unknown[]) => unknown };
  const plain = proto.query;
  proto.query = function heard(this: unknown, ...given: unknown[]): unknown {
    const [first, second] = given;
    const text = typeof first === 'string' ? first : (first as { text?: string } | undefined)?.text;
    const values = Array.isArray(second) ? (second as unknown[]) : ((first as { values?: unknown[] } | undefined)?.values ?? []);
    if (recording && typeof text === 'string' && /^\s*(select|with)/i.test(text)) recording.push({ text, values });
    return plain.apply(this, given);
  };
}

/** Plans of these queries as they ran, and the indexes that they read. */
export async function explain(pool: pg.Pool, queries: readonly Query[]): Promise<{ text: string; indexes: string[] }> {
  const texts: string[] = [];
  const indexes = new Set<string>();
  for (const query of queries) {
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers) ${query.text}`, query.values);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    texts.push(`${query.text}\n\n${plan}`);
    for (const found of plan.matchAll(/(?:using|Index Scan on) (\w+)/g))
      if (/^(cases|clocks|case_search)_/.test(found[1] ?? '')) indexes.add(found[1] ?? '');
  }
  return { text: texts.join('\n\n────\n\n'), indexes: [...indexes] };
}
