import { answerStep, calendarOf, dueAt, playbookOf, tellOf, type TheCase } from '#case/contract.ts';
import type { Command } from '#platform/command.ts';
import type { Reader } from '#platform/db.ts';
import { refuse, type Result } from '#platform/result.ts';
import type { Body } from '#platform/wire.ts';
import { carrierOfCase, sourceOf } from './keepTerms.ts';
import { answerExternal as storeAnswer, caseOfAuthorityNo, externalOf, listAuthorities, saveExternal } from './termsStore.ts';
import type { answersRoutes, ExternalView } from './wire.ts';

/** What an authority forwarded about this case; null for every other case. */
export async function presentExternal(on: Reader, caseId: string): Promise<ExternalView | null> {
  const row = await externalOf(on, caseId);
  if (!row) return null;
  const setting = (await listAuthorities(on)).find((each) => each.authority === row.authority);
  const { shopId: _, ...kept } = row;
  return {
    ...kept,
    receivedAt: row.receivedAt.toISOString(),
    answerDue: (await answerDueOf(on, row)).toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
    source: setting ? sourceOf(setting) : '',
    verified: setting?.verified ?? false,
  };
}

/**
 * Writes down what an authority forwarded: its own number, when it reached us, by when it is to be answered (EX-11).
 * Refuses `not-at-this-act`, `authority-number-known` (data.number: the case that has it), `received-in-future`.
 */
export async function registerExternal(
  command: Command,
  theCase: TheCase,
  given: Body<typeof answersRoutes.registerExternal>,
): Promise<Result<TheCase>> {
  const wrong = await actIsNow(command, theCase, 'external-registration');
  if (wrong) return wrong;
  const receivedAt = new Date(given.receivedAt);
  if (receivedAt > command.now) return refuse('received-in-future', { field: 'receivedAt' });
  const known = await caseOfAuthorityNo(command.tx, given.authority, given.authorityNo, theCase.id);
  if (known !== undefined) return refuse('authority-number-known', { field: 'authorityNo', data: { number: known } });
  const answerDue = given.answerDue ? new Date(given.answerDue) : null;
  await saveExternal(command, {
    caseId: theCase.id,
    shopId: theCase.shopId,
    authority: given.authority,
    authorityNo: given.authorityNo,
    receivedAt,
    answerDue,
    carrierId: await carrierOfCase(command.tx, theCase),
    demand: given.demand,
  });
  await tellOf(command, theCase, {
    kind: 'external.registered',
    data: {
      authority: given.authority,
      due: (answerDue ?? (await dueBySetting(command.tx, theCase.shopId, given.authority, receivedAt))).toISOString(),
    },
  });
  return answerStep(command, theCase, { answer: 'registered', byAct: true });
}

/** Writes down what the authority was answered and whether the complaint was valid (EX-11). Refuses `not-at-this-act`, `received-in-future`. */
export async function answerExternal(
  command: Command,
  theCase: TheCase,
  given: Body<typeof answersRoutes.answerExternal>,
): Promise<Result<TheCase>> {
  const wrong = await actIsNow(command, theCase, 'external-answer');
  if (wrong) return wrong;
  const answeredAt = given.answeredAt ? new Date(given.answeredAt) : command.now;
  if (answeredAt > command.now) return refuse('received-in-future', { field: 'answeredAt' });
  await storeAnswer(command, theCase.id, { verdict: given.verdict, answer: given.answer, answeredAt });
  await tellOf(command, theCase, { kind: 'external.answered', data: { verdict: given.verdict, at: answeredAt.toISOString() } });
  return answerStep(command, theCase, { answer: given.verdict, byAct: true, reason: given.answer });
}

async function actIsNow(command: Command, theCase: TheCase, act: string) {
  const playbook = await playbookOf(command.tx, theCase.playbookVersionId);
  const isNow = !theCase.closedAt && playbook.steps[theCase.step]?.act === act;
  return isNow ? undefined : refuse('not-at-this-act', { data: { step: theCase.step } });
}

/** By when an authority is to be answered: its own word, else the house's setting. */
export async function answerDueOf(
  on: Reader,
  row: { readonly shopId: string; readonly authority: string; readonly receivedAt: Date; readonly answerDue: Date | null },
): Promise<Date> {
  return row.answerDue ?? (await dueBySetting(on, row.shopId, row.authority, row.receivedAt));
}

/** Without the authority's word and without a setting it is a week, so that no complaint is without a date. */
async function dueBySetting(on: Reader, shopId: string, authority: string, start: Date): Promise<Date> {
  const setting = (await listAuthorities(on)).find((each) => each.authority === authority);
  const amount = setting
    ? ({ n: setting.answerDays, unit: setting.working ? 'workingDays' : 'days' } as const)
    : ({ n: 7, unit: 'days' } as const);
  return dueAt({ start, amount, calendar: await calendarOf(on, shopId), pauses: [], mayPause: false }).due;
}
