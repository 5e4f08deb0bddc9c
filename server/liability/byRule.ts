import type { Fen } from '#platform/money.ts';

export type Weight = 'as-due' | 'lighter' | 'unknown';
export type Scans = 'clean' | 'problem';
export type RuleParty = 'warehouse' | 'carrier' | 'system' | 'listing' | 'customer' | 'force-majeure';
export type Cause = 'human' | 'system' | 'external';

/** A rule of liability as an operator edits it; the first that fits, by position, counts. */
export interface LiabilityRule {
  readonly id: string;
  readonly position: number;
  readonly title: { readonly zh: string; readonly en: string };
  readonly problems: readonly string[];
  readonly weight: Weight | 'any';
  readonly scans: Scans | 'any';
  readonly historyAtLeast: number;
  readonly shares: readonly { readonly party: RuleParty; readonly percent: number }[];
  readonly cause: Cause;
  readonly atMostFen: Fen;
  readonly active: boolean;
}

/** What the rules look at. A warehouse or carrier is known when the order's parcels name exactly one. */
export interface LiabilityFacts {
  readonly problem: string;
  readonly valueFen: Fen;
  readonly weight: Weight;
  readonly scans: Scans;
  readonly warehouseId: string | null;
  readonly carrierId: string | null;
  /** How often each was liable for the same problem in the last 90 days. */
  readonly warehouseHistory: number;
  readonly carrierHistory: number;
}

export interface RuleShare {
  readonly party: RuleParty;
  readonly id: string | null;
  readonly percent: number;
}

export type RuleVerdict =
  | {
      readonly fits: true;
      readonly rule: LiabilityRule;
      readonly shares: readonly RuleShare[];
      readonly decides: boolean;
      readonly because: readonly Because[];
    }
  | { readonly fits: false };

/** Why a rule fits, line by line; put in words by the presenter. */
export type Because =
  | { readonly is: 'problem'; readonly problem: string }
  | { readonly is: 'weight'; readonly weight: Weight }
  | { readonly is: 'scans'; readonly scans: Scans }
  | { readonly is: 'history'; readonly n: number }
  | { readonly is: 'amount'; readonly fen: Fen; readonly atMostFen: Fen };

/**
 * Liability by rule (LI-6): reason × weight × scans × history. A rule that blames a warehouse or carrier whom the parcels
 * don't name is passed over, so that a share always hangs on a thing (LI-2). Above the rule's amount it only proposes.
 */
export function byRule(rules: readonly LiabilityRule[], facts: LiabilityFacts): RuleVerdict {
  for (const rule of [...rules].sort((a, b) => a.position - b.position)) {
    if (!rule.active || !fits(rule, facts)) continue;
    const shares = rule.shares.map((share) => ({ ...share, id: idOf(share.party, facts) }));
    if (shares.some((share) => (share.party === 'warehouse' || share.party === 'carrier') && share.id === null)) continue;
    return { fits: true, rule, shares, decides: facts.valueFen <= rule.atMostFen, because: because(rule, facts) };
  }
  return { fits: false };
}

function fits(rule: LiabilityRule, facts: LiabilityFacts): boolean {
  const problem =
    rule.problems.length === 0 || rule.problems.some((each) => facts.problem === each || facts.problem.startsWith(`${each}.`));
  const weight = rule.weight === 'any' || rule.weight === facts.weight;
  const scans = rule.scans === 'any' || rule.scans === facts.scans;
  return problem && weight && scans && historyOf(rule, facts) >= rule.historyAtLeast;
}

/** The history of whom the rule blames. */
function historyOf(rule: LiabilityRule, facts: LiabilityFacts): number {
  return Math.max(
    0,
    ...rule.shares.map(({ party }) => (party === 'warehouse' ? facts.warehouseHistory : party === 'carrier' ? facts.carrierHistory : 0)),
  );
}

function idOf(party: RuleParty, facts: LiabilityFacts): string | null {
  if (party === 'warehouse') return facts.warehouseId;
  return party === 'carrier' ? facts.carrierId : null;
}

function because(rule: LiabilityRule, facts: LiabilityFacts): Because[] {
  return [
    { is: 'problem', problem: facts.problem },
    ...(rule.weight === 'any' ? [] : [{ is: 'weight', weight: facts.weight } as const]),
    ...(rule.scans === 'any' ? [] : [{ is: 'scans', scans: facts.scans } as const]),
    ...(rule.historyAtLeast === 0 ? [] : [{ is: 'history', n: historyOf(rule, facts) } as const]),
    { is: 'amount', fen: facts.valueFen, atMostFen: rule.atMostFen },
  ];
}
