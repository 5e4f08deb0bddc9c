/**
 * The closed lists that a playbook may draw from. A later procedure adds an entry here, with the stage that handles it;
 * never a branch on a playbook's name.
 */

/** Stages of a case in the order of its life; words in docs/glossary.md. */
export const stages = [
  'intake',
  'verification',
  'review',
  'materials',
  'investigation',
  'liability',
  'remedy',
  'approval',
  'choice',
  'fulfilment',
  'confirmation',
  'closure',
  'appeal',
] as const;
/** Where in its life a case stands. */
export type Stage = (typeof stages)[number];

/** Who may answer a step (PE-1). `system` is the product itself: a sweep, an import, a partner's answer. */
export const roles = [
  'customer',
  'service',
  'lead',
  'reviewer',
  'logistics',
  'delivery',
  'claims',
  'operations',
  'finance',
  'executive',
  'system',
] as const;
/** A part that somebody plays at a step (PE-1). */
export type Role = (typeof roles)[number];

/** Who may be given a task from within a playbook (IV-3, FU-1, FU-2). */
export const parties = [
  'warehouse',
  'carrier',
  'branch',
  'logistics',
  'delivery',
  'operations',
  'supplier',
  'store',
  'finance',
  'claims',
] as const;
/** Who can be asked or given a task (IV-3, FU-1). */
export type Party = (typeof parties)[number];

/** What a way can do to the buyer's cash-on-delivery standing: told that it may be limited, limited, or free again (RE-6). */
export const standings = ['warn', 'limit', 'lift'] as const;
/** A change of the cash-on-delivery standing. */
export type Standing = (typeof standings)[number];

/** Whose follow-up one person can own (FU-7). */
export const dedications = ['order', 'customer'] as const;

/** What a step can wait for. The first four wait for the customer. */
export const waitKinds = ['customer', 'materials', 'choice', 'confirmation', 'order', 'tasks', 'partner', 'goods'] as const;
export type WaitKind = (typeof waitKinds)[number];

/** What may pause a clock (CL-5): one of the waiting kinds, with `customer` standing for all four of the customer's. */
export const pauseReasons = ['customer', 'order', 'partner', 'goods'] as const;
export type PauseReason = (typeof pauseReasons)[number];

/** How a case can end; words in docs/glossary.md, "ends". */
export const outcomes = [
  'resolved',
  'resolved-unconfirmed',
  'explained',
  'rejected',
  'not-verified',
  'withdrawn',
  'closed-unanswered',
  'merged',
  'transferred',
] as const;
/** How a case ended. */
export type Outcome = (typeof outcomes)[number];

/** What a clock can be counted from. `registered` and `appealed` start by themselves, the others at a step or an edge. */
export const clockOrigins = [
  'registered',
  'accepted',
  'materials-received',
  'investigation-ended',
  'rejected',
  'completed',
  'appealed',
  'step',
] as const;
export type ClockOrigin = (typeof clockOrigins)[number];

/** Whose kept terms may say how long a clock runs: a carrier's for the parts of a claim (CL-8), ours towards an authority (EX-11). */
export const termNames = ['carrier-acceptance', 'carrier-decision', 'carrier-payment', 'authority-answer'] as const;
export type TermName = (typeof termNames)[number];

/** Ways in which "told" is met (CL-4, TA-11): delivered, attested by the agent, or a logged call. */
export const toldBy = ['delivered', 'attested', 'called'] as const;
export type ToldBy = (typeof toldBy)[number];

/** Remedies that a policy may offer (RE-1). */
export const remedies = [
  'correct-information',
  'rearrange',
  'resend',
  'reship',
  'exchange',
  'return',
  'repair',
  'refund',
  'part-refund',
  'difference',
  'claim-payment',
  'coupon',
  'points',
  'keep-surplus',
  'reissue-invoice',
  'correct-listing',
  'explanation',
] as const;
/** Of these, what sends and pays nothing: done as it is granted, so that it can't fail. */
export const freeRemedies: readonly Remedy[] = ['keep-surplus', 'explanation'];
/** What can be offered (RE-1). */
export type Remedy = (typeof remedies)[number];

/**
 * Typed acts that a step can invite: the stage that owns the form and the handler, and the answers that the handler itself
 * produces. With an empty list the person doing the act picks one of the step's own answers (a finding, a review verdict).
 */
export const acts = {
  'order-match': { stage: 'triage', yields: ['matches', 'not-found'] },
  review: { stage: 'triage', yields: ['accepted', 'rejected'] },
  finding: { stage: 'investigation', yields: [] },
  'photo-review': { stage: 'investigation', yields: [] },
  liability: { stage: 'liability', yields: ['decided'] },
  /** The claims department's value ladder: declared, invoice, order, class default; less salvage (EX-9). */
  valuation: { stage: 'remedy', yields: ['valued'] },
  /** `submitted`: above the offerer's own authority, so somebody else approves it first (RE-7). */
  offer: { stage: 'remedy', yields: ['sent', 'submitted'] },
  approval: { stage: 'remedy', yields: ['approved', 'returned'] },
  choice: { stage: 'remedy', yields: ['chosen', 'declined'] },
  /** New shipping information is verified before it is used (FU-8). */
  'information-check': { stage: 'investigation', yields: ['verified', 'not-verified'] },
  execution: { stage: 'fulfilment', yields: ['done', 'failed'] },
  'goods-inspection': { stage: 'fulfilment', yields: [] },
  confirmation: { stage: 'feedback', yields: ['satisfied', 'dissatisfied'] },
  /** A complaint that an authority forwarded: its number and when it is to be answered; then what was answered (EX-11). */
  'external-registration': { stage: 'answers', yields: ['registered'] },
  'external-answer': { stage: 'answers', yields: ['valid', 'invalid'] },
  'appeal-decision': { stage: 'appeal', yields: [] },
} as const satisfies Record<string, { stage: string; yields: readonly string[] }>;
/** A typed act of a stage that a step can invite. */
export type Act = keyof typeof acts;
export const actNames = Object.keys(acts) as Act[];

/** Panels that a step can bring to the front of the desk. */
export const panels = [
  'order',
  'parts',
  'parcels',
  'weights',
  'evidence',
  'history',
  'tracking',
  'changes',
  'finding',
  'liability',
  'offers',
  'tasks',
  'money',
  'returned-goods',
  'valuation',
  'approvals',
  'recovery',
  'incident',
  'invoice',
  'prices',
  'standing',
  'external',
] as const;
/** What the desk shows beside a step. */
export type Panel = (typeof panels)[number];

/** What may be filled into a message or a script: `{caseNumber}`. The values come from the driver. */
export const placeholders = [
  'shop',
  'customer',
  'caseNumber',
  'orderNo',
  'goods',
  'parts',
  'summary',
  'nextStep',
  'dueBy',
  'reason',
  'materials',
  'link',
  'offer',
  'valuation',
  'validUntil',
  'silenceMeans',
  'trackingNo',
  'carrier',
  'promisedArrival',
  'amount',
  'payWay',
  'points',
  'agent',
  'outcome',
  'objectBy',
  'change',
  'objecting',
] as const;
export type Placeholder = (typeof placeholders)[number];

/** Moves that exist at every step without being written (architecture.md). */
export const moves = ['withdraw', 'escalate', 're-kind', 'merge', 'leave'] as const;
/** A move that exists at every step. */
export type Move = (typeof moves)[number];
