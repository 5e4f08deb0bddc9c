import type { ReportProvider, ReportRow } from '#case/contract.ts';
import { formatFen } from '#platform/money.ts';
import { liabilitiesOf, type LiabilityRow } from './liabilityStore.ts';

const words = {
  zh: {
    title: '定责',
    round: (n: number) => `第 ${n} 轮`,
    causes: { human: '人为', system: '系统', external: '外部' } as Readonly<Record<string, string>>,
    impact: '影响',
    risk: { low: '低', middle: '中', high: '高' },
    riskIs: '风险',
    loss: '损失',
    neededBy: '急用时间',
    others: (n: number) => `波及其他订单 ${n} 单`,
  },
  en: {
    title: 'Liability',
    round: (n: number) => `Round ${n}`,
    causes: { human: 'human', system: 'system', external: 'external' } as Readonly<Record<string, string>>,
    impact: 'Impact',
    risk: { low: 'low', middle: 'middle', high: 'high' },
    riskIs: 'risk',
    loss: 'loss',
    neededBy: 'needed by',
    others: (n: number) => `${n} other orders touched`,
  },
} as const;

/** Who answers for it, and how much it harmed the customer (LI-1, LI-2), as the report says it. */
export const liabilityReport: ReportProvider = {
  load: async (on, theCase, lang) => {
    const rows = (await liabilitiesOf(on, theCase.id)).toReversed().flatMap((row) => [decided(row, lang), ...impactOf(row, lang)]);
    return rows.length > 0 ? [{ title: words[lang].title, rows }] : [];
  },
};

function decided(row: LiabilityRow, lang: 'zh' | 'en'): ReportRow {
  const shares = row.shares
    .map((share) => `${(lang === 'zh' ? share.zh : share.en) || share.name || share.party} ${share.percent}%`)
    .join(', ');
  return { label: words[lang].round(row.round), text: `${shares} · ${words[lang].causes[row.cause] ?? row.cause}`, at: row.at };
}

function impactOf({ impact }: LiabilityRow, lang: 'zh' | 'en'): ReportRow[] {
  if (!impact) return [];
  const say = words[lang];
  const text = [
    `${say.riskIs} ${say.risk[impact.risk]}`,
    impact.lossFen === null ? '' : `${say.loss} ${formatFen(impact.lossFen, lang)}`,
    impact.neededBy === null ? '' : `${say.neededBy} ${impact.neededBy}`,
    impact.otherOrders === null ? '' : say.others(impact.otherOrders),
  ].filter((each) => each !== '');
  return [{ label: say.impact, text: text.join(' · '), marked: impact.risk === 'high' }];
}
