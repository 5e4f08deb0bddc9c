import { describe, expect, it } from 'vitest';
import { dryStep, dryWalk, factsToWalk, newDryCase } from './dryRun.ts';
import { faultsOf } from './missingParts.fixture.ts';
import { parsePlaybook } from './parsePlaybook.ts';
import { coveringWalks } from './walks.ts';

const now = new Date('2026-11-21T02:00:00Z');

/** What the later procedures need and missing parts doesn't: minutes, a partner's word, goods on their way back, clocks that never rest. */
const change = `
playbook: address-change
title: { zh: 修改收货地址, en: Change of address }
kind: request
problems: [shipping.address]
acknowledge: hello
start: apply-change
escalateTo: operations-decide
registration:
  fields:
    - { id: newAddress, required: true, words: { zh: 新地址, en: New address } }
steps:
  apply-change:
    stage: fulfilment
    by: [logistics, system]
    title: { zh: 向快递改址, en: Ask the carrier }
    ask: { zh: 快递确认了吗？, en: Has the carrier confirmed? }
    clocks: [promised]
    tasks: [{ id: intercept, to: carrier, ask: { zh: 请改址, en: Please change the address }, within: 30 minutes }]
    waits: { for: partner, giveUpAfter: 2 hours, then: { to: missed, say: missed } }
    answers:
      confirmed: { label: { zh: 已确认, en: Confirmed }, when: { all: [{ fact: allTasksDone, operator: is, value: true }] }, to: end, as: resolved, say: changed, stop: [promised] }
      too-late: { label: { zh: 来不及, en: Too late }, to: goods-back, stop: [promised], say: missed }
  missed:
    stage: investigation
    by: [service]
    title: { zh: 转为投诉, en: Becomes a complaint }
    ask: { zh: 问题出在哪里？, en: Where was it lost? }
    when: { any: [{ fact: openTasks, operator: atLeast, value: 1 }, { fact: tasksFailed, operator: moreThan, value: 0 }] }
    otherwise: goods-back
    answers:
      found: { label: { zh: 已查明, en: Found }, to: goods-back, stop: [promised], say: changed }
  goods-back:
    stage: fulfilment
    by: [logistics]
    act: goods-inspection
    title: { zh: 等待退回, en: Goods awaited }
    ask: { zh: 退回的商品怎么样？, en: In what state did the goods come back? }
    waits: { for: goods }
    answers:
      whole: { label: { zh: 完好, en: Whole }, to: end, as: resolved, say: changed, stop: [promised] }
      damaged: { label: { zh: 破损, en: Damaged }, to: operations-decide }
  operations-decide:
    stage: remedy
    by: [operations, claims]
    title: { zh: 运营决定, en: Operations decide }
    ask: { zh: 如何处理？, en: What is to be done? }
    answers:
      explain: { label: { zh: 解释, en: Explain }, to: end, as: explained, say: changed, stop: [promised] }
clocks:
  promised: { title: { zh: 答复, en: Answer }, from: step, within: 7 days, source: CL-8, stops: [delivered, attested, called], mayPause: false }
ladder: [lead]
silence: { tellEvery: 1 working day, say: hello }
remedies: [correct-information]
procedure:
  who: { zh: 买家, en: The buyer }
  standards: [{ zh: 未签收, en: Not delivered yet }]
  objections: [{ zh: 可投诉, en: A complaint }]
messages:
  hello: { zh: 您好, en: Hello }
  changed: { zh: 已处理, en: Done }
  missed: { zh: 抱歉未能及时修改, en: We are sorry that it was too late }
`;

function addressChange() {
  const parsed = parsePlaybook(change, 'address-change.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(faultsOf(parsed)));
  return parsed.playbook;
}

describe('another procedure is other data', () => {
  it('runs on every pair of its edges', () => {
    const playbook = addressChange();
    const walks = coveringWalks(playbook);
    expect(walks.length).toBeGreaterThan(3);
    expect(walks.map((walk) => dryWalk(playbook, walk, now).ok)).not.toContain(false);
  });

  it('believes only what the carrier has confirmed (FU-3)', () => {
    const playbook = addressChange();
    const facts = { ...factsToWalk(playbook), allTasksDone: false };
    const begun = dryStep(playbook, newDryCase, { kind: 'enter' }, facts, now);
    if (!begun.ok) throw new Error(begun.refused.code);
    const refused = dryStep(playbook, begun.dry, { kind: 'answer', answer: 'confirmed', by: 'logistics' }, facts, now);
    expect(refused).toMatchObject({ ok: false, refused: { code: 'condition-fails', data: { failing: [{ fact: 'allTasksDone' }] } } });
  });

  it('never rests a clock that may not, and promises minutes (CL-8, IN-3)', () => {
    const playbook = addressChange();
    const facts = factsToWalk(playbook);
    const begun = dryStep(playbook, newDryCase, { kind: 'enter' }, facts, now);
    expect(begun.ok && begun.effects.filter((each) => each.effect === 'pauseClock')).toEqual([]);
    expect(begun.ok && begun.effects.find((each) => each.effect === 'openTask')).toMatchObject({
      to: 'carrier',
      within: { n: 30, unit: 'minutes' },
    });
    expect(begun.ok && begun.effects.find((each) => each.effect === 'startClock')).toMatchObject({
      mayPause: false,
      within: { n: 7, unit: 'days' },
    });
  });

  it('a request that is missed becomes the complaint, or passes on when nothing was left open', () => {
    const playbook = addressChange();
    const late = (facts: Record<string, number>) => {
      const all = { ...factsToWalk(playbook), ...facts };
      const begun = dryStep(playbook, newDryCase, { kind: 'enter' }, all, now);
      if (!begun.ok) throw new Error(begun.refused.code);
      const missed = dryStep(playbook, begun.dry, { kind: 'answer', answer: 'no-answer', by: 'system' }, all, now);
      return missed.ok ? missed.dry.journey.map((row) => row.step) : missed.refused.code;
    };
    expect(late({ openTasks: 1 })).toEqual(['apply-change', 'missed']);
    expect(late({ openTasks: 0, tasksFailed: 0 })).toEqual(['apply-change', 'missed', 'goods-back']);
  });
});
