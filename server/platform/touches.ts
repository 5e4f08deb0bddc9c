/** Tables that a statement writes, by its text; looked up once for each text. */
export function writtenBy(text: string): readonly string[] {
  const known = written.get(text);
  if (known) return known;
  const found = [...text.matchAll(/\b(?:insert\s+into|update|delete\s+from|truncate(?:\s+table)?)\s+(\w+)/gi)].map((each) =>
    (each[1] ?? '').toLowerCase(),
  );
  const tables = [...new Set(found)];
  if (written.size < mostTexts) written.set(text, tables);
  return tables;
}

/** Whether a statement only reads, and names this table nowhere. One that locks rows doesn't only read. */
export function readsWithout(text: string, table: string): boolean {
  const known = named.get(text);
  const words = known ?? (isRead(text) ? new Set(text.match(/\w+/g)) : null);
  if (known === undefined && named.size < mostTexts) named.set(text, words);
  return words !== null && !words.has(table);
}

function isRead(text: string): boolean {
  return /^\s*(?:select|with)\b/i.test(text) && !/\b(?:insert|update|delete|for\s+(?:key\s+)?share)\b/i.test(text);
}

/** Texts that are remembered; a program that makes up more of them as it goes looks each up anew. */
const mostTexts = 4000;
const written = new Map<string, readonly string[]>();
/** The words of a plain read; null for everything else. */
const named = new Map<string, ReadonlySet<string> | null>();
