import { describe, expect, it } from 'vitest';
import type { Facts } from './condition.ts';
import { after, begun, brief, facts, now, playbook, refusal, toChoice, toEnquire, toOffer, toReview } from './dryCase.fixture.ts';
import { type DryCase, dryStep, dryWalk, newDryCase } from './dryRun.ts';
import type { Input } from './effects.ts';

describe('moves that exist at every step', () => {
  const at = after(toOffer).dry;
  it('escalates from anywhere and hands back to where it came from (RE-8)', () => {
    const up = dryStep(playbook, at, { kind: 'move', move: 'escalate', by: 'service', reason: 'above me' }, facts, now);
    expect(up.ok && brief(up.effects)).toEqual(['move', 'leave offer by escalate', 'enter escalate', 'start escalation']);
    expect(up.ok && after(['hand-back'], facts, up.dry).dry.position.step).toBe('offer');
  });

  it('keeps where it came from when it is escalated twice', () => {
    const input: Input = { kind: 'move', move: 'escalate', by: 'service', reason: 'above me' };
    const once = dryStep(playbook, at, input, facts, now);
    const twice = once.ok && dryStep(playbook, once.dry, input, facts, now);
    expect(twice && twice.ok && after(['hand-back'], facts, twice.dry).dry.position.step).toBe('offer');
  });

  it('withdraws, merges, re-kinds and leaves the playbook, each with a reason', () => {
    const move = (name: 'withdraw' | 'merge' | 're-kind' | 'leave', reason = 'asked for') =>
      dryStep(playbook, at, { kind: 'move', move: name, by: 'service', reason }, facts, now);
    expect(move('withdraw')).toMatchObject({ ok: true, dry: { position: { ended: 'withdrawn' } } });
    expect(move('merge')).toMatchObject({ ok: true, dry: { position: { ended: 'merged' } } });
    expect(move('re-kind')).toMatchObject({ ok: true, effects: [{ effect: 'move' }, { effect: 'leaveStep' }] });
    expect(move('leave', ' ')).toMatchObject({ ok: false, refused: { code: 'reason-required' } });
  });
});

describe('an appeal (TA-3)', () => {
  const rejected = after([...toReview, 'rejected']).dry;
  const appeal: Input = { kind: 'appeal', by: 'customer', reason: 'It is on the list.' };

  it('goes to someone who has decided nothing so far, in a new round, with clocks of its own', () => {
    const taken = dryStep(playbook, rejected, appeal, facts, now);
    expect(taken.ok && brief(taken.effects)).toEqual([
      'nextRound',
      'restart appealReview',
      'restart appealCompletion',
      'say appeal-received',
      'enter appeal-review',
      'invite appeal-decision',
    ]);
    expect(taken.ok && taken.effects.find((each) => each.effect === 'enterStep')).toMatchObject({
      another: true,
      by: ['lead', 'operations'],
    });
  });

  it('is possible twice; after the second the outside ways are explained', () => {
    const once = dryStep(playbook, rejected, appeal, facts, now);
    const kept = after(['kept'], facts, once.ok ? once.dry : rejected);
    expect(kept.effects.at(-1)).toMatchObject({ effect: 'close', appealWithin: { n: 15, unit: 'days' } });
    const twice = dryStep(playbook, kept.dry, appeal, facts, now);
    const last = after(['kept'], facts, twice.ok ? twice.dry : rejected);
    expect(brief(last.effects)).toContain('say appeal-exhausted');
    expect(last.effects.at(-1)).not.toHaveProperty('appealWithin');
    expect(refusal(last.dry, appeal)).toBe('appeals-exhausted');
  });

  it('that is upheld goes on to an offer', () => {
    const taken = dryStep(playbook, rejected, appeal, facts, now);
    const path = ['changed', 'sent', 'chosen', 'done', 'satisfied'];
    expect(after(path, facts, taken.ok ? taken.dry : rejected).dry.position).toMatchObject({ ended: 'resolved', round: 2 });
  });
});

describe('the fast lane (RE-10)', () => {
  it('reaches carry-out by ordinary answers, each step a row, with one message for the customer', () => {
    const lane = playbook.fastLane;
    let dry = begun();
    const said: string[] = [];
    const stops: string[] = [];
    for (let step = dry.position.step; step !== lane?.reaches; step = dry.position.step) {
      const answer = lane?.walk[step]?.answer ?? '';
      const taken = dryStep(
        playbook,
        dry,
        { kind: 'answer', answer, by: playbook.steps[step]?.by.includes('service') ? 'service' : 'system', byAct: true, lane: true },
        facts,
        now,
      );
      if (!taken.ok) throw new Error(`${step}: ${taken.refused.code}`);
      ({ dry } = taken);
      said.push(...taken.effects.flatMap((each) => (each.effect === 'say' ? [each.message] : [])));
      stops.push(...taken.effects.flatMap((each) => (each.effect === 'stopClock' ? [`${each.clock} ${each.told?.message ?? ''}`] : [])));
    }
    expect(dry.journey.map((row) => row.step)).toEqual(['match-order', 'review', 'enquire', 'liability', 'offer', 'choice', 'carry-out']);
    expect(said).toEqual(['fast-lane']);
    expect(stops).toContain('firstReview fast-lane');
  });
});

describe('what the interpreter refuses, and leaves the case as it was', () => {
  const atReview = after(toReview).dry;
  const answer = (said: string, more: Partial<Extract<Input, { kind: 'answer' }>> = {}): Input => ({
    kind: 'answer',
    answer: said,
    by: 'service',
    byAct: true,
    ...more,
  });
  it.each<[string, string, DryCase, Input, Facts?]>([
    ['unknown-answer', 'an answer that the step lacks', atReview, answer('maybe')],
    ['unknown-answer', 'an answer named like an inherited property', atReview, answer('constructor')],
    ['unknown-answer', 'silence where nobody is waited for', atReview, answer('no-answer', { by: 'system' })],
    ['not-your-step', 'a role that may not', atReview, answer('accepted', { by: 'customer' })],
    ['not-your-step', 'an answer kept from the customer', after([...toEnquire, 'second-parcel']).dry, answer('points', { by: 'customer' })],
    ['not-your-step', 'a person who declares silence', after(toChoice).dry, answer('no-answer', { by: 'service' })],
    ['needs-act', 'an answer without the act that produces it', atReview, answer('accepted', { byAct: false })],
    ['reason-required', 'a rejection without a reason', atReview, answer('rejected', { reason: '  ' })],
    ['already-ended', 'an answer after the end', after([...toReview, 'rejected']).dry, answer('accepted')],
    ['not-ended', 'an appeal before the end', atReview, { kind: 'appeal', by: 'customer', reason: 'no' }],
    [
      'appeal-not-allowed',
      'an appeal against an order that was not found',
      after(['not-found']).dry,
      { kind: 'appeal', by: 'customer', reason: 'no' },
    ],
    [
      'not-reopenable',
      'reopening a rejection',
      after([...toReview, 'rejected']).dry,
      { kind: 'reopen', because: 'customer', by: 'customer' },
    ],
    ['fact-missing', 'a condition whose fact nobody supplied', atReview, answer('accepted'), {}],
    ['unknown-step', 'a step that is not there', newDryCase, { kind: 'enter', step: 'nowhere' }],
  ])('%s: %s', (code, _what, dry, input, given) => {
    expect(refusal(dry, input, given)).toBe(code);
  });

  it('an order that was not found is taken up again with another number', () => {
    const { dry } = after(['not-found']);
    expect(dryStep(playbook, dry, { kind: 'reopen', because: 'orderNo', by: 'customer' }, facts, now)).toMatchObject({
      ok: true,
      dry: { position: { step: 'match-order' } },
    });
  });

  it('a walk stops where it is refused', () => {
    const walk = [{ from: 'match-order', answer: 'nonsense', kind: 'answer', to: 'review', label: { zh: '', en: '' } }] as const;
    expect(dryWalk(playbook, walk, now)).toMatchObject({ ok: false, refused: { code: 'unknown-answer' } });
  });
});
