import { CompiledQuery } from 'kysely';

/**
 * Makes as few statements as it can of writes that wait for nobody: rows for one table become one insert, inserts into
 * several tables one statement. Everything else keeps its place: what comes after it is not moved before it. Pure.
 */
export function mergeWrites(writes: readonly CompiledQuery[]): CompiledQuery[] {
  const merged: CompiledQuery[] = [];
  let inserts: CompiledQuery[] = [];
  const close = (): void => {
    if (inserts.length > 0) merged.push(mergeInserts(inserts));
    inserts = [];
  };
  for (const write of writes) {
    if (tableOf(write.sql) !== null) inserts.push(write);
    else {
      close();
      merged.push(write);
    }
  }
  close();
  return merged;
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

function mergeInserts(writes: readonly CompiledQuery[]): CompiledQuery {
  const [only] = writes;
  if (only && writes.length === 1) return only;
  const groups: { head: string; open: boolean; members: { tuples: string; parameters: readonly unknown[] }[] }[] = [];
  for (const { sql, parameters } of writes) {
    const shape = shapeOf(sql);
    if (!shape) throw new Error('only plain inserts are merged');
    const same = shape.open ? groups.find((group) => group.open && group.head === shape.head) : undefined;
    if (same) same.members.push({ tuples: shape.tuples, parameters });
    else groups.push({ head: shape.head, open: shape.open, members: [{ tuples: shape.tuples, parameters }] });
  }
  const values: unknown[] = [];
  const statements = groups.map(({ head, members }) => {
    const tuples = members.map((member) => {
      const shifted = shift(member.tuples, values.length);
      values.push(...member.parameters);
      return shifted;
    });
    return `${head} ${tuples.join(', ')}`;
  });
  const last = statements.pop() ?? '';
  const text = statements.length === 0 ? last : `with ${statements.map((each, i) => `w${i} as (${each})`).join(', ')} ${last}`;
  return CompiledQuery.raw(text, values);
}

/** The same text with its parameters counted from further on. */
function shift(text: string, by: number): string {
  return by === 0 ? text : text.replaceAll(/\$(\d+)/g, (_, n: string) => `$${Number(n) + by}`);
}
