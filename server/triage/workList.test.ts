import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseRoutes } from '#case/wire.ts';
import { commerceRoutes } from '#commerce/wire.ts';
import { minute } from '#platform/clock.ts';
import { inTransaction, sql } from '#platform/db.ts';
import type { QueryIn } from '#platform/wire.ts';
import { openStory, type Story, type Told } from '../../test/stories/telling.ts';
import { searchedPage } from './searchedList.ts';
import { holds, rebuildSearch, textMatches } from './searchStore.ts';
import { triageRoutes } from './wire.ts';

let story: Story;
const cases: Told[] = [];
beforeAll(async () => {
  story = await openStory();
  for (let made = 1; made <= 7; made += 1) {
    story.desk.clock.advance(10 * minute);
    const orderNo = `2611280000000${made}`;
    await story.order(orderNo, { contact: { receiver: '林**', nick: `栖小木${made}`, buyerId: `w-${made}` } });
    cases.push(await story.report({ orderNo, handles: [], take: made % 2 === 1, words: `第${made}个柜子少了铰链，着急装！` }));
  }
  await story.desk.settle();
});
afterAll(() => story.desk.close());

const work = (query: QueryIn<typeof triageRoutes.work>, who: 'agent' | 'agent2' | 'stranger' | 'operations' | 'lead' = 'agent') =>
  story.desk.as(who).ok(triageRoutes.work, { query });
const ids = (list: { items: { caseId: string }[] }) => list.items.map((item) => item.caseId);

describe('work lists', () => {
  it('show the nearest clock first, with everything that a row needs', async () => {
    const list = await work({ list: 'all' });
    expect(ids(list)).toEqual(cases.map((told) => told.id));
    expect(list.items[0]).toMatchObject({
      due: { clock: 'firstReview', title: '首次审核', overdue: false },
      problem: 'missing.accessory',
      summary: '第1个柜子少了铰链，着急装！',
      shop: { platform: 'taobao' },
      orderTail: '2611…0001',
      stepTitle: '核对订单',
      owner: { name: '周小满' },
      flags: { hurried: 0, fast: false, lang: 'zh' },
    });
  });

  it('are read page by page without a gap or a repeat', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await work({ list: 'all', limit: 3, ...(cursor ? { cursor } : {}) });
      seen.push(...ids(page));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(seen).toEqual(cases.map((told) => told.id));
  });

  it('go on into the cases whose clocks rest', async () => {
    const { db } = story.desk.house;
    await sql`update cases set nearest_due = null where id = any(${[cases[1]?.id, cases[3]?.id]}::uuid[])`.execute(db);
    const first = await work({ list: 'all', limit: 6 });
    const second = await work({ list: 'all', limit: 6, ...(first.next ? { cursor: first.next } : {}) });
    expect([...ids(first), ...ids(second)]).toHaveLength(7);
    expect(new Set([...ids(first).slice(-1), ...ids(second)])).toEqual(new Set([cases[1]?.id, cases[3]?.id]));
    await sql`update cases c set nearest_due = (select min(due_at) from clocks where case_id = c.id and purpose = 'deadline')`.execute(db);
  });

  it('are cut by whose they are, by shop, problem, stage and text', async () => {
    expect(ids(await work({ list: 'mine' }))).toEqual([0, 2, 4, 6].map((at) => cases[at]?.id));
    expect(ids(await work({ list: 'unassigned' }))).toHaveLength(3);
    expect(ids(await work({ list: 'team' }))).toHaveLength(4);
    expect(ids(await work({ list: 'all', problem: 'missing' }))).toHaveLength(7);
    expect(ids(await work({ list: 'all', problem: 'missing.gift' }))).toHaveLength(0);
    expect(ids(await work({ list: 'all', platform: 'pdd' }))).toHaveLength(0);
    expect(ids(await work({ list: 'all', stage: 'verification' }, 'operations'))).toHaveLength(7);
    expect(ids(await work({ list: 'all', q: '第3个柜' }))).toEqual([cases[2]?.id]);
    expect(ids(await work({ list: 'mine', q: '第2个柜' }))).toEqual([]);
  });

  it('are cut by the warehouse and the carrier of the order’s parcels, also of one that came later', async () => {
    const { carrier, warehouse } = story.desk.cast;
    const cut = async (query: QueryIn<typeof triageRoutes.work>) => ids(await work({ list: 'all', ...query }));
    expect(await cut({ carrierId: carrier, warehouseId: warehouse })).toHaveLength(7);
    expect(await cut({ carrierId: carrier, q: '第3个柜' })).toEqual([cases[2]?.id]);
    const { id: second } = await story.desk
      .as('operations')
      .ok(commerceRoutes.putCarrier, { params: { code: 'linxi' }, body: { name: '临溪速运', nameEn: 'Linxi' } });
    expect(await cut({ carrierId: second })).toEqual([]);
    await story.order('26112800000004', { parcels: [{ waybill: 'LX0000000004', carrier: 'linxi', state: 'in-transit' }] });
    await story.desk.settle();
    expect(await cut({ carrierId: second })).toEqual([cases[3]?.id]);
    expect(await cut({ carrierId: second, warehouseId: warehouse })).toEqual([cases[3]?.id]);
  });

  it('cut by text are read page by page, and count all of it', async () => {
    const first = await work({ list: 'all', q: '铰链', limit: 4 });
    const second = await work({ list: 'all', q: '铰链', limit: 4, cursor: first.next ?? '' });
    expect([...ids(first), ...ids(second)]).toEqual(cases.map((told) => told.id));
    expect([first.count, second.count, second.next]).toEqual([{ n: 7, capped: false }, { n: 7, capped: false }, null]);
  });

  it('are the same whichever way a text is looked for: hit by hit, row by row, along the list', async () => {
    const { db } = story.desk.house;
    const list = { branches: [sql`true`], condition: sql`true`, searched: sql`(s.open and ${holds('铰链')})` };
    for (const bounds of [
      { tried: 250, dense: 5, hits: 2000, rows: 1001 },
      { tried: 3, dense: 3, hits: 2000, rows: 1001 },
      { tried: 3, dense: 4, hits: 2000, rows: 1001 },
      { tried: 3, dense: 4, hits: 2, rows: 1001 },
      { tried: 3, dense: 4, hits: 2, rows: 2 },
    ]) {
      const { keys } = await searchedPage(db, list, null, 5, bounds);
      expect(keys.map((key) => key.id)).toEqual(cases.slice(0, 5).map((told) => told.id));
      const next = await searchedPage(db, list, keys.at(-1) ?? null, 5, bounds);
      expect(next.keys.map((key) => key.id)).toEqual(cases.slice(5).map((told) => told.id));
      expect(next.count).toEqual(bounds.rows === 2 ? { n: 2, capped: true } : { n: 7, capped: false });
    }
  });

  it('no longer find a closed case by its text; the search box does, and the list again once it is reopened', async () => {
    await story.order('26112800000008', { contact: { receiver: '林**', nick: '栖小木8', buyerId: 'w-8' } });
    const told = await story.report({
      orderNo: '26112800000008',
      handles: [],
      words: '层板缺了一块，雾凇灰的。',
      lines: [{ name: '层板', quantity: 1 }],
    });
    await story.desk.settle();
    const listed = async () => ids(await work({ list: 'all', q: '雾凇灰' }));
    const found = async () =>
      (await story.desk.as('agent').ok(triageRoutes.search, { query: { q: '雾凇灰' } })).cases.map((hit) => hit.caseId);
    expect([await listed(), await found()]).toEqual([[told.id], [told.id]]);
    await told.does('agent', triageRoutes.matchOrder, { answer: 'not-borne-out', reason: '该商品没有层板' });
    await story.desk.settle();
    expect([await listed(), await found()]).toEqual([[], [told.id]]);
    await told.does('agent', caseRoutes.reopen, { because: 'customer' });
    await story.desk.settle();
    expect([await listed(), await found()]).toEqual([[told.id], [told.id]]);
    await told.does('agent', caseRoutes.move, { move: 'withdraw', reason: '顾客说找到了' });
    await story.desk.settle();
    expect([await listed(), await found()]).toEqual([[], [told.id]]);
  });

  it('show nothing of another shop', async () => {
    expect((await work({ list: 'all' }, 'stranger')).items).toEqual([]);
    expect((await work({ list: 'all', shopId: story.desk.cast.shop }, 'stranger')).items).toEqual([]);
  });

  it('refuse the cursor of another list', async () => {
    const { next } = await work({ list: 'all', limit: 3 });
    expect(await story.desk.as('agent').refused(triageRoutes.work, { query: { list: 'mine', cursor: next ?? '' } })).toMatchObject({
      code: 'foreign-cursor',
    });
  });

  it('have the same numbers on their tabs as rows', async () => {
    const { counts } = await story.desk.as('agent').ok(triageRoutes.counts);
    for (const list of ['mine', 'team', 'unassigned', 'due-soon', 'overdue', 'customer', 'order-pending', 'all'] as const) {
      expect([list, counts[list].n]).toEqual([list, (await work({ list })).items.length]);
    }
    expect(counts.mine).toEqual({ n: 4, capped: false });
  });

  it('move a case from due soon to overdue as time passes', async () => {
    await story.desk.later(24 * 60 * minute - 40 * minute);
    const { counts } = await story.desk.as('operations').ok(triageRoutes.counts);
    expect(counts.overdue.n + counts['due-soon'].n).toBe(7);
    expect(counts.overdue.n).toBeGreaterThan(0);
  });
});

describe('the search box (OR-2)', () => {
  const search = (q: string, who: 'agent' | 'stranger' = 'agent') => story.desk.as(who).ok(triageRoutes.search, { query: { q } });

  it('opens the case of a case number, however it was copied', async () => {
    const first = await cases[0]?.now();
    expect((await search(` ${(first?.number ?? '').toLowerCase().replaceAll('-', '')} `)).open).toEqual({ caseId: cases[0]?.id });
  });

  it('finds by order number, says what it took it for, and opens the only case', async () => {
    const found = await search('26112800000003');
    expect(found.took[0]).toMatchObject({ kind: 'order', value: '26112800000003' });
    expect(found.open).toEqual({ caseId: cases[2]?.id });
    expect(found.orders).toMatchObject([{ orderNo: '26112800000003', nick: '栖***3' }]);
  });

  it('finds any piece of the customer’s words, of one character and more', async () => {
    for (const q of ['铰', '着急', '柜子少了铰链，着急']) expect((await search(q)).cases).toHaveLength(7);
    expect((await search('第5个')).cases.map((hit) => hit.caseId)).toEqual([cases[4]?.id]);
    expect((await search('门板坏了')).cases).toEqual([]);
  });

  it('finds the newest first, whichever way they are looked for: among the newest rows, by the index, by all of it', async () => {
    const { db } = story.desk.house;
    const newest = cases.map((told) => told.id).toReversed();
    for (const bounds of [
      { near: 100, far: 100, hits: 100 },
      { near: 1, far: 100, hits: 100 },
      { near: 1, far: 100, hits: 2 },
      { near: 1, far: 2, hits: 2 },
    ])
      expect(await textMatches(db, '铰链', 3, bounds)).toEqual(newest.slice(0, 3));
  });

  it('shows nothing of another shop', async () => {
    expect(await search('26112800000003', 'stranger')).toMatchObject({ cases: [], orders: [], open: null });
  });

  it('can be built anew from the tables', async () => {
    const { db } = story.desk.house;
    await sql`delete from case_search`.execute(db);
    await inTransaction(db, (tx) =>
      rebuildSearch(
        tx,
        cases.map((told) => told.id),
      ),
    );
    expect((await search('铰链')).cases).toHaveLength(7);
  });
});
