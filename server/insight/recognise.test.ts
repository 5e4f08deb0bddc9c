import { describe, expect, it } from 'vitest';
import { hour } from '#platform/clock.ts';
import { recognise, type SeenCase } from './recognise.ts';
import type { IncidentCause } from './incidentWire.ts';

const now = new Date('2026-11-21T12:00:00+08:00');
const at = (hoursAgo: number): Date => new Date(now.getTime() - hoursAgo * hour);
const sign = (cause: IncidentCause, key: string) => ({ cause, key });
const many = (n: number, more: Partial<SeenCase> = {}): SeenCase[] =>
  Array.from({ length: n }, (_, i) => ({
    caseId: `case-${more.problem ?? 'wet'}-${i}`,
    shopId: 'shop',
    problem: 'damaged.package',
    receivedAt: at(2),
    signs: [sign('carrier', 'xunchuan')],
    ...more,
  }));
const rule = { hours: 24, cases: 5 };

describe('many cases with one cause', () => {
  it.each([
    ['at the threshold', 5, 1],
    ['below it', 4, 0],
  ])('%s: %i cases make %i proposals', (_, n, proposed) => {
    expect(recognise(many(n), rule, now)).toHaveLength(proposed);
  });

  it('are counted within the hours only, and never from the future', () => {
    expect(recognise([...many(4), ...many(1, { problem: 'damaged.package', receivedAt: at(25) })], rule, now)).toEqual([]);
    expect(recognise(many(6, { receivedAt: at(-1) }), rule, now)).toEqual([]);
  });

  it('of different problems or shops are not added up', () => {
    const mixed = [...many(3), ...many(3, { problem: 'lost.parcel' })];
    expect(recognise(mixed, rule, now)).toEqual([]);
    expect(recognise([...many(3), ...many(3, { shopId: 'other' })], rule, now)).toEqual([]);
  });

  it('the narrower of two causes that explain the same cases is proposed alone', () => {
    const wet = many(6, { signs: [sign('carrier', 'xunchuan'), sign('van', '车牌 A123'), sign('warehouse', 'north')] });
    expect(recognise(wet, rule, now).map((each) => [each.cause, each.caseIds.length])).toEqual([['van', 6]]);
  });

  it('a wider cause with many more cases goes before the narrower', () => {
    const van = many(5, { signs: [sign('carrier', 'xunchuan'), sign('van', 'A123')] });
    const others = many(9, { signs: [sign('carrier', 'xunchuan')] }).map((each) => ({ ...each, caseId: `o-${each.caseId}` }));
    expect(recognise([...van, ...others], rule, now).map((each) => [each.cause, each.caseIds.length])).toEqual([['carrier', 14]]);
  });

  it('a narrower cause that holds two thirds of a wider one is proposed in its place (BA-2)', () => {
    const live = many(6, { signs: [sign('live', '11-18 晚场'), sign('warehouse', 'north')] });
    const others = many(3, { signs: [sign('warehouse', 'north')] }).map((each) => ({ ...each, caseId: `o-${each.caseId}` }));
    expect(recognise([...live, ...others], rule, now).map((each) => [each.cause, each.caseIds.length])).toEqual([['live', 6]]);
  });

  it('a case that names one thing twice counts once', () => {
    const twice = many(4, { signs: [sign('goods', 'FC-120'), sign('goods', 'FC-120')] });
    expect(recognise(twice, rule, now)).toEqual([]);
  });
});
