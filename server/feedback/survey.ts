import {
  calendarOf,
  dueAt,
  type Duration,
  holdCase,
  linkTo,
  makeLink,
  playbookOf,
  sayMessage,
  type TheCase,
  tellOf,
} from '#case/contract.ts';
import { systemActor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { inTransaction, type Reader } from '#platform/db.ts';
import type { StoredEvent } from '#platform/events.ts';
import { hashSecret } from '#platform/ids.ts';
import type { House } from '#platform/module.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import {
  type Channel,
  dueSurveys,
  lockSurvey,
  markAsked,
  markDropped,
  noticeLow,
  planSurvey,
  storeAnswer,
  surveyByToken,
  type SurveyRow,
  surveysOf,
} from './feedbackStore.ts';
import type { SurveyAnswer } from './wire.ts';

/** Surveys asked in one round of the sweep. */
const atOnce = 50;
/** A score of this or less is low. */
const low = 2;

/** A case was closed with an outcome after which the playbook asks (FB-1): plans the survey for after its wait. */
export function planAfterClosing(event: StoredEvent, house: House): Promise<void> {
  return inTransaction(house.db, async (tx) => {
    const wait = event.data['surveyWait'] as Duration | undefined;
    const message = event.data['surveySay'];
    if (!wait || typeof message !== 'string' || event.caseId === null) return;
    const command: Command = { tx, now: house.clock.now(), actor: systemActor, cause: `event:${event.id}` };
    const held = await holdCase(command, event.caseId);
    if (!held.ok) throw new Error(`case ${event.caseId} was closed and is not there`);
    const { shopId, number } = held.value;
    const { due } = dueAt({ start: event.at, amount: wait, calendar: await calendarOf(tx, shopId), pauses: [], mayPause: false });
    await planSurvey(command, {
      caseId: event.caseId,
      caseNumber: number,
      shopId,
      round: Number(event.data['round']),
      message,
      askAt: due,
    });
  });
}

/** Asks what is due, each in a transaction of its own. A case that went on meanwhile isn't asked: it will be when it ends. */
export async function askDue(house: House): Promise<number> {
  const due = await dueSurveys(house.db, house.clock.now(), atOnce);
  for (const each of due)
    await inTransaction(house.db, (tx) => ask({ tx, now: house.clock.now(), actor: systemActor, cause: 'sweep:surveys' }, each));
  if (due.length > 0) house.wake();
  return due.length;
}

/** Where a chat forbids links the scores come as its reply, and an agent writes them down. */
const replyWithScores = {
  zh: '请直接回复三个数字，依次是速度、结果、态度（1 分最低，5 分最高），例如：5 4 5',
  en: 'please reply with three numbers for speed, result and attitude (1 is lowest, 5 highest), such as: 5 4 5',
};

async function ask(command: Command, due: { id: string; caseId: string }): Promise<void> {
  const held = await holdCase(command, due.caseId);
  const survey = await lockSurvey(command.tx, due.id);
  if (!held.ok || !survey || survey.state !== 'planned' || survey.askAt > command.now) return;
  const theCase = held.value;
  if (theCase.closedAt === null || theCase.round !== survey.round) return markDropped(command, survey.id);
  const playbook = await playbookOf(command.tx, theCase.playbookVersionId);
  const words = playbook.messages[survey.message];
  if (!words) return markDropped(command, survey.id);
  const secret = await makeLink(command, theCase.id, 'survey');
  await markAsked(command, survey.id, hashSecret(secret));
  await sayMessage(
    { command, theCase, playbook },
    { message: survey.message, words, more: { link: linkTo('s', secret) }, instead: replyWithScores, seq: 1 },
  );
  await tellOf(command, theCase, { kind: 'survey.asked', data: { survey: survey.id, round: survey.round } });
}

/** The survey behind a customer's link. Refuses `survey-unknown`, `survey-over` (expired or revoked); one that was answered is answered with its answer. */
export async function surveyOf(on: Reader, secret: string, now: Date): Promise<Result<SurveyRow>> {
  const row = await surveyByToken(on, hashSecret(secret));
  if (!row) return refuse('survey-unknown');
  return row.revokedAt !== null || row.expiresAt < now ? refuse('survey-over') : ok(row);
}

/** The customer answers by their one-time link (FB-1). Refuses `survey-unknown`, `survey-over`, `survey-answered`. */
export async function answerSurvey(command: Command, secret: string, given: SurveyAnswer): Promise<Result<SurveyRow>> {
  const found = await surveyOf(command.tx, secret, command.now);
  if (!found.ok) return found;
  const held = await holdCase(command, found.value.caseId);
  if (!held.ok) return held;
  return take(command, held.value, found.value.id, { ...given, channel: 'portal' });
}

/** The customer answers by phone and an agent writes it down. Refuses `no-survey` while nothing was or will be asked, `survey-answered`. */
export async function answerByStaff(
  command: Command,
  theCase: TheCase,
  given: SurveyAnswer & { channel: Channel },
): Promise<Result<SurveyRow>> {
  const latest = (await surveysOf(command.tx, theCase.id)).filter((each) => each.state !== 'dropped').at(-1);
  return latest ? take(command, theCase, latest.id, given) : refuse('no-survey');
}

async function take(
  command: Command,
  theCase: TheCase,
  id: string,
  given: SurveyAnswer & { channel: Channel },
): Promise<Result<SurveyRow>> {
  const survey = await lockSurvey(command.tx, id);
  if (!survey) return refuse('survey-unknown');
  if (survey.state === 'answered') return refuse('survey-answered');
  if (survey.state === 'dropped') return refuse('survey-over');
  await storeAnswer(command, id, given);
  const { speed, result, attitude } = given;
  const isLow = Math.min(speed, result, attitude) <= low;
  if (isLow) await noticeLow(command, theCase.id, { speed, result, attitude });
  await tellOf(command, theCase, {
    kind: 'survey.answered',
    data: { survey: id, speed, result, attitude, low: isLow, reasons: given.reasons, channel: given.channel },
  });
  const stored = await lockSurvey(command.tx, id);
  return stored ? ok(stored) : refuse('survey-unknown');
}
