/**
 * The grammar of a playbook (处理流程): one procedure written as data. The same object is executed (advance.ts), drawn
 * (flowChart.ts), printed (manualPage.ts), walked by tests (paths.ts) and used in training. It holds no expressions and
 * computes no money. What the grammar can't see (unknown names, dead ends) is in checkPlaybook.ts.
 */
import { z } from 'zod';
import { conditionGrammar } from './condition.ts';
import { durationGrammar } from './duration.ts';
import {
  actNames,
  clockOrigins,
  dedications,
  outcomes,
  panels,
  parties,
  pauseReasons,
  remedies,
  roles,
  stages,
  standings,
  termNames,
  toldBy,
  waitKinds,
} from './vocabulary.ts';

const name = z.string().regex(/^[a-z][A-Za-z0-9-]*$/, 'name');
const names = z.array(name).min(1);
const filled = z.string().trim().min(1, 'word');

/** Text for people, complete in both languages. */
export const wordsGrammar = z.strictObject({ zh: filled, en: filled });
export type Words = z.infer<typeof wordsGrammar>;

const presetGrammar = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
/** Values handed to the act of a step, e.g. `remedy: points`. What they mean is the act's business. */
export type Preset = z.infer<typeof presetGrammar>;

const taskGrammar = z.strictObject({
  id: name,
  to: z.enum(parties),
  ask: wordsGrammar,
  within: durationGrammar,
  when: conditionGrammar.optional(),
  /** What it counts as when nobody has answered once it is due: the goods as lost, by rule (LI-6). */
  unanswered: z.enum(['lost']).optional(),
});
export type TaskRule = z.infer<typeof taskGrammar>;

const wayGrammar = z.strictObject({
  /** A step's id; `end` with `as`; or `back`, to the step that this one was entered from. */
  to: name,
  as: z.enum(outcomes).optional(),
  say: name.optional(),
  start: names.optional(),
  restart: names.optional(),
  stop: names.optional(),
  pause: names.optional(),
  resume: names.optional(),
  tasks: z.array(taskGrammar).min(1).optional(),
  /** Handed to the act of the step that is entered. */
  with: presetGrammar.optional(),
  nextRound: z.literal(true).optional(),
  /** The buyer's cash-on-delivery standing is changed on the way (RE-6). */
  standing: z.enum(standings).optional(),
  /** Whoever has the case owns the follow-up of its order, or of its buyer, from here on: later cases come to them (FU-7). */
  dedicate: z.enum(dedications).optional(),
  appeal: z.literal('allowed').optional(),
  /** Who or what may take an ended case up again: a corrected order number, or the customer. */
  reopenBy: z
    .array(z.enum(['orderNo', 'customer']))
    .min(1)
    .optional(),
  /** Where a reopened case goes on; without it at the step that ended it. */
  reopenAt: name.optional(),
  /** Clocks that a reopening starts anew, so that no deadline is lost. */
  reopenStart: names.optional(),
});
/** Where an edge leads and what happens on the way. */
export type Way = z.infer<typeof wayGrammar>;

const edgeGrammar = wayGrammar.extend({
  label: wordsGrammar,
  customerLabel: wordsGrammar.optional(),
  /** Only these of the step's roles may give this answer. */
  by: z.array(z.enum(roles)).min(1).optional(),
  /** The answer is possible only while this holds. */
  when: conditionGrammar.optional(),
  reason: z.literal('required').optional(),
  /** Given by itself although the step has an act. */
  direct: z.literal(true).optional(),
  /** After this many times the answer leads along `then` instead. */
  max: z.int().min(1).max(20).optional(),
  then: wayGrammar.optional(),
});
/** An answer of a step, with its words, who may give it, and where it leads. */
export type Edge = z.infer<typeof edgeGrammar>;

const waitsGrammar = z.strictObject({
  for: z.enum(waitKinds),
  remindAfter: z.array(durationGrammar).min(1).optional(),
  remindSay: name.optional(),
  giveUpAfter: durationGrammar.optional(),
  /** Given up as soon as this has come about: the first parcel of the order has gone out (FU-9). */
  until: z.enum(['shipped']).optional(),
  then: wayGrammar.optional(),
});
export type Waits = z.infer<typeof waitsGrammar>;

const reviewConditionGrammar = z.strictObject({
  id: name,
  title: wordsGrammar,
  /** Ticked beforehand while this holds; the person decides. */
  holds: conditionGrammar.optional(),
  /** What the customer is told when it fails. */
  refusal: wordsGrammar.optional(),
});
/** An acceptance condition of a review, ticked or refused by itself (VE-4). */
export type ReviewCondition = z.infer<typeof reviewConditionGrammar>;

const stepGrammar = z.strictObject({
  stage: z.enum(stages),
  by: z.array(z.enum(roles)).min(1),
  /** Only someone who has decided nothing in this case so far (TA-3, LI-5). */
  another: z.literal(true).optional(),
  title: wordsGrammar,
  customerTitle: wordsGrammar.optional(),
  ask: wordsGrammar.optional(),
  help: wordsGrammar.optional(),
  shows: z.array(z.enum(panels)).min(1).optional(),
  script: name.optional(),
  conditions: z.array(reviewConditionGrammar).min(1).optional(),
  act: z.enum(actNames as [string, ...string[]]).optional(),
  policy: name.optional(),
  validFor: durationGrammar.optional(),
  waits: waitsGrammar.optional(),
  limit: z
    .strictObject({ within: durationGrammar, extend: z.strictObject({ max: z.int().min(0).max(9), say: name }).optional() })
    .optional(),
  tasks: z.array(taskGrammar).min(1).optional(),
  clocks: names.optional(),
  /** The customer hears from us at least this often while the case is here (RE-8); else the playbook's own rule (TA-9). */
  tellEvery: durationGrammar.optional(),
  when: conditionGrammar.optional(),
  otherwise: name.optional(),
  answers: z.record(name, edgeGrammar),
});
/** One step: who answers it, what it asks or which act it invites, and its ways out. */
export type Step = z.infer<typeof stepGrammar>;

/** Another playbook, and the problem under which a case goes on there. */
const becomesGrammar = z.strictObject({ playbook: name, problem: z.string().regex(/^[a-z][a-z-]*(\.[a-z][a-z-]*)*$/, 'name') });

const clockGrammar = z.strictObject({
  title: wordsGrammar,
  from: z.enum(clockOrigins),
  within: durationGrammar,
  warn: durationGrammar.optional(),
  source: z.string().min(1),
  /** Kept terms that say how long instead of `within`, with their own source, where there are any (CL-8). */
  terms: z.enum(termNames).optional(),
  /** With it "stop" waits until the customer has been told, in one of these ways (CL-4). */
  stops: z.array(z.enum(toldBy)).min(1).optional(),
  /** Ends with the case when no edge has stopped it before. */
  until: z.literal('closed').optional(),
  pausedWhile: z.array(z.enum(pauseReasons)).min(1).optional(),
  mayPause: z.boolean().default(true),
  restartsAt: z.enum(clockOrigins).optional(),
  /** When it runs out the case goes on under this playbook: a request that is missed becomes the complaint (IN-3). */
  becomes: becomesGrammar.optional(),
});
export type ClockRule = z.infer<typeof clockGrammar>;

const fieldGrammar = z.strictObject({
  id: name,
  words: wordsGrammar,
  required: z.boolean().default(false),
  help: wordsGrammar.optional(),
  from: z.string().optional(),
  each: names.optional(),
  unit: z.enum(['fen', 'pieces', 'kg', 'g']).optional(),
  /** How the value was arrived at must be given too (VE-6: amount claimed with its basis). */
  basis: z.literal('required').optional(),
  oneOf: names.optional(),
  /** What the text must look like (IN-8); `unit` is for numbers that are counted in it. */
  form: z.enum(['tax-number', 'date', 'quantity']).optional(),
  /** Filled in at the desk; a customer isn't asked. */
  onPortal: z.literal(false).optional(),
  /** Required for these problems of the playbook only (IN-8). */
  requiredFor: z.array(z.string()).min(1).optional(),
  /** Words of what can be chosen, by name; a wish takes the product's own words for remedies. */
  choices: z.record(name, wordsGrammar).optional(),
});
/** A field that a report of this kind has, and whether it is required (IN-2, IN-8). */
export type RegistrationField = z.infer<typeof fieldGrammar>;

const materialGrammar = z.strictObject({
  id: name,
  words: wordsGrammar,
  min: z.int().min(1).max(30).optional(),
  optional: z.boolean().default(false),
  oneOf: names.optional(),
  /** Holds when the material need not be brought because the shop has it already. */
  satisfiedBy: conditionGrammar.optional(),
});
/** A material of the checklist (VE-6), and what makes it unnecessary. */
export type MaterialRule = z.infer<typeof materialGrammar>;

const walkAnswerGrammar = z.strictObject({ answer: name, preset: presetGrammar.optional() });

export const playbookGrammar = z.strictObject({
  playbook: name,
  title: wordsGrammar,
  customerTitle: wordsGrammar.optional(),
  kind: z.enum(['enquiry', 'query', 'complaint', 'suggestion', 'claim', 'request']),
  problems: z.array(z.string().regex(/^[a-z][a-z-]*(\.[a-z0-9][a-z0-9-]*)*$/, 'name')).min(1),
  /** Those of them that break the rules of the express trade, not only a promise: such cases come first (domain.md, 1). Never shown to customers. */
  regulatoryRisk: z.array(z.string()).min(1).optional(),
  /** What a reporter chooses from when this procedure knows several problems, in their words; without it the desk decides. */
  problemTitles: z.record(z.string(), wordsGrammar).optional(),
  registration: z.strictObject({
    /** Not for customers to file: an authority forwards it, or the product registers it by itself (EX-11, FU-9). */
    onPortal: z.literal(false).optional(),
    fields: z.array(fieldGrammar).min(1),
    materials: z.array(materialGrammar).default([]),
    duplicate: z
      .strictObject({
        same: z.array(z.enum(['order', 'problem', 'parcel', 'goods', 'customer'])).min(1),
        while: z.enum(['open', 'always']),
      })
      .optional(),
  }),
  acknowledge: name,
  start: name,
  /** Where the universal move "escalate" leads. */
  escalateTo: name,
  steps: z.record(name, stepGrammar),
  clocks: z.record(name, clockGrammar).default({}),
  ladder: z.array(z.enum(roles)).min(1),
  silence: z.strictObject({ tellEvery: durationGrammar, say: name }),
  remedies: z.array(z.enum(remedies)).min(1),
  policy: name.optional(),
  survey: z
    .strictObject({
      wait: durationGrammar,
      say: name,
      asks: z.array(z.enum(['speed', 'result', 'attitude'])).min(1),
      after: z.array(z.enum(outcomes)).min(1),
    })
    .optional(),
  appeal: z.strictObject({ within: durationGrammar, levels: z.int().min(1).max(2), step: name, say: name, exhausted: name }).optional(),
  /** Under which playbook the case goes on when the customer objects to a change of shipping information (FU-9). */
  objected: becomesGrammar.optional(),
  /** What is said and done when a parcel that was compensated as lost turns up after all (FU-12), wherever the case stands then. */
  turnsUp: z.strictObject({ say: name, tasks: z.array(taskGrammar).min(1) }).optional(),
  fastLane: z
    .strictObject({
      title: wordsGrammar,
      when: conditionGrammar,
      offeredAt: names,
      walk: z.record(name, walkAnswerGrammar),
      reaches: name,
      /** The one message that the customer gets for the whole walk. */
      say: name,
    })
    .optional(),
  procedure: z.strictObject({
    who: wordsGrammar,
    standards: z.array(wordsGrammar).min(1),
    objections: z.array(wordsGrammar).min(1),
    notes: z.array(wordsGrammar).default([]),
  }),
  messages: z.record(name, wordsGrammar),
  scripts: z.record(name, wordsGrammar).default({}),
});
/** A procedure as data; serialisable, kept per version in the database. A running case keeps its version. */
export type Playbook = z.infer<typeof playbookGrammar>;
export type FastLane = NonNullable<Playbook['fastLane']>;
export type AppealRule = NonNullable<Playbook['appeal']>;
