import { sql } from '#platform/db.ts';
import { calendarOf } from './calendars.ts';
import { clockEnds } from './clocks.ts';
import type { Effect } from './effects.ts';
import { dueAt } from './clockMath.ts';
import { tellOf } from './theCase.ts';
import type { Doing } from './wiring.ts';

/** The end of a case: outcome, until when it may be appealed, clocks that aren't waiting to be told are dropped. */
export async function closeCase(doing: Doing, effect: Extract<Effect, { effect: 'close' }>): Promise<void> {
  const { command, theCase } = doing;
  theCase.closedAt = command.now;
  theCase.outcome = effect.outcome;
  theCase.endedBy = effect.endedBy;
  theCase.waitingFor = null;
  theCase.stage = 'closure';
  theCase.reopenBy = [...effect.reopenBy];
  theCase.appealUntil = null;
  if (effect.appealWithin) {
    const calendar = await calendarOf(command.tx, theCase.shopId);
    theCase.appealUntil = dueAt({ start: command.now, amount: effect.appealWithin, calendar, pauses: [], mayPause: false }).due;
  }
  await clockEnds(doing, sql`tells is null and purpose <> 'task'`, 'closed');
  await tellOf(command, theCase, {
    kind: 'case.closed',
    data: {
      outcome: effect.outcome,
      round: theCase.round,
      ...(effect.survey ? { surveyWait: { n: effect.survey.wait.n, unit: effect.survey.wait.unit }, surveySay: effect.survey.say } : {}),
    },
  });
}
