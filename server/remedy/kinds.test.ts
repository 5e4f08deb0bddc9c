import { describe, expect, it } from 'vitest';
import { planByDegree } from './degrees.ts';
import { combineGroups, groupsOf } from './groups.ts';
import { kindOf, partsOfPlan, shownOf, withOtherAmount } from './kinds.ts';
import { citesOf, detailsOf, titleOf } from './optionWords.ts';
import type { RemedyPlan } from './plan.ts';
import { cabinet, order, plan, row, theSpoon, twoHinges } from './remedy.fixture.ts';
import { planOptions } from './remedy.ts';
import { readPlan } from './storedPlan.ts';
import { plannedRemedies } from './wire.ts';

const facts = { insuredValue: 30_000, claimValue: 12_000, priceDrop: 4000, methodDifference: 600, quantityDiff: -1, quantityOrdered: 3 };
const whole = { ...twoHinges, id: 'c9', partCode: null, quantity: 1 };
const only = (remedy: string, more: Parameters<typeof row>[1] = {}, context: Parameters<typeof plan>[1] = {}): RemedyPlan => {
  const [made] = plan([row(remedy, more)], { facts, lines: [whole], ...context });
  if (!made) throw new Error(`nothing came of ${remedy}`);
  return made.plan;
};

describe('every remedy (RE-1)', () => {
  it.each(plannedRemedies)('%s is planned, worded and weighed by its family', (remedy) => {
    const made = only(remedy, { amount: 'goods-value', fixed: 500, pool: 'spring' });
    expect(made.remedy).toBe(remedy);
    for (const lang of ['zh', 'en'] as const) {
      expect(titleOf(made, lang)).not.toBe('');
      expect(detailsOf(made, lang, 'Asia/Shanghai').length).toBeGreaterThanOrEqual(titleOf(made, lang).length);
    }
    expect(kindOf(made.remedy).weight(made)).toBeGreaterThanOrEqual(0);
  });

  it.each<[string, Parameters<typeof row>[1], number]>([
    ['goods', { amount: 'goods-value' }, 42_900],
    ['the order as paid', { amount: 'order-value', percent: 50 }, 21_450],
    ['the insured value', { amount: 'insured-value' }, 30_000],
    ['what the claims department found', { amount: 'claim-value' }, 12_000],
    ['the price drop', { amount: 'price-difference' }, 4000],
    ['the shipping method', { amount: 'method-difference' }, 600],
    ['the short share: one of three', { amount: 'short-share' }, 14_300],
    ['a fixed sum', { amount: 'fixed', fixed: 1500 }, 1500],
  ])('pays by %s', (_, more, fen) => {
    expect(only('part-refund', more)).toMatchObject({ fen, basis: more?.amount });
  });

  it('pays by the freight of the order, and nothing where nothing is known', () => {
    expect(only('refund', { amount: 'freight' }, { order: { ...order, freightFen: 1200 } })).toMatchObject({ fen: 1200 });
    expect(plan([row('refund', { amount: 'claim-value' })], { facts: {} })).toEqual([]);
  });

  it('pays the way it came, then by small payment, then to an account, and never a way that failed (FU-15)', () => {
    const ways = [[], ['platform-refund'], ['platform-refund', 'platform-payment']].map(
      (failedWays) =>
        (only('refund', { amount: 'freight' }, { order: { ...order, freightFen: 1200 }, failedWays }) as { way?: string }).way,
    );
    expect(ways).toEqual(['platform-refund', 'platform-payment', 'payout']);
  });

  it('takes from a claim what anybody has paid already, and says so (RE-13)', () => {
    const [made] = plan([row('claim-payment', { amount: 'claim-value' })], { facts, givenFen: 2000 });
    expect(made).toMatchObject({ plan: { fen: 10_000, way: 'payout' }, notes: [{ note: 'deducted', fen: 2000 }] });
    expect(plan([row('claim-payment', { amount: 'claim-value' })], { facts, givenFen: 12_000 })).toEqual([]);
  });

  it('pays a loss once in a case: what was paid for the same is deducted, what was paid for something else is not (RE-13)', () => {
    const settled = [{ basis: 'parts-value', fen: 300 }];
    expect(plan([row('refund')], { settled })[0]).toMatchObject({ plan: { fen: 500 }, notes: [{ note: 'deducted', fen: 300 }] });
    const freight = { order: { ...order, freightFen: 1200 }, settled };
    expect(plan([row('refund', { amount: 'freight' })], freight)[0]).toMatchObject({ plan: { fen: 1200 }, notes: [] });
    expect(plan([row('refund', { amount: 'freight' })], { ...freight, settled: [{ basis: '*', fen: 300 }] })[0]).toMatchObject({
      plan: { fen: 900 },
    });
  });

  it('takes goods back by pickup or at our freight, up to the row’s most (FU-10)', () => {
    expect(only('return', { amount: 'goods-value', wayBack: 'pickup', freightMost: 2000 })).toMatchObject({
      wayBack: 'pickup',
      freightMostFen: 0,
    });
    const own = only('return', { amount: 'goods-value', freightMost: 2000 });
    expect(own).toMatchObject({ wayBack: 'own-shipment', freightMostFen: 2000, sendBack: [{ code: 'FC-120' }] });
    expect(detailsOf(own, 'zh', 'Asia/Shanghai')).toContain('最高 ¥20.00');
    expect(only('repair')).toMatchObject({ wayBack: 'own-shipment', sendBack: [{ code: 'FC-120' }] });
    expect(only('reship', {}, { lines: [] })).toMatchObject({ goods: [{ code: 'FC-120' }, { code: 'LS' }], sendBack: [] });
  });

  it('gives work to whom the row names, or who usually does it, by a day', () => {
    expect(only('correct-information')).toMatchObject({ party: 'carrier', doneBy: '2026-11-23T16:00:00.000Z' });
    expect(only('correct-listing', { party: 'operations', doneDays: 1 })).toMatchObject({
      party: 'operations',
      doneBy: '2026-11-21T16:00:00.000Z',
    });
  });

  it('makes no coupon without a pool', () => {
    expect(plan([row('coupon', { amount: 'fixed', fixed: 500 })])).toEqual([]);
  });
});

describe('rows that go together', () => {
  it('are one option: said, summed and carried out together; the second is none by itself', () => {
    const made = plan([row('refund', { also: 'points' }), row('points', { fixed: 200 })]);
    expect(made.map((each) => each.key)).toEqual(['refund']);
    const [first] = made;
    expect(first && [titleOf(first.plan, 'zh'), shownOf(first.plan).fen, shownOf(first.plan).points]).toEqual([
      '退款 ¥8.00；另赠送 800 积分',
      800,
      800,
    ]);
  });
});

describe('lines of different problems (IN-10)', () => {
  const broken = { ...whole, problem: 'damaged.goods' };
  const gone = { ...theSpoon, problem: 'missing.gift' };

  it('are told apart by kind, while kinds of missing parts stay together', () => {
    expect(groupsOf([gone, { ...gone, problem: 'missing.manual' }], 'missing.accessory')).toHaveLength(1);
    expect(groupsOf([broken, gone], 'damaged.goods').map((group) => [group.problem, group.lines.length])).toEqual([
      ['damaged.goods', 1],
      ['missing.gift', 1],
    ]);
  });

  it('are answered together, each by its own remedy, within what is left of the order', () => {
    const context = { facts: {}, order: { ...order, lines: [cabinet, ...order.lines.slice(1)] } };
    const exchange = plan([row('exchange')], { ...context, lines: [broken] });
    const resend = plan([row('resend'), row('refund')], { ...context, lines: [gone] });
    const both = combineGroups([exchange, resend], 42_900);
    expect(both.map((each) => each.key)).toEqual(['exchange+resend', 'exchange+refund']);
    expect(both[0] && partsOfPlan(both[0].plan).map((each) => each.remedy)).toEqual(['exchange', 'resend']);
    const all = plan([row('refund', { amount: 'goods-value' })], { ...context, lines: [broken] });
    const [capped] = combineGroups([all, plan([row('refund')], { ...context, lines: [gone] })], 43_000);
    expect(capped && [shownOf(capped.plan).fen, capped.notes]).toEqual([43_000, [{ note: 'capped', fen: 100 }]]);
    expect(combineGroups([all, plan([row('refund')], { ...context, lines: [gone] })], 42_900)).toEqual([]);
    // Two payments in one option have no one amount that could be set otherwise; a resend beside money has.
    expect(capped && withOtherAmount(capped.plan, { fen: 100 })).toBeUndefined();
    const [beside] = combineGroups([all, plan([row('resend')], { ...context, lines: [gone] })], 42_900);
    expect(beside && withOtherAmount(beside.plan, { fen: 100 })).toMatchObject({ fen: 100, also: [{ remedy: 'resend' }] });
  });

  it('are answered once where one exchange or return is about both: no second cabinet, and no hinges for one that goes back', () => {
    const context = { facts: {}, order: { ...order, lines: [cabinet, ...order.lines.slice(1)] } };
    const hinges = { ...whole, id: 'lost-hinges', partCode: 'HJ-35', name: '铰链', problem: 'lost.content' };
    const table = [row('exchange'), row('return', { amount: 'goods-value', wayBack: 'pickup' }), row('resend')];
    const both = combineGroups([plan(table, { ...context, lines: [broken] }), plan(table, { ...context, lines: [hinges] })], 42_900);
    expect(
      both.map((each) =>
        partsOfPlan(each.plan)
          .map((part) => part.remedy)
          .join('+'),
      ),
    ).toEqual(['exchange', 'return', 'resend+resend']);
  });

  it('leave one group as it is', () => {
    const options = planOptions([row('refund')], { ...contextOf() });
    expect(combineGroups([options], 42_900)).toEqual(options);
  });
});

describe('lines of one problem that are damaged to different degrees (RE-2, IN-10)', () => {
  const line = { problem: 'damaged.goods', round: 1 };
  const heavy = { ...twoHinges, ...line, degree: 'heavy' as const };
  const light = { ...theSpoon, ...line, degree: 'light' as const };
  const handle = { ...heavy, id: 'c7', name: '拉手', partCode: null, valueFen: 333, degree: 'light' as const };
  const ten = row('part-refund', { row: 5, percent: 10, agentMost: 500 });
  const hundred = row('part-refund', { row: 7, percent: 100 });
  const back = row('return', { row: 4, amount: 'goods-value' });
  const fetched = row('return', { row: 8, amount: 'goods-value', wayBack: 'pickup', approver: 'lead' });
  const forAll = [row('resend', { row: 1 }), back];
  const last = [row('points', { row: 10, fixed: 200, percent: 20 }), row('explanation', { row: 11, amount: 'none' })];
  const byDegree = [
    { degree: 'heavy', rows: [...forAll, hundred, fetched, ...last] },
    { degree: 'light', rows: [...forAll, ten, ...last] },
  ];
  const optionsFor = (lines: (typeof heavy | typeof light)[], more: object = {}) =>
    planByDegree(byDegree, { ...contextOf(), worthAtMost: 1600, ...more, lines });

  it('get each the rate of its own degree, in one payment that says how it came about, within the lower limit', () => {
    const options = optionsFor([heavy, light]);
    expect(options.map((each) => each.key)).toEqual(['resend', 'return', 'part-refund', 'return-2', 'points', 'explanation']);
    expect(options[0]?.plan).toMatchObject({ goods: [{ name: '铰链' }, { name: '量勺' }] });
    const paid = options[2]?.plan;
    expect(paid).toMatchObject({
      fen: 880,
      agentMost: 500,
      shares: [
        { name: '铰链', quantity: 2, degree: 'heavy', percent: 100, row: 7, fen: 800 },
        { name: '量勺', quantity: 1, degree: 'light', percent: 10, row: 5, fen: 80 },
      ],
    });
    expect(paid && detailsOf(paid, 'zh', 'Asia/Shanghai')).toContain(
      '部分退款 ¥8.80（铰链×2：无法使用，按 100% 为 ¥8.00；量勺×1：轻微破损，按 10% 为 ¥0.80）',
    );
    expect(paid && citesOf(paid, 'DL-01', 'zh')).toBe('规则 DL-01 第 5、7 行');
    // The least of the points is granted once, not once for each degree.
    expect(options[4]?.plan).toMatchObject({ points: 320 });
  });

  it('round once for the whole, and never pass what is left of the order', () => {
    const [paid] = optionsFor([heavy, handle], { remainingFen: 500 }).filter((each) => each.plan.remedy === 'part-refund');
    expect(paid).toMatchObject({ plan: { fen: 500, shares: [{ fen: 800 }, { fen: 34 }] }, notes: [{ note: 'capped', fen: 500 }] });
    expect(paid && detailsOf(paid.plan, 'en', 'Asia/Shanghai')).toContain('together CN¥8.34, less what was given already');
    expect(optionsFor([heavy, handle], { remainingFen: 0 }).map((each) => each.key)).toEqual(['resend', 'points', 'explanation']);
  });

  it('of the same goods let these go back once, by their worst line, and pay nothing beside', () => {
    const back = optionsFor([heavy, handle]).filter((each) => each.plan.remedy === 'return');
    expect(back.map(({ plan, approver }) => [shownOf(plan).sendBack.length, shownOf(plan).fen, plan.also, approver])).toEqual([
      [1, 42_900, undefined, 'none'],
      [1, 42_900, undefined, 'lead'],
    ]);
  });

  it('are answered by the rows of the one degree where there is only one', () => {
    expect(planByDegree(byDegree.slice(1), { ...contextOf(), lines: [light] })).toEqual(
      planOptions(byDegree[1]?.rows ?? [], { ...contextOf(), lines: [light] }),
    );
  });
});

function contextOf() {
  return {
    lines: [twoHinges],
    order,
    facts: {},
    givenFen: 0,
    settled: [],
    worthAtMost: 800,
    remainingFen: 42_900,
    failedWays: [],
    payWords: { zh: '', en: '' },
    arriveAfter: () => new Date(0),
    source: { policy: 'missing-parts', version: 3 },
  };
}

it.each<[string, Parameters<typeof row>[1], readonly string[], object]>([
  ['exchange', { sendBack: 'goods' }, ['wayBack'], { wayBack: 'own-shipment', sendBack: [{ code: 'FC-120' }] }],
  ['resend', {}, ['wayBack', 'sendBack'], { wayBack: 'none', sendBack: [] }],
  ['refund', {}, ['basis'], { basis: 'parts-value' }],
])('a plan of %s stored before it had today’s fields is still read', (remedy, more, lacking, read) => {
  const [made] = plan([row(remedy, more)]);
  const old = Object.fromEntries(Object.entries(made?.plan ?? {}).filter(([field]) => !lacking.includes(field)));
  expect(readPlan(old as unknown as RemedyPlan)).toMatchObject(read);
});
