import { z } from 'zod';
import { id, instant, someText } from '#platform/wire.ts';
import { liabilityCauses, share } from '#liability/wire.ts';

/** What many cases can have in common. `place`: where the parcel was scanned last; van, live stream and other are named by a person. */
export const incidentCauses = ['goods', 'warehouse', 'carrier', 'place', 'van', 'live', 'other'] as const;
export type IncidentCause = (typeof incidentCauses)[number];
export const incidentStates = ['proposed', 'open', 'settled', 'dismissed'] as const;

const causeOf = z.object({ kind: z.enum(incidentCauses), key: z.string(), words: z.string() });

/** An incident on the board (BA-2). */
export const incidentItem = z.object({
  id,
  /** 事件 #12. */
  n: z.int(),
  state: z.enum(incidentStates),
  shop: z.object({ id, name: z.string() }),
  title: z.string(),
  cause: causeOf,
  /** Code, or `*`. */
  problem: z.string(),
  /** Cases in it; of a proposal those that were found. */
  cases: z.int(),
  offered: z.int(),
  failed: z.int(),
  remedy: z.enum(['none', 'waiting', 'running', 'done', 'returned']),
  at: instant,
});
export type IncidentItem = z.output<typeof incidentItem>;

const caseRow = z.object({
  caseId: id,
  number: z.string(),
  problem: z.string(),
  stage: z.string(),
  outcome: z.string().nullable(),
});
export const finding = z.object({
  /** Answer of the finding step that is taken in each case. */
  answer: someText(60),
  text: someText(5000),
  cause: z.enum(liabilityCauses),
  shares: z.array(share).min(1).max(10),
});
export type IncidentFinding = z.output<typeof finding>;

/** A row of the carried-out remedy. `why`: the words of the refusal. */
const remedyRow = z.object({
  caseId: id,
  number: z.string(),
  state: z.enum(['waiting', 'done', 'failed']),
  fen: z.int().nullable(),
  why: z.string().nullable(),
});
export const remedyView = z.object({
  id,
  state: z.enum(['waiting', 'running', 'done', 'returned']),
  key: z.string(),
  message: z.string(),
  sumFen: z.int(),
  cases: z.int(),
  done: z.int(),
  failed: z.int(),
  asker: z.string(),
  askedAt: instant,
  decider: z.string().nullable(),
  reason: z.string(),
  /** `own`, `subject`, `above`: why the reader can't decide it; null: they may. */
  bars: z.enum(['own', 'subject', 'above', 'role', 'over']).nullable(),
  rows: z.array(remedyRow),
});
export const incidentView = incidentItem.extend({
  finding: finding.nullable(),
  findingBy: z.string().nullable(),
  /** Of a proposal: what was found; else what has joined. */
  members: z.array(caseRow),
  remedies: z.array(remedyView),
  may: z.array(z.enum(['open', 'dismiss', 'join', 'find', 'offer', 'repeat', 'settle'])),
  /** Answers of the finding steps that the cases' playbooks know. */
  answers: z.array(z.object({ answer: z.string(), label: z.string() })),
});
export type IncidentView = z.output<typeof incidentView>;

/** What came of a number that was to join. `other-shop`: an incident belongs to one shop. */
export const joinedRow = z.object({
  number: z.string(),
  result: z.enum(['joined', 'already', 'elsewhere', 'closed', 'other-shop', 'unknown']),
});
export type JoinedRow = z.output<typeof joinedRow>;

const counted = { cases: z.int() };
/** What chosen cases have in common, the most common first. */
export const commonView = z.object({
  /** As numbers, the oldest first; of another shop, closed, or in an incident already they don't join. */
  numbers: z.array(z.string()),
  shops: z.array(z.object({ id, name: z.string(), ...counted })),
  problems: z.array(z.object({ problem: z.string(), ...counted })),
  signs: z.array(causeOf.extend({ shopId: id, ...counted })),
  /** Open incidents of their shops. */
  open: z.array(z.object({ id, n: z.int(), title: z.string(), shopId: id })),
});
export type CommonView = z.output<typeof commonView>;

/** What one remedy for all would come to (BA-2). */
export const previewView = z.object({
  n: z.int(),
  sumFen: z.int(),
  beyond: z.int(),
  compensated: z.int(),
  impossible: z.int(),
  /** Roles whose authority covers the sum in one approval; none: too much for one. */
  approvers: z.array(z.string()),
  rows: z.array(
    z.object({
      caseId: id,
      number: z.string(),
      /** `ready` is offered; `compensated` got something before; `offered` has it from this incident; `impossible`: see `why`. */
      state: z.enum(['ready', 'compensated', 'offered', 'impossible']),
      title: z.string().nullable(),
      cites: z.string().nullable(),
      fen: z.int().nullable(),
      beyond: z.boolean(),
      givenFen: z.int(),
      why: z.string().nullable(),
    }),
  ),
});
export type PreviewView = z.output<typeof previewView>;
