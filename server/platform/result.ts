/**
 * An expected refusal: a value, never an exception (style.md 8). `code` is the reason that the letter, the report and the
 * API use; `field` names what to mend; `data` fills the text. Texts stand in the stage's `refusals.ts`.
 */
export interface Refusal {
  readonly code: string;
  readonly field?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** `keep`: what the command wrote before refusing stays (a wrong password that was counted); otherwise a refusal rolls everything back. */
export type Refused = { readonly ok: false; readonly refused: Refusal; readonly keep?: true };
export type Result<T> = { readonly ok: true; readonly value: T } | Refused;

/** A value that wasn't refused. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** A refusal by code; `field` names what to mend, `data` fills the text. */
export function refuse(code: string, more: { field?: string; data?: Record<string, unknown> } = {}): Refused {
  return { ok: false, refused: { code, ...more } };
}

/**
 * Rolls the whole command back and is answered as this refusal: for an effect's handler, which has no refusal of its own to
 * give back (a goodwill that the policy doesn't permit). Elsewhere a refusal is a value.
 */
export class RolledBack extends Error {
  readonly refused: Refused;
  constructor(refused: Refused) {
    super(`refused: ${refused.refused.code}`);
    this.refused = refused;
  }
}

/** What a reader is told about a refusal: `agent` on the desk and API, `customer` on the portal (agent's text when absent). */
export interface RefusalText {
  readonly agent: string | ((data: Readonly<Record<string, unknown>>) => string);
  readonly customer?: string | ((data: Readonly<Record<string, unknown>>) => string);
}

/** One refusal code: its HTTP status and its words in both languages; each text names the way out. */
export interface RefusalWords {
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 423 | 428 | 429 | 503;
  readonly zh: RefusalText;
  readonly en: RefusalText;
}

export type RefusalTable = Readonly<Record<string, RefusalWords>>;

/** Exhaustiveness: every switch over a union ends here. */
export function never(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
}
