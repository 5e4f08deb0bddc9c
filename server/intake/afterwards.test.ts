import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseOfLink } from '#case/contract.ts';
import { talkRoutes } from '#case/talkWire.ts';
import { caseRoutes } from '#case/wire.ts';
import { findOrCreateCustomer } from '#customers/contract.ts';
import { systemActor } from '#platform/actor.ts';
import { all, inTransaction, sql } from '#platform/db.ts';
import { writeEvents } from '#platform/events.ts';
import { openStory, reportOf, type Story } from '../../test/stories/telling.ts';
import { triageRoutes } from '#triage/wire.ts';
import { intakeRoutes } from './wire.ts';

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.desk.close());

let next = 26112600000001;
const number = (): string => String((next += 1));
async function freshOrder(orderNo = number()): Promise<string> {
  await story.order(orderNo, { contact: { receiver: '林**', nick: `买家${orderNo}`, buyerId: `b-${orderNo}` } });
  return orderNo;
}
const report = (caseId: string) => story.desk.as('agent').ok(intakeRoutes.report, { params: { caseId } });

describe('hurrying an open case (IN-11)', () => {
  it('adds to its count and priority, keeps the words, and opens no new case', async () => {
    const told = await story.report({ orderNo: await freshOrder() });
    await told.does('agent', intakeRoutes.hurry, { channel: 'phone', words: '怎么还没寄？' });
    await told.does('agent', intakeRoutes.hurry, { channel: 'byhand', words: '' });
    expect(await told.now()).toMatchObject({ hurried: 2, priority: 2 });
    expect((await report(told.id)).hurries.map((hurry) => hurry.words)).toEqual(['怎么还没寄？', '']);
    expect(await told.events()).toContain('case.hurried');
  });

  it('is refused on a closed one, with the way out', async () => {
    const told = await story.report({ orderNo: await freshOrder() });
    await told.does('agent', caseRoutes.move, { move: 'withdraw', reason: '客户撤销' });
    expect(await told.isRefused('agent', intakeRoutes.hurry, {})).toMatchObject({ code: 'case-closed' });
  });
});

describe('merging (IN-6)', () => {
  it('ends one case as merged into the other, which says so; links of the first lead to the second', async () => {
    const orderNo = await freshOrder();
    const first = await story.report({ orderNo });
    const second = await story.report({ orderNo, despiteDuplicate: { reason: '先登记' } });
    const firstNumber = (await first.now()).number;
    await second.does('agent', intakeRoutes.merge, { into: firstNumber.toLowerCase(), reason: '同一问题' });
    expect(await second.now()).toMatchObject({ outcome: 'merged', mergedInto: firstNumber });
    expect(await first.events()).toContain('case.merged-in');
  });

  it('twice leads on to the last: its link, and what the customer still writes to the first', async () => {
    const orderNo = await freshOrder();
    const [first, second, third] = [
      await story.report({ orderNo }),
      await story.report({ orderNo, despiteDuplicate: { reason: '先登记' } }),
      await story.report({ orderNo, despiteDuplicate: { reason: '先登记' } }),
    ];
    const { url } = await story.desk.as('agent').ok(caseRoutes.link, { params: { caseId: first.id } });
    const [secondNumber, thirdNumber] = [(await second.now()).number, (await third.now()).number];
    await first.does('agent', intakeRoutes.merge, { into: secondNumber, reason: '同一问题' });
    await second.does('agent', intakeRoutes.merge, { into: thirdNumber, reason: '同一问题' });
    expect(await first.now()).toMatchObject({ mergedInto: thirdNumber });
    expect(await caseOfLink(story.desk.house.db, url.split('/').at(-1) ?? '', story.desk.clock.now())).toEqual({ caseId: third.id });
    await story.desk.as('agent').ok(talkRoutes.reply, {
      params: { caseId: first.id },
      body: { channel: 'byhand', nick: '栖小木', text: '还缺一个把手', files: [] },
    } as never);
    const thread = async (told: { id: string }) =>
      (await story.desk.as('agent').ok(talkRoutes.thread, { params: { caseId: told.id } })).items;
    expect((await thread(third)).map((each) => each.body)).toContain('还缺一个把手');
    expect((await thread(first)).map((each) => each.body)).not.toContain('还缺一个把手');
  });

  it('is refused into itself, into a closed case, across shops, and for a number with a wrong digit', async () => {
    const told = await story.report({ orderNo: await freshOrder() });
    const { number: own } = await told.now();
    expect(await told.isRefused('agent', intakeRoutes.merge, { into: own, reason: 'x' })).toMatchObject({ code: 'merge-into-itself' });
    expect(await told.isRefused('agent', intakeRoutes.merge, { into: 'C261120-00001-0', reason: 'x' })).toMatchObject({
      code: 'merge-target-unknown',
    });
    const closed = await story.report({ orderNo: await freshOrder() });
    await closed.does('agent', caseRoutes.move, { move: 'withdraw', reason: '客户撤销' });
    expect(await told.isRefused('agent', intakeRoutes.merge, { into: (await closed.now()).number, reason: 'x' })).toMatchObject({
      code: 'case-closed',
    });
  });
});

describe('an order that is not imported yet (VE-8)', () => {
  it('leaves the case waiting; the import matches it by itself, finds its lines and goes on', async () => {
    const orderNo = number();
    const told = await story.report({ orderNo, shopId: story.desk.cast.shop, fields: { contactName: '林女士' } });
    expect(await told.step()).toBe('order-pending');
    expect(await report(told.id)).toMatchObject({ order: { state: 'pending' }, lines: [{ onList: false }] });
    await freshOrder(orderNo);
    await story.desk.settle();
    expect(await told.step()).toBe('match-order');
    expect(await report(told.id)).toMatchObject({
      order: { state: 'matched' },
      lines: [{ partCode: 'HJ-35', valueFen: 800, onList: true }],
    });
  });

  it('is matched by the sweep when it was committed while the case was being registered', async () => {
    const orderNo = await freshOrder();
    const told = await story.report({ orderNo });
    await sql`update cases set order_id = null where id = ${told.id}`.execute(story.desk.house.db);
    await story.desk.settle();
    expect((await report(told.id)).order.state).toBe('matched');
  });

  it('never waits when its number has no form of the shop: that is for the order check', async () => {
    const told = await story.report({ orderNo: 'ABC-1', shopId: story.desk.cast.shop, fields: { contactName: '林女士' } });
    expect(await told.step()).toBe('match-order');
    expect((await report(told.id)).order.state).toBe('unknown');
  });
});

describe('another order number (VE-2)', () => {
  it('takes up a case that ended as not verified', async () => {
    const told = await story.report({ orderNo: 'ABC-2', shopId: story.desk.cast.shop, fields: { contactName: '林女士' } });
    await told.does('agent', triageRoutes.matchOrder, { answer: 'not-found' });
    expect(await told.now()).toMatchObject({ outcome: 'not-verified' });
    await told.does('agent', intakeRoutes.correctOrderNo, { orderNo: await freshOrder() });
    expect(await told.step()).toBe('match-order');
    expect((await report(told.id)).lines).toMatchObject([{ onList: true }]);
  });

  it('is refused when it is the same, and once the order was checked', async () => {
    const orderNo = await freshOrder();
    const told = await story.report({ orderNo });
    expect(await told.isRefused('agent', intakeRoutes.correctOrderNo, { orderNo })).toMatchObject({ code: 'same-order-number' });
    await told.does('agent', triageRoutes.matchOrder, { answer: 'matches' });
    expect(await told.isRefused('agent', intakeRoutes.correctOrderNo, { orderNo: await freshOrder() })).toMatchObject({
      code: 'order-settled-on',
    });
  });
});

describe('correcting the lines (IN-10)', () => {
  it('replaces what the case is about and keeps what stood there', async () => {
    const told = await story.report({ orderNo: await freshOrder() });
    await told.does('agent', intakeRoutes.correctLines, {
      lines: [
        { partCode: 'HJ-35', quantity: 1 },
        { name: '门板', quantity: 1 },
      ],
    });
    expect(await report(told.id)).toMatchObject({
      partsValue: 6_400,
      lines: [
        { lineNo: 1, quantity: 1 },
        { lineNo: 2, partCode: 'MB-2' },
      ],
    });
    const kept = await all(sql`select 1 from case_lines where case_id = ${told.id} and replaced_at is not null`, story.desk.house.db);
    expect(kept).toHaveLength(1);
  });

  it('is refused when a line says nothing, or the version is old', async () => {
    const told = await story.report({ orderNo: await freshOrder() });
    expect(await told.isRefused('agent', intakeRoutes.correctLines, { lines: [{ quantity: 1 }] })).toMatchObject({
      code: 'line-needs-name',
    });
    const stale = await story.desk.as('agent').refused(intakeRoutes.hurry, { params: { caseId: told.id }, version: 0 });
    expect(stale).toMatchObject({ status: 409, code: 'case-changed' });
  });

  it('of a decided round is refused by the database itself', async () => {
    const told = await story.report({ orderNo: await freshOrder() });
    await sql`update cases set round = 2 where id = ${told.id}`.execute(story.desk.house.db);
    await expect(sql`update case_lines set quantity = 9 where case_id = ${told.id}`.execute(story.desk.house.db)).rejects.toThrow('frozen');
  });
});

it('an erased customer’s words are blanked, and the case stays', async () => {
  const orderNo = await freshOrder();
  const told = await story.report({ orderNo, handles: [{ kind: 'phone', value: '19900000099' }] });
  await inTransaction(story.desk.house.db, async (tx) => {
    const command = { tx, now: story.desk.clock.now(), actor: systemActor, cause: 'test' };
    const { customerId } = await findOrCreateCustomer(command, {
      name: null,
      lang: 'zh',
      handles: [{ kind: 'phone', value: '19900000099' }],
    });
    await writeEvents(command, [{ kind: 'customer.erased', data: { customerId } }]);
  });
  await story.desk.settle();
  expect(await report(told.id)).toMatchObject({ words: '', fields: [], lines: [{ partCode: 'HJ-35' }] });
  expect((await told.now()).summary).toBe('');
});

it('a report given twice under one key is one case, also when the first answer got lost', async () => {
  const body = reportOf({ orderNo: await freshOrder() });
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => story.desk.as('agent').send(intakeRoutes.register, { body, key: 'five' })));
  const made = new Set(answers.filter((answer) => answer.status === 200).map((answer) => answer.body.id));
  expect(made.size).toBe(1);
});
