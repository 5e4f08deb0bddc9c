import { z } from 'zod';
import { changedCase } from '#case/wire.ts';
import { bothTexts, fen, freeText, id, instant, localDay, route } from '#platform/wire.ts';

/** Liable parties are things (LI-2): carrier, warehouse and staff are named by `id`, a supplier by its name, the others stand alone. */
export const liableParties = ['carrier', 'warehouse', 'supplier', 'staff', 'system', 'listing', 'customer', 'force-majeure'] as const;
export const liabilityCauses = ['human', 'system', 'external'] as const;
export const riskLevels = ['low', 'middle', 'high'] as const;

export const liableParty = z.enum(liableParties);
export const share = z.object({
  party: liableParty,
  id: id.nullable().default(null),
  /** A supplier's name; empty for all others. */
  name: freeText(100).default(''),
  /** Whole per cent; all shares of a decision add up to 100. */
  percent: z.int().min(1).max(100),
});
export type Share = z.output<typeof share>;
const shownShare = share.extend({ id: id.nullable(), name: z.string(), words: z.string() });

/** LI-1: what the fault did to the customer and beyond. */
export const impact = z.object({
  risk: z.enum(riskLevels),
  lossFen: fen.nullable().default(null),
  neededBy: localDay.nullable().default(null),
  /** How many other orders the same fault touched. */
  otherOrders: z.int().min(0).max(1_000_000).nullable().default(null),
  /** Calendar days that it came, or will come, too late. */
  delayDays: z.int().min(0).max(3650).nullable().default(null),
  /** How often the customer had to come to us. */
  contacts: z.int().min(0).max(1000).nullable().default(null),
  /** LI-3: our own process was at fault: which step failed, and whether the customer was told too late. */
  ownFault: z
    .object({ step: freeText(60).default(''), toldLate: z.boolean().default(false) })
    .nullable()
    .default(null),
});

/** What can be counted without asking: a start for the person who decides (LI-1, LI-3). */
export const measuredView = z.object({
  contacts: z.int(),
  delayDays: z.int().nullable(),
  otherOrders: z.int(),
  /** Clocks of this case that ran out, by their titles. */
  breached: z.array(z.string()),
  toldLate: z.boolean(),
  risk: z.enum(riskLevels),
});

export const liabilityView = z.object({
  id,
  round: z.int(),
  shares: z.array(shownShare),
  cause: z.enum(liabilityCauses),
  text: z.string(),
  evidence: z.array(id),
  impact: impact.nullable(),
  /** Id of the rule that decided or that a person followed; null: a person's own decision. */
  rule: z.string().nullable(),
  byRule: z.boolean(),
  by: z.string().nullable(),
  at: instant,
});
export type LiabilityView = z.output<typeof liabilityView>;

export const proposalView = z.object({
  rule: z.string(),
  title: z.string(),
  shares: z.array(shownShare),
  cause: z.enum(liabilityCauses),
  /** Why this rule fits, line by line. */
  why: z.array(z.string()),
  /** True when the rule may decide by itself (LI-6); else a person decides, with this as a start. */
  decides: z.boolean(),
});

export const ruleView = z.object({
  id: z.string().regex(/^[A-Z]{1,6}-\d{1,4}$/),
  position: z.int().min(0).max(9999),
  title: bothTexts(200),
  /** Problem codes or their beginnings (`missing`); empty: any. */
  problems: z.array(z.string().max(60)).max(30),
  /** Weight at shipping against what was due. */
  weight: z.enum(['any', 'as-due', 'lighter', 'unknown']),
  /** The parcel's scans. */
  scans: z.enum(['any', 'clean', 'problem']),
  /** The party was liable for the same problem at least this often in 90 days; 0: doesn't matter. */
  historyAtLeast: z.int().min(0).max(10_000),
  /** `warehouse` and `carrier` mean those of the order's parcels. */
  shares: z
    .array(
      z.object({
        party: z.enum(['warehouse', 'carrier', 'system', 'listing', 'customer', 'force-majeure']),
        percent: z.int().min(1).max(100),
      }),
    )
    .min(1)
    .max(6),
  cause: z.enum(liabilityCauses),
  /** Decides alone up to this value of the missing goods; above it a person does. */
  atMostFen: fen,
  active: z.boolean(),
});
export type RuleView = z.output<typeof ruleView>;

const casePath = z.object({ caseId: id });
const words = (zh: string, en: string) => ({ zh, en });

export const liabilityRoutes = {
  decide: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/liabilities',
    summary: words('定责', 'Decide liability'),
    permission: 'liability.decide',
    changes: 'case',
    params: casePath,
    /** Either `byRule: true` (take the proposal as it stands) or shares and cause. */
    body: z.object({
      byRule: z.boolean().default(false),
      shares: z.array(share).max(10).default([]),
      cause: z.enum(liabilityCauses).optional(),
      text: freeText(5000).default(''),
      evidence: z.array(id).max(30).default([]),
      impact: impact.optional(),
    }),
    answer: changedCase.extend({ liabilityId: id }),
  }),
  read: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/liabilities',
    summary: words('定责结果与规则建议', 'Liability of a case, and what the rules propose'),
    permission: 'case.read',
    params: casePath,
    answer: z.object({
      items: z.array(liabilityView),
      proposal: proposalView.nullable(),
      /** Carriers and warehouses of the order's parcels, and colleagues who worked on it: what can be picked. */
      candidates: z.array(z.object({ party: liableParty, id: id.nullable(), words: z.string() })),
      measured: measuredView,
      /** Steps of this case's playbook: which of them failed (LI-3). */
      steps: z.array(z.object({ step: z.string(), title: z.string() })),
    }),
  }),
  rules: route({
    method: 'GET',
    path: '/api/v1/liability-rules',
    summary: words('定责规则', 'Liability rules'),
    permission: 'remedy.policy-read',
    answer: z.object({ items: z.array(ruleView) }),
  }),
  saveRule: route({
    method: 'PUT',
    path: '/api/v1/liability-rules/:ruleId',
    summary: words('保存定责规则', 'Save a liability rule'),
    permission: 'remedy.policy-edit',
    params: z.object({ ruleId: ruleView.shape.id }),
    body: ruleView.omit({ id: true }),
    answer: ruleView,
  }),
} as const;
