import { describe, expect, test } from 'vitest';
import { stateTable } from './stateTable.ts';

const delivery = stateTable({
  name: 'delivery',
  initial: 'ready',
  moves: {
    ready: { send: 'sent', recall: 'recalled' },
    sent: { deliver: 'delivered', bounce: 'failed' },
    failed: { send: 'sent', giveUp: 'recalled' },
    delivered: {},
    recalled: {},
  },
  ends: ['delivered', 'recalled'],
});

describe('a state table', () => {
  test('judges a move', () => {
    expect(delivery.judge('ready', 'send')).toEqual({ ok: true, to: 'sent' });
    expect(delivery.states).toEqual(['ready', 'sent', 'failed', 'delivered', 'recalled']);
  });

  test('refuses a move that is not there, with what was tried', () => {
    expect(delivery.judge('delivered', 'bounce')).toEqual({
      ok: false,
      refused: { code: 'no-such-move', data: { table: 'delivery', from: 'delivered', event: 'bounce' } },
    });
  });

  test('refuses a state and an event that only a damaged row could have', () => {
    const loose = stateTable<string, string>({ name: 'loose', initial: 'a', moves: { a: { go: 'b' }, b: {} }, ends: ['b'] });
    expect(loose.judge('toString', 'go').ok).toBe(false);
    expect(loose.judge('a', 'constructor').ok).toBe(false);
  });

  test('may have no end, as a presence has none', () => {
    const presence = stateTable({
      name: 'presence',
      initial: 'away',
      moves: { away: { come: 'here' }, here: { leave: 'away' } },
      ends: [],
    });
    expect(presence.judge('away', 'come')).toEqual({ ok: true, to: 'here' });
  });

  test('may leave an end again, as a closed case is reopened', () => {
    const closing = stateTable({
      name: 'closing',
      initial: 'open',
      moves: { open: { close: 'closed' }, closed: { reopen: 'open' } },
      ends: ['closed'],
    });
    expect(closing.judge('closed', 'reopen')).toEqual({ ok: true, to: 'open' });
  });
});

describe('is refused at start when', () => {
  const make = (initial: string, moves: Record<string, Record<string, string>>, ends: string[]) => () =>
    stateTable<string, string>({ name: 't', initial, moves, ends });
  test.each<[string, () => unknown, string]>([
    ['a move leads to an unknown state', make('a', { a: { go: 'b', end: 'c' }, c: {} }, ['c']), 'unknown state b (a on go)'],
    ['its initial state is unknown', make('x', { a: {} }, ['a']), 'unknown state x (initial)'],
    ['an end is unknown', make('a', { a: {} }, ['a', 'z']), 'unknown state z (ends)'],
    ['a state cannot be reached', make('a', { a: {}, b: { go: 'a' } }, ['a']), "b can't be reached"],
    ['a state without moves is no end', make('a', { a: { go: 'b', end: 'c' }, b: {}, c: {} }, ['c']), 'b is a dead end'],
    [
      'two states only lead to each other',
      make('a', { a: { go: 'b', end: 'c' }, b: { go: 'd' }, d: { go: 'b' }, c: {} }, ['c']),
      'b never comes to an end; d never comes to an end',
    ],
  ])('%s', (_, making, fault) => {
    expect(making).toThrow(fault);
  });
});
