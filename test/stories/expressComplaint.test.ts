import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { talkRoutes } from '#case/talkWire.ts';
import { caseRoutes } from '#case/wire.ts';
import { questionRoutes } from '#investigation/questionWire.ts';
import { investigationRoutes } from '#investigation/wire.ts';
import { liabilityRoutes } from '#liability/wire.ts';
import { hour } from '#platform/clock.ts';
import { choiceRoutes } from '#remedy/choiceWire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import { messagesOf, offerable, openStory, type Story, type Told } from './telling.ts';

// 「快递放在楼下小卖部，没人问过我。」 Seven calendar days that nothing pauses; a branch that stays silent is liable (CL-8, EX-8).
let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.desk.close());

async function complaint(orderNo: string): Promise<Told> {
  await story.order(orderNo, { freightFen: 1200 });
  return story.report({
    orderNo,
    playbook: 'express-complaint',
    problem: 'signed.left-without-consent',
    words: '快递放在楼下小卖部，没人问过我。',
    lines: [],
    fields: { branch: '北渡网点', wish: 'points' },
  });
}
const answerClock = async (told: Told) => {
  const clock = (await told.now()).clocks.find((each) => each.name === 'answer');
  return clock && { state: clock.state, dueAt: clock.dueAt };
};

describe('a complaint about a delivery', () => {
  let told: Told;
  beforeAll(async () => {
    told = await complaint('26111600000101');
  });

  it('is to be answered in seven calendar days, over the weekend too (CL-8)', async () => {
    expect(await answerClock(told)).toEqual({ state: 'running', dueAt: '2026-11-27T16:00:00.000Z' });
    expect(await messagesOf(story.desk, told.id)).toContain('acknowledged');
  });

  it('is asked of branch and carrier; the branch lets its day pass and is liable', async () => {
    await told.does('agent', triageRoutes.matchOrder, { answer: 'matches' });
    const { items } = await story.desk.as('agent').ok(questionRoutes.questions, { params: { caseId: told.id } });
    expect(items.map((each) => each.party).sort()).toEqual(['branch', 'carrier']);
    await story.desk.later(25 * hour);
    expect((await told.now()).clocks.filter((clock) => clock.name === 'branch-report').map((clock) => clock.state)).toEqual(['overdue']);
    await told.does('agent', investigationRoutes.find, { answer: 'silent', text: '北渡网点 24 小时未答复' });
    await told.does('agent', liabilityRoutes.decide, {
      shares: [{ party: 'carrier', id: story.desk.cast.carrier, percent: 100 }],
      cause: 'human',
    });
  });

  it('does not rest while the customer chooses, and is met when the customer has been told', async () => {
    await told.does('agent', remedyRoutes.offer, { options: await offerable(story.desk, told.id) });
    expect((await told.now()).current?.step).toBe('choice');
    expect(await answerClock(told)).toEqual({ state: 'running', dueAt: '2026-11-27T16:00:00.000Z' });
    await story.desk.as('agent').ok(talkRoutes.call, { params: { caseId: told.id }, body: { outcome: 'reached', note: '已告知方案' } });
    expect(await answerClock(told)).toMatchObject({ state: 'met' });
  });

  it('ends resolved with what the customer chose', async () => {
    const { items } = await story.desk.as('agent').ok(remedyRoutes.offers, { params: { caseId: told.id } });
    const open = items.find((each) => each.state === 'open');
    const points = open?.options.find((each) => each.remedy === 'points');
    expect(open?.options.map((each) => each.remedy)).toEqual(expect.arrayContaining(['points', 'refund', 'explanation']));
    await told.does('agent', choiceRoutes.choose, { offerId: open?.id ?? '', option: points?.n ?? 0, channel: 'phone' });
    await story.desk.settle();
    expect(await told.now()).toMatchObject({ outcome: 'resolved' });
    expect(await messagesOf(story.desk, told.id)).toContain('carried-out');
  });
});

describe('a complaint that is not borne out', () => {
  it('is explained, goes to a supervisor when the customer disagrees, and can be appealed', async () => {
    const told = await complaint('26111600000102');
    await told.does('agent', triageRoutes.matchOrder, { answer: 'matches' });
    await told.does('agent', investigationRoutes.find, {
      answer: 'not-borne-out',
      text: '签收照片显示本人签收',
      reason: '签收照片显示由您本人签收',
    });
    await told.does('agent', caseRoutes.answer, { step: 'explain', answer: 'disagreed', reason: '客户说照片不是他' });
    expect(await told.step()).toBe('escalate');
    await told.does('lead', caseRoutes.answer, { step: 'escalate', answer: 'explain', reason: '已核对签收照片与寄件码' });
    const ended = await told.now();
    expect(ended).toMatchObject({ outcome: 'explained' });
    expect(await messagesOf(story.desk, told.id)).toEqual(expect.arrayContaining(['explanation', 'escalated', 'final-explanation']));
    expect(ended.appealUntil).not.toBeNull();
  });
});
