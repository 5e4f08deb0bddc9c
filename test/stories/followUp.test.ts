import { afterAll, beforeAll, expect, it } from 'vitest';
import { talkRoutes } from '#case/talkWire.ts';
import { day, hour } from '#platform/clock.ts';
import { followUpRoutes } from '#triage/followUpWire.ts';
import { hingeOrder, openStory, type Story, type Told } from './telling.ts';

let story: Story;
let told: Told;
beforeAll(async () => {
  story = await openStory();
  await story.order(hingeOrder);
  told = await story.report();
});
afterAll(() => story.desk.close());

const on = (caseId = told.id) => ({ params: { caseId } });
const after = (ms: number) => new Date(story.desk.clock.now().getTime() + ms).toISOString();

it('a plan of dates is told to the customer, and each date is a task with a clock of its own (TA-4)', async () => {
  await told.does('agent', followUpRoutes.plan, {
    items: [
      { dueAt: after(day), what: '回电告知配件到货时间' },
      { dueAt: after(3 * day), what: '确认已装好' },
    ],
  });
  const { items } = await story.desk.as('agent').ok(talkRoutes.thread, on());
  expect(items.at(-1)).toMatchObject({ template: 'follow-up-plan', body: expect.stringMatching(/11月21日.*11月23日/) });
  const clocks = (await told.now()).clocks.filter((clock) => clock.name === 'follow-up-plan');
  expect(clocks.map((clock) => clock.state)).toEqual(['running', 'running']);
  expect(await told.isRefused('agent', followUpRoutes.plan, { items: [{ dueAt: after(-hour), what: '昨天' }] })).toMatchObject({
    status: 422,
    code: 'date-has-passed',
  });
});

it('a date that goes by is overdue and its owner told; a report ends it (TA-4)', async () => {
  await story.desk.later(day + hour);
  const states = async () => (await told.now()).clocks.filter((clock) => clock.name === 'follow-up-plan').map((clock) => clock.state);
  expect((await states()).sort()).toEqual(['overdue', 'running']);
  const [first] = (await story.desk.as('agent').ok(followUpRoutes.read, on())).items;
  const { version } = await told.now();
  await story.desk.as('agent').ok(followUpRoutes.report, {
    params: { caseId: told.id, followUpId: first?.id ?? '' },
    version,
    body: { outcome: 'done', result: '已电话告知' },
  });
  expect((await states()).sort()).toEqual(['met', 'running']);
  expect((await story.desk.as('agent').ok(followUpRoutes.read, on())).items[0]).toMatchObject({
    state: 'done',
    result: '已电话告知',
    doneBy: '周小满',
  });
});

it("one person owns a customer's follow-up: the present case and every later one goes to them (FU-7)", async () => {
  await told.does('lead', followUpRoutes.dedicate, { of: 'customer', staffId: story.desk.cast.ids.agent2, reason: '多次投诉，专人跟进' });
  expect((await told.now()).owner).toMatchObject({ name: '林一帆' });
  const next = await story.report({
    problem: 'missing.manual',
    lines: [{ name: '说明书', quantity: 1 }],
    take: false,
    despiteDuplicate: { reason: '另一件事' },
  });
  await story.desk.settle();
  expect((await next.now()).owner).toMatchObject({ name: '林一帆' });
  const { dedicated } = await story.desk.as('lead').ok(followUpRoutes.read, on());
  expect(dedicated).toMatchObject({ of: 'customer', owner: { name: '林一帆' }, reason: '多次投诉，专人跟进' });
  const { version } = await told.now('lead');
  await story.desk
    .as('lead')
    .ok(followUpRoutes.release, { params: { caseId: told.id, dedicationId: dedicated?.id ?? '' }, version, body: {} });
  const last = await story.report({
    problem: 'missing.warranty-card',
    lines: [{ name: '保修卡', quantity: 1 }],
    take: false,
    despiteDuplicate: { reason: '另一件事' },
  });
  await story.desk.settle();
  expect((await last.now()).owner).toBeNull();
});

it('somebody who may not assign cannot dedicate (FU-7)', async () => {
  expect(
    await told.isRefused('logistics', followUpRoutes.dedicate, { of: 'order', staffId: story.desk.cast.ids.agent, reason: '试试' }),
  ).toMatchObject({ status: 403 });
});
