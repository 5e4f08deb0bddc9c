import type { Playbook } from '#case/contract.ts';
import type { PastCase } from './pastCases.ts';
import type { Road } from './pastRoad.ts';

// What the rows of past cases are made of.

export type Row = Readonly<Record<string, unknown>>;
/** Writes a row of a table down. */
export type Put = (table: string, row: Row) => void;

/** What the rows point at: ids of what is there already. */
export interface PastWorld {
  readonly shops: ReadonlyMap<string, { readonly id: string; readonly platform: string; readonly agents: readonly string[] }>;
  readonly warehouses: ReadonlyMap<string, string>;
  readonly carriers: ReadonlyMap<string, { readonly id: string; readonly name: string }>;
  readonly goods: ReadonlyMap<string, PastGoods>;
  readonly playbooks: ReadonlyMap<string, { readonly id: string; readonly body: Playbook }>;
  readonly policies: ReadonlyMap<string, string>;
  readonly team: string;
  readonly logistics: string;
}

export interface PastGoods {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly titleEn: string;
  readonly priceFen: number;
  readonly parts: readonly { readonly code: string; readonly name: string; readonly valueFen: number; readonly costFen: number }[];
}

/** Everything that is known of one past case while its rows are written. */
export interface Told {
  readonly world: PastWorld;
  readonly given: PastCase;
  readonly road: Road;
  readonly ids: Readonly<Record<'case' | 'shop' | 'order' | 'line' | 'orderLine' | 'customer' | 'agent', string>>;
  readonly number: string;
  readonly orderNo: string;
  readonly goods: PastGoods;
  readonly part: PastGoods['parts'][number] | undefined;
  /** When each station was entered; one more than there are stations: when the last was left. */
  readonly moments: readonly number[];
  readonly playbook: Playbook;
}

export const iso = (at: number): string => new Date(at).toISOString();

export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the sample has no ${what}`);
  return value;
}
