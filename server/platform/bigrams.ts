/**
 * Words for full-text search that also finds parts of Chinese words (stack.md, search). A run of CJK characters becomes its
 * overlapping pairs and its last character; a run of letters or digits stays whole. Normalised by NFKC and lower case.
 * Each token once, in the order of the text.
 */
export function searchTokens(text: string): string[] {
  const tokens = new Set<string>();
  for (const run of runsOf(text))
    for (const token of run.cjk ? [...pairsOf(run.letters), run.letters.at(-1) ?? ''] : [whole(run)]) tokens.add(token);
  return [...tokens];
}

/** The tokens as text to cast `::tsvector`; every token quoted, so that nothing in it is syntax. */
export function tsvectorLiteral(tokens: readonly string[]): string {
  return tokens.map(quote).join(' ');
}

/**
 * What a person typed, as text to cast `::tsquery`: all pairs must be there; a run of letters or digits at the end (still
 * being typed) and, where there is no pair, a single character match as prefixes. '' when there is nothing to look for
 * (only punctuation): ask LIKE alone then. It finds every text that contains the query, and some in which the pairs lie
 * apart: LIKE decides.
 * The exception: a query that begins inside a run of letters or digits; parts of numbers have an index of their own.
 */
export function tsqueryLiteral(query: string): string {
  const runs = runsOf(query);
  // Beside pairs a single character only costs: as a prefix it gathers every pair that begins with it (20 ms at a million texts).
  const paired = runs.some((run) => run.cjk && run.letters.length > 1);
  const terms = runs.flatMap((run, at) => {
    if (paired && run.cjk && run.letters.length === 1) return [];
    if (!run.cjk) return [at === runs.length - 1 ? `${quote(whole(run))}:*` : quote(whole(run))];
    return run.letters.length === 1 ? [`${quote(run.letters.join(''))}:*`] : pairsOf(run.letters).map(quote);
  });
  return [...new Set(terms)].join(' & ');
}

interface Run {
  readonly cjk: boolean;
  /** By code point: characters outside the basic plane are one letter each. */
  readonly letters: readonly string[];
}

const run =
  /(?<cjk>[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+)|[[\p{L}\p{M}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]]+/gv;

function runsOf(text: string): Run[] {
  return [...text.normalize('NFKC').toLowerCase().matchAll(run)].map((found) => ({
    cjk: found.groups?.['cjk'] !== undefined,
    letters: Array.from(found[0]),
  }));
}

function pairsOf(letters: readonly string[]): string[] {
  return letters.slice(1).map((letter, at) => `${letters[at]}${letter}`);
}

/** PostgreSQL refuses a token over 2 kB; 64 characters tell any word or number from another, on both sides alike. */
function whole({ letters }: Run): string {
  return letters.slice(0, 64).join('');
}

function quote(token: string): string {
  return `'${token.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
