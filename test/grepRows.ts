import { all, type Reader, sql } from '#platform/db.ts';

/** A text that stands in the database. */
export interface FoundText {
  /** `table.column`, with the path inside jsonb. */
  readonly where: string;
  readonly text: string;
}

/** Every text in the database that holds the needle, in columns and inside jsonb; what search makes of texts apart. */
export async function grepRows(on: Reader, needle: string, tables?: readonly string[]): Promise<FoundText[]> {
  const found: FoundText[] = [];
  for (const table of tables ?? (await tablesOf(on))) {
    const rows = await all(
      sql<{
        row: Record<string, unknown>;
      }>`select to_jsonb(t) as row from ${sql.table(table)} t where to_jsonb(t)::text like ${`%${needle}%`}`,
      on,
    );
    for (const { row } of rows) walk(row, table, (where, text) => text.includes(needle) && found.push({ where, text }));
  }
  return found;
}

async function tablesOf(on: Reader): Promise<string[]> {
  const rows = await all(
    sql<{ name: string }>`select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('case_search') order by 1`,
    on,
  );
  return rows.map((row) => row.name);
}

/** What search makes of a text that stands in the same row. */
const searchColumn = 'tokens';

function walk(value: unknown, where: string, visit: (where: string, text: string) => unknown): void {
  if (typeof value === 'string') visit(where, value);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) if (name !== searchColumn) walk(inner, `${where}.${name}`, visit);
  }
}
