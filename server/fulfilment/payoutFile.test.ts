import { describe, expect, it } from 'vitest';
import { payoutSheet, readResult } from './payoutFile.ts';
import { faultOf, maskAccount } from './payee.ts';
import { warningsOf } from './payoutGiven.ts';

const line = {
  key: 'P261121-1-001',
  payee: { way: 'bank' as const, name: '=HYPERLINK("x")', account: '6222020000001234567', bank: '澜江银行' },
  amountFen: 35_905,
  caseNumber: 'C261121-00042-7',
};

describe('the file of a batch (FU-15)', () => {
  it('holds every payment with our key, and no cell that a sheet would run', () => {
    const [head, row] = payoutSheet('generic', [line]);
    expect(head?.slice(0, 6)).toEqual(['付款序号', '收款方式', '收款人姓名', '收款账号', '开户行', '金额（元）']);
    expect(row?.slice(0, 6)).toEqual(['P261121-1-001', '银行卡', `'=HYPERLINK("x")`, '6222020000001234567', '澜江银行', '359.05']);
  });

  it('is read back in either layout', () => {
    for (const layout of ['generic', 'alipay'] as const) {
      const [head = [], row = []] = payoutSheet(layout, [line]);
      const state = head.indexOf('状态');
      const paid = row.map((cell, i) => (i === state ? '成功' : i === state + 2 ? 'B778' : cell));
      expect(readResult([head, paid])).toEqual([
        { line: 2, key: 'P261121-1-001', read: { says: 'paid', theirNo: 'B778', amountFen: 35_905 } },
      ]);
    }
  });

  it.each([
    ['收款人实名不符', 'name-mismatch'],
    ['户名与账号不一致', 'name-mismatch'],
    ['账户不存在', 'account-wrong'],
    ['单日限额', 'over-limit'],
    ['系统忙', 'other'],
  ])('knows %s as %s', (reason, failure) => {
    const rows = [
      ['付款序号', '状态', '失败原因'],
      ['P261121-1-001', '失败', reason],
    ];
    expect(readResult(rows)?.[0]?.read).toMatchObject({ says: 'failed', failure });
  });

  it('names rows that say nothing of use by their line, and passes over those still under way', () => {
    const rows = [
      ['付款序号', '状态', '失败原因'],
      ['', '成功', ''],
      ['P261121-1-002', '天知道', ''],
      ['P261121-1-003', '失败', ''],
      ['P261121-1-004', '处理中', ''],
    ];
    expect(readResult(rows)?.map((each) => [each.line, 'refused' in each.read ? each.read.refused : each.read.says])).toEqual([
      [2, 'payout-row-no-key'],
      [3, 'payout-row-state'],
      [4, 'payout-row-reason'],
      [5, 'nothing'],
    ]);
    expect(readResult([['姓名', '金额']])).toBeNull();
  });
});

describe('a payee', () => {
  it.each([
    ['alipay', '17000000031', '', undefined],
    ['alipay', 'lin@post.example', '', undefined],
    ['alipay', 'lin', '', 'payee-account-form'],
    ['wechat', 'lin_31', '', undefined],
    ['bank', '6222 0200 0000 1234 567', '澜江银行', undefined],
    ['bank', '6222020000001234567', '', 'payee-bank-missing'],
    ['bank', '12345', '澜江银行', 'payee-account-form'],
  ] as const)('by %s at %s is judged', (way, account, bank, code) => {
    expect(faultOf({ way, name: '林小木', account, bank })?.refused.code).toBe(code);
  });

  it('is shown only in part', () => {
    expect(['17000000031', 'lin@post.example', '6222020000001234567'].map(maskAccount)).toEqual([
      '170****0031',
      'l***@post.example',
      '****4567',
    ]);
  });
});

describe('what was given for the same goods (RE-13)', () => {
  const nothing = {
    paidFen: 42_900,
    platformFen: 0,
    oursFen: 0,
    besideFen: 0,
    bounces: 0,
    goodsSent: false,
    freightInsured: false,
    insuredFen: null,
    carrierFen: 0,
  };
  it('warns of each, and stops where more would be given than was paid', () => {
    expect(warningsOf(nothing, 42_900)).toEqual([]);
    expect(warningsOf({ ...nothing, platformFen: 40_000 }, 3_000)).toEqual([
      { code: 'over-paid', fen: 100 },
      { code: 'platform-refunded', fen: 40_000 },
    ]);
    expect(warningsOf({ ...nothing, paidFen: null }, 99_999)).toEqual([{ code: 'no-order', fen: null }]);
  });
  it('lets freight that was laid out, and coupons, stand beside the goods', () => {
    expect(warningsOf({ ...nothing, oursFen: 1_000, besideFen: 1_000 }, 42_900).map((each) => each.code)).toEqual(['given-before']);
  });
});
