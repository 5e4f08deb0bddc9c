import type { Query } from './sql.ts';

/**
 * Makes as few statements as it can of writes that wait for nobody: rows for one table become one insert, inserts into
 * several tables one statement. Everything else keeps its place: what comes after it is not moved before it. Pure.
 */
export function mergeWrites(writes: readonly Query[]): Query[] {
  const merged: Query[] = [];
  let inserts: Query[] = [];
  const close = (): void => {
    const [only] = inserts;
    if (only) merged.push(inserts.length === 1 ? only : mergeInserts(inserts));
    inserts = [];
  };
  for (const write of writes) {
    if (tableOf(write.text) !== null) inserts.push(write);
    else {
      close();
      merged.push(write);
    }
  }
  close();
  return merged;
}

/** What these inserts become together depends on their texts alone: made once for each sequence of them. */
const plans = new Map<string, Plan>();
const mostPlans = 500;

interface Plan {
  readonly text: string;
  /** In which order the inserts' values follow one another. */
  readonly order: readonly number[];
}

/** By what the writes of two transactions are known to be alike; null when they are not only inserts to which rows may be added. */
export function alike(writes: readonly Query[]): string | null {
  return writes.length > 0 && writes.every(({ text }) => shapeOf(text)?.open) ? keyOf(writes) : null;
}

/** One statement of the writes of several transactions alike, one after another. `shape` as `alike` names it. */
export function mergeAlike(shape: string, each: readonly (readonly Query[])[]): Query {
  return mergeInserts(each.flat(), `${each.length} ${shape}`);
}

function keyOf(writes: readonly Query[]): string {
  return writes.map((write) => write.text).join('\n;\n');
}

function mergeInserts(writes: readonly Query[], key = keyOf(writes)): Query {
  const known = plans.get(key);
  const plan = known ?? planOf(writes);
  if (!known && plans.size < mostPlans) plans.set(key, plan);
  return { text: plan.text, values: plan.order.flatMap((at) => writes[at]?.values ?? []) };
}

function planOf(writes: readonly Query[]): Plan {
  const groups: { head: string; open: boolean; members: number[] }[] = [];
  for (const [at, { text }] of writes.entries()) {
    const { head, open } = insertOf(text);
    const same = open ? groups.find((group) => group.open && group.head === head) : undefined;
    if (same) same.members.push(at);
    else groups.push({ head, open, members: [at] });
  }
  let bound = 0;
  const statements = groups.map(({ head, members }) => {
    const tuples = members.map((at) => {
      const shifted = shift(insertOf(writes[at]?.text ?? '').tuples, bound);
      bound += writes[at]?.values.length ?? 0;
      return shifted;
    });
    return `${head} ${tuples.join(', ')}`;
  });
  const last = statements.pop() ?? '';
  const text = statements.length === 0 ? last : `with ${statements.map((each, i) => `w${i} as (${each})`).join(', ')} ${last}`;
  return { text, order: groups.flatMap((group) => group.members) };
}

const shapes = new Map<string, Insert | null>();

interface Insert {
  readonly table: string;
  /** Up to and with the word `values`. */
  readonly head: string;
  readonly tuples: string;
  /** Whether rows of another insert may be added to it: nothing follows its tuples. */
  readonly open: boolean;
}

/** The table that a plain insert writes; null for everything else, also for an insert that reads. */
export function tableOf(text: string): string | null {
  return shapeOf(text)?.table ?? null;
}

function insertOf(text: string): Insert {
  const shape = shapeOf(text);
  if (!shape) throw new Error('only plain inserts are merged');
  return shape;
}

function shapeOf(text: string): Insert | null {
  const known = shapes.get(text);
  if (known !== undefined) return known;
  const found = /^\s*(insert\s+into\s+(\w+)\s*\([^)]*\)\s*values)\s([^]*)$/i.exec(text);
  const [, head = '', table = '', tuples = ''] = found ?? [];
  const shape =
    found && !/\b(select|returning)\b/i.test(tuples)
      ? { table, head, tuples: tuples.trim(), open: !/\bon\s+conflict\b/i.test(tuples) }
      : null;
  if (shapes.size < 2000) shapes.set(text, shape);
  return shape;
}

/** The same text with its parameters counted from further on. */
function shift(text: string, by: number): string {
  return by === 0 ? text : text.replaceAll(/\$(\d+)/g, (_, n: string) => `$${Number(n) + by}`);
}
