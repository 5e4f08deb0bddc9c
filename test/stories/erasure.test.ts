import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { talkRoutes } from '#case/talkWire.ts';
import { caseRoutes } from '#case/wire.ts';
import { eraseRoute, readCustomerRoute } from '#customers/wire.ts';
import { holdRoute, setRetentionRoute } from '#customers/retentionWire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { questionRoutes } from '#investigation/questionWire.ts';
import { investigationRoutes } from '#investigation/wire.ts';
import { day } from '#platform/clock.ts';
import { all, sql } from '#platform/db.ts';
import { triageRoutes } from '#triage/wire.ts';
import { allHold, openStory, type Story, type Told } from './telling.ts';

// Every word that is hers, or that somebody wrote about her, carries this mark.
const mark = '许知遥';
const phone = '19900000888';
const mail = 'xzy888@example.com';
const traces = new RegExp(`${mark}|${phone}|${mail}`);

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.desk.close());

let orders = 0;
async function herCase(): Promise<Told & { customerId: string }> {
  const orderNo = `2611167700000${(orders += 1)}`;
  await story.order(orderNo, { contact: { receiver: '许**', buyerId: `b-${orderNo}`, nick: `n-${orderNo}` } });
  const told = await story.report({
    orderNo,
    words: `${mark}：少了两个铰链`,
    fields: { wish: 'resend', contactName: mark, howLost: `${mark}拆箱时发现` },
    handles: [
      { kind: 'phone', value: `${phone.slice(0, -1)}${orders}` },
      { kind: 'email', value: `${orders}${mail}` },
    ],
  });
  const { customerId } = await told.now();
  return { ...told, customerId: customerId ?? '' };
}
const admin = () => story.desk.as('administrator');
const on = (customerId: string) => ({ params: { customerId } });

/** Every row of every table that still holds a trace of her, as `table.column`. */
async function tracesLeft(): Promise<string[]> {
  const { db } = story.desk.house;
  const columns = await all(
    sql<{
      at: string;
      table: string;
      column: string;
    }>`select table_name || '.' || column_name as at, table_name as table, column_name as column
      from information_schema.columns where table_schema = 'public' and data_type in ('text', 'jsonb', 'json', 'ARRAY')`,
    db,
  );
  const found: string[] = [];
  for (const { at, table, column } of columns) {
    const rows = await all(
      sql<{ v: string }>`select ${sql.ref(column)}::text as v from ${sql.table(table)} where ${sql.ref(column)} is not null`,
      db,
    );
    if (rows.some((row) => traces.test(row.v))) found.push(at);
  }
  return found;
}

describe('a customer is erased by law (IV-7, TA-7)', () => {
  it('every stage blanks what it holds of her; steps, decisions, clocks, money and events stay', async () => {
    const told = await herCase();
    await told.does('agent', intakeRoutes.hurry, { channel: 'phone', words: `${mark}又催了` });
    await told.leadTo('review');
    await told.does('agent', triageRoutes.review, {
      answer: 'materials',
      ticks: { ...allHold, 'materials-complete': { holds: false, note: `${mark}的照片看不清` } },
      materials: [{ material: 'photos', note: `请${mark}重拍` }],
      reason: `${mark}材料不足`,
    });
    await told.does('agent', triageRoutes.receiveMaterials, { items: [{ material: 'photos', text: `${mark}补了照片` }] });
    await told.leadTo('enquire');
    await told.does('agent', questionRoutes.ask, {
      party: 'warehouse',
      ask: `${mark}的包裹核对过吗`,
      within: { n: 1, unit: 'workingDays' },
    } as never);
    await told.does('agent', investigationRoutes.find, { answer: 'missing', text: `${mark}的柜子确实缺件` });
    await told.leadTo('choice');
    const caseOf = { params: { caseId: told.id } };
    await story.desk.as('agent').ok(caseRoutes.note, { ...caseOf, body: { body: `${mark}说晚上回电`, mentions: [] } });
    await story.desk.as('agent').ok(talkRoutes.write, { ...caseOf, body: { body: `${mark}您好，方案已发` } });
    await story.desk.as('agent').ok(talkRoutes.call, { ...caseOf, body: { outcome: 'reached', note: `${mark}已接听` } });
    await told.does('agent', caseRoutes.move, { move: 'leave', reason: `${mark}要求单独处理` });
    await told.does('agent', caseRoutes.answer, { step: 'by-hand', answer: 'resolved', reason: `已与${mark}说定` });
    await story.desk.settle();
    expect((await tracesLeft()).length).toBeGreaterThan(12);
    const before = { journey: await told.journey(), events: await told.events() };

    await admin().ok(eraseRoute, { ...on(told.customerId), body: { why: '客户依法要求删除' } });
    await story.desk.settle();

    // An answer that a key gives again lives 72 hours and then goes by itself.
    expect((await tracesLeft()).filter((at) => at !== 'idempotency.answer')).toEqual([]);
    await story.desk.later(73 * 3_600_000);
    expect(await tracesLeft()).toEqual([]);
    expect(await told.journey()).toEqual(before.journey);
    expect((await told.events()).slice(0, before.events.length)).toEqual(before.events);
    const { cases } = await story.desk.as('agent').ok(triageRoutes.search, { query: { q: (await told.now()).number } });
    expect(JSON.stringify(cases)).toContain(told.id);
    const log = await all(sql`select act, why from access_log where subject_id = ${told.customerId} order by id`, story.desk.house.db);
    expect(log.at(-1)).toEqual({ act: 'erase', why: '客户依法要求删除' });
  });

  it('is refused while a legal hold lasts', async () => {
    const told = await herCase();
    const hold = (held: boolean) => admin().ok(holdRoute, { ...on(told.customerId), body: { held, why: '诉讼保全' } });
    await hold(true);
    expect(await admin().refused(eraseRoute, { ...on(told.customerId), body: { why: '客户要求' } })).toMatchObject({
      status: 423,
      code: 'legal-hold',
    });
    await hold(false);
    await admin().ok(eraseRoute, { ...on(told.customerId), body: { why: '客户要求' } });
  });
});

describe('how long personal data is kept', () => {
  it('nothing goes by itself without a setting; with one, what ended long enough ago and is not held', async () => {
    const [old, held, open] = [await herCase(), await herCase(), await herCase()];
    for (const told of [old, held]) await told.does('agent', caseRoutes.move, { move: 'withdraw', reason: '客户撤销' });
    await admin().ok(holdRoute, { ...on(held.customerId), body: { held: true, why: '诉讼保全' } });
    const erased = async (told: { customerId: string }) => (await admin().ok(readCustomerRoute, on(told.customerId))).erased;
    await story.desk.later(400 * day);
    expect([await erased(old), await erased(held), await erased(open)]).toEqual([false, false, false]);
    await admin().ok(setRetentionRoute, { body: { customerDays: 365 } });
    await story.desk.later(day / 2);
    expect([await erased(old), await erased(held)]).toEqual([true, false]);
  });
});
