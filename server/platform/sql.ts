/** A statement ready to be sent. */
export interface Query {
  readonly text: string;
  readonly values: readonly unknown[];
}

export interface Rows<T> {
  readonly rows: T[];
  /** Rows that an insert, update or delete changed. */
  readonly numAffectedRows?: bigint;
}

/** Whatever runs a statement: a pool or one transaction. */
export interface Runs {
  run<T>(query: Query): Promise<Rows<T>>;
}

/** A statement or a piece of one, of rows `T`. Values are always bound, never written into the text. */
export interface Sql<T = unknown> {
  readonly pieces: readonly string[];
  readonly parts: readonly unknown[];
  /** Only values between the pieces: the text is the same each time. */
  readonly flat: boolean;
  query(): Query;
  execute(on: Runs): Promise<Rows<T>>;
}

/**
 * A statement from a template: what stands between is bound as a parameter, another `sql` becomes part of the text. Putting
 * a statement together was a twelfth of a request when a query builder did it; the text of a template without pieces in it
 * is made once.
 */
export function sql<T = unknown>(pieces: TemplateStringsArray, ...parts: readonly unknown[]): Sql<T> {
  return make(pieces, parts);
}

/** Pieces one after another, with commas unless told otherwise. */
sql.join = (all: readonly unknown[], between: Sql = comma()): Sql => {
  if (all.length === 0) return make([''], []);
  const parts = all.flatMap((each, at) => (at === 0 ? [each] : [between, each]));
  return make([...parts.map(() => ''), ''], parts);
};

/** Text as it stands: never from outside. */
sql.raw = (text: string): Sql => make([text], []);

/** A column, `alias.column` too. */
sql.ref = (name: string): Sql => make([name.split('.').map(quoted).join('.')], []);

sql.table = (name: string): Sql => make([quoted(name)], []);

function comma(): Sql {
  return make([', '], []);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function isSql(part: unknown): part is Sql {
  return part instanceof Statement;
}

function make<T>(pieces: readonly string[], parts: readonly unknown[]): Sql<T> {
  return new Statement(pieces, parts) as Sql<T>;
}

/** Texts of templates without pieces, by the template itself, which the engine makes once for each place in the program. */
const texts = new WeakMap<readonly string[], string>();

class Statement {
  readonly pieces: readonly string[];
  readonly parts: readonly unknown[];
  readonly flat: boolean;
  constructor(pieces: readonly string[], parts: readonly unknown[]) {
    this.pieces = pieces;
    this.parts = parts;
    this.flat = !parts.some(isSql);
  }

  query(): Query {
    if (this.flat) return { text: textOf(this.pieces), values: this.parts };
    const values: unknown[] = [];
    return { text: put(this, values), values };
  }

  execute(on: Runs): Promise<Rows<unknown>> {
    return on.run(this.query());
  }
}

function textOf(pieces: readonly string[]): string {
  const known = texts.get(pieces);
  if (known !== undefined) return known;
  const text = pieces.map((piece, at) => (at === 0 ? piece : `$${at}${piece}`)).join('');
  texts.set(pieces, text);
  return text;
}

function put({ pieces, parts }: Pick<Sql, 'pieces' | 'parts'>, values: unknown[]): string {
  let text = pieces[0] ?? '';
  for (const [at, part] of parts.entries()) {
    text += isSql(part) ? put(part, values) : `$${values.push(part)}`;
    text += pieces[at + 1] ?? '';
  }
  return text;
}
