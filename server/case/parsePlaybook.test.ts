import { describe, expect, it } from 'vitest';
import { change, faultsOf, lineOf, mainText, parse, wordsText } from './missingParts.fixture.ts';
import { parsePlaybook } from './parsePlaybook.ts';

describe('a playbook is taken whole or not at all', () => {
  it('the missing-parts playbook has no fault', () => {
    expect(faultsOf(parse())).toEqual([]);
  });

  it('a step that only grants what costs nothing has no answer for a failure (RE-5)', () => {
    const unfailing = mainText.replace(/^ {6}failed: \{[^\n]*\n/m, '');
    const codes = (text: string) => faultsOf(parse(text)).map((fault) => fault.code);
    expect(codes(unfailing)).toContain('act-answer');
    const free = unfailing
      .replace('with: { remedy: points }', 'with: { remedy: explanation }')
      .replace('to: carry-out, say', 'to: carry-out, with: { remedy: explanation }, say')
      .replace('to: carry-out\n', 'to: carry-out\n        with: { remedy: keep-surplus }\n');
    expect(codes(free).filter((code) => code === 'act-answer' || code === 'syntax')).toEqual([]);
  });

  const inMain: [code: string, what: string, from: string, to: string, at?: string][] = [
    [
      'unknown-step',
      'a way to a step that is not there',
      'to: explain, reason: required, restart',
      'to: explian, reason: required, restart',
    ],
    ['unknown-step', 'a start that is not there', 'start: match-order', 'start: match-orders'],
    ['unknown-clock', 'a clock that is not there', 'clocks: [escalation]', 'clocks: [escalations]'],
    [
      'unknown-message',
      'a message that is not there',
      'say: next-round, max: 2, then: { to: escalate, say: escalated } }\n  explain:',
      'say: nexd-round, max: 2, then: { to: escalate, say: escalated } }\n  explain:',
      'nexd-round',
    ],
    ['unknown-script', 'a script that is not there', 'script: explain-call', 'script: explain-cal'],
    ['unknown-fact', 'a fact that nobody declared', 'fact: weightDiffers', 'fact: weigthDiffers'],
    [
      'fact-type',
      'a money fact that is compared with half a fen',
      'partsValue, operator: atMost, value: 3000 }',
      'partsValue, operator: atMost, value: 30.5 }',
    ],
    [
      'fact-type',
      'a yes-or-no fact that is compared by size',
      'fact: weightDiffers, operator: is, value: true',
      'fact: weightDiffers, operator: atLeast, value: 1',
    ],
    ['unknown-role', 'a role that is not there', 'by: [operations, lead]', 'by: [operation, lead]'],
    ['unknown-act', 'an act that is not there', 'act: finding', 'act: findings'],
    ['unknown-stage', 'a stage that is not there', 'stage: choice', 'stage: choose'],
    ['unknown-panel', 'a panel that is not there', 'shows: [finding, parcels]', 'shows: [finding, parcel]'],
    ['unknown-outcome', 'an outcome that is not there', 'as: rejected,', 'as: refused,'],
    ['unknown-key', 'a word that the grammar does not have', '    tellEvery: 2 working days', '    tellEvry: 2 working days'],
    ['bad-duration', 'a length of time that is none', 'giveUpAfter: 7 working days', 'giveUpAfter: a week'],
    ['missing-word', 'a title without English', 'title: { zh: 定责, en: Liability }', 'title: { zh: 定责 }'],
    ['missing-word', 'an empty Chinese question', 'ask: { zh: 客户接受解释吗？, en', "ask: { zh: '', en"],
    [
      'no-question',
      'a desk step that asks nothing',
      '    ask: { zh: 是否给予积分补偿？, en: Grant points as goodwill? }\n',
      '',
      '  goodwill:',
    ],
    ['clock-never-started', 'a clock that nothing starts', '    clocks: [escalation]\n', '', '  escalation: {'],
    [
      'told-without-message',
      'a clock met by telling where nothing is told',
      'say: appeal-partly, stop: [appealReview]',
      'stop: [appealReview]',
      '      partly: {',
    ],
    [
      'must-not-pause',
      'a clock that rests although it may not',
      'source: CL-1, stops: [delivered, attested, called], pausedWhile: [order]',
      'source: CL-1, stops: [delivered, attested, called], mayPause: false, pausedWhile: [order]',
    ],
    [
      'clock-ends-order',
      'an order pending that a clock ends',
      'waits: { for: order }',
      'waits: { for: order, giveUpAfter: 7 days, then: { to: end, as: not-verified } }',
    ],
    ['max-then', 'a limit without a way beyond it', 'to: offer, max: 3, then: { to: escalate, say: escalated } }', 'to: offer, max: 3 }'],
    ['end-without-outcome', 'an end without its outcome', 'to: end, as: resolved, say', 'to: end, say'],
    ['act-answer', 'an act whose answer is not offered', '      failed: {', '      broken: {', 'act: execution'],
    ['fast-lane-broken', 'a fast lane that leaves the ordinary road', 'liability: { answer: decided,', 'liability: { answer: settled,'],
    ['role-not-of-step', 'an answer for a role that the step lacks', 'by: [service], to: goodwill', 'by: [finance], to: goodwill'],
    [
      'unreachable',
      'a step that no way leads to',
      '  goodwill:\n',
      '  lonely:\n    stage: remedy\n    by: [service]\n    title: { zh: 孤立, en: Lonely }\n    ask: { zh: 好吗？, en: Well? }\n    answers:\n      fine: { label: { zh: 好, en: Fine }, to: end, as: explained }\n  goodwill:\n',
      '  lonely:',
    ],
    ['reserved-name', 'an answer named like a move', '      kept: {', '      withdraw: {', 'withdraw: {'],
    ['syntax', 'broken YAML', 'ladder: [lead, operations, executive]', 'ladder: [lead, operations', 'silence: {'],
    ['syntax', 'the same key twice', 'policy: missing-parts\n', 'policy: missing-parts\npolicy: other\n', 'policy: other'],
  ];
  it.each(inMain)('%s: %s', (code, _what, from, to, at) => {
    const text = change(mainText, from, to);
    const faults = faultsOf(parse(text)).filter((fault) => fault.code === code);
    const [first] = faults;
    expect(first).toMatchObject({ code, file: 'missing-parts.yaml', line: lineOf(text, at ?? to.trim()) });
    expect(first?.words.zh).not.toBe('');
    expect(first?.words.en).not.toBe('');
  });

  const inWords: [code: string, what: string, from: string, to: string, at: string][] = [
    [
      'placeholders-differ',
      'a place filled in one language only',
      '预计 {dueBy} 前办结。进度：{link}',
      '预计尽快办结。进度：{link}',
      '  accepted:',
    ],
    [
      'missing-word',
      'a message without English',
      '    en: "Hello, has everything for case {caseNumber} reached you? Please tell us by {dueBy}: {link}"\n',
      '',
      '  confirm-reminder:',
    ],
    ['unused-words', 'a message that nobody says', 'scripts:\n', '  forgotten: { zh: 好, en: Well }\nscripts:\n', '  forgotten:'],
    ['about-reviews', 'a text that asks for a review', '您看选哪一个？', '您看选哪一个？满意请给好评。', '  offer-by-phone:'],
    ['misplaced', 'something that belongs into the playbook itself', 'procedure:\n', 'ladder: [lead]\nprocedure:\n', 'ladder:'],
  ];
  it.each(inWords)('%s: %s, in the file of words', (code, _what, from, to, at) => {
    const text = change(wordsText, from, to);
    const found = faultsOf(parse(mainText, text)).find((fault) => fault.code === code);
    expect(found).toMatchObject({ file: 'missing-parts.words.yaml', line: lineOf(text, at) });
  });

  it('unknown-placeholder: a place that nobody fills, in both languages', () => {
    const text = wordsText.replaceAll('{promisedArrival}', '{arrival}');
    const codes = faultsOf(parse(mainText, text)).map((fault) => fault.code);
    expect(codes.length).toBeGreaterThan(0);
    expect(new Set(codes)).toEqual(new Set(['unknown-placeholder']));
  });

  it('too-many-answers: a fifth answer has no key on the desk', () => {
    const fifth = '      fifth: { label: { zh: 五, en: Fifth }, to: offer }\n';
    const text = change(mainText, '      partly: { label', `${fifth}      partly: { label`);
    const [fault] = faultsOf(parse(text));
    expect(fault?.code).toBe('too-many-answers');
    expect(fault?.path).toBe('steps.appeal-review.answers');
  });

  it('clock-without-end: a clock that no way after its start stops', () => {
    const text = mainText.replaceAll(', stop: [escalation]', '');
    expect(faultsOf(parse(text))).toMatchObject([{ code: 'clock-without-end', line: lineOf(text, '  escalation: {') }]);
  });

  it('dead-end: a ring of steps without a way to an end', () => {
    const ring = small.replace('to: end, as: explained', 'to: second').replace('to: end, as: resolved', 'to: first');
    const faults = faultsOf(parsePlaybook(ring, 'small.yaml'));
    expect(faults.map(({ code, line }) => ({ code, line }))).toEqual([
      { code: 'dead-end', line: lineOf(ring, '  first:') },
      { code: 'dead-end', line: lineOf(ring, '  second:') },
    ]);
  });

  it('endless-loop: steps that turn by themselves, without a limit and with nothing to wait for', () => {
    const turning = small.replaceAll('by: [service]', 'by: [system]');
    const codes = faultsOf(parsePlaybook(turning.replace('to: end, as: explained', 'to: first'), 'small.yaml')).map((fault) => fault.code);
    expect(codes).toContain('endless-loop');
    expect(codes).toContain('nobody-answers');
  });

  it('a small playbook without clocks, fast lane and appeal is enough', () => {
    expect(faultsOf(parsePlaybook(small, 'small.yaml'))).toEqual([]);
  });

  it('a file that is no playbook is refused, not thrown at', () => {
    for (const text of ['', '[]', '42', 'a: &a [*a]']) expect(faultsOf(parsePlaybook(text, 'odd.yaml')).length).toBeGreaterThan(0);
  });

  it('all faults are told at once, in the order of the file', () => {
    const text = change(change(mainText, 'stage: choice', 'stage: choose'), 'act: finding', 'act: findings');
    const lines = faultsOf(parse(text)).map((fault) => fault.line);
    expect(lines.length).toBeGreaterThanOrEqual(2);
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
  });
});

const small = `
playbook: small
title: { zh: 小流程, en: Small }
kind: enquiry
problems: [other]
acknowledge: hello
start: first
escalateTo: second
registration:
  fields:
    - { id: contact, required: true, words: { zh: 联系方式, en: Contact } }
steps:
  first:
    stage: review
    by: [service]
    title: { zh: 第一步, en: First }
    ask: { zh: 然后？, en: And then? }
    answers:
      on: { label: { zh: 继续, en: On }, to: second }
      out: { label: { zh: 结束, en: Out }, to: end, as: explained }
  second:
    stage: closure
    by: [service]
    title: { zh: 第二步, en: Second }
    ask: { zh: 好了吗？, en: Done? }
    answers:
      done: { label: { zh: 好了, en: Done }, to: end, as: resolved }
ladder: [lead]
silence: { tellEvery: 3 working days, say: hello }
remedies: [explanation]
procedure:
  who: { zh: 任何人, en: Anyone }
  standards: [{ zh: 无, en: None }]
  objections: [{ zh: 无, en: None }]
messages:
  hello: { zh: 您好, en: Hello }
`;
