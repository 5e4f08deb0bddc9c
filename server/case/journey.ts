import { ok, refuse, type Result } from '#platform/result.ts';
import type { Command } from '#platform/command.ts';
import { sql } from '#platform/db.ts';
import { advance } from './advance.ts';
import { closeCase } from './closeCase.ts';
import { clockEnds, pauseClock, resumeClock, startClock, startLimit, startWait, stopClock } from './clocks.ts';
import type { Facts } from './condition.ts';
import type { Effect, Input } from './effects.ts';
import { enterRow, leaveRow, passRow, positionOf } from './journeyStore.ts';
import type { Playbook } from './playbook.ts';
import { playbookOf } from './playbooks.ts';
import { saveCase, tellOf, type TheCase } from './theCase.ts';
import { keepSilenceClock, startSilence } from './silence.ts';
import { type Doing, handlersOf, loadFacts } from './wiring.ts';

/** Steps that may follow one another by themselves within one command; more is a playbook that runs in circles. */
const longestRun = 20;

export interface StepOptions {
  /** Marks the journey row as by rule (RE-10, LI-6). */
  readonly byRule?: boolean;
  /** The case was registered in this command: it has no journey and no clocks yet, and nobody looks for them. */
  readonly fresh?: boolean;
}

interface How extends StepOptions {
  /** Steps were passed over before the one that is entered. */
  readonly passed: boolean;
}

/**
 * Takes a case one step on: asks the pure interpreter, runs its effects in this command's transaction, saves the case.
 * The case must have been locked by `lockCase` in the same transaction. `byRule` marks the journey row (RE-10).
 * Refuses what the interpreter refuses; nothing is changed then.
 */
export async function takeStep(command: Command, theCase: TheCase, input: Input, options: StepOptions = {}): Promise<Result<TheCase>> {
  const playbook = await playbookOf(command.tx, theCase.playbookVersionId);
  const doing: Doing = { command, theCase, playbook };
  const waiting: Input[] = [input];
  for (let ran = 0; waiting.length > 0; ran += 1) {
    if (ran >= longestRun) throw new Error(`playbook ${playbook.playbook} runs in circles at ${theCase.step}`);
    const next = waiting.shift();
    if (!next) break;
    const how = ran === 0 ? options : { ...options, fresh: false };
    const decided = await decide(doing, next, how);
    if (!decided.ok) return decided;
    const passed = decided.value.some((each) => each.effect === 'passStep');
    for (const effect of lettersLast(decided.value)) waiting.push(...(await runEffect(doing, effect, { ...how, passed })));
  }
  await saveCase(command, theCase);
  return ok(theCase);
}

/** A letter says what happens next, by when, and until when one may object: it is written once all that has come about. */
function lettersLast(effects: readonly Effect[]): Effect[] {
  return [...effects.filter((each) => each.effect !== 'say'), ...effects.filter((each) => each.effect === 'say')];
}

/** Asks the interpreter; loads only the facts that it says it needs. */
async function decide(doing: Doing, input: Input, { fresh }: StepOptions): Promise<Result<readonly Effect[]>> {
  const { command, theCase, playbook } = doing;
  const position = fresh ? { step: theCase.step, round: theCase.round, visits: {}, appeals: 0 } : await positionOf(command.tx, theCase);
  let facts: Facts = {};
  for (let tries = 0; tries < 5; tries += 1) {
    // The first clocks run from receipt, not from when somebody typed it in (CL-1).
    const answer = advance(playbook, position, input, facts, fresh ? theCase.receivedAt : command.now);
    if (answer.ok) return ok(answer.effects);
    if (answer.refused.code !== 'fact-missing') return refuse(answer.refused.code, { ...(answer.refused as object) });
    const names = answer.refused.data.facts;
    facts = { ...facts, ...(await loadFacts(command.tx, theCase, names, command.now)) };
    const missing = names.filter((name) => facts[name] === undefined);
    if (missing.length > 0) return refuse('fact-missing', { data: { facts: missing.join(', ') } });
  }
  throw new Error(`playbook ${playbook.playbook}: facts never suffice at ${theCase.step}`);
}

async function runEffect(doing: Doing, effect: Effect, options: How): Promise<Input[]> {
  await runOwn(doing, effect, options);
  const further: Input[] = [];
  for (const handler of handlersOf(effect.effect)) {
    const input = await handler.run(doing, effect);
    if (input) further.push(input);
  }
  return further;
}

/** The spine's own share of each effect; the stages' handlers run after it. */
async function runOwn(doing: Doing, effect: Effect, { byRule = false, fresh = false, passed }: How): Promise<void> {
  const { command, theCase, playbook } = doing;
  switch (effect.effect) {
    case 'leaveStep':
      await leaveRow(command, theCase, {
        answer: effect.answer,
        role: effect.by,
        rule: byRule || effect.by === 'system',
        ...(effect.reason ? { reason: effect.reason } : {}),
      });
      await clockEnds(doing, sql`purpose in ('remind', 'give-up', 'limit') and step = ${effect.step}`, 'left');
      await tellOf(command, theCase, {
        kind: 'case.step',
        data: { step: effect.step, answer: effect.answer, role: effect.by, round: theCase.round, rule: byRule },
      });
      return;
    case 'passStep':
      return passRow(command, theCase, effect.step, playbook.steps[effect.step]?.stage ?? theCase.stage);
    case 'enterStep':
      theCase.step = effect.step;
      theCase.stage = effect.stage;
      theCase.waitingFor = waitingFor(playbook, effect.step);
      await enterRow(command, theCase, effect, fresh && !passed);
      await (fresh ? startSilence : keepSilenceClock)(doing, effect.tellEvery, effect.tellSay);
      return tellOf(command, theCase, { kind: 'case.entered', data: { step: effect.step, stage: effect.stage, round: theCase.round } });
    case 'startClock':
      return startClock(doing, fresh ? { ...effect, restart: false } : effect);
    case 'stopClock':
      return stopClock(doing, effect);
    case 'pauseClock':
      return pauseClock(doing, effect.clock, effect.because);
    case 'resumeClock':
      return resumeClock(doing, effect.clock);
    case 'wait':
      return startWait(doing, effect);
    case 'limit':
      return startLimit(doing, effect);
    case 'nextRound':
      theCase.round = effect.round;
      if (effect.because === 'appeal') {
        theCase.appeals += 1;
        reopenRow(theCase);
      }
      return tellOf(command, theCase, { kind: 'case.round', data: { round: effect.round, because: effect.because } });
    case 'reopen':
      reopenRow(theCase);
      return tellOf(command, theCase, { kind: 'case.reopened', data: { at: effect.at } });
    case 'move':
      return tellOf(command, theCase, { kind: 'case.moved', data: { move: effect.move, target: effect.target ?? null } });
    case 'close':
      return closeCase(doing, effect);
    case 'askMaterials':
    case 'openTask':
    case 'inviteAct':
    case 'setStanding':
    case 'dedicate':
    case 'say':
      return; // entirely the stages' business
    default:
      return effect satisfies never;
  }
}

function reopenRow(theCase: TheCase): void {
  theCase.closedAt = null;
  theCase.outcome = null;
  theCase.endedBy = null;
  theCase.appealUntil = null;
  theCase.reopenBy = [];
}

/** Whom a step waits for, as the work lists show it: the customer, the order, or the party that its tasks went to. */
export function waitingFor(playbook: Playbook, step: string): string | null {
  const rule = playbook.steps[step];
  if (!rule?.waits) return null;
  if (['customer', 'materials', 'choice', 'confirmation'].includes(rule.waits.for)) return 'customer';
  return rule.waits.for === 'tasks' ? 'logistics' : rule.waits.for;
}
