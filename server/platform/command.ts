import type { Actor } from './actor.ts';
import type { Tx } from './db.ts';

/**
 * What every command carries: its transaction, business time, who asks, and its cause (request, job or sweep id), which is
 * stamped on each event so that a log line leads to the row and back.
 */
export interface Command {
  readonly tx: Tx;
  readonly now: Date;
  readonly actor: Actor;
  readonly cause: string;
}
