import type { FastifyInstance } from 'fastify';
import type { Actor, Lang } from './actor.ts';
import type { BusinessClock } from './clock.ts';
import type { Command } from './command.ts';
import type { Config } from './config.ts';
import type { Database, Tx } from './db.ts';
import type { StoredEvent } from './events.ts';
import type { FileStore } from './files.ts';
import type { Seals } from './sealed.ts';
import type { Refusal, RefusalTable, Refused, Result } from './result.ts';
import type { Answer, Body, Params, Query, RouteSpec } from './wire.ts';

/** The process's parts that shells use; made once in main.ts. Tests make their own with a settable clock. */
export interface House {
  readonly db: Database;
  readonly clock: BusinessClock;
  readonly config: Config;
  readonly files: FileStore;
  readonly log: Log;
  readonly seals: Seals;
  /** Tells relays and live screens of every process that events were committed (at most one NOTIFY per 50 ms). */
  readonly wake: () => void;
}

/** Structured log with closed categories; never a token, phone number, name or body. */
export interface Log {
  info(particulars: Record<string, unknown>, message: string): void;
  warn(particulars: Record<string, unknown>, message: string): void;
  error(particulars: Record<string, unknown>, message: string): void;
}

export interface Asked<S> {
  readonly params: Params<S>;
  readonly query: Query<S>;
  readonly body: Body<S>;
  readonly actor: Actor;
  readonly lang: Lang;
  readonly house: House;
  readonly requestId: string;
  /** Caller's address, for limits and sign-in logs only. */
  readonly address: string;
}

export interface AskedRead<S> extends Asked<S> {
  readonly db: Database;
  readonly now: Date;
}

export interface AskedCommand<S> extends Asked<S>, Command {
  /** Version of the case that the caller saw (If-Match); null when the route doesn't change a case. */
  readonly expectedVersion: number | null;
  /** Reply headers (sign-in cookies). */
  setCookie(name: string, value: string, options: { maxAgeSeconds: number }): void;
}

/** A route and what answers it. */
export type Route =
  | { readonly spec: RouteSpec; readonly kind: 'read'; readonly answer: (asked: AskedRead<RouteSpec>) => Promise<Result<unknown>> }
  | {
      readonly spec: RouteSpec;
      readonly kind: 'command';
      readonly answer: (asked: AskedCommand<RouteSpec>, ahead: unknown) => Promise<Result<unknown>>;
      readonly ahead?: (asked: AskedCommand<RouteSpec>) => Promise<unknown>;
    };

/** Answers a read. */
export function read<S extends RouteSpec>(spec: S, answer: (asked: AskedRead<S>) => Promise<Result<Answer<S>>>): Route {
  return { spec, kind: 'read', answer: answer };
}

/**
 * Answers a command: runs in one transaction together with its idempotency row; a refusal rolls everything back, so
 * nothing is ever half-saved.
 */
export function command<S extends RouteSpec>(spec: S, answer: (asked: AskedCommand<S>) => Promise<Result<Answer<S>>>): Route {
  return { spec, kind: 'command', answer: answer };
}

/**
 * The same for a command that reads something whatever else holds: `ahead` is asked together with who it is and whether it was
 * done before, which saves a wait. It only reads, and locks nothing.
 */
export function commandAhead<S extends RouteSpec, A>(
  spec: S,
  ahead: (asked: AskedCommand<S>) => Promise<A>,
  answer: (asked: AskedCommand<S>, ahead: A) => Promise<Result<Answer<S>>>,
): Route {
  return { spec, kind: 'command', ahead, answer: answer as never };
}

/** Work that events call for. `perCase` jobs run one at a time and in order for each case (those that tell people). */
export interface Subscription {
  readonly queue: string;
  readonly on: readonly string[];
  readonly perCase: boolean;
  readonly run: (event: StoredEvent, house: House) => Promise<void>;
}

/** A reader of the stream with a cursor of its own; gets events in batches inside the transaction that moves its cursor. */
export interface Projection {
  readonly reader: string;
  /** Kinds of events that it looks at; all when left out. */
  readonly on?: readonly string[];
  readonly apply: (tx: Tx, events: readonly StoredEvent[]) => Promise<void>;
}

/** Something the worker looks at regularly; costs what is due, not what exists. Answers how many rows it acted on. */
export interface Sweep {
  readonly name: string;
  readonly everySeconds: number;
  readonly run: (house: House) => Promise<number>;
}

export type IntentAnswer =
  | { readonly outcome: 'done'; readonly answer: Record<string, unknown> }
  | { readonly outcome: 'refused'; readonly answer: Record<string, unknown>; readonly fault: string }
  /** Nothing reached the partner, or it said "later": tried again with back-off. */
  | { readonly outcome: 'again'; readonly fault: string }
  /** The partner took it and will tell us (callback or query). */
  | { readonly outcome: 'waiting'; readonly answer: Record<string, unknown> }
  /** We can't know whether it happened. Asked by key where the adapter can, else shown to a person; never guessed. */
  | { readonly outcome: 'uncertain'; readonly fault: string };

export interface IntentRow {
  readonly id: string;
  readonly key: string;
  readonly kind: string;
  readonly caseId: string | null;
  readonly shopId: string | null;
  readonly subjectId: string | null;
  readonly payload: Record<string, unknown>;
  readonly state: 'ready' | 'calling' | 'waiting' | 'done' | 'refused' | 'uncertain' | 'needs-person' | 'recalled';
  readonly attempts: number;
  readonly answer: Record<string, unknown> | null;
  readonly fault: string | null;
  readonly createdAt: Date;
  readonly changedAt: Date;
}

/** An adapter to a partner, by kind of intent. */
export interface IntentHandler {
  readonly kind: string;
  /** Calls the partner with the intent's own key. No transaction is open. `null`: not set up yet; the intent waits, visibly. */
  call(intent: IntentRow, house: House): Promise<IntentAnswer | null>;
  /**
   * After a crash or time-out: asks the partner by our key. `again` when it never arrived. Absent only where repeating is
   * harmless (`repeatable`), as mail with the same Message-ID; a money adapter must have it.
   */
  readonly ask?: (intent: IntentRow, house: House) => Promise<IntentAnswer>;
  readonly repeatable?: true;
  /** Stores what the answer means for the stage, in the transaction that settles the intent. */
  settle(command: Command, intent: IntentRow, answer: IntentAnswer): Promise<void>;
}

/** What a stage brings to the program. */
export interface Module {
  readonly name: string;
  readonly routes?: readonly Route[];
  readonly refusals?: RefusalTable;
  readonly subscriptions?: readonly Subscription[];
  readonly projections?: readonly Projection[];
  readonly sweeps?: readonly Sweep[];
  readonly intents?: readonly IntentHandler[];
  /** Routes that aren't JSON (uploads, downloads, portal pages): registered as they are, listed in the route test by name. */
  readonly raw?: (app: FastifyInstance, house: House, entrance: Entrance) => void;
  /** Run once at start, after migration: playbook files, seeds of tables. A thrown error stops the start. */
  readonly prepare?: (house: House) => Promise<void>;
}

/** Who is at the door: supplied by staff and portal to the HTTP layer. */
export interface Entrance {
  /** The actor of a request's credentials (session cookie, bearer key), or null. */
  identify(request: {
    cookies: Record<string, string | undefined>;
    headers: Record<string, string | string[] | undefined>;
  }): Promise<Actor | null>;
  /**
   * Who these credentials were when they came last, without asking; null for a stranger. `confirm` asks, with a command's
   * first statements, whether that still holds; a command may save nothing before it says yes.
   */
  known(request: {
    cookies: Record<string, string | undefined>;
    headers: Record<string, string | string[] | undefined>;
  }): { readonly actor: Actor; readonly confirm: (tx: Tx) => Promise<boolean> } | null;
  /** A refusal when another site made a signed-in browser send this (foreign-origin); `identify` answers null for it as well. */
  foreign(request: { cookies: Record<string, string | undefined>; headers: Record<string, string | string[] | undefined> }): Refused | null;
  /** Whether the role (or key scope) holds the action at any scope; rows are narrowed by the store's own condition. */
  may(actor: Actor, action: string): boolean;
  /** A refusal's title and text in the reader's language. */
  explain(refused: Refusal, lang: Lang, reader: 'agent' | 'customer'): { status: number; detail: string };
}
