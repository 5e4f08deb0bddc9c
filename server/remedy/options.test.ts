import { describe, expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import { choosePlans, planFree } from './choosePlans.ts';
import { bareReach, isWithin, type Reach } from './limits.ts';
import { detailsOf, silenceWords, titleOf } from './optionWords.ts';
import { context, plan, row } from './remedy.fixture.ts';
import type { PolicyRow } from './runPolicy.ts';

const person = (role: string): Actor => ({ kind: 'staff', id: role, role, shopIds: 'all', teamIds: [], lang: 'zh', sessionId: '' });
const staff = (role: string): Reach => bareReach(person(role));
const options = plan([
  row('resend'),
  row('refund', { agentMost: 1000, leadMost: 5000 }),
  row('points', { percent: 20, fixed: 200, agentMost: 1000, leadMost: 10_000 }),
]);

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
    expect(choosePlans({ options }, [{ key: 'refund' }, { key: 'refund' }], staff('agent'))).toMatchObject({
      refused: { code: 'option-twice' },
    });
    const [dear] = plan([row('resend')], { worthAtMost: 15_900 });
    expect(dear && [isWithin(staff('agent'), dear.plan), isWithin(staff('lead'), dear.plan)]).toEqual([false, true]);
  });
});

it('what costs nothing is granted without a row of the policy, everything else by one (RE-5)', () => {
  expect(planFree('keep-surplus', context)).toMatchObject({ remedy: 'keep-surplus', costFen: 0, source: { row: 0 } });
  expect([planFree('points', context), planFree('refund', context)]).toEqual([undefined, undefined]);
});

describe('an option in words (RE-3, TA-12)', () => {
  it.each<[string, PolicyRow, string, string]>([
    [
      'resend',
      row('resend'),
      '补发 铰链×2，免费，预计 11月24日前送达，您无需寄回任何物品',
      'Send Hinge×2, free of charge, expected by 24 Nov; you need not send anything back',
    ],
    ['refund', row('refund'), '退款 ¥8.00，原路退回，预计 1–3 个工作日到账', 'Refund CN¥8.00, the way you paid, in 1–3 working days'],
    [
      'exchange',
      row('exchange', { sendBack: 'goods' }),
      '换新 餐边柜×1，免费，预计 11月24日前送达，旧商品请寄回，运费由我们承担',
      'Exchange 餐边柜×1, free of charge, expected by 24 Nov; the old one comes back at our cost',
    ],
    [
      'exchange with freight repaid (FU-10)',
      row('exchange', { sendBack: 'goods', freightMost: 2000 }),
      '换新 餐边柜×1，免费，预计 11月24日前送达，旧商品请寄回，运费由我们承担（凭据报销，最高 ¥20.00）',
      'Exchange 餐边柜×1, free of charge, expected by 24 Nov; the old one comes back at our cost (freight repaid against the receipt, up to CN¥20.00)',
    ],
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
