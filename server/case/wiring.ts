import type { Actor, Lang } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import type { Reader } from '#platform/db.ts';
import type { Module } from '#platform/module.ts';
import type { Refused, Result } from '#platform/result.ts';
import type { Facts } from './condition.ts';
import type { Effect, Input } from './effects.ts';
import type { Playbook, Preset } from './playbook.ts';
import type { TheCase } from './theCase.ts';
import type { Duration } from './duration.ts';
import type { Act, Placeholder, TermName } from './vocabulary.ts';

/** What a handler of the playbook's wishes works on: the command, the locked case and the playbook version it runs. */
export interface Doing {
  readonly command: Command;
  readonly theCase: TheCase;
  readonly playbook: Playbook;
}

/**
 * A stage's hand for one kind of effect. Runs in the command's own transaction. It may answer with a further input (an
 * execution that is done at once), which the driver takes after all effects of this step have run.
 */
export interface EffectHandler<K extends Effect['effect'] = Effect['effect']> {
  readonly on: K;
  run(doing: Doing, effect: Extract<Effect, { effect: K }>): Promise<Input | undefined>;
}

/** Facts that a stage supplies, several by one query. */
export interface FactProvider {
  readonly names: readonly string[];
  load(on: Reader, theCase: TheCase, now: Date): Promise<Facts>;
}

/**
 * How the fast lane does a step's typed act by preset (RE-10): the same use case as the long road, marked as by rule. It
 * stores its rows and answers the step's answer to take; the driver takes it.
 */
export interface PresetAct {
  readonly act: Act;
  run(doing: Doing, answer: string, preset: Preset): Promise<Result<{ answer: string }>>;
}

/** Values for `{placeholders}` of messages and scripts, several by one query, as the customer may read them. */
export interface PlaceholderProvider {
  readonly names: readonly Placeholder[];
  /** `reader`: for whom a script is filled on the desk; absent for what the customer gets. */
  load(on: Reader, theCase: TheCase, lang: Lang, now: Date, reader?: Actor): Promise<Partial<Record<Placeholder, string>>>;
}

/** How long a clock runs by kept terms, and where that is written. `from`: counted from then instead. */
export interface ClockTerms {
  readonly within: Duration;
  readonly source: string;
  readonly from?: Date;
}

/** A part of the case's report (IV-6), ready to be read: a heading and lines, personal data masked. */
export interface ReportPart {
  readonly title: string;
  readonly rows: readonly ReportRow[];
}
/** A line of a report: what it is, what is known, when; `marked`: what stands out. */
export interface ReportRow {
  readonly label: string;
  readonly text: string;
  readonly at?: Date;
  readonly marked?: boolean;
}
/** What a stage writes into a report, in one language. */
export interface ReportProvider {
  load(on: Reader, theCase: TheCase, lang: Lang, now: Date): Promise<readonly ReportPart[]>;
}

/** One thing that a customer's choice made us do: what it gives, and whether that is still to come, given, or lost (RE-13). */
export interface Carried {
  readonly choiceId: string;
  /** Which part of what was chosen: 0 the plan itself, n the n-th that is carried out together with it. */
  readonly part: number;
  readonly fate: 'waiting' | 'reached' | 'lost';
  /** Begun and then failed; what was taken back before it began could still work. */
  readonly failed: boolean;
  /** Of money and coupons, fen; what is paid by a row of its own counts there. */
  readonly fen: number | null;
  readonly points: number | null;
  /** Which way money goes. */
  readonly way: string | null;
  /** Under which numbers others know of its money: ours, and the payment partner's. */
  readonly numbers: readonly string[];
}

/** A module that takes part in journeys. */
export interface CaseModule extends Module {
  readonly effects?: readonly EffectHandler[];
  readonly facts?: readonly FactProvider[];
  readonly presetActs?: readonly PresetAct[];
  readonly placeholders?: readonly PlaceholderProvider[];
  readonly report?: ReportProvider;
  /** Terms that the stage keeps (CL-8); undefined where it keeps none for this case. */
  readonly clockTerms?: (on: Reader, theCase: TheCase, name: TermName, now: Date) => Promise<ClockTerms | undefined>;
  /** Why this person may not decide in this case (LI-5); asked of staff before a deciding step is answered or the case is moved. */
  readonly mayDecide?: (doing: Doing) => Promise<Refused | undefined>;
  /** What was done of what customers chose in these cases: told by who carries it out, read by who offers (RE-13). */
  readonly carriedOut?: (on: Reader, caseIds: readonly string[]) => Promise<readonly Carried[]>;
  /** Told after a clock of purpose `task` ran out: the stage marks what is late and says who is told. */
  readonly lateTasks?: (doing: Doing, subject: string) => Promise<void>;
}

let modules: readonly CaseModule[] = [];

/** Called once by main.ts with every module: what the driver runs effects, facts and presets with. */
export function wireJourneys(all: readonly CaseModule[]): void {
  modules = all;
}

/** Helps a stage to write a typed handler. */
export function handle<K extends Effect['effect']>(on: K, run: EffectHandler<K>['run']): EffectHandler {
  return { on, run };
}

/** The stages' handlers of one kind of effect, in the order of the modules. */
export function handlersOf(kind: Effect['effect']): readonly EffectHandler[] {
  return modules.flatMap((module) => module.effects ?? []).filter((each) => each.on === kind);
}

/** Says one of the playbook's messages to the customer now; nothing when the playbook has no such message. */
export async function sayNow(doing: Doing, message: string, reason?: string): Promise<void> {
  const words = doing.playbook.messages[message];
  if (!words) return;
  for (const handler of handlersOf('say'))
    await handler.run(doing, { effect: 'say', message, words, ...(reason ? { reason } : {}) } as never);
}

export function presetOf(act: string): PresetAct | undefined {
  return modules.flatMap((module) => module.presetActs ?? []).find((each) => each.act === act);
}

export async function lateTask(doing: Doing, subject: string): Promise<void> {
  for (const module of modules) await module.lateTasks?.(doing, subject);
}

/** What was carried out of the choices in these cases, piece by piece. */
export async function carriedOutIn(on: Reader, caseIds: readonly string[]): Promise<Carried[]> {
  if (caseIds.length === 0) return [];
  const found = await Promise.all(modules.map(async (module) => (await module.carriedOut?.(on, caseIds)) ?? []));
  return found.flat();
}

/** The first stage's reason why the actor may not decide in this case. */
export async function whyNotDecide(doing: Doing): Promise<Refused | undefined> {
  if (doing.command.actor.kind !== 'staff') return undefined;
  for (const module of modules) {
    const refused = await module.mayDecide?.(doing);
    if (refused) return refused;
  }
  return undefined;
}

/** The first stage's terms for a clock of this case; undefined: the playbook's own time holds. */
export async function clockTermsOf({ command, theCase }: Doing, name: TermName): Promise<ClockTerms | undefined> {
  for (const module of modules) {
    const terms = await module.clockTerms?.(command.tx, theCase, name, command.now);
    if (terms) return terms;
  }
  return undefined;
}

/** The parts of a case's report, each stage's in the order of a case's life. */
export async function reportOfCase(on: Reader, theCase: TheCase, lang: Lang, now: Date): Promise<ReportPart[]> {
  const parts = await Promise.all(modules.flatMap((module) => module.report?.load(on, theCase, lang, now) ?? []));
  return parts.flat();
}

/** Loads the named facts; a fact that nobody supplies stays out, and the interpreter refuses rather than guesses. */
export async function loadFacts(on: Reader, theCase: TheCase, names: readonly string[], now: Date): Promise<Facts> {
  const wanted = new Set(names);
  const providers = modules.flatMap((module) => module.facts ?? []).filter((each) => each.names.some((name) => wanted.has(name)));
  const loaded = await Promise.all(providers.map((each) => each.load(on, theCase, now)));
  return Object.assign({}, ...loaded) as Facts;
}

export async function placeholdersFrom(
  on: Reader,
  theCase: TheCase,
  names: readonly string[],
  lang: Lang,
  now: Date,
  reader?: Actor,
): Promise<Readonly<Record<string, string>>> {
  const wanted = new Set(names);
  const providers = modules.flatMap((module) => module.placeholders ?? []).filter((each) => each.names.some((name) => wanted.has(name)));
  const loaded = await Promise.all(providers.map((each) => each.load(on, theCase, lang, now, reader)));
  return Object.assign({}, ...loaded) as Record<string, string>;
}
