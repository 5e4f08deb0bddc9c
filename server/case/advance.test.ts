import { describe, expect, it } from 'vitest';
import { after, brief, facts, now, playbook, toCarryOut, toChoice, toConfirm, toEnquire, toOffer, toReview } from './dryCase.fixture.ts';
import { dryStep, newDryCase } from './dryRun.ts';
import { readDuration } from './duration.ts';

describe('the missing-parts case, step by step', () => {
  it('begins with the order check and the first review clock (CL-1)', () => {
    const taken = dryStep(playbook, newDryCase, { kind: 'enter' }, facts, now);
    expect(taken.ok && brief(taken.effects)).toEqual(['restart firstReview', 'enter match-order', 'invite order-match']);
    expect(taken.ok && taken.effects[0]).toMatchObject({
      within: { n: 24, unit: 'hours' },
      source: 'CL-1',
      from: now,
      step: 'match-order',
      ladder: ['lead', 'operations', 'executive'],
    });
  });

  it('waits for an order that is not imported yet, and no time ends the waiting (VE-8)', () => {
    const pending = { ...facts, orderPending: true };
    const taken = dryStep(playbook, newDryCase, { kind: 'enter' }, pending, now);
    expect(taken.ok && brief(taken.effects)).toEqual([
      'restart firstReview',
      'pass match-order',
      'enter order-pending',
      'wait',
      'pause firstReview',
    ]);
    const wait = taken.ok ? taken.effects.find((each) => each.effect === 'wait') : undefined;
    expect(wait).toEqual({ effect: 'wait', for: 'order', step: 'order-pending', from: now, reminders: [] });
    const arrived = taken.ok && dryStep(playbook, taken.dry, { kind: 'answer', answer: 'arrived', by: 'system' }, facts, now);
    expect(arrived && arrived.ok && brief(arrived.effects)).toEqual([
      'leave order-pending by arrived',
      'resume firstReview',
      'enter match-order',
      'invite order-match',
    ]);
  });

  it('meets the review clock once the customer has been told of the acceptance (CL-1)', () => {
    expect(brief(after(toEnquire).effects)).toEqual([
      'leave review by accepted',
      'start completion',
      'say accepted',
      'stop firstReview when accepted is told',
      'stop materialsReview when accepted is told',
      'enter enquire',
      'limit',
      'invite finding',
    ]);
  });

  it('starts a new 24 hours when materials come, and again when more come (CL-3, VE-6)', () => {
    const once = [...toReview, 'materials', 'received'];
    expect(brief(after([...toReview, 'materials']).effects)).toContain('askMaterials');
    expect(brief(after(once).effects)).toEqual([
      'leave wait-materials by received',
      'restart materialsReview',
      'resume completion',
      'resume appealCompletion',
      'enter review',
      'invite review',
    ]);
    expect(after([...once, 'materials', 'received', 'accepted']).dry.position.step).toBe('enquire');
  });

  it('measures from a rejection until the customer knows of it, and lets the customer appeal (CL-4, TA-3)', () => {
    const { effects, dry } = after([...toReview, 'rejected']);
    expect(brief(effects)).toContain('start tellRejection');
    expect(brief(effects)).toContain('stop tellRejection when rejected is told');
    expect(effects.at(-1)).toMatchObject({
      effect: 'close',
      outcome: 'rejected',
      endedBy: 'review.rejected',
      appealWithin: { n: 15, unit: 'days' },
    });
    expect(dry.position.ended).toBe('rejected');
  });

  it('asks warehouse and carrier only when it pays (IV-3)', () => {
    expect(brief(after(toEnquire, { ...facts, partsValue: 3001 }).effects)).toContain('task packing-check for warehouse');
    expect(brief(after(toEnquire, { ...facts, earlierClaims90d: 3 }).effects)).toContain('task packing-check for warehouse');
    expect(brief(after(toEnquire, { ...facts, weightDiffers: true }).effects)).toContain('task carrier-enquiry for carrier');
    expect(
      brief(after(toEnquire, { ...facts, partsValue: 3000, earlierClaims90d: 2 }).effects).some((each) => each.startsWith('task')),
    ).toBe(false);
  });

  it('counts seven working days anew from the end of the investigation (CL-2)', () => {
    expect(brief(after([...toEnquire, 'missing']).effects)).toContain('restart completion');
  });

  it('lets the completion clock rest while the customer chooses, and run while we carry out (CL-5)', () => {
    expect(brief(after(toChoice).effects)).toContain('pause completion');
    expect(brief(after(toCarryOut).effects)).toContain('resume completion');
    const wait = after(toChoice).effects.find((each) => each.effect === 'wait');
    expect(wait).toMatchObject({
      reminders: [
        { after: readDuration('24h'), say: 'offer-reminder' },
        { after: readDuration('72h'), say: 'offer-reminder' },
      ],
      giveUpAfter: readDuration('5 days'),
    });
  });

  it('closes by rule when the customer stays silent, and can be taken up again at the offer', () => {
    const { dry, effects } = after([...toChoice, 'no-answer']);
    expect(brief(effects)).toEqual(['leave choice by no-answer', 'say closing-unanswered', 'close as closed-unanswered']);
    const reopened = dryStep(playbook, dry, { kind: 'reopen', because: 'customer', by: 'customer' }, facts, now);
    expect(reopened.ok && brief(reopened.effects)).toEqual(['reopen', 'restart completion', 'enter offer', 'invite offer']);
    expect(reopened.ok && reopened.dry.position.ended).toBeUndefined();
  });

  it('makes another offer three times, then escalates', () => {
    const declined = [...toChoice, 'declined', 'sent', 'declined', 'sent', 'declined'];
    expect(after(declined).dry.position.step).toBe('offer');
    expect(brief(after([...declined, 'sent', 'declined']).effects)).toEqual(
      expect.arrayContaining(['say escalated', 'enter escalate', 'start escalation']),
    );
  });

  it('makes a new offer when a task failed', () => {
    expect(brief(after([...toCarryOut, 'failed']).effects)).toEqual([
      'leave carry-out by failed',
      'say sorry-again',
      'enter offer',
      'invite offer',
    ]);
  });

  it('carries goodwill points out without a choice, preset (RE-4)', () => {
    const { effects } = after([...toOffer, 'unwanted', 'yes']);
    expect(effects.find((each) => each.effect === 'inviteAct')).toMatchObject({ act: 'execution', preset: { remedy: 'points' } });
  });

  it('explains a second parcel and offers points', () => {
    expect(brief(after([...toEnquire, 'second-parcel']).effects)).toEqual(
      expect.arrayContaining(['say second-parcel-found', 'enter explain', 'pause completion']),
    );
    expect(after([...toEnquire, 'second-parcel', 'points', 'yes', 'done', 'satisfied']).dry.position.ended).toBe('resolved');
  });

  it('ends when the customer is satisfied, with a survey (TA-6, FB-1)', () => {
    const { effects } = after([...toConfirm, 'satisfied']);
    expect(effects.at(-1)).toMatchObject({
      effect: 'close',
      outcome: 'resolved',
      survey: { wait: readDuration('24h'), asks: ['speed', 'result', 'attitude'] },
    });
  });

  it('begins the next round in the same case when the customer is not satisfied, twice, then escalates (TA-6)', () => {
    const again = ['dissatisfied', 'missing', 'decided', 'sent', 'chosen', 'done'];
    const first = after([...toConfirm, 'dissatisfied']);
    expect(first.dry.position.round).toBe(2);
    expect(brief(first.effects)).toContain('start completion');
    expect(after([...toConfirm, ...again, ...again, 'dissatisfied']).dry.position).toMatchObject({ round: 3, step: 'escalate' });
  });

  it('opens a follow-up when it has not arrived yet', () => {
    expect(brief(after([...toConfirm, 'not-yet']).effects)).toContain('task follow-up for logistics');
  });
});
