import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../test/database.ts';
import { all, inTransaction, later, type OpenDatabase, openDatabase, sql, type Tx } from './db.ts';

let store: OpenDatabase;
/** The same database for many at once. */
let many: OpenDatabase;

beforeAll(async () => {
  store = openDatabase(await freshDatabase(), { max: 1 });
  many = openDatabase(store.url, { max: 8 });
  await sql`create table shelf (id int primary key, what text not null)`.execute(store.db);
});

beforeEach(() => sql`truncate shelf`.execute(store.db));

afterAll(async () => {
  await many.close();
  await store.close();
});

const put = (tx: Tx, id: number, what: string | null = 'book'): Promise<void> =>
  later(tx, sql`insert into shelf (id, what) values (${id}, ${what})`);
const standing = async (on: Parameters<typeof all>[1]): Promise<number[]> =>
  (await all(sql<{ id: number }>`select id from shelf order by id`, on)).map((row) => row.id);

describe('a transaction that waits only where it must', () => {
  it('sees its own writes when it reads', async () => {
    const seen = await inTransaction(store.db, async (tx) => {
      await put(tx, 1);
      await put(tx, 2);
      return standing(tx);
    });
    expect(seen).toEqual([1, 2]);
    expect(await standing(store.db)).toEqual([1, 2]);
  });

  it('keeps the order of a write, a change of it and another write', async () => {
    await inTransaction(store.db, async (tx) => {
      await put(tx, 1, 'book');
      await later(tx, sql`update shelf set what = what || '!'`);
      await put(tx, 2, 'cup');
    });
    expect(await all(sql`select id, what from shelf order by id`, store.db)).toEqual([
      { id: 1, what: 'book!' },
      { id: 2, what: 'cup' },
    ]);
  });

  it('sends reads together and gives each its own answer', async () => {
    const answers = await inTransaction(store.db, (tx) =>
      Promise.all([1, 2, 3, 4, 5, 6, 7].map(async (n) => (await all(sql<{ n: number }>`select ${n}::int as n`, tx))[0]?.n)),
    );
    expect(answers).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('fails at its end with the fault of a write that nobody waited for, and saves nothing', async () => {
    const saving = inTransaction(store.db, async (tx) => {
      await put(tx, 1);
      await put(tx, 1);
    });
    await expect(saving).rejects.toMatchObject({ code: '23505' });
    expect(await standing(store.db)).toEqual([]);
  });

  it('names that fault also when a later statement was the first to notice', async () => {
    const saving = inTransaction(store.db, async (tx) => {
      await put(tx, 1, null);
      return standing(tx);
    });
    await expect(saving).rejects.toMatchObject({ code: '23502' });
    expect(await standing(store.db)).toEqual([]);
  });

  it('sends nothing of what was held when the command is refused', async () => {
    const refused = inTransaction(store.db, async (tx) => {
      await put(tx, 1);
      throw new Error('refused');
    });
    await expect(refused).rejects.toThrow('refused');
    expect(await standing(store.db)).toEqual([]);
  });

  it('goes on with the same connection after each of these', async () => {
    await inTransaction(store.db, (tx) => put(tx, 9));
    expect(await standing(store.db)).toEqual([9]);
  });
});

describe('transactions that only read until their end', () => {
  /** Takes a lock, looks, and writes these rows, as a request does. */
  const keep = (look: (tx: Tx) => Promise<unknown>, ...ids: number[]): Promise<void> =>
    inTransaction(
      many.db,
      async (tx) => {
        await look(tx);
        for (const id of ids) await put(tx, id);
      },
      { often: true },
    );
  const locked = (key: number) => (tx: Tx) => sql`select pg_advisory_xact_lock(${key}::bigint)`.execute(tx);
  const writers = () => all(sql<{ n: number }>`select count(*)::int as n from shelf group by xmin::text order by n desc`, store.db);

  it('write together, and each of them is there when its own is answered', async () => {
    await Promise.all([1, 2, 3, 4, 5, 6].map((n) => keep(locked(n), n, n + 10)));
    expect(await standing(store.db)).toEqual([1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16]);
    expect((await writers()).length).toBeLessThan(6);
  });

  it('don’t suffer by one of them that can’t be written', async () => {
    await keep(locked(3), 3);
    const ended = await Promise.allSettled([1, 2, 3, 4].map((n) => keep(locked(n + 10), n)));
    expect(ended.map((each) => each.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(ended[2]).toMatchObject({ reason: { code: '23505' } });
    expect(await standing(store.db)).toEqual([1, 2, 3, 4]);
  });

  it('hold their locks until their rows can be seen', async () => {
    const turns = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7].map((n) =>
        inTransaction(
          many.db,
          async (tx) => {
            await locked(99)(tx);
            const before = await standing(tx);
            await put(tx, n);
            return before.length;
          },
          { often: true },
        ),
      ),
    );
    expect(turns.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('write by themselves once they have changed or locked a row', async () => {
    await keep(locked(50), 50);
    await Promise.all([
      ...[1, 2].map((n) => keep((tx) => sql`update shelf set what = 'seen' where id = 50`.execute(tx), n)),
      ...[3, 4].map((n) => keep((tx) => sql`select id from shelf where id = 50 for key share`.execute(tx), n)),
    ]);
    expect((await writers()).map((row) => row.n)).toEqual(expect.arrayContaining([1, 1, 1]));
    expect(await standing(store.db)).toEqual([1, 2, 3, 4, 50]);
  });
});
