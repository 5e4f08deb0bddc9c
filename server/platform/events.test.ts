import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../test/database.ts';
import { systemActor } from './actor.ts';
import { inTransaction, type OpenDatabase, openDatabase, sql, type Tx } from './db.ts';
import { moveCursor, nextEvents, writeEvents } from './events.ts';

let store: OpenDatabase;
const at = new Date('2026-11-20T09:20:00Z');
const command = (tx: Tx) => ({ tx, now: at, actor: systemActor, cause: 'test' });

beforeAll(async () => {
  store = openDatabase(await freshDatabase());
});
afterAll(() => store.close());

/** Reads on as a reader does: work and cursor in one transaction. */
async function readOn(reader: string, limit = 100): Promise<string[]> {
  return inTransaction(store.db, async (tx) => {
    const { events } = await nextEvents(tx, reader, limit);
    const last = events.at(-1);
    if (last) await moveCursor(tx, reader, last);
    return events.map((event) => event.kind);
  });
}

/** Other files' transactions on the same PostgreSQL hold events back too: waits until none of what was written is held. */
const nothingHeld = () =>
  expect
    .poll(
      async () =>
        (
          await sql<{ n: number }>`select count(*)::int as n from events where tx >= pg_snapshot_xmin(pg_current_snapshot())`.execute(
            store.db,
          )
        ).rows,
    )
    .toEqual([{ n: 0 }]);

describe('the event stream', () => {
  it('skips nothing while one transaction is held open and a later one commits', async () => {
    await readOn('held');
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let written: () => void = () => undefined;
    const wrote = new Promise<void>((resolve) => {
      written = resolve;
    });
    const slow = inTransaction(store.db, async (tx) => {
      await writeEvents(command(tx), [{ kind: 'slow' }]);
      await sql`select id from events limit 1`.execute(tx); // what was written goes out before it is read
      written();
      await held;
    });
    await wrote;
    await inTransaction(store.db, (tx) => writeEvents(command(tx), [{ kind: 'fast' }]));
    expect(await readOn('held')).toEqual([]); // "fast" is committed, but an earlier one is still under way
    release();
    await slow;
    await nothingHeld();
    expect(await readOn('held')).toEqual(['slow', 'fast']);
    expect(await readOn('held')).toEqual([]);
  });

  it('gives each reader every event, in batches, each once', async () => {
    await readOn('batches', 1000);
    for (let i = 0; i < 5; i += 1) await inTransaction(store.db, (tx) => writeEvents(command(tx), [{ kind: `n${i}` }]));
    await nothingHeld();
    expect([await readOn('batches', 2), await readOn('batches', 2), await readOn('batches', 2)]).toEqual([
      ['n0', 'n1'],
      ['n2', 'n3'],
      ['n4'],
    ]);
  });

  it('lets only one process read for a reader at a time', async () => {
    await readOn('alone', 1000);
    await inTransaction(store.db, (tx) => writeEvents(command(tx), [{ kind: 'one' }]));
    await nothingHeld();
    await inTransaction(store.db, async (tx) => {
      const { events: first } = await nextEvents(tx, 'alone', 100);
      expect(first.length).toBeGreaterThan(0);
      expect(await readOn('alone')).toEqual([]);
    });
  });

  it('rolls events back with the change that they tell of', async () => {
    await readOn('rolled', 1000);
    await expect(
      inTransaction(store.db, async (tx) => {
        await writeEvents(command(tx), [{ kind: 'never' }]);
        throw new Error('the change failed');
      }),
    ).rejects.toThrow('the change failed');
    expect(await readOn('rolled')).toEqual([]);
  });

  it('is never edited away', async () => {
    await inTransaction(store.db, (tx) => writeEvents(command(tx), [{ kind: 'kept' }]));
    await expect(sql`update events set kind = 'changed'`.execute(store.db)).rejects.toThrow('events are never changed');
    await expect(sql`delete from events`.execute(store.db)).rejects.toThrow('events are never changed');
  });
});
