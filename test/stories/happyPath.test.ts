import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { talkRoutes } from '#case/talkWire.ts';
import { feedbackRoutes } from '#feedback/wire.ts';
import { hour } from '#platform/clock.ts';
import { carryOut, hingeOrder, messagesOf, openStory, type Story, type Told } from './telling.ts';

// 「柜门装到一半少两个铰链，螺丝倒是多一包。」 The road of a missing part from the first call to the survey (MP).
let story: Story;
let told: Told;
beforeAll(async () => {
  story = await openStory();
  await story.order(hingeOrder);
  told = await story.report();
});
afterAll(() => story.desk.close());

describe('a missing part, from the first contact to closed', () => {
  it('is acknowledged at once, and its review clock runs from receipt (IN-9, CL-1)', async () => {
    const theCase = await told.now();
    expect(theCase.current?.step).toBe('match-order');
    expect(await messagesOf(story.desk, told.id)).toContain('acknowledged');
    expect(theCase.clocks.find((clock) => clock.name === 'firstReview')).toMatchObject({
      state: 'running',
      dueAt: '2026-11-21T09:20:00.000Z',
    });
  });

  it('is checked, accepted, investigated and judged (VE-1, VE-4, IV-3, LI-2)', async () => {
    await told.leadTo('offer');
    const theCase = await told.now();
    const completion = theCase.clocks.find((clock) => clock.name === 'completion' && clock.state === 'running');
    expect(completion?.why.join('\n')).toContain('12-01');
    expect(theCase.journey.map((each) => each.step)).toEqual(['match-order', 'review', 'enquire', 'liability', 'offer']);
  });

  it('is offered what the policy allows; the customer picks; the part is resent once (RE-3, FU-1)', async () => {
    await told.leadTo('carry-out');
    await carryOut(story.desk, told.id);
    expect(await told.step()).toBe('confirm');
    await story.desk.as('agent').ok(talkRoutes.call, { params: { caseId: told.id }, body: { outcome: 'reached', note: '告知已补发到货' } });
  });

  it('is confirmed, closed, and asked about afterwards (TA-6, FB-1)', async () => {
    await told.does('agent', feedbackRoutes.confirm, { answer: 'satisfied', channel: 'phone' });
    expect(await told.now()).toMatchObject({ outcome: 'resolved' });
    await story.desk.later(25 * hour);
    const { surveys } = await story.desk.as('agent').ok(feedbackRoutes.read, { params: { caseId: told.id } });
    expect(surveys.map((each) => each.state)).toEqual(['asked']);
  });

  it('has no open clock left, and every step is a row', async () => {
    const theCase = await told.now();
    expect(theCase.clocks.filter((clock) => ['running', 'paused', 'overdue'].includes(clock.state)).map((clock) => clock.name)).toEqual([]);
    expect(await told.journey()).toEqual([
      'match-order.matches',
      'review.accepted',
      'enquire.missing',
      'liability.decided',
      'offer.sent',
      'choice.chosen',
      'carry-out.done',
      'confirm.satisfied',
    ]);
  });
});
