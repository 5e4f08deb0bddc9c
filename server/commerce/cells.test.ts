import { describe, expect, test } from 'vitest';
import { BadCell, cleanCell, readCount, readFen, readNumber, readState, readTime } from './cells.ts';

const zone = 'Asia/Shanghai';
const refusedAs = (work: () => unknown): string => {
  try {
    return `read ${String(work())}`;
  } catch (error) {
    if (error instanceof BadCell) return `${error.code} ${error.field}`;
    throw error;
  }
};

describe('a cell', () => {
  test.each([
    ['\t2611161234567890001', '2611161234567890001'],
    [`'2611161234567890001`, '2611161234567890001'],
    ['="2611161234567890001"', '2611161234567890001'],
    [' 栖木\u00a0', '栖木'],
    [`'=1+1`, `'=1+1`],
  ])('%j is %j without what exports put around it', (raw, clean) => {
    expect(cleanCell(raw)).toBe(clean);
  });
});

describe('a time', () => {
  test.each([
    ['2026-11-16 20:14:33', '2026-11-16T12:14:33.000Z'],
    ['2026/1/6 9:05', '2026-01-06T01:05:00.000Z'],
    ['2026年11月16日', '2026-11-15T16:00:00.000Z'],
    ['2026-12-31 24:00', '2026-12-31T16:00:00.000Z'],
    ['2026-11-16T20:14:33+08:00', '2026-11-16T12:14:33.000Z'],
  ])('%s is read in the shop’s zone', (text, at) => {
    expect(readTime({ at: text }, 'at', zone)).toBe(at);
  });
  test.each(['2026-02-30 10:00', '2026-11-16 25:00', '2026-11-16 10:61', '昨天', '45982.84'])('%s is refused', (text) => {
    expect(refusedAs(() => readTime({ at: text }, 'at', zone))).toBe('row-time at');
  });
  test('0000-00-00 says nothing', () => {
    expect(readTime({ at: '0000-00-00 00:00:00' }, 'at', zone)).toBeUndefined();
  });
});

describe('an amount', () => {
  test.each([
    ['429', 42900],
    ['429.5', 42950],
    ['429.500', 42950],
    ['¥1,234.50', 123450],
    ['0', 0],
  ])('%s yuan is %i fen', (text, fen) => {
    expect(readFen({ a: text }, 'a')).toBe(fen);
  });
  test.each(['4.295', '-1', 'abc', '=1+1', '99999999999'])('%s is refused', (text) => {
    expect(refusedAs(() => readFen({ a: text }, 'a'))).toBe('row-amount a');
  });
});

test('numbers and counts', () => {
  expect(readNumber({ n: '２６１１ 1612' }, 'n')).toBe('26111612');
  expect(refusedAs(() => readNumber({ n: '2.61116E+18' }, 'n'))).toBe('row-number-lost n');
  expect(readCount({ n: '２件' }, 'n')).toBe(2);
  expect(refusedAs(() => readCount({ n: '1.5' }, 'n'))).toBe('row-count n');
});

test.each([
  ['卖家已发货，等待买家确认', 'shipped'],
  ['买家已付款，等待卖家发货', 'paid'],
  ['卖家部分发货', 'part-shipped'],
  ['等待买家付款', 'unpaid'],
  ['交易成功', 'completed'],
  ['交易关闭', 'cancelled'],
  ['待发货', 'paid'],
  ['已发货,待签收', 'shipped'],
  ['已签收', 'signed'],
  ['处理中', undefined],
])('%s is %s', (words, state) => {
  expect(readState({ state: words })).toBe(state);
});
