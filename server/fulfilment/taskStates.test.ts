import { describe, expect, it } from 'vitest';
import { goodsTask, judgeMove, standingOf, type TaskState } from './taskStates.ts';

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
  expect(judgeMove('refund', 'open', 'ship')).toMatchObject({ ok: false });
  expect(judgeMove('refund', 'done', 'recall')).toMatchObject({ ok: false });
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
