import type { Duration } from './duration.ts';
import type { FactTest } from './condition.ts';
import type { MaterialRule, Preset, ReviewCondition, Words } from './playbook.ts';
import type { Act, Move, Outcome, Panel, PauseReason, Party, Role, Stage, Standing, ToldBy, WaitKind } from './vocabulary.ts';

/**
 * What a playbook wants done, in order, each self-contained. The driver runs them in the command's own transaction.
 * Clock effects name a clock whether or not it is running: stopping, pausing or resuming one that isn't is nothing;
 * starting one that runs with `restart` counts it anew, without `restart` leaves it alone.
 * Durations are turned into times by the shop's calendar; `from` is the moment they count from.
 */
export type Effect =
  | { readonly effect: 'leaveStep'; readonly step: string; readonly answer: string; readonly by: Role; readonly reason?: string }
  /** A step whose `when` didn't hold: entered and left in the same moment, for the journey's completeness. */
  | { readonly effect: 'passStep'; readonly step: string; readonly failing: readonly FactTest[]; readonly to: string }
  | {
      readonly effect: 'enterStep';
      readonly step: string;
      readonly stage: Stage;
      readonly by: readonly Role[];
      readonly another: boolean;
      /** The step it was entered from; kept with the journey row, `back` leads there. */
      readonly cameFrom?: string;
      readonly tellEvery: Duration;
      readonly tellSay: string;
      readonly shows: readonly Panel[];
    }
  | {
      readonly effect: 'startClock';
      readonly clock: string;
      readonly title: Words;
      readonly within: Duration;
      readonly warn?: Duration;
      readonly source: string;
      readonly mayPause: boolean;
      readonly restart: boolean;
      readonly ladder: readonly Role[];
      readonly from: Date;
      /** The step it belongs to when it breaches (CL-6). */
      readonly step: string;
    }
  /** With `told` the clock stops once the message has been delivered, attested or called; else at once. */
  | { readonly effect: 'stopClock'; readonly clock: string; readonly told?: { readonly message: string; readonly by: readonly ToldBy[] } }
  | { readonly effect: 'pauseClock'; readonly clock: string; readonly because: PauseReason | 'edge' }
  | { readonly effect: 'resumeClock'; readonly clock: string }
  | { readonly effect: 'askMaterials'; readonly materials: readonly MaterialRule[] }
  | {
      readonly effect: 'openTask';
      readonly task: string;
      readonly to: Party;
      readonly ask: Words;
      readonly within: Duration;
      readonly from: Date;
      readonly step: string;
    }
  | {
      readonly effect: 'inviteAct';
      readonly act: Act;
      readonly step: string;
      readonly conditions: readonly ReviewCondition[];
      readonly policy?: string;
      readonly validFor?: Duration;
      readonly preset: Preset;
    }
  | { readonly effect: 'say'; readonly message: string; readonly words: Words; readonly reason?: string }
  | {
      readonly effect: 'wait';
      readonly for: WaitKind;
      readonly step: string;
      readonly from: Date;
      readonly reminders: readonly { readonly after: Duration; readonly say: string }[];
      /** When it has passed, the driver answers `noAnswer` for the system. Without it no time ends the waiting (VE-8). */
      readonly giveUpAfter?: Duration;
    }
  | {
      readonly effect: 'limit';
      readonly step: string;
      readonly within: Duration;
      readonly from: Date;
      readonly extensions: number;
      readonly extendSay?: string;
    }
  | { readonly effect: 'nextRound'; readonly round: number; readonly because: 'dissatisfied' | 'appeal' }
  | { readonly effect: 'move'; readonly move: Move; readonly by: Role; readonly reason: string; readonly target?: string }
  | { readonly effect: 'reopen'; readonly by: Role; readonly at: string }
  /** The buyer's cash-on-delivery standing changes; the reason is the step's (RE-6). */
  | { readonly effect: 'setStanding'; readonly standing: Standing; readonly step: string }
  /** One person owns the follow-up of the case's order or buyer from here on (FU-7). */
  | { readonly effect: 'dedicate'; readonly of: 'order' | 'customer' }
  /** The end. It also stops every running clock that isn't waiting to be told, and drops what the last step waited for. */
  | {
      readonly effect: 'close';
      readonly outcome: Outcome;
      /** `step.answer` of the edge that closed it; position.endedBy from now on. */
      readonly endedBy: string;
      readonly appealWithin?: Duration;
      readonly reopenBy: readonly ('orderNo' | 'customer')[];
      readonly survey?: { readonly wait: Duration; readonly say: string; readonly asks: readonly ('speed' | 'result' | 'attitude')[] };
    };

/** The answer that stands in the journey when a wait was given up. It can't be written in a playbook. */
export const noAnswer = 'no-answer';

/** Why the interpreter wouldn't take a step; words for agent and customer are in playbookRefusals.ts. */
export type PlaybookRefusal =
  | { readonly code: 'unknown-step'; readonly data: { readonly step: string } }
  | {
      readonly code: 'unknown-answer';
      readonly data: { readonly step: string; readonly answer: string; readonly answers: readonly string[] };
    }
  | { readonly code: 'already-ended'; readonly data: { readonly outcome: Outcome } }
  | { readonly code: 'not-ended' }
  | { readonly code: 'not-your-step'; readonly data: { readonly step: string; readonly by: readonly Role[] } }
  | { readonly code: 'reason-required'; readonly field: 'reason' }
  | { readonly code: 'needs-act'; readonly data: { readonly act: Act } }
  | { readonly code: 'condition-fails'; readonly data: { readonly answer: string; readonly failing: readonly FactTest[] } }
  | { readonly code: 'fact-missing'; readonly data: { readonly facts: readonly string[] } }
  | { readonly code: 'nothing-to-go-back-to' }
  | { readonly code: 'appeal-not-allowed' }
  | { readonly code: 'appeals-exhausted'; readonly data: { readonly levels: number } }
  | { readonly code: 'not-reopenable' };

/** Where a case stands in its playbook; the driver builds it from the journey rows. */
export type Position = {
  readonly step: string;
  /** 1 for the first handling. */
  readonly round: number;
  /** `step.answer` → how often it was given in this case so far; loop limits look at it. */
  readonly visits: Readonly<Record<string, number>>;
  readonly cameFrom?: string;
  readonly ended?: Outcome;
  readonly endedBy?: string;
  /** Appeals so far (TA-3). */
  readonly appeals?: number;
};

/**
 * What happened. `byAct`: the step's typed act produced the answer. `lane`: the fast lane walks; its own message takes the
 * place of those on the way, and clocks that are met by telling wait for it (RE-10).
 */
export type Input =
  /** The case was registered: begin at `start`; with `step` at that step (an operator moves a running case on). */
  | { readonly kind: 'enter'; readonly step?: string }
  | {
      readonly kind: 'answer';
      readonly answer: string;
      readonly by: Role;
      readonly reason?: string;
      readonly byAct?: boolean;
      readonly lane?: boolean;
    }
  | { readonly kind: 'move'; readonly move: Move; readonly by: Role; readonly reason: string; readonly target?: string }
  | { readonly kind: 'appeal'; readonly by: Role; readonly reason: string }
  | { readonly kind: 'reopen'; readonly because: 'orderNo' | 'customer'; readonly by: Role };

export type Advance =
  | {
      readonly ok: true;
      readonly effects: readonly Effect[];
      readonly next: { readonly step: string } | { readonly ended: Outcome } | { readonly left: 're-kind' };
    }
  | { readonly ok: false; readonly refused: PlaybookRefusal };
