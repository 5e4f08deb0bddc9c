import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addShop, type TestHouse, testHouse } from '../../test/house.ts';
import { all, inTransaction, type OpenDatabase, openDatabase, sql } from './db.ts';
import { kept } from './kept.ts';

let house: TestHouse;
let other: OpenDatabase;
let shop: string;
let loads = 0;

const nameOf = kept(['shops'], async (on, id) => {
  loads += 1;
  return (await all(sql<{ name: string }>`select name from shops where id = ${id}`, on))[0]?.name;
});
const rename = (name: string, on = other.db) => sql`update shops set name = ${name} where id = ${shop}`.execute(on);

beforeAll(async () => {
  house = await testHouse();
  other = openDatabase(house.url);
  shop = await addShop(house, 'one');
});
afterAll(async () => {
  await other.close();
  await house.close();
});

describe('what is kept of the settings', () => {
  it('is read once while nobody changes anything', async () => {
    await nameOf(house.db, shop);
    const before = loads;
    for (let i = 0; i < 3; i += 1) expect(await nameOf(house.db, shop)).toBe('店铺 one');
    expect(await inTransaction(house.db, (tx) => nameOf(tx, shop))).toBe('店铺 one');
    expect(loads).toBe(before);
  });

  it('is seen changed by the next reader after another process changed it', async () => {
    await rename('改名');
    expect(await nameOf(house.db, shop)).toBe('改名');
    await rename('再改');
    expect(await inTransaction(house.db, (tx) => nameOf(tx, shop))).toBe('再改');
  });

  it('is not seen before the change is committed, and not after it was rolled back', async () => {
    let meanwhile: string | undefined;
    const failing = inTransaction(other.db, async (tx) => {
      await sql`update shops set name = '未提交' where id = ${shop}`.execute(tx);
      meanwhile = await nameOf(house.db, shop);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(meanwhile).toBe('再改');
    expect(await nameOf(house.db, shop)).toBe('再改');
  });

  it('is read anew inside the transaction that changes it, and nothing of that stays when it fails', async () => {
    const failing = inTransaction(house.db, async (tx) => {
      expect(await nameOf(tx, shop)).toBe('再改');
      await sql`update shops set name = '自己改' where id = ${shop}`.execute(tx);
      expect(await nameOf(tx, shop)).toBe('自己改');
      throw new Error('refused');
    });
    await expect(failing).rejects.toThrow('refused');
    expect(await nameOf(house.db, shop)).toBe('再改');
  });

  it('is the same for many readers while somebody changes it again and again', async () => {
    for (let i = 0; i < 20; i += 1) {
      await rename(`第${i}次`);
      const seen = await Promise.all(Array.from({ length: 5 }, () => inTransaction(house.db, (tx) => nameOf(tx, shop))));
      expect(new Set(seen)).toEqual(new Set([`第${i}次`]));
    }
  });

  it('does not keep what is not there', async () => {
    const missing = '00000000-0000-7000-8000-000000000000';
    expect(await nameOf(house.db, missing)).toBeUndefined();
    const before = loads;
    expect(await nameOf(house.db, missing)).toBeUndefined();
    expect(loads).toBe(before + 1);
  });
});
