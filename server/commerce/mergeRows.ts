import { all, jsonb, sql, type Tx } from '#platform/db.ts';

interface Column {
  readonly type: string;
  /** SQL for a new row when nothing was given; may use the input columns as `g.…`. */
  readonly orElse?: string;
  /** Written with a new row and never again: what was so at purchase. */
  readonly once?: true;
  /** Values in the order in which they follow each other: a row with `only_on` never sets the column back. */
  readonly inOrder?: readonly string[];
}

/** How rows of a table are merged. All names are constants of ours, never input. */
export interface MergeTable {
  readonly name: string;
  readonly key: readonly string[];
  readonly columns: Readonly<Record<string, Column>>;
  /** Input columns that aren't the table's, for `orElse`. */
  readonly extra?: Readonly<Record<string, string>>;
  /** SQL that an update of a row also sets, e.g. `version = t.version + 1`. */
  readonly onChange?: string;
}

export type MergeRow = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Merged {
  readonly added: readonly Record<string, string>[];
  readonly changed: readonly Record<string, string>[];
}

/**
 * Inserts the rows that aren't there and updates those that differ, in one statement; a row that says nothing new isn't
 * written at all. `undefined` keeps what stands, `null` clears it. Answers the keys of what was added and changed. One key
 * must stand once in `rows`. The caller holds the shop's lock (saveOrders), so there is nobody to race with.
 */
export async function mergeRows(tx: Tx, table: MergeTable, rows: readonly MergeRow[]): Promise<Merged> {
  if (rows.length === 0) return { added: [], changed: [] };
  const given = rows.map((row) => ({ ...row, clear: Object.keys(row).filter((name) => row[name] === null) }));
  const found = await all(
    sql<{ did: 'added' | 'changed'; key: Record<string, string> }>`${sql.raw(before(table))} ${jsonb(given)} ${sql.raw(after(table))}`,
    tx,
  );
  return {
    added: found.filter((row) => row.did === 'added').map((row) => row.key),
    changed: found.filter((row) => row.did === 'changed').map((row) => row.key),
  };
}

const texts = new WeakMap<MergeTable, string>();

function before(table: MergeTable): string {
  return `with /* ${table.name} */ given as (select * from jsonb_to_recordset(`;
}

function after(table: MergeTable): string {
  let text = texts.get(table);
  if (text === undefined) {
    text = textAfter(table);
    texts.set(table, text);
  }
  return text;
}

function textAfter(table: MergeTable): string {
  const names = Object.keys(table.columns);
  const types = [
    ...Object.entries(table.columns).map(([name, column]) => `${name} ${column.type}`),
    ...Object.entries(table.extra ?? {}).map(([name, type]) => `${name} ${type}`),
    'clear text[]',
  ];
  const sameKey = table.key.map((name) => `t.${name} = g.${name}`).join(' and ');
  const values = names.map((name) =>
    table.columns[name]?.orElse === undefined ? `g.${name}` : `coalesce(g.${name}, ${table.columns[name]?.orElse})`,
  );
  const open = names.filter((name) => !table.key.includes(name) && !table.columns[name]?.once);
  const next = (name: string): string => {
    const given = `case when '${name}' = any(g.clear) then null else coalesce(g.${name}, t.${name}) end`;
    const order = table.columns[name]?.inOrder;
    if (order === undefined) return given;
    const place = (from: string): string => `array_position(array[${order.map((value) => `'${value}'`).join(', ')}], ${from}.${name})`;
    return `case when g.only_on and ${place('g')} < ${place('t')} then t.${name} else ${given} end`;
  };
  const keyOf = (from: string): string => `jsonb_build_object(${table.key.map((name) => `'${name}', ${from}.${name}`).join(', ')}) as key`;
  const update =
    open.length === 0
      ? 'select null::jsonb as key where false'
      : `update ${table.name} t set ${open.map((name) => `${name} = ${next(name)}`).join(', ')}${table.onChange === undefined ? '' : `, ${table.onChange}`} from given g
          where ${sameKey} and row(${open.map((name) => `t.${name}`).join(', ')}) is distinct from row(${open.map(next).join(', ')}) returning ${keyOf('t')}`;
  return `) as r(${types.join(', ')})),
    added as (insert into ${table.name} as t (${names.join(', ')}) select ${values.join(', ')} from given g
      where not exists (select 1 from ${table.name} t where ${sameKey}) returning ${keyOf('t')}),
    changed as (${update})
    select 'added' as did, key from added union all select 'changed', key from changed`;
}
