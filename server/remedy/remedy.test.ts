import { describe, expect, it } from 'vitest';
import type { LineFacts, OrderFacts, PartFacts } from '#commerce/contract.ts';
import type { Actor } from '#platform/actor.ts';
import { remainingOf } from './given.ts';
import { isWithin } from './limits.ts';
import { choosePlans } from './offerRemedy.ts';
import { detailsOf, silenceWords, titleOf } from './optionWords.ts';
import { goodsWorth, type LineToMend, partsWorth, type PlanContext, planOptions, stockOf } from './remedy.ts';
import type { PolicyRow } from './runPolicy.ts';

const hinge: PartFacts = { lineId: 'l1', code: 'HJ-35', name: '铰链', nameEn: 'Hinge', model: 'HJ-35', erpCode: 'E-HJ', quantity: 4, costFen: 210, valueFen: 400, resentFromId: 'north', resentBy: 'parts-stock', stock: 5, stockUntil: null, picture: null, asSold: true };
const cabinet = { id: 'l1', orderId: 'o', lineNo: '1', kind: 'goods', partOf: null, goodsId: null, goodsCode: 'FC-120', title: '餐边柜', variant: '', quantity: 1, priceFen: 42_900, paidFen: 42_900, statedFen: null, shipBy: null, parts: [hinge] } satisfies LineFacts;
const spoon = { ...cabinet, id: 'l2', lineNo: '2', kind: 'gift', goodsCode: 'LS', title: '量勺', priceFen: 0, paidFen: 0, statedFen: 800, parts: [] } satisfies LineFacts;
const order: OrderFacts = {
  id: 'o', shopId: 's', orderNo: '1', platform: 'taobao', state: 'signed', payment: 'online', placedAt: null, paidAt: null, shippedAt: null, signedAt: null, completedAt: null, goodsFen: 42_900, freightFen: 0, discountFen: 0,
  paidFen: 42_900, flag: null, freightInsured: false, insuredFen: null, platformGuarantee: null, refunds: [], lines: [cabinet, spoon], trades: [], parcels: [],
};
const twoHinges: LineToMend = { id: 'c1', orderLineId: 'l1', partCode: 'HJ-35', name: '铰链', quantity: 2, valueFen: 800, valueBasis: 'part' };
const theSpoon: LineToMend = { id: 'c2', orderLineId: 'l2', partCode: null, name: '量勺', quantity: 1, valueFen: 800, valueBasis: 'stated' };
const onlyWords: LineToMend = { id: 'c3', orderLineId: null, partCode: null, name: '一个小铁片', quantity: 1, valueFen: 42_900, valueBasis: 'most' };

const row = (remedy: string, more: Partial<PolicyRow> = {}): PolicyRow => ({ row: 1, rowId: remedy, description: '', remedy, amount: 'parts-value', percent: 100, fixed: 0, pointsPerYuan: 100, agentMost: 10_000, leadMost: 50_000, arriveDays: 4, sendBack: 'none', ...more });
const context = { lines: [twoHinges], order, worthAtMost: 800, remainingFen: 42_900, payWords: { zh: '预计 1–3 个工作日到账', en: 'in 1–3 working days' }, arriveAfter: (days: number) => new Date(Date.UTC(2026, 10, 20 + days, 16)), source: { policy: 'missing-parts', version: 3 } };
const plan = (rows: PolicyRow[], more: Partial<PlanContext> = {}) => planOptions(rows, { ...context, ...more });

describe('planning what may be offered (RE-2, style 10)', () => {
  it('resends parts from where their goods say, priced, with the row that allowed it', () => {
    expect(plan([row('resend')])).toEqual([
      {
        key: 'resend',
        notes: [],
        plan: {
          remedy: 'resend', source: { policy: 'missing-parts', version: 3, row: 1, rowId: 'resend' }, agentMost: 10_000, leadMost: 50_000, valueFen: 800, costFen: 420, promisedArrival: '2026-11-24T16:00:00.000Z',
          goods: [{ caseLineId: 'c1', orderLineId: 'l1', code: 'HJ-35', erpCode: 'E-HJ', name: '铰链', nameEn: 'Hinge', quantity: 2, warehouseId: 'north', costFen: 420 }],
        },
      },
    ]);
  });

  it.each<[string, number, number]>([
    ['the whole value', 100, 800],
    ['a share of it', 50, 400],
    ['a fraction of a fen is rounded up', 33.3, 267],
    ['more than it', 120, 960],
  ])('refunds %s', (_, percent, fen) => {
    expect(plan([row('refund', { percent })])[0]?.plan).toMatchObject({ remedy: 'refund', fen, way: 'platform-refund', costFen: fen });
  });

  it('never refunds more than is left of the order, and says so; nothing left, no refund', () => {
    expect(plan([row('refund')], { remainingFen: 500 })[0]).toMatchObject({ plan: { fen: 500 }, notes: [{ note: 'capped', fen: 500 }] });
    expect(plan([row('refund')], { remainingFen: 0 })).toEqual([]);
  });

  it('pays nothing for a value that nobody stated, but lets it count against limits', () => {
    const made = plan([row('refund'), row('resend')], { lines: [twoHinges, onlyWords], worthAtMost: 43_700 });
    expect(made[0]).toMatchObject({ plan: { fen: 800, valueFen: 43_700 }, notes: [{ note: 'value-unknown', name: '一个小铁片' }] });
    expect(made[1]?.plan).toMatchObject({ costFen: null });
    expect(partsWorth({ lines: [onlyWords] })).toBe(0);
  });

  it('takes a gift at its stated value, never 0 (OR-4), and sends it whole', () => {
    expect(plan([row('refund'), row('resend')], { lines: [theSpoon] }).map((each) => each.plan)).toMatchObject([{ fen: 800 }, { goods: [{ code: 'LS', name: '量勺', quantity: 1 }] }]);
  });

  it('exchanges the goods, not the gift, and says what comes back', () => {
    const made = plan([row('exchange', { sendBack: 'goods', arriveDays: 7 })], { lines: [twoHinges, theSpoon] });
    expect(made[0]?.plan).toMatchObject({ goods: [{ code: 'FC-120', quantity: 1 }], sendBack: [{ code: 'FC-120' }], valueFen: 42_900 });
    expect(plan([row('exchange')], { order: null })).toEqual([]);
  });

  it.each<[string, Partial<PolicyRow>, number]>([
    ['20 % of ¥8 at 100 a yuan, but at least 200', { percent: 20, fixed: 200 }, 200],
    ['half of ¥8', { percent: 50 }, 400],
    ['rounded up', { percent: 33 }, 264],
  ])('grants points: %s', (_, more, points) => {
    expect(plan([row('points', more)])[0]?.plan).toMatchObject({ points, costFen: points });
  });

  it('tells options of one kind apart', () => {
    expect(plan([row('refund'), row('refund', { percent: 50 })]).map((each) => each.key)).toEqual(['refund', 'refund-2']);
  });

  it('pays back at the counter what was bought there', () => {
    expect(plan([row('refund')], { order: { ...order, platform: 'store', payment: 'counter' } })[0]?.plan).toMatchObject({ way: 'counter' });
  });

  it.each<[string, number | null, number, string]>([
    ['enough', 5, 2, 'enough'],
    ['just enough', 2, 2, 'enough'],
    ['one short', 1, 2, 'short'],
    ['nobody knows', null, 2, 'unknown'],
  ])('knows the stock: %s', (_, stock, quantity, answer) => {
    const stocked = { ...order, lines: [{ ...cabinet, parts: [{ ...hinge, stock }] }] };
    expect(stockOf({ lines: [{ ...twoHinges, quantity }], order: stocked })).toBe(answer);
    expect(goodsWorth({ lines: [twoHinges], order: stocked })).toBe(42_900);
  });

  it('warns before a part is promised that is not there', () => {
    const out = { ...order, lines: [{ ...cabinet, parts: [{ ...hinge, stock: 0, stockUntil: '12-03 到货' }] }] };
    expect(plan([row('resend')], { order: out })[0]?.notes).toEqual([{ note: 'short-stock', name: '铰链', stock: 0, needed: 2, until: '12-03 到货' }]);
  });

  it('counts what went back already (RE-13)', () => {
    const given = { source: 'platform', number: 'R1', remedy: 'refund', state: 'done', points: null, at: null } as const;
    expect(remainingOf(order, [{ ...given, fen: 42_000 }, { ...given, fen: null }])).toBe(900);
    expect(remainingOf(order, [{ ...given, fen: 99_999 }])).toBe(0);
    expect(remainingOf(null, [])).toBeNull();
  });
});

const staff = (role: string): Actor => ({ kind: 'staff', id: role, role, shopIds: 'all', teamIds: [], lang: 'zh', sessionId: '' });
const options = plan([row('resend'), row('refund', { agentMost: 1000, leadMost: 5000 }), row('points', { percent: 20, fixed: 200, agentMost: 1000, leadMost: 10_000 })]);

describe('amounts within limits (RE-7)', () => {
  it.each<[string, string, { key: string; fen?: number; points?: number }, string]>([
    ['an agent up to the agent’s limit', 'agent', { key: 'refund', fen: 1000 }, 'ok'],
    ['an agent above it', 'agent', { key: 'refund', fen: 1001 }, 'beyond-policy'],
    ['a lead above the agent’s', 'lead', { key: 'refund', fen: 5000 }, 'ok'],
    ['a lead above the lead’s', 'lead', { key: 'refund', fen: 5001 }, 'beyond-policy'],
    ['operations beyond both', 'operations', { key: 'refund', fen: 20_000 }, 'ok'],
    ['less than proposed', 'agent', { key: 'refund', fen: 1 }, 'ok'],
    ['nothing at all', 'agent', { key: 'refund', fen: 0 }, 'no-amount-here'],
    ['points for a refund', 'agent', { key: 'refund', points: 5 }, 'no-amount-here'],
    ['money for a resend', 'agent', { key: 'resend', fen: 5 }, 'no-amount-here'],
    ['more points', 'agent', { key: 'points', points: 1000 }, 'ok'],
    ['too many points', 'agent', { key: 'points', points: 1001 }, 'beyond-policy'],
    ['what the policy has not', 'agent', { key: 'exchange' }, 'unknown-option'],
  ])('%s', (_, role, given, answer) => {
    const chosen = choosePlans({ options }, [given], staff(role));
    expect(chosen.ok ? 'ok' : chosen.refused.code).toBe(answer);
  });

  it('does not offer the same twice, and counts goods by what they are worth', () => {
    expect(choosePlans({ options }, [{ key: 'refund' }, { key: 'refund' }], staff('agent'))).toMatchObject({ refused: { code: 'option-twice' } });
    const [dear] = plan([row('resend')], { worthAtMost: 15_900 });
    expect(dear && [isWithin(staff('agent'), dear.plan), isWithin(staff('lead'), dear.plan)]).toEqual([false, true]);
  });
});

describe('an option in words (RE-3, TA-12)', () => {
  it.each<[string, PolicyRow, string, string]>([
    ['resend', row('resend'), '补发 铰链×2，免费，预计 11月24日前送达，您无需寄回任何物品', 'Send Hinge×2, free of charge, expected by 24 Nov; you need not send anything back'],
    ['refund', row('refund'), '退款 ¥8.00，原路退回，预计 1–3 个工作日到账', 'Refund CN¥8.00, the way you paid, in 1–3 working days'],
    ['exchange', row('exchange', { sendBack: 'goods' }), '换新 餐边柜×1，免费，预计 11月24日前送达，旧商品请寄回，运费由我们承担', 'Exchange 餐边柜×1, free of charge, expected by 24 Nov; the old one comes back at our cost'],
    ['points', row('points', { fixed: 200, percent: 0 }), '赠送 200 积分，确认后即时到账', '200 points, credited at once'],
    ['explanation', row('explanation'), '说明情况并致歉', 'An explanation and our apology'],
  ])('%s', (_, policyRow, zh, en) => {
    const [option] = plan([policyRow]);
    expect(option && [detailsOf(option.plan, 'zh', 'Asia/Shanghai'), detailsOf(option.plan, 'en', 'Asia/Shanghai')]).toEqual([zh, en]);
    expect(option && zh.startsWith(titleOf(option.plan, 'zh'))).toBe(true);
  });

  it('says what silence means', () => {
    expect(silenceWords({ silence: 'closed-unanswered', reopens: true }, 'zh')).toBe('逾期未选择，服务单将关闭，您之后仍可重新打开。');
    expect(silenceWords({ silence: 'closed-unanswered', reopens: false }, 'en')).toBe('Without an answer the case will be closed.');
  });
});
