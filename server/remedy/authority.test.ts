import { describe, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { dearestOf } from './authorityStore.ts';
import { bandOf, outlierOf } from './fairness.ts';
import { capOf, type Rung, valueBy } from './ladder.ts';
import { type AuthorityRow, coversPlan, mostFor, needsOf, type Reach } from './limits.ts';
import type { RemedyPlan } from './plan.ts';
import { plan, row } from './remedy.fixture.ts';

const person = (role: string): Actor => ({ kind: 'staff', id: role, role, shopIds: 'all', teamIds: [], lang: 'zh', sessionId: '' });
const reach = (role: string, rows: Omit<AuthorityRow, 'role'>[] = [], more: Partial<Reach> = {}): Reach => ({
  actor: person(role),
  rows: rows.map((each) => ({ role, ...each })),
  inCase: [],
  today: [],
  ...more,
});
const [goodwill] = plan([row('points', { fixed: 900, percent: 0, agentMost: 100_000, leadMost: 100_000 })]);
const [refund] = plan([row('refund', { amount: 'fixed', fixed: 20_000, percent: 100, agentMost: 10_000, leadMost: 50_000 })]);
if (!goodwill || !refund) throw new Error('the fixture plans both');
const ten = { remedy: 'points', perCaseFen: 1000, perDayFen: 5000 };
const outside = { ...refund.plan, source: { ...refund.plan.source, row: 0, rowId: 'outside' } };

describe('who may grant how much (RE-7)', () => {
  it.each<[string, Reach, readonly string[]]>([
    ['goodwill of ¥9 by an agent', reach('agent', [ten]), []],
    ['after ¥2 in this case', reach('agent', [ten], { inCase: [{ remedy: 'points', fen: 200 }] }), ['authority']],
    ['after ¥2 of another remedy', reach('agent', [ten], { inCase: [{ remedy: 'refund', fen: 200 }] }), []],
    ['after ¥45 today', reach('agent', [ten], { today: [{ remedy: 'points', fen: 4500 }] }), ['authority']],
    ['by finance without a row', reach('finance'), ['authority']],
    ['by operations without a row', reach('operations'), []],
    ['under a row for all others', reach('claims', [{ remedy: '*', perCaseFen: 800, perDayFen: null }]), ['authority']],
  ])('%s', (_, who, why) => {
    expect(needsOf(who, goodwill.plan).map((need) => need.why)).toEqual(why);
  });

  it('says what is left, in the plan’s own unit', () => {
    expect(mostFor(reach('agent', [ten], { inCase: [{ remedy: 'points', fen: 200 }] }), goodwill.plan)).toBe(800);
    expect(mostFor(reach('agent'), refund.plan)).toBe(10_000);
    expect(mostFor(reach('executive'), refund.plan)).toBeNull();
  });

  it('counts what goes together together', () => {
    const both = { ...goodwill.plan, also: [{ ...goodwill.plan }] };
    expect(needsOf(reach('agent', [ten]), both).map((need) => need.why)).toEqual(['authority']);
  });

  it('counts each part of what was offered under its own remedy, and of several options the dearest', () => {
    const [eight, five] = [800, 500].map((fixed) => plan([row('refund', { amount: 'fixed', fixed })])[0]?.plan ?? goodwill.plan);
    if (!eight || !five) throw new Error('both are planned');
    expect(dearestOf([{ ...eight, also: [goodwill.plan, goodwill.plan] }, five, goodwill.plan])).toEqual([
      { remedy: 'refund', fen: 800 },
      { remedy: 'points', fen: 1800 },
    ]);
  });

  it.each<[string, Reach, RemedyPlan, string, boolean]>([
    ['a lead within the row', reach('lead'), refund.plan, 'none', true],
    ['an agent above it', reach('agent'), refund.plan, 'none', false],
    ['a lead where the row names claims', reach('lead'), refund.plan, 'claims', false],
    ['claims where it does', reach('claims', [{ remedy: '*', perCaseFen: null, perDayFen: null }]), refund.plan, 'claims', true],
    ['the executive everywhere', reach('executive'), refund.plan, 'claims', true],
    ['a lead outside the policy', reach('lead'), outside, 'operations', false],
    ['operations outside the policy', reach('operations'), outside, 'operations', true],
  ])('approves: %s', (_, who, made, approver, answer) => {
    expect(coversPlan(who, made, approver)).toBe(answer);
  });
});

describe('like cases (LI-5)', () => {
  const like = { cases: 20, low: 500, middle: 800, high: 1000 };
  it.each<[number, typeof like, string | undefined]>([
    [1001, like, 'above'],
    [1000, like, undefined],
    [500, like, undefined],
    [499, like, 'below'],
    [9999, { ...like, cases: 19 }, undefined],
  ])('%d among %o', (fen, among, side) => {
    expect(outlierOf(fen, among)?.side).toBe(side);
  });

  it.each<[number, { from: number; to: number | null }]>([
    [0, { from: -1, to: 1000 }],
    [1000, { from: -1, to: 1000 }],
    [1001, { from: 1000, to: 5000 }],
    [900_000, { from: 500_000, to: null }],
  ])('a value of %d lies in %o', (fen, band) => {
    expect(bandOf(fen)).toEqual(band);
  });
});

describe('the ladder of values (EX-9)', () => {
  const rungs = (declared: number | null, invoice: number | null, bought: number | null, byClass: number | null): Rung[] => [
    { basis: 'declared', fen: declared, source: '' },
    { basis: 'invoice', fen: invoice, source: '' },
    { basis: 'order', fen: bought, source: '' },
    { basis: 'class', fen: byClass, source: '示例，未核实' },
  ];
  const cap = { fen: 6000, source: '示例，未核实' };

  it.each<[string, Rung[], number, string, number]>([
    ['declared goes before all, and knows no cap', rungs(30_000, 20_000, 10_000, 5000), 0, 'declared', 30_000],
    ['then the invoice, within the cap', rungs(null, 20_000, 10_000, 5000), 0, 'invoice', 6000],
    ['then the order', rungs(null, null, 5500, 5000), 0, 'order', 5500],
    ['then the class', rungs(null, null, null, 5000), 0, 'class', 5000],
    ['less salvage', rungs(null, null, 5500, 5000), 1500, 'order', 4000],
    ['less salvage before the cap', rungs(null, null, 10_000, 5000), 1000, 'order', 6000],
  ])('%s', (_, ladder, salvage, basis, claim) => {
    expect(valueBy(ladder, salvage, cap)).toMatchObject({ basis, claimFen: claim });
  });

  it('values nothing that nobody knows, nor less than nothing', () => {
    expect(valueBy(rungs(null, null, null, null), 0, null)).toBeUndefined();
    expect(valueBy(rungs(null, null, 5000, null), 5001, null)).toBeUndefined();
  });

  it('caps by the freight, and not where none is known', () => {
    expect(capOf({ times: 5, source: 's' }, 1200)).toEqual({ fen: 6000, source: 's' });
    expect([capOf({ times: 5, source: 's' }, null), capOf({ times: 5, source: 's' }, 0), capOf(undefined, 1200)]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
