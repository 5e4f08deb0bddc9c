import { describe, expect, it } from 'vitest';
import type { LineFacts, OrderFacts, PartFacts } from '#commerce/contract.ts';
import { resolveLines, worthOf } from './lines.ts';

const part = (code: string, name: string, more: Partial<PartFacts> = {}): PartFacts => ({
  lineId: 'cabinet',
  code,
  name,
  nameEn: '',
  model: null,
  erpCode: null,
  quantity: 4,
  costFen: null,
  valueFen: 400,
  resentFromId: null,
  resentBy: 'parts-stock',
  stock: null,
  stockUntil: null,
  picture: null,
  asSold: true,
  ...more,
});
const line = (id: string, title: string, more: Partial<LineFacts> = {}): LineFacts => ({
  id,
  orderId: 'o',
  lineNo: id,
  kind: 'goods',
  partOf: null,
  goodsId: null,
  goodsCode: null,
  title,
  variant: '',
  quantity: 1,
  priceFen: 42_900,
  paidFen: null,
  statedFen: null,
  shipBy: null,
  parts: [],
  ...more,
});
const cabinet = line('cabinet', '栖木折叠餐边柜 FC-120', {
  parts: [
    part('HJ-35', '铰链', { model: 'HJ-35', nameEn: 'Hinge' }),
    part('LS-30', '自攻螺丝（包）', { valueFen: null, quantity: 1 }),
    part('LS-40', '木螺丝', { valueFen: 100 }),
  ],
});
const order = {
  lines: [
    cabinet,
    line('set', '手冲组合装', { kind: 'bundle', priceFen: 19_900 }),
    line('pot', '细口壶', { kind: 'component', partOf: 'set', priceFen: 11_830 }),
    line('spoon', '量勺', { kind: 'gift', priceFen: 0, statedFen: 800 }),
    line('card', '贺卡', { kind: 'gift', priceFen: 0 }),
  ],
} as unknown as OrderFacts;

const found = (given: { name?: string; partCode?: string; orderLineId?: string; quantity?: number }) => {
  const lines = resolveLines(order, [{ name: '', quantity: 1, ...given }], 'missing.accessory');
  return lines.ok ? lines.value[0] : lines.refused;
};

describe('a reported line is found on the order as sold', () => {
  it.each([
    ['by its code', { partCode: 'HJ-35', quantity: 2 }, { partCode: 'HJ-35', valueFen: 800, valueBasis: 'part' }],
    ['by its name, whatever is written around it', { name: '铰链hj-35' }, { partCode: 'HJ-35', onList: true }],
    ['by its English name', { name: 'hinge' }, { partCode: 'HJ-35' }],
    ['at no more than its goods when the part has no value', { partCode: 'LS-30' }, { valueFen: 42_900, valueBasis: 'most' }],
    ['as a component, by its share of the bundle', { name: '细口壶' }, { orderLineId: 'pot', valueFen: 11_830, valueBasis: 'share' }],
    ['as a gift, by its stated value', { name: '量勺' }, { orderLineId: 'spoon', valueFen: 800, valueBasis: 'stated' }],
    ['as a gift without one, at a value nobody knows rather than 0', { name: '贺卡' }, { valueFen: null, valueBasis: 'unknown' }],
    ['not at all when two parts fit: the words stay', { name: '螺丝' }, { partCode: null, name: '螺丝', onList: false }],
    ['not at all when nothing fits', { name: '遥控器' }, { orderLineId: null, valueFen: null, onList: false }],
    [
      'as named in a line of which it is no part',
      { name: '遥控器', orderLineId: 'cabinet' },
      { orderLineId: 'cabinet', name: '遥控器', onList: false },
    ],
  ])('%s', (_, given, expected) => {
    expect(found(given)).toMatchObject(expected);
  });

  it('and refused when it belongs to another order, or more is missing than was sold', () => {
    expect(found({ orderLineId: 'elsewhere' })).toMatchObject({ code: 'line-not-of-order' });
    expect(found({ partCode: 'HJ-35', quantity: 5 })).toMatchObject({ code: 'more-than-sold', data: { most: 4 } });
  });
});

describe('what lines are worth together', () => {
  it('is their sum when all are known', () => expect(worthOf([{ valueFen: 800 }, { valueFen: 300 }], 42_900)).toBe(1100));
  it('is as much as it could be when one is not', () => expect(worthOf([{ valueFen: 800 }, { valueFen: null }], 42_900)).toBe(42_900));
  it('never falls below what is known', () => expect(worthOf([{ valueFen: 800 }, { valueFen: null }], 0)).toBe(800));
});
