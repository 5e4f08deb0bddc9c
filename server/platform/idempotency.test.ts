import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../test/database.ts';
import { systemActor } from './actor.ts';
import { hour } from './clock.ts';
import { inTransaction, type OpenDatabase, openDatabase, type Tx } from './db.ts';
import { beginOnce, finishOnce, forgetOldKeys } from './idempotency.ts';

let store: OpenDatabase;
const at = new Date('2026-11-20T09:20:00Z');
const command = (tx: Tx, now = at) => ({ tx, now, actor: systemActor, cause: 'test' });
const asked = { actor: 'staff:1', key: 'k1', route: 'POST /x', body: { a: 1 } };

beforeAll(async () => {
  store = openDatabase(await freshDatabase());
});
afterAll(() => store.close());

describe('a request with a key', () => {
  it('is carried out once and answered the same for ever after', async () => {
    const first = await inTransaction(store.db, async (tx) => {
      const begun = await beginOnce(command(tx), asked);
      await finishOnce(command(tx), asked, 200, { n: 7 });
      return begun;
    });
    expect(first).toEqual({ was: 'new' });
    const again = await inTransaction(store.db, (tx) => beginOnce(command(tx), asked));
    expect(again).toEqual({ was: 'done', status: 200, answer: { n: 7 } });
  });

  it('is refused with another body or on another route', async () => {
    const other = await inTransaction(store.db, (tx) => beginOnce(command(tx), { ...asked, body: { a: 2 } }));
    expect(other).toMatchObject({ refused: { code: 'idempotency-key-reused' } });
    const elsewhere = await inTransaction(store.db, (tx) => beginOnce(command(tx), { ...asked, route: 'POST /y' }));
    expect(elsewhere).toMatchObject({ refused: { code: 'idempotency-key-reused' } });
  });

  it('is told to wait while the first is still running', async () => {
    await inTransaction(store.db, async (tx) => {
      expect(await beginOnce(command(tx), { ...asked, key: 'k2' })).toEqual({ was: 'new' });
      const second = await inTransaction(store.db, (other) => beginOnce(command(other), { ...asked, key: 'k2' }));
      expect(second).toMatchObject({ refused: { code: 'still-running' } });
    });
  });

  it('means nothing to another actor', async () => {
    const other = await inTransaction(store.db, (tx) => beginOnce(command(tx), { ...asked, actor: 'staff:2' }));
    expect(other).toEqual({ was: 'new' });
  });

  it('is forgotten after 72 hours', async () => {
    const forgotten = await inTransaction(store.db, (tx) => forgetOldKeys(command(tx, new Date(at.getTime() + 73 * hour))));
    expect(forgotten).toBe(1);
  });
});
