import { describe, expect, it } from 'vitest';
import { day } from '#platform/clock.ts';
import { findingOf, judgeLines, worstOf } from './photoReview.ts';
import { daysWithoutScan, lostByTerms, stateOf } from './trace.ts';

const now = new Date('2026-11-20T17:20:00+08:00');
const ago = (days: number) => new Date(now.getTime() - days * day);
const terms = { lostAfterDays: 5, sourceZh: '示例', sourceEn: 'example', verified: false };
const parcel = (more: object) => ({ id: 'p', waybill: '7729', state: 'in-transit', scanAt: ago(5), shippedAt: ago(8), terms, ...more });

describe('a parcel counts as lost by the terms of its carrier (IV-4)', () => {
  it('after that many days without a scan, not before, and never without terms', () => {
    expect(lostByTerms(parcel({}), now)).toBe(true);
    expect(lostByTerms(parcel({ scanAt: ago(4.99) }), now)).toBe(false);
    expect(lostByTerms(parcel({ terms: null }), now)).toBe(false);
  });
  it('is silent since it left when it was never scanned, and not silent once signed for', () => {
    expect(daysWithoutScan(parcel({ scanAt: null }), now)).toBe(8);
    expect(daysWithoutScan(parcel({ state: 'signed', scanAt: ago(9) }), now)).toBe(0);
    expect(lostByTerms(parcel({ state: 'lost', terms: null }), now)).toBe(true);
  });
  it('the parcel that is worst off speaks for the order', () => {
    expect(stateOf([{ state: 'signed' }, { state: 'lost' }, { state: 'in-transit' }])).toBe('lost');
    expect(stateOf([])).toBe('none');
  });
});

describe('a photo review (IV-5)', () => {
  const line = (verdict: 'defect' | 'not-damaged' | 'cant-tell', degree: 'none' | 'light' | 'heavy') => ({ lineId: 'l', verdict, degree });
  it('takes the worst of its lines as the degree of the case', () => {
    expect(worstOf([line('defect', 'light'), line('defect', 'heavy'), line('not-damaged', 'none')])).toBe('heavy');
    expect(worstOf([])).toBe('none');
  });
  it('refuses damage without a degree, and a degree without damage', () => {
    expect(judgeLines([line('defect', 'none')])).toMatchObject({ ok: false, refused: { code: 'degree-missing', field: 'lines.0.degree' } });
    expect(judgeLines([line('not-damaged', 'none'), line('cant-tell', 'light')])).toMatchObject({
      refused: { code: 'degree-without-damage', field: 'lines.1.degree' },
    });
    expect(judgeLines([line('defect', 'light')]).ok).toBe(true);
  });
  it('leaves a line open that the photos don’t settle', () => {
    expect([findingOf('cant-tell'), findingOf('not-damaged'), findingOf('defect')]).toEqual(['unknown', 'not-damaged', 'damaged']);
  });
});
