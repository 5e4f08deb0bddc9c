import { type ClockRow, clockEnds, clocksOf, type Doing, openClock, saveCase, sayMessage, tellOf, type TheCase } from '#case/contract.ts';
import { sql } from '#platform/db.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { countExtensions, insertExtension } from './findingStore.ts';

export interface Extended {
  readonly theCase: TheCase;
  readonly dueAt: Date;
  readonly used: number;
  readonly max: number;
}

/** How often the step that a case is in may be extended. */
export function mayExtend(doing: Pick<Doing, 'playbook' | 'theCase'>): number {
  return doing.theCase.closedAt ? 0 : (doing.playbook.steps[doing.theCase.step]?.limit?.extend?.max ?? 0);
}

/**
 * Gives an investigation more time (CL-7): `n` more of the limit's own unit, counted from the limit as it stood, or from now
 * when it is over. The reason stays, and the customer is told it with the new date. Refuses `no-limit-here`,
 * `extensions-exhausted` (data: max).
 */
export async function extendLimit(doing: Doing, given: { n: number; reason: string }): Promise<Result<Extended>> {
  const { command, theCase, playbook } = doing;
  const limit = playbook.steps[theCase.step]?.limit;
  const before = await limitClock(doing);
  if (!limit?.extend || !before?.dueAt) return refuse('no-limit-here', { data: { step: theCase.step } });
  const used = await countExtensions(command.tx, theCase.id, theCase.round, theCase.step);
  if (used >= limit.extend.max) return refuse('extensions-exhausted', { data: { max: limit.extend.max } });
  await clockEnds(doing, sql`purpose = 'limit' and step = ${theCase.step}`, 'restarted');
  await openClock(doing, {
    name: before.name,
    purpose: 'limit',
    step: before.step,
    title: { zh: before.titleZh, en: before.titleEn },
    within: { n: given.n, unit: limit.within.unit },
    source: before.source,
    mayPause: before.mayPause,
    ladder: before.ladder,
    from: before.dueAt > command.now ? before.dueAt : command.now,
    subject: before.subject ?? theCase.step,
    say: limit.extend.say,
  });
  const dueAt = (await limitClock(doing))?.dueAt;
  if (!dueAt) throw new Error('a limit that was just set runs');
  await insertExtension(command.tx, {
    caseId: theCase.id,
    round: theCase.round,
    step: theCase.step,
    seq: used + 1,
    n: given.n,
    unit: limit.within.unit,
    reason: given.reason,
    dueBefore: before.dueAt,
    dueAt,
    by: command.actor,
    at: command.now,
  });
  await tellOf(command, theCase, {
    kind: 'limit.extended',
    data: { step: theCase.step, seq: used + 1, before: before.dueAt.toISOString(), due: dueAt.toISOString() },
  });
  const words = playbook.messages[limit.extend.say];
  if (words) await sayMessage(doing, { message: limit.extend.say, words, reason: given.reason });
  await saveCase(command, theCase);
  return ok({ theCase, dueAt, used: used + 1, max: limit.extend.max });
}

async function limitClock({ command, theCase }: Doing): Promise<ClockRow | undefined> {
  const clocks = await clocksOf(command.tx, theCase.id);
  return clocks.find(
    (clock) => clock.purpose === 'limit' && clock.step === theCase.step && (clock.state === 'running' || clock.state === 'overdue'),
  );
}
