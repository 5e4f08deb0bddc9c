import { inTransaction } from '#platform/db.ts';
import type { House } from '#platform/module.ts';
import type { LiabilityRule } from './byRule.ts';
import { liabilityRules, saveRule } from './liabilityStore.ts';

const always = { problems: ['missing'], historyAtLeast: 0, active: true } as const;

/** Examples (示例) that an operator edits; limits as the fast lane's (RE-10). */
const examples: readonly LiabilityRule[] = [
  {
    ...always,
    id: 'LR-10',
    position: 10,
    title: { zh: '发货即偏轻：仓库少装（示例）', en: 'Light when shipped: packed short (example)' },
    weight: 'lighter',
    scans: 'any',
    shares: [{ party: 'warehouse', percent: 100 }],
    cause: 'human',
    atMostFen: 5000,
  },
  {
    ...always,
    id: 'LR-20',
    position: 20,
    title: { zh: '发货足重、途中异常：快递（示例）', en: 'Full weight, trouble on the way: carrier (example)' },
    weight: 'as-due',
    scans: 'problem',
    shares: [{ party: 'carrier', percent: 100 }],
    cause: 'external',
    atMostFen: 3000,
  },
  {
    ...always,
    id: 'LR-30',
    position: 30,
    title: { zh: '重量不详、途中异常：仓库与快递各半（示例）', en: 'Weight not known, trouble on the way: half each (example)' },
    weight: 'unknown',
    scans: 'problem',
    shares: [
      { party: 'warehouse', percent: 50 },
      { party: 'carrier', percent: 50 },
    ],
    cause: 'external',
    atMostFen: 3000,
  },
  {
    ...always,
    id: 'LR-40',
    position: 40,
    title: { zh: '该仓近期多次少装（示例）', en: 'Packed short several times lately (example)' },
    historyAtLeast: 3,
    weight: 'any',
    scans: 'any',
    shares: [{ party: 'warehouse', percent: 100 }],
    cause: 'human',
    atMostFen: 10_000,
  },
  {
    ...always,
    id: 'LR-50',
    position: 50,
    title: { zh: '无异常迹象：发货仓（示例）', en: 'Nothing unusual: the shipping warehouse (example)' },
    weight: 'any',
    scans: 'any',
    shares: [{ party: 'warehouse', percent: 100 }],
    cause: 'human',
    atMostFen: 3000,
  },
  {
    ...always,
    id: 'LR-90',
    position: 90,
    title: { zh: '仓库不明：内部流程（示例）', en: 'Warehouse not known: our own process (example)' },
    weight: 'any',
    scans: 'any',
    shares: [{ party: 'system', percent: 100 }],
    cause: 'system',
    atMostFen: 3000,
  },
];

/** Puts the examples into an installation that has no rules yet. */
export async function seedRules(house: House): Promise<void> {
  await inTransaction(house.db, async (tx) => {
    if ((await liabilityRules(tx)).length > 0) return;
    for (const rule of examples) await saveRule({ tx, now: house.clock.now() }, rule, 'system:seed');
  });
}
