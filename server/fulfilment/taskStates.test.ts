import { describe, expect, it } from 'vitest';
import { familyOf } from './kinds.ts';
import { goodsTask, inquiryTask, repairTask, standingOf, type TaskState } from './taskStates.ts';
import { taskKinds } from './wire.ts';

const of = (...states: TaskState[]) => states.map((state) => ({ state, raised: false }));

describe('a resend', () => {
  it.each([
    ['open', 'ship', 'shipped'],
    ['open', 'hand-over', 'done'],
    ['open', 'recall', 'recalled'],
    ['sent-to-warehouse', 'send', 'sent-to-warehouse'],
    ['sent-to-warehouse', 'fail', 'failed'],
    ['shipped', 'arrive', 'arrived'],
    ['shipped', 'fail', 'failed'],
    ['arrived', 'doubt', 'shipped'],
  ] as const)('%s on %s is %s', (from, move, to) => {
    expect(goodsTask.judge(from, move)).toEqual({ ok: true, to });
  });

  it.each([
    ['sent-to-warehouse', 'recall'],
    ['shipped', 'recall'],
    ['open', 'arrive'],
    ['failed', 'ship'],
    ['recalled', 'ship'],
    ['done', 'ship'],
  ] as const)('%s refuses %s', (from, move) => {
    expect(goodsTask.judge(from, move)).toMatchObject({ ok: false, refused: { code: 'no-such-move' } });
  });
});

it('money isn’t moved as goods are', () => {
  expect(familyOf('refund').table.judge('open', 'ship')).toMatchObject({ ok: false });
  expect(familyOf('refund').table.judge('done', 'recall')).toMatchObject({ ok: false });
});

describe('what a carrier is asked for', () => {
  it.each([
    ['open', 'ask', 'asked'],
    ['asked', 'ask', 'asked'],
    ['asked', 'confirm', 'confirmed'],
    ['asked', 'refuse', 'refused'],
    ['open', 'recall', 'recalled'],
  ] as const)('%s on %s is %s', (from, move, to) => {
    expect(inquiryTask.judge(from, move)).toEqual({ ok: true, to });
  });
  it('never counts as applied before it was asked for, and isn’t taken back once it was', () => {
    expect(inquiryTask.judge('open', 'confirm')).toMatchObject({ ok: false });
    expect(inquiryTask.judge('asked', 'recall')).toMatchObject({ ok: false });
    expect(inquiryTask.judge('confirmed', 'refuse')).toMatchObject({ ok: false });
  });
});

it('a repair goes out only once it has come in', () => {
  expect(repairTask.judge('open', 'ship')).toMatchObject({ ok: false });
  expect(repairTask.judge('in-repair', 'ship')).toEqual({ ok: true, to: 'shipped' });
});

it.each(taskKinds)('a %s begins open, can be taken back then, and every state of it comes to an end', (kind) => {
  const { table } = familyOf(kind);
  expect(table.initial).toBe('open');
  expect(table.judge('open', 'recall')).toEqual({ ok: true, to: 'recalled' });
  expect(table.ends).toContain('failed');
});

describe('the tasks of a round', () => {
  it('are awaited while one is under way', () => {
    expect(standingOf(of('arrived', 'shipped'))).toBe('waiting');
  });
  it('are done when each reached the customer', () => {
    expect(standingOf(of('arrived', 'done'))).toBe('done');
  });
  it('have failed as soon as one has, until that led to a new offer', () => {
    expect(standingOf(of('shipped', 'failed'))).toBe('failed');
    expect(standingOf([...of('arrived'), { state: 'failed', raised: true }])).toBe('done');
  });
  it('are never done while nothing reached the customer', () => {
    expect(
      standingOf([
        { state: 'failed', raised: true },
        { state: 'recalled', raised: true },
      ]),
    ).toBe('failed');
  });
});
