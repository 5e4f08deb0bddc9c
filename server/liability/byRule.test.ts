import { describe, expect, it } from 'vitest';
import { byRule, type LiabilityFacts, type LiabilityRule } from './byRule.ts';

const title = { zh: '规则', en: 'rule' };
const rule = (id: string, more: Partial<LiabilityRule>): LiabilityRule => ({
  id,
  position: Number(id.slice(3)),
  title,
  problems: ['missing'],
  weight: 'any',
  scans: 'any',
  historyAtLeast: 0,
  shares: [{ party: 'warehouse', percent: 100 }],
  cause: 'human',
  atMostFen: 3000,
  active: true,
  ...more,
});
const rules = [
  rule('LR-99', { shares: [{ party: 'system', percent: 100 }], cause: 'system' }),
  rule('LR-10', { weight: 'lighter', atMostFen: 5000 }),
  rule('LR-20', { weight: 'as-due', scans: 'problem', shares: [{ party: 'carrier', percent: 100 }], cause: 'external' }),
  rule('LR-30', {
    weight: 'unknown',
    scans: 'problem',
    shares: [
      { party: 'warehouse', percent: 50 },
      { party: 'carrier', percent: 50 },
    ],
  }),
  rule('LR-40', { historyAtLeast: 3, atMostFen: 10_000 }),
  rule('LR-50', {}),
];
const plain: LiabilityFacts = {
  problem: 'missing.accessory',
  valueFen: 800,
  weight: 'unknown',
  scans: 'clean',
  warehouseId: 'w',
  carrierId: 'k',
  warehouseHistory: 0,
  carrierHistory: 0,
};

describe('liability by rule: reason × scans × weight × history (LI-6)', () => {
  it.each<[string, Partial<LiabilityFacts>, string, boolean]>([
    ['nothing unusual: the shipping warehouse', {}, 'LR-50', true],
    ['light when shipped: packed short', { weight: 'lighter' }, 'LR-10', true],
    ['light when shipped, trouble on the way too: still packed short', { weight: 'lighter', scans: 'problem' }, 'LR-10', true],
    ['full weight, trouble on the way: the carrier', { weight: 'as-due', scans: 'problem' }, 'LR-20', true],
    ['weight not known, trouble on the way: half each', { scans: 'problem' }, 'LR-30', true],
    ['short three times lately: decides up to more', { warehouseHistory: 3, valueFen: 9000 }, 'LR-40', true],
    ['short twice lately: the ordinary rule only proposes', { warehouseHistory: 2, valueFen: 9000 }, 'LR-50', false],
    ['exactly the amount: decides', { valueFen: 3000 }, 'LR-50', true],
    ['one fen more: a person decides', { valueFen: 3001 }, 'LR-50', false],
    ['no carrier named: half each is passed over', { scans: 'problem', carrierId: null }, 'LR-50', true],
    ['no warehouse named: our own process', { warehouseId: null }, 'LR-99', true],
    ['history of a carrier is no history of the warehouse', { carrierHistory: 9 }, 'LR-50', true],
  ])('%s', (_, more, id, decides) => {
    expect(byRule(rules, { ...plain, ...more })).toMatchObject({ fits: true, rule: { id }, decides });
  });

  it('hangs each share on a thing', () => {
    expect(byRule(rules, { ...plain, scans: 'problem' })).toMatchObject({
      shares: [
        { party: 'warehouse', id: 'w', percent: 50 },
        { party: 'carrier', id: 'k', percent: 50 },
      ],
    });
  });

  it('says why, line by line', () => {
    const verdict = byRule(rules, { ...plain, warehouseHistory: 4 });
    expect(verdict.fits && verdict.because).toEqual([
      { is: 'problem', problem: 'missing.accessory' },
      { is: 'history', n: 4 },
      { is: 'amount', fen: 800, atMostFen: 10_000 },
    ]);
  });

  it('fits by whole parts of the problem code only, and never by a rule that is off', () => {
    expect(byRule(rules, { ...plain, problem: 'missingness' }).fits).toBe(false);
    expect(byRule(rules, { ...plain, problem: 'damaged.part' }).fits).toBe(false);
    expect(byRule([rule('LR-50', { active: false })], plain).fits).toBe(false);
    expect(byRule([rule('LR-50', { problems: [] })], { ...plain, problem: 'damaged.part' }).fits).toBe(true);
  });
});
