import type pg from 'pg';
import { alike, mergeAlike } from './mergeWrites.ts';
import { nameOf } from './session.ts';
import type { Query } from './sql.ts';

/** Transactions that share one statement at most; each number of them is a statement of its own to the server. */
const most = 8;

/**
 * Writes of several transactions in one statement, on a connection of its own. Half of what a case cost the database was
 * spent once a statement and commit, whatever it wrote (docs/performance.md). While one is under way, the next ones gather.
 */
export interface Together {
  /**
   * Writes what a transaction holds that has only read and locked so far; it stays open, with its locks, until this is
   * answered. False: nothing of it was written, and the transaction writes it itself, and hears what is wrong with it.
   */
  write(writes: readonly Query[]): Promise<boolean>;
}

interface Member {
  readonly shape: string;
  readonly writes: readonly Query[];
  readonly done: (written: boolean) => void;
}

/** @param pool one connection, with short time limits: whoever must wait for somebody's row waits alone */
export function openTogether(pool: pg.Pool): Together {
  let waiting: Member[] = [];
  let busy = false;

  const writeNext = async (): Promise<void> => {
    const shape = waiting[0]?.shape;
    const group = waiting.filter((each) => each.shape === shape).slice(0, most);
    waiting = waiting.filter((each) => !group.includes(each));
    const { text, values } = mergeAlike(
      shape ?? '',
      group.map((each) => each.writes),
    );
    const name = nameOf(text, Number.POSITIVE_INFINITY);
    const written = await pool.query({ ...(name === undefined ? {} : { name }), text, values: [...values] }).then(
      () => true,
      // Whatever it was, each writes alone now: the one at fault hears it, and rows that are there after all refuse to be written twice.
      () => false,
    );
    for (const each of group) each.done(written);
  };

  const writeAll = async (): Promise<void> => {
    busy = true;
    while (waiting.length > 0) await writeNext();
    busy = false;
  };

  return {
    write: (writes) => {
      const shape = alike(writes);
      if (shape === null) return Promise.resolve(false);
      return new Promise((done) => {
        waiting.push({ shape, writes, done });
        // Those that are ready in the same turn of the event loop go together.
        if (!busy) setImmediate(() => void (busy || writeAll()));
      });
    },
  };
}
