import type { Lang } from '#platform/actor.ts';
import { formatFen } from '#platform/money.ts';
import { never } from '#platform/result.ts';
import type { Because, RuleVerdict } from './byRule.ts';
import type { Candidate, LiabilityRow, ShareRow } from './liabilityStore.ts';
import type { LiabilityView, liableParties, proposalView } from './wire.ts';
import type { z } from 'zod';

type Party = (typeof liableParties)[number];
const partyWords: Readonly<Record<Party, { zh: string; en: string }>> = {
  carrier: { zh: '快递', en: 'carrier' },
  warehouse: { zh: '仓库', en: 'warehouse' },
  supplier: { zh: '供应商', en: 'supplier' },
  staff: { zh: '员工', en: 'staff' },
  system: { zh: '系统 / 流程', en: 'system or process' },
  listing: { zh: '商品页面', en: 'listing' },
  customer: { zh: '客户', en: 'customer' },
  'force-majeure': { zh: '不可抗力', en: 'force majeure' },
};

export function presentLiability(row: LiabilityRow, lang: Lang): LiabilityView {
  return {
    ...row,
    shares: row.shares.map((share) => presentShare(share, lang)),
    evidence: [...row.evidence],
    // Decisions from before these were asked have no value for them.
    impact: row.impact && {
      ...row.impact,
      delayDays: row.impact.delayDays ?? null,
      contacts: row.impact.contacts ?? null,
      ownFault: row.impact.ownFault ?? null,
    },
    at: row.at.toISOString(),
  };
}

function presentShare(share: ShareRow, lang: Lang) {
  return {
    party: share.party,
    id: share.id,
    name: share.name,
    percent: share.percent,
    words: wordsOf(share.party, share[lang] ?? share.name, lang),
  };
}

/** 仓库 · 澜江北仓. A party that stands alone is only its kind. */
export function wordsOf(party: Party, name: string, lang: Lang): string {
  const kind = partyWords[party][lang];
  return name === '' ? kind : `${kind} · ${name}`;
}

export function presentProposal(verdict: RuleVerdict, candidates: readonly Candidate[], lang: Lang): z.output<typeof proposalView> | null {
  if (!verdict.fits) return null;
  const { rule } = verdict;
  return {
    rule: rule.id,
    title: rule.title[lang],
    shares: verdict.shares.map((share) => ({
      ...share,
      name: '',
      words: wordsOf(share.party, candidates.find((each) => each.id === share.id)?.[lang] ?? '', lang),
    })),
    cause: rule.cause,
    why: verdict.because.map((line) => sayBecause(line, lang)),
    decides: verdict.decides,
  };
}

const weightWords = {
  'as-due': { zh: '发货重量与应发一致', en: 'weight at shipping as due' },
  lighter: { zh: '发货重量偏轻', en: 'lighter than due at shipping' },
  unknown: { zh: '发货重量不详', en: 'weight at shipping not known' },
};
const scanWords = {
  clean: { zh: '物流轨迹无异常', en: 'scans show nothing unusual' },
  problem: { zh: '物流轨迹有异常', en: 'scans show a problem' },
};

function sayBecause(line: Because, lang: Lang): string {
  const zh = lang === 'zh';
  switch (line.is) {
    case 'problem':
      return zh ? '问题类型与规则相符' : 'the kind of problem is what the rule is for';
    case 'weight':
      return weightWords[line.weight][lang];
    case 'scans':
      return scanWords[line.scans][lang];
    case 'history':
      return zh ? `近 90 天同类责任 ${line.n} 次` : `liable for the same ${line.n} times in 90 days`;
    case 'amount': {
      if (line.fen === Number.MAX_SAFE_INTEGER) return zh ? '价值不详，须人工定责' : 'value not known: a person decides';
      const within = line.fen <= line.atMostFen;
      const [value, most] = [formatFen(line.fen, lang), formatFen(line.atMostFen, lang)];
      if (zh) return within ? `价值 ${value}，在 ${most} 以内，可按规则定责` : `价值 ${value}，超过 ${most}，须人工定责`;
      return within ? `worth ${value}, within ${most}: the rule may decide` : `worth ${value}, above ${most}: a person decides`;
    }
    default:
      return never(line);
  }
}
