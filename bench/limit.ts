import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { newId } from '#platform/ids.ts';
import { clients } from './register.ts';

/**
 * PostgreSQL's own limit for one case: exactly the rows that the program wrote for a sample case, found by the transaction
 * that wrote them, as one prepared statement. What differs from case to case is a parameter, the rest stands in the text.
 */
export interface Limit {
  readonly text: string;
  /** Rows by table, for the report. */
  readonly rows: Readonly<Record<string, number>>;
  values(n: number, orderId: string): unknown[];
}

/** Columns that hold a secret or key of each case's own. */
const ownSecrets = new Set(['idempotency.key', 'case_links.token_hash']);

interface Column {
  readonly name: string;
  readonly type: string;
}

/** Reads the rows of the sample case's own transaction. */
export async function limitOf(pool: pg.Pool, caseId: string): Promise<Limit> {
  const made = await pool.query<{ xmin: string; order: string }>('select xmin::text as xmin, order_id as order from cases where id = $1', [
    caseId,
  ]);
  const { xmin = '', order = '' } = made.rows[0] ?? {};
  // The last command of a transaction may have updated a row of its own: same xmin.
  const tables = await pool.query<{ name: string }>(
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`,
  );
  const inserts: string[] = [];
  const rows: Record<string, number> = {};
  const makers: ((n: number, orderId: string, fresh: (old: string) => string) => unknown)[] = [];
  const ids = new Set<string>();
  const found = new Map<string, { columns: Column[]; rows: Record<string, string | null>[] }>();
  for (const { name } of tables.rows) {
    const columns = await columnsOf(pool, name);
    if (columns.length === 0) continue;
    const list = columns.map((column) => `"${column.name}"::text as "${column.name}"`).join(', ');
    const { rows: here } = await pool.query<Record<string, string | null>>(`select ${list} from ${name} where xmin::text = $1`, [xmin]);
    if (here.length === 0) continue;
    found.set(name, { columns, rows: here });
    rows[name] = here.length;
    for (const row of here) if (row['id'] && /^[0-9a-f-]{36}$/.test(row['id'])) ids.add(row['id']);
  }
  const number = found.get('cases')?.rows[0]?.['number'] ?? '';
  const orderNo = found.get('cases')?.rows[0]?.['order_no'] ?? '';
  const varying = (value: string): ((n: number, orderId: string, fresh: (old: string) => string) => unknown) | undefined => {
    if (value === order) return (_n, orderId) => orderId;
    if ([...ids].some((id) => value.includes(id)))
      return (_n, _order, fresh) => [...ids].reduce((text, id) => (text.includes(id) ? text.replaceAll(id, fresh(id)) : text), value);
    if (value.includes(number)) return (n) => value.replaceAll(number, `L${n}`);
    if (orderNo !== '' && value.includes(orderNo.slice(1))) return (n) => value.replaceAll(orderNo.slice(1), String(n).padStart(11, '0'));
    if (orderNo !== '' && value.includes(orderNo.slice(2))) return (n) => value.replaceAll(orderNo.slice(2), String(n).padStart(10, '0'));
    return undefined;
  };
  for (const [name, { columns, rows: here }] of found) {
    const tuples = here.map((row) =>
      columns.map(({ name: column, type }) => {
        const value = row[column] ?? null;
        if (value === null) return `null::${type}`;
        const maker =
          name === 'cases' && column === 'seq'
            ? (n: number) => 1_000_000_000 + n
            : ownSecrets.has(`${name}.${column}`)
              ? () => randomUUID()
              : varying(value);
        if (!maker) return `${pg.escapeLiteral(value)}::${type}`;
        makers.push(maker);
        return `$${makers.length}::${type}`;
      }),
    );
    inserts.push(
      `insert into ${name} (${columns.map((column) => `"${column.name}"`).join(', ')}) values ${tuples.map((tuple) => `(${tuple.join(', ')})`).join(', ')}`,
    );
  }
  const text = `with ${inserts.map((insert, i) => `w${i} as (${insert})`).join(', ')} select 1`;
  return {
    text,
    rows,
    values: (n, orderId) => {
      const made2 = new Map<string, string>();
      const fresh = (old: string): string => {
        const known = made2.get(old) ?? newId();
        made2.set(old, known);
        return known;
      };
      return makers.map((maker) => maker(n, orderId, fresh));
    },
  };
}

/** Columns that a statement may write: neither generated nor filled in by the server. */
async function columnsOf(pool: pg.Pool, table: string): Promise<Column[]> {
  const { rows } = await pool.query<Column>(
    `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type from pg_attribute a
      where a.attrelid = $1::text::regclass and a.attnum > 0 and not a.attisdropped and a.attidentity = '' and a.attgenerated = ''
        and not ($1::text = 'events' and a.attname in ('tx', 'written_at')) order by a.attnum`,
    [table],
  );
  return rows;
}

let used = 0;

/** Eight connections write such cases for some seconds, each its next as soon as the last is committed. */
export async function writeFor(
  url: string,
  limit: Limit,
  orderIds: readonly string[],
  seconds: number,
): Promise<{ cases: number; seconds: number }> {
  const from = performance.now();
  const until = from + seconds * 1000;
  let cases = 0;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      try {
        while (performance.now() < until) {
          used += 1;
          await client.query({ name: 'limit', text: limit.text, values: limit.values(used, orderIds[used % orderIds.length] ?? '') });
          cases += 1;
        }
      } finally {
        await client.end();
      }
    }),
  );
  return { cases, seconds: (performance.now() - from) / 1000 };
}
