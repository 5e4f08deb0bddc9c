import { describe, expect, it } from 'vitest';
import { candidatesFor, certain, type Sought } from './returnedMatch.ts';
import { freightDue, worstGrade } from './returnedStates.ts';

const sought = (more: Partial<Sought>): Sought => ({
  id: 'a',
  caseNumber: 'C261121-00042-7',
  orderNo: '2611161234567890002',
  waybills: ['NQ88231100', '7729001'],
  phoneTails: ['0032'],
  goods: ['16 头青瓷餐具', 'QC-16'],
  givenUp: false,
  ...more,
});
const other = sought({ id: 'b', caseNumber: 'C261121-00043-5', orderNo: '2611161234567890003', waybills: ['NQ1'], phoneTails: ['0032'] });
const arrived = (more: object) => ({ waybill: null, phoneTail: null, words: '', ...more });

describe('whose arrival it is (FU-11)', () => {
  it('is certain by a waybill, a case number or an order number, however it is written', () => {
    for (const each of [{ waybill: 'nq88231100' }, { words: '退：ｃ261121-00042-7 谢谢' }, { words: '订单2611161234567890002' }])
      expect(certain(candidatesFor(arrived(each), [sought({}), other]))?.id).toBe('a');
  });
  it('is certain by the parcel’s first number when it was refused at the door', () => {
    expect(certain(candidatesFor(arrived({ waybill: '7729001' }), [sought({})]))?.by).toEqual(['waybill']);
  });
  it('is only a hint by phone tail and goods, the likelier first', () => {
    const found = candidatesFor(arrived({ phoneTail: '0032', words: '青瓷 QC-16' }), [sought({ goods: ['别的'] }), other]);
    expect(found.map((each) => [each.id, each.by])).toEqual([
      ['b', ['phone', 'goods']],
      ['a', ['phone']],
    ]);
    expect(certain(found)).toBeUndefined();
  });
  it('is not certain when a number names two, but for one that nobody waits for any more', () => {
    const both = { waybill: 'NQ88231100' };
    expect(certain(candidatesFor(arrived(both), [sought({}), sought({ id: 'c' })]))).toBeUndefined();
    expect(certain(candidatesFor(arrived(both), [sought({ givenUp: true }), sought({ id: 'c' })]))?.id).toBe('c');
  });
});

describe('what came back', () => {
  it('is as bad as its worst line, and freight is repaid up to the cap (FU-10)', () => {
    expect(worstGrade([{ grade: 'resell' }, { grade: 'incomplete' }, { grade: 'scrap' }])).toBe('incomplete');
    expect(worstGrade([])).toBeUndefined();
    expect([freightDue(2_600, 2_000), freightDue(1_200, 2_000), freightDue(1_200, 0)]).toEqual([2_000, 1_200, 0]);
  });
});
