import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { talkRoutes } from '#case/talkWire.ts';
import { caseRoutes } from '#case/wire.ts';
import { readCustomerRoute } from '#customers/wire.ts';
import { feedbackRoutes } from '#feedback/wire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { hour } from '#platform/clock.ts';
import { triageRoutes } from '#triage/wire.ts';
import { carryOut, messagesOf, openStory, type Story, type Told } from './telling.ts';

// 「两份饭只给了一双筷子。」 Is it wanted? Yes: sent at once, and a call back with the promised time. No: explained, points, consent.
let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.desk.close());

let orders = 0;
async function reported(): Promise<Told> {
  orders += 1;
  const orderNo = `2611164000000${orders}`;
  await story.order(orderNo);
  const told = await story.report({
    orderNo,
    problem: 'missing.component',
    words: '两份饭只给了一双筷子。',
    lines: [{ partCode: 'HJ-35', name: '铰链', quantity: 1 }],
    handles: [{ kind: 'phone', value: `1990000420${orders}` }],
    fields: { wish: 'resend', contactName: '林' },
  });
  await told.does('agent', triageRoutes.matchOrder, { answer: 'matches' });
  return told;
}
const answer = (told: Told, who: 'agent' | 'operations' | 'executive', step: string, given: string, reason = '电话里说的') =>
  told.does(who, caseRoutes.answer, { step, answer: given, reason });
const bodyOf = async (told: Told, template: string) =>
  (await story.desk.as('agent').ok(talkRoutes.thread, { params: { caseId: told.id } })).items.findLast((each) => each.template === template)
    ?.body ?? '';

describe('a component that was forgotten', () => {
  it('is asked for first, then sent at once by logistics, and the customer is told the promised time (RE-4, FU-1)', async () => {
    const told = await reported();
    expect(await told.now()).toMatchObject({ current: { step: 'wanted' } });
    await answer(told, 'agent', 'wanted', 'send');
    expect(await told.step()).toBe('carry-out');
    const { items } = await story.desk.as('logistics').ok(fulfilmentRoutes.tasks, { params: { caseId: told.id } });
    expect(items).toMatchObject([{ kind: 'resend', state: 'open', promisedAt: expect.any(String) }]);
    expect(await bodyOf(told, 'arranged')).toMatch(/补发 铰链×1，预计 \d+月\d+日/);
    const callBack = async () => (await told.now()).clocks.find((clock) => clock.name === 'callBack')?.state;
    expect(await callBack()).toBe('running');
    await story.desk
      .as('agent')
      .ok(talkRoutes.call, { params: { caseId: told.id }, body: { outcome: 'reached', note: '已回电告知预计送达' } });
    expect(await callBack()).toBe('met');
    await carryOut(story.desk, told.id);
    await told.does('agent', feedbackRoutes.confirm, { answer: 'satisfied', channel: 'phone' });
    expect(await told.now()).toMatchObject({ outcome: 'resolved' });
  });

  it('that is not wanted is explained, and closed with the customer’s consent after points were granted (RE-4)', async () => {
    const told = await reported();
    await answer(told, 'agent', 'wanted', 'no');
    expect(await told.isRefused('agent', caseRoutes.answer, { step: 'goodwill', answer: 'yes' })).toMatchObject({
      code: 'reason-required',
    });
    await answer(told, 'agent', 'goodwill', 'yes', '装袋时漏放了一双');
    expect(await bodyOf(told, 'explanation')).toContain('装袋时漏放了一双');
    expect(await told.step()).toBe('confirm');
    const customerId = (await told.now()).customerId ?? '';
    expect(await story.desk.as('agent').ok(readCustomerRoute, { params: { customerId } })).toMatchObject({ points: 20 });
    await told.does('agent', feedbackRoutes.confirm, { answer: 'satisfied', channel: 'phone' });
    expect(await told.now()).toMatchObject({ outcome: 'resolved' });

    const without = await reported();
    await answer(without, 'agent', 'wanted', 'no');
    await answer(without, 'agent', 'goodwill', 'no', '筷子由后厨漏放，已补充装箱核对');
    expect(await bodyOf(without, 'explanation')).toContain('筷子由后厨漏放');
    await answer(without, 'agent', 'explain', 'agreed');
    expect(await without.now()).toMatchObject({ outcome: 'explained' });
    const { items } = await story.desk.as('logistics').ok(fulfilmentRoutes.tasks, { params: { caseId: without.id } });
    expect(items).toEqual([]);
  });

  it('that service can’t settle goes to operations with a clock; the customer hears from us meanwhile, and the decision comes back with its reason (RE-8)', async () => {
    const told = await reported();
    await answer(told, 'agent', 'wanted', 'no');
    await answer(told, 'agent', 'goodwill', 'no', '门店说已放两双');
    await answer(told, 'agent', 'explain', 'disagreed', '客户有照片，只有一双');
    expect(await told.now()).toMatchObject({ current: { step: 'escalate' } });
    expect((await told.now()).clocks.find((clock) => clock.name === 'escalation')).toMatchObject({ state: 'running' });
    expect(await told.isRefused('agent', caseRoutes.answer, { step: 'escalate', answer: 'decided', reason: '我来定' })).toMatchObject({
      code: 'not-your-step',
    });
    const silence = (await told.now()).clocks.find((clock) => clock.purpose === 'silence' && clock.state === 'running');
    await story.desk.later(Date.parse(silence?.dueAt ?? '') - story.desk.clock.now().getTime() - 3 * hour);
    expect(await messagesOf(story.desk, told.id)).toEqual(expect.arrayContaining(['escalated', 'still-working']));
    const noticesOf = async (who: 'agent' | 'executive') =>
      (await story.desk.as(who).ok(caseRoutes.notices, { query: { limit: 50 } })).items
        .filter((each) => each.caseId === told.id)
        .map((each) => each.kind);
    expect(await noticesOf('executive')).toContain('case.escalated');
    const { counts } = await story.desk.as('executive').ok(triageRoutes.counts);
    expect(counts.role).toEqual({ n: 1, capped: false });
    const opinion = (who: 'agent' | 'lead' | 'executive', body: string, mentions: string[] = []) =>
      story.desk.as(who).ok(caseRoutes.note, { params: { caseId: told.id }, body: { body, mentions, opinion: true } });
    await opinion('lead', '照片里确实只有一双，请孟总也看一下', [story.desk.cast.ids.executive]);
    await opinion('executive', '同意补寄');
    expect(await noticesOf('executive')).toContain('opinion.asked');
    await answer(told, 'executive', 'escalate', 'decided', '照片清楚，按漏放处理，补寄并致歉');
    expect(await told.step()).toBe('offer');
    expect((await told.now('operations')).journey.find((row) => row.step === 'escalate')).toMatchObject({
      answer: 'decided',
      by: expect.any(String),
      reason: '照片清楚，按漏放处理，补寄并致歉',
    });
    const { items: notes } = await story.desk.as('agent').ok(caseRoutes.notes, { params: { caseId: told.id } });
    expect(notes).toMatchObject([
      { step: 'escalate', body: '照片里确实只有一双，请孟总也看一下', by: '沈岚' },
      { step: 'escalate', body: '同意补寄' },
    ]);
    expect(await noticesOf('agent')).toContain('case.decided');
    const late = { params: { caseId: told.id }, body: { body: '再说一句', opinion: true } };
    expect(await story.desk.as('lead').refused(caseRoutes.note, late)).toMatchObject({ code: 'not-escalated' });
  });
});
