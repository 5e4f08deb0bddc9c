import { one, sql } from '#platform/db.ts';
import { type ClockRow, clockColumns, clockEnds, openClock } from './clocks.ts';
import type { Duration } from './duration.ts';
import { currentStep } from './journeyStore.ts';
import { tellOf } from './theCase.ts';
import type { Doing } from './wiring.ts';

const silenceTitle = { zh: '告知客户进展', en: 'Tell the customer' };
/** The message of progress is made this long before the customer would have heard nothing for too long. */
const sayBefore: Duration = { n: 4, unit: 'hours' };

/** While a case is open the customer hears from us at least this often, also when nothing is new (TA-9). */
export async function keepSilenceClock(doing: Doing, tellEvery: Duration, say: string): Promise<void> {
  const running = await one(
    sql<ClockRow>`select ${clockColumns} from clocks where case_id = ${doing.theCase.id} and purpose = 'silence' and state in ('running', 'overdue')`,
    doing.command.tx,
  );
  if (running && running.within.n === tellEvery.n && running.within.unit === tellEvery.unit) return;
  await restartSilence(doing, tellEvery, say);
}

async function restartSilence(doing: Doing, tellEvery: Duration, say: string): Promise<void> {
  await clockEnds(doing, sql`purpose = 'silence'`, 'restarted');
  if (!doing.theCase.closedAt) await startSilence(doing, tellEvery, say);
}

/** The first silence clock of a case; `keepSilenceClock` looks whether one runs. */
export async function startSilence(doing: Doing, tellEvery: Duration, say: string): Promise<void> {
  const { command, playbook, theCase } = doing;
  await openClock(doing, {
    name: 'silence',
    purpose: 'silence',
    step: theCase.step,
    title: silenceTitle,
    within: tellEvery,
    warn: sayBefore,
    source: 'TA-9',
    mayPause: false,
    ladder: playbook.ladder,
    from: command.now,
    say,
  });
}

/**
 * The customer was told something: by delivery, by a logged call, or by the agent's attestation (TA-11). Meets every clock
 * that waited for this message in one of the ways it accepts (CL-4) and starts the silence clock anew.
 * @param told.message the playbook's name of the message, or null for a message written by hand
 */
export async function customerTold(
  doing: Doing,
  told: { message: string | null; how: 'delivered' | 'attested' | 'called' },
): Promise<void> {
  const { command, theCase } = doing;
  theCase.lastToldAt = command.now;
  if (told.message) await clockEnds(doing, sql`tells = ${told.message} and ${told.how} = any(told_by)`, 'met');
  const step = await currentStep(command.tx, theCase.id);
  if (step?.tellEvery) await restartSilence(doing, step.tellEvery, doing.playbook.silence.say);
  await tellOf(command, theCase, { kind: 'customer.told', data: { message: told.message, how: told.how } });
}
