import { all, jsonb, later, sql, type Reader } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { insertClock } from './clockStore.ts';
import { calendarOf } from './calendars.ts';
import { dueAt, type Pause, warnAt, type WhyLine } from './clockMath.ts';
import type { Duration } from './duration.ts';
import type { Effect } from './effects.ts';
import { tellOf } from './theCase.ts';
import { writeEventsFrom } from '#platform/events.ts';
import type { ClockOrigin, PauseReason } from './vocabulary.ts';
import { clockTermsOf, type Doing } from './wiring.ts';

/** A clock as it stands in the database. `dueAt` null while it is paused. */
export interface ClockRow {
  readonly id: string;
  readonly caseId: string;
  readonly round: number;
  readonly name: string;
  readonly purpose: 'deadline' | 'remind' | 'give-up' | 'limit' | 'silence' | 'task';
  readonly step: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly source: string;
  readonly within: Duration;
  readonly warn: Duration | null;
  readonly mayPause: boolean;
  readonly ladder: readonly string[];
  readonly subject: string | null;
  readonly say: string | null;
  readonly state: 'running' | 'paused' | 'overdue' | 'met' | 'dropped';
  readonly startedAt: Date;
  readonly dueAt: Date | null;
  readonly warnAt: Date | null;
  readonly firesAt: Date | null;
  readonly rung: number;
  readonly warnedAt: Date | null;
  readonly breachedAt: Date | null;
  readonly endedAt: Date | null;
  readonly toldBy: readonly string[];
  readonly tells: string | null;
  readonly reason: readonly WhyLine[];
  readonly unpublished: readonly number[];
}

export const clockColumns = sql`id, case_id as "caseId", round, name, purpose, step, title_zh as "titleZh", title_en as "titleEn", source,
  within, warn, may_pause as "mayPause", ladder, subject, say, state, started_at as "startedAt", due_at as "dueAt", warn_at as "warnAt",
  fires_at as "firesAt", rung, warned_at as "warnedAt", breached_at as "breachedAt", ended_at as "endedAt", told_by as "toldBy", tells,
  reason, unpublished`;

const open = sql`state in ('running', 'paused', 'overdue')`;

/** What a new clock is made of; `subject` tells apart several clocks of one name (tasks, reminders). */
export interface NewClock {
  readonly name: string;
  readonly purpose: ClockRow['purpose'];
  readonly step: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly within: Duration;
  readonly warn?: Duration | undefined;
  readonly source?: string;
  readonly mayPause: boolean;
  readonly ladder: readonly string[];
  readonly from: Date;
  readonly subject?: string;
  readonly say?: string | undefined;
  /** What it counts from, for the explanation. */
  readonly origin?: ClockOrigin;
}

/** Starts a clock of the case in the command's transaction. One with the same name and subject that runs already stays. */
export async function openClock(doing: Doing, clock: NewClock): Promise<void> {
  const { command, theCase } = doing;
  const calendar = await calendarOf(command.tx, theCase.shopId);
  const answer = dueAt({
    start: clock.from,
    amount: clock.within,
    calendar,
    pauses: [],
    mayPause: clock.mayPause,
    event: clock.origin ?? 'step',
    source: clock.source ?? '',
  });
  const warn = clock.warn ? warnAt({ start: clock.from, due: answer.due, before: clock.warn, calendar }) : null;
  await insertClock(command.tx, {
    id: newId(),
    caseId: theCase.id,
    round: theCase.round,
    name: clock.name,
    purpose: clock.purpose,
    step: clock.step,
    titleZh: clock.title.zh,
    titleEn: clock.title.en,
    source: clock.source ?? '',
    within: clock.within,
    warn: clock.warn ?? null,
    mayPause: clock.mayPause,
    ladder: clock.ladder,
    subject: clock.subject ?? null,
    say: clock.say ?? null,
    state: 'running',
    startedAt: clock.from,
    dueAt: answer.due,
    warnAt: warn,
    firesAt: warn ?? answer.due,
    rung: 0,
    warnedAt: null,
    breachedAt: null,
    endedAt: null,
    toldBy: [],
    tells: null,
    reason: answer.lines,
    unpublished: answer.unpublished,
  });
  if (clock.purpose === 'deadline') {
    await tellOf(command, theCase, {
      kind: 'clock.started',
      data: { clock: clock.name, due: answer.due.toISOString(), source: clock.source ?? '' },
    });
  }
}

export async function startClock(doing: Doing, effect: Extract<Effect, { effect: 'startClock' }>): Promise<void> {
  if (effect.restart) await clockEnds(doing, sql`name = ${effect.clock}`, 'restarted');
  const rule = doing.playbook.clocks[effect.clock];
  const origin = rule?.from ?? 'step';
  const terms = rule?.terms ? await clockTermsOf(doing, rule.terms) : undefined;
  const { receivedAt, registeredAt } = doing.theCase;
  // CL-1 counts from receipt, also when somebody typed it in later.
  const atRegistration = origin === 'registered' && effect.from.getTime() === registeredAt.getTime();
  await openClock(doing, {
    ...effect,
    name: effect.clock,
    purpose: 'deadline',
    origin,
    from: atRegistration ? receivedAt : effect.from,
    ...terms,
  });
}

/** Stops a clock: at once, or, when it measures that the customer is told, once the message was (CL-4). */
export async function stopClock(doing: Doing, effect: Extract<Effect, { effect: 'stopClock' }>): Promise<void> {
  if (!effect.told) return clockEnds(doing, sql`name = ${effect.clock}`, 'met');
  await later(
    doing.command.tx,
    sql`update clocks set tells = ${effect.told.message}, told_by = ${[...effect.told.by]}
    where case_id = ${doing.theCase.id} and name = ${effect.clock} and ${open}`,
  );
}

/** Ends every open clock of the case that the condition names: `met` when its deed was done, else dropped. */
export async function clockEnds(doing: Doing, which: ReturnType<typeof sql>, why: 'met' | 'restarted' | 'closed' | 'left'): Promise<void> {
  const { command, theCase } = doing;
  const ended = sql`update clocks set ended_at = ${command.now}, fires_at = null, state = ${why === 'met' ? 'met' : 'dropped'}
    where case_id = ${theCase.id} and ${open} and ${which} returning name, purpose, breached_at is not null as late`;
  const event = { kind: 'clock.ended', caseId: theCase.id, shopId: theCase.shopId, version: theCase.version };
  await writeEventsFrom(
    command,
    event,
    ended,
    sql`purpose = 'deadline'`,
    sql`jsonb_build_object('clock', name, 'why', ${why}::text, 'late', late)`,
  );
}

/** Lets a clock rest while somebody else is awaited; one that may never pause (CL-8) or has run out goes on. */
export async function pauseClock(doing: Doing, name: string, because: PauseReason | 'edge'): Promise<void> {
  const { command, theCase } = doing;
  const clocks = await openOnes(command.tx, theCase.id, name);
  for (const clock of clocks.filter((each) => each.mayPause && each.state !== 'overdue')) {
    await sql`insert into clock_pauses (clock_id, because, from_at) values (${clock.id}, ${because}, ${command.now}) on conflict do nothing`.execute(
      command.tx,
    );
    await recompute(doing, clock);
    await tellOf(command, theCase, { kind: 'clock.paused', data: { clock: name, because } });
  }
}

export async function resumeClock(doing: Doing, name: string): Promise<void> {
  const { command, theCase } = doing;
  for (const clock of await openOnes(command.tx, theCase.id, name)) {
    if (clock.state !== 'paused') continue;
    await sql`update clock_pauses set to_at = ${command.now} where clock_id = ${clock.id} and to_at is null`.execute(command.tx);
    await recompute(doing, clock);
    await tellOf(command, theCase, { kind: 'clock.resumed', data: { clock: name } });
  }
}

/** Reckons a clock anew from its start, its pauses and the calendar as they stand; also after a calendar change (CL-5). */
export async function recompute(doing: Doing, clock: ClockRow): Promise<{ before: Date | null; after: Date | null }> {
  const { command, theCase } = doing;
  const calendar = await calendarOf(command.tx, theCase.shopId);
  const pauses = await pausesOf(command.tx, clock.id);
  const answer = dueAt({
    start: clock.startedAt,
    amount: clock.within,
    calendar,
    pauses,
    mayPause: clock.mayPause,
    event: doing.playbook.clocks[clock.name]?.from ?? 'step',
    source: clock.source,
  });
  const paused = answer.pausedSince !== null;
  const warn = clock.warn && !paused ? warnAt({ start: clock.startedAt, due: answer.due, before: clock.warn, calendar }) : null;
  const due = paused ? null : answer.due;
  await sql`update clocks set state = ${paused ? 'paused' : 'running'}, due_at = ${due}, warn_at = ${warn},
      fires_at = ${clock.warnedAt || !warn ? due : warn}, reason = ${jsonb(answer.lines)}, unpublished = ${[...answer.unpublished]}
    where id = ${clock.id}`.execute(command.tx);
  return { before: clock.dueAt, after: due };
}

export function openOnes(on: Reader, caseId: string, name: string): Promise<ClockRow[]> {
  return all(sql<ClockRow>`select ${clockColumns} from clocks where case_id = ${caseId} and name = ${name} and ${open}`, on);
}

async function pausesOf(on: Reader, clockId: string): Promise<Pause[]> {
  return all(
    sql<Pause>`select because as why, from_at as "from", to_at as "to" from clock_pauses where clock_id = ${clockId} order by from_at`,
    on,
  );
}

/** Reminders and giving up while a step waits; they end when the step is left. */
export async function startWait(doing: Doing, effect: Extract<Effect, { effect: 'wait' }>): Promise<void> {
  const common = { step: effect.step, mayPause: false, ladder: [], from: effect.from };
  for (const [i, reminder] of effect.reminders.entries()) {
    await openClock(doing, {
      ...common,
      name: 'remind',
      purpose: 'remind',
      title: { zh: '提醒客户', en: 'Reminder' },
      within: reminder.after,
      subject: `${effect.step}:${i}`,
      say: reminder.say,
    });
  }
  if (effect.giveUpAfter) {
    await openClock(doing, {
      ...common,
      name: 'give-up',
      purpose: 'give-up',
      title: { zh: '逾期未回复', en: 'No answer' },
      within: effect.giveUpAfter,
      subject: effect.step,
    });
  }
}

/** An investigation's own limit (CL-7). */
export async function startLimit(doing: Doing, effect: Extract<Effect, { effect: 'limit' }>): Promise<void> {
  await openClock(doing, {
    name: 'limit',
    purpose: 'limit',
    step: effect.step,
    title: { zh: '核查期限', en: 'Investigation limit' },
    within: effect.within,
    source: 'CL-7',
    mayPause: false,
    ladder: doing.playbook.ladder,
    from: effect.from,
    subject: effect.step,
    say: effect.extendSay,
  });
}

/** All clocks of a case, newest first: what the desk explains line by line. */
export function clocksOf(on: Reader, caseId: string): Promise<ClockRow[]> {
  return all(
    sql<ClockRow>`select ${clockColumns} from clocks where case_id = ${caseId} order by (state in ('running', 'paused', 'overdue')) desc, due_at nulls last, started_at desc`,
    on,
  );
}
