import { afterEach, expect, it } from 'vitest';
import { talkRoutes } from '#case/talkWire.ts';
import { shippingRoutes } from '#commerce/shippingWire.ts';
import { workRoutes } from '#fulfilment/workWire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { checkRoutes } from '#investigation/checkWire.ts';
import { minute } from '#platform/clock.ts';
import { triageRoutes } from '#triage/wire.ts';
import { visitorOf } from '#portal/visitor.fixture.ts';
import { messagesOf, openStory, type Story, type Told } from './telling.ts';

let story: Story;
afterEach(() => story.desk.close());

const orderNo = '26111671000001';
const tick = { holds: true, evidence: '聊天记录 17:20，已复述' };
const allTicked = { asked: tick, complete: tick, deliverable: { holds: true, evidence: '网点查询可派送' }, confirmed: tick };

/** Takes the story's usual dispatch and sign-off away. */
const notYet = { shippedAt: undefined, signedAt: undefined } as object;

/** Somebody asks in chat to have the parcel brought to the office instead; it hasn't left yet. */
async function asked(): Promise<Told> {
  story = await openStory();
  await story.order(orderNo, {
    state: 'paid',
    ...notYet,
    parcels: [{ waybill: '77290000071', carrier: 'xunchuan', warehouse: 'north', state: 'created' }],
  });
  return story.report({
    orderNo,
    problem: 'shipping.change-request',
    words: '能不能改到公司地址？',
    lines: [],
    fields: { contactName: '林', changedField: 'address', newInformation: '澜江市高新区软件园 3 栋' },
  });
}

it('a change that is asked for in time is verified, made by the warehouse, counts once it confirms, and is told with a way to object (FU-3, FU-8)', async () => {
  const told = await asked();
  expect((await told.now()).clocks.find((each) => each.name === 'answer')).toMatchObject({ state: 'running', title: '更改请求答复' });
  await told.does('agent', triageRoutes.matchOrder, { answer: 'matches' });
  expect(
    await told.isRefused('agent', checkRoutes.check, { ticks: { ...allTicked, deliverable: { holds: true, evidence: '' } } }),
  ).toMatchObject({
    status: 422,
    code: 'tick-without-evidence',
  });
  expect(await told.does('agent', checkRoutes.check, { field: 'address', ticks: allTicked })).toMatchObject({ verdict: 'verified' });
  expect(await told.step()).toBe('change');
  const [task] = (await story.desk.as('logistics').ok(fulfilmentRoutes.tasks, { params: { caseId: told.id } })).items;
  expect(task).toMatchObject({ kind: 'correct-information', state: 'open' });
  const params = { taskId: task?.id ?? '' };
  await story.desk.as('logistics').ok(workRoutes.ask, { params, body: { by: 'phone' } });
  expect(await told.step()).toBe('change');
  await story.desk.as('logistics').ok(workRoutes.confirm, { params, body: { note: '仓库值班已改面单' } });
  expect(await told.now()).toMatchObject({ outcome: 'resolved' });
  await story.desk.settle();
  expect(await messagesOf(story.desk, told.id)).toEqual(['acknowledged', 'being-changed', 'changed']);
  const { items } = await story.desk.as('agent').ok(talkRoutes.thread, { params: { caseId: told.id } });
  expect(items.at(-1)?.body).toMatch(/如果不是您的意思.*http/);
  expect(JSON.stringify(items)).not.toContain('软件园');
  const { items: checks } = await story.desk.as('lead').ok(checkRoutes.checks, { params: { caseId: told.id } });
  expect(checks).toMatchObject([
    { verdict: 'verified', field: 'address', by: '周小满', ticks: { deliverable: { holds: true, evidence: '网点查询可派送' } } },
  ]);
});

it('one that nobody answers within 30 minutes becomes the complaint, with its first clocks running (IN-3)', async () => {
  const told = await asked();
  await story.desk.later(29 * minute);
  expect(await told.now()).toMatchObject({ problem: 'shipping.change-request' });
  await story.desk.later(2 * minute);
  const now = await told.now();
  expect(now).toMatchObject({ problem: 'shipping.not-changed', current: { step: 'match-order' }, closedAt: null });
  expect(now.clocks.find((each) => each.name === 'firstReview')).toMatchObject({ state: 'running' });
  expect(await told.events()).toContain('case.re-kinded');
});

it('what the carrier can’t do goes back to the agent, and to a supervisor when it can’t be done a third time', async () => {
  const told = await asked();
  await told.does('agent', triageRoutes.matchOrder, { answer: 'matches' });
  for (let tries = 0; tries < 3; tries += 1) {
    await told.does('agent', checkRoutes.check, { field: 'address', ticks: allTicked });
    const tasks = (await story.desk.as('logistics').ok(fulfilmentRoutes.tasks, { params: { caseId: told.id } })).items;
    const params = { taskId: tasks.find((each) => each.settledAt === null)?.id ?? '' };
    await story.desk.as('logistics').ok(workRoutes.ask, { params, body: { by: 'phone' } });
    await story.desk.as('logistics').ok(workRoutes.refuse, { params, body: { reason: 'refused-by-carrier' } });
  }
  expect(await told.step()).toBe('escalate');
  expect((await told.journey()).filter((each) => each === 'change.failed')).toHaveLength(3);
});

it('the customer who didn’t want a change objects by the link before the parcel leaves: it is marked, told to the desk, and recalled (FU-9)', async () => {
  const told = await asked();
  await story.desk.as('operations').ok(shippingRoutes.put, {
    params: { shop: 'qimu', orderNo },
    body: { source: 'oms', key: 'O-1', field: 'address', new: '别处', madeBy: 'staff', madeAt: '2026-11-20T17:30:00+08:00' },
  });
  await told.does('agent', triageRoutes.matchOrder, { answer: 'matches' });
  await told.does('agent', checkRoutes.check, { field: 'address', ticks: allTicked });
  await story.desk.settle();
  const { items } = await story.desk.as('agent').ok(talkRoutes.thread, { params: { caseId: told.id } });
  const link = /\/c\/[\w-]+/.exec(items.find((each) => each.template === 'shipping-changed')?.body ?? '')?.[0] ?? '';
  const visitor = visitorOf(story.desk.app);
  const page = await visitor.get(link);
  expect(page.text).toContain('邮寄信息不是我要改的');
  const done = await visitor.post(`${link}/objection`, { ...page.form('/objection'), objection: '我没有要求改到别处' });
  expect(done.text).toContain('已收到您的异议');
  expect(await told.events()).toEqual(expect.arrayContaining(['shipping.change-told', 'shipping.objected', 'fulfilment.recalled']));
  const [task] = (await story.desk.as('logistics').ok(fulfilmentRoutes.tasks, { params: { caseId: told.id } })).items;
  expect(task?.state).toBe('recalled');
  expect(await told.step()).toBe('check');
  expect((await messagesOf(story.desk, told.id)).filter((each) => each === 'taken-back' || each === 'not-possible')).toEqual([
    'taken-back',
  ]);
  // Once it has gone out nothing is left to object to.
  await story.order(orderNo, { state: 'shipped', parcels: [{ waybill: '77290000071', carrier: 'xunchuan', state: 'in-transit' }] });
  expect((await visitor.get(link)).text).not.toContain('邮寄信息不是我要改的');
});
