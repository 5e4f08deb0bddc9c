import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseRoutes } from '#case/wire.ts';
import { commerceRoutes } from '#commerce/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { day, hour } from '#platform/clock.ts';
import { triageRoutes } from '#triage/wire.ts';
import { hingeOrder, messagesOf, openStory, reportOf, type Story } from './telling.ts';

let story: Story;
beforeAll(async () => {
  story = await openStory();
  await story.order(hingeOrder);
});
afterAll(() => story.desk.close());

describe('an order that is not found (VE-2)', () => {
  it('ends as not verified, the customer is asked to check, and the right number takes the case up again', async () => {
    // The number does not look like one of this shop's orders.
    const told = await story.report({
      shopId: story.desk.cast.shop,
      orderNo: 'ABC-1',
      lines: [{ name: '铰链', quantity: 2 }],
      fields: { wish: 'resend', contactName: '林' },
    });
    expect(await told.step()).toBe('match-order');
    await told.does('agent', triageRoutes.matchOrder, { answer: 'not-found' });
    expect(await told.now()).toMatchObject({ outcome: 'not-verified' });
    expect(await messagesOf(story.desk, told.id)).toContain('ask-to-check-order');
    await story.order('26111600000001');
    await told.does('agent', intakeRoutes.correctOrderNo, { orderNo: '26111600000001' });
    const theCase = await told.now();
    expect(theCase).toMatchObject({ outcome: null, closedAt: null });
    expect(theCase.orderId).not.toBeNull();
    expect(theCase.clocks.find((clock) => clock.name === 'firstReview' && clock.state === 'running')).toBeDefined();
  });
});

describe('an order that does not bear the report out (VE-2)', () => {
  it('is explained by what the order says, and can be taken up again by the customer', async () => {
    await story.order('26111600000002');
    const told = await story.report({ orderNo: '26111600000002', lines: [{ name: '电池', quantity: 1 }] });
    expect(await told.isRefused('agent', triageRoutes.matchOrder, { answer: 'not-borne-out' })).toMatchObject({
      status: 422,
      code: 'reason-required',
    });
    await told.does('agent', triageRoutes.matchOrder, { answer: 'not-borne-out', reason: '该订单的商品没有电池' });
    expect(await told.now()).toMatchObject({ outcome: 'not-verified' });
    expect(await messagesOf(story.desk, told.id)).toContain('what-the-order-says');
    await told.does('agent', caseRoutes.reopen, { because: 'customer' });
    expect(await told.step()).toBe('match-order');
  });
});

describe('an order that is not imported yet (VE-8)', () => {
  it('waits without a clock that could end it, and the next import matches it by itself', async () => {
    const told = await story.report({
      shopId: story.desk.cast.shop,
      orderNo: '26112099999999',
      lines: [{ name: '铰链', quantity: 2 }],
      fields: { wish: 'resend', contactName: '林' },
    });
    expect(await told.now()).toMatchObject({ stage: 'verification', waitingFor: 'order', orderId: null });
    await story.desk.later(3 * day);
    const waiting = await told.now();
    expect(waiting.closedAt).toBeNull();
    expect(waiting.clocks.find((clock) => clock.name === 'firstReview')).toMatchObject({ state: 'paused', breached: false });
    const counts = await story.desk.as('agent').ok(triageRoutes.counts);
    expect(counts.counts['order-pending']).toMatchObject({ n: 1 });
    await story.order('26112099999999');
    await story.desk.settle();
    const matched = await told.now();
    expect(matched.orderId).not.toBeNull();
    expect(matched.current?.step).toBe('match-order');
    expect(matched.clocks.find((clock) => clock.name === 'firstReview')).toMatchObject({ state: 'running' });
    const report = await story.desk.as('agent').ok(intakeRoutes.report, { params: { caseId: told.id } });
    expect(report.lines[0]).toMatchObject({ partCode: 'HJ-35', onList: true });
  });
});

describe('a second report of the same matter (IN-6, IN-7, IN-11)', () => {
  it('is recognised and becomes a hurry of the first instead of a second case', async () => {
    await story.order('26111600000003');
    const told = await story.report({ orderNo: '26111600000003' });
    const again = await story.desk.as('agent2').refused(intakeRoutes.register, { body: reportOf({ orderNo: '26111600000003' }) });
    expect(again).toMatchObject({ status: 409, code: 'duplicate' });
    expect(JSON.stringify(again.data)).toContain((await told.now()).number);
    await told.does('agent2', intakeRoutes.hurry, { channel: 'phone', words: '怎么还没动静' });
    expect(await told.now()).toMatchObject({ hurried: 1 });
    const earlier = await story.desk.as('agent').ok(intakeRoutes.earlier, { query: { orderNo: '26111600000003' } });
    expect(earlier.items.filter((each) => each.same.includes('order')).map((each) => each.caseId)).toEqual([told.id]);
    expect(earlier.items.some((each) => each.same.includes('buyer') && !each.same.includes('order'))).toBe(true);
  });

  it('the same POST five times is one case, answered five times alike', async () => {
    await story.order('26111600000004');
    const ask = { key: 'five-times', body: reportOf({ orderNo: '26111600000004' }) };
    const answers = [];
    for (let i = 0; i < 5; i += 1) answers.push(await story.desk.as('agent').ok(intakeRoutes.register, ask));
    expect(new Set(answers.map((each) => each.id)).size).toBe(1);
    const together = await Promise.all(
      Array.from({ length: 5 }, () =>
        story.desk.as('agent').send(intakeRoutes.register, { key: 'five-at-once', body: reportOf({ orderNo: hingeOrder }) }),
      ),
    );
    const taken = together.filter((each) => each.status === 200);
    expect(new Set(taken.map((each) => each.body.id)).size).toBe(1);
    expect(together.filter((each) => each.status !== 200).every((each) => each.body.code === 'still-running')).toBe(true);
    const found = await story.desk.as('agent').ok(triageRoutes.search, { query: { q: '26111600000004' } });
    expect(found.cases).toHaveLength(1);
  });
});

describe('a review that comes too late (CL-1, CL-6)', () => {
  it('warns its owner, is counted as a breach, and tells the ladder', async () => {
    await story.order('26111600000005');
    const told = await story.report({ orderNo: '26111600000005' });
    await story.desk.later(21 * hour);
    expect((await told.now()).clocks.find((clock) => clock.name === 'firstReview')).toMatchObject({ state: 'running', breached: false });
    await story.desk.later(4 * hour);
    expect((await told.now()).clocks.find((clock) => clock.name === 'firstReview')).toMatchObject({ state: 'overdue', breached: true });
    const notices = await story.desk.as('lead').ok(caseRoutes.notices, { query: {} });
    expect(notices.items.filter((each) => each.caseId === told.id).map((each) => each.kind)).toContain('clock.breached');
    const overdue = await story.desk.as('agent').ok(triageRoutes.work, { query: { list: 'overdue' } });
    expect(overdue.items.map((each) => each.caseId)).toContain(told.id);
  });
});

describe('a report that was noted before it was typed in (CL-1)', () => {
  it('is reviewed within 24 hours of its receipt, not of its registration', async () => {
    await story.order('26111600000006');
    const receivedAt = new Date(story.desk.clock.now().getTime() - 23 * hour);
    const told = await story.report({ orderNo: '26111600000006', receivedAt: receivedAt.toISOString() });
    const review = (await told.now()).clocks.find((clock) => clock.name === 'firstReview');
    expect(review?.dueAt).toBe(new Date(receivedAt.getTime() + 24 * hour).toISOString());
  });
});

describe('orders of another shop', () => {
  it('are refused to an agent who is not of that shop', async () => {
    const refused = await story.desk.as('stranger').refused(intakeRoutes.register, { body: reportOf({ shopId: story.desk.cast.shop }) });
    expect(refused.status).toBeGreaterThanOrEqual(403);
    const hit = await story.desk.as('stranger').ok(commerceRoutes.findOrders, { query: { q: hingeOrder } });
    expect(hit.orders).toEqual([]);
  });
});
