import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCase, caseNow, customerOf, onCaseOf, onDesk, step } from '../../test/aCase.ts';
import { type Desk, openDesk } from '../../test/desk.ts';
import type { TheCase } from '#case/contract.ts';
import { systemActor } from '#platform/actor.ts';
import { day, hour } from '#platform/clock.ts';
import { all, one, sql } from '#platform/db.ts';
import { confirm } from './confirm.ts';
import { answerSurvey, surveyOf } from './survey.ts';
import { feedbackRoutes } from './wire.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

/** At the step that waits for the customer's confirmation; how it came there is other stages' business. */
async function toConfirm(): Promise<TheCase> {
  const theCase = await aCase(desk, { phone: '17000000061' });
  await sql`update cases set step = 'confirm', stage = 'confirmation', waiting_for = 'customer' where id = ${theCase.id}`.execute(
    desk.house.db,
  );
  await sql`update journey_steps set step = 'confirm', stage = 'confirmation' where case_id = ${theCase.id} and left_at is null`.execute(
    desk.house.db,
  );
  return theCase;
}
/** Closed as explained, after which the playbook asks. */
async function explained(person: Parameters<typeof aCase>[1] = { phone: '17000000062' }): Promise<TheCase> {
  const theCase = await aCase(desk, person);
  await sql`update cases set step = 'explain', stage = 'closure', waiting_for = 'customer' where id = ${theCase.id}`.execute(desk.house.db);
  await sql`update journey_steps set step = 'explain', stage = 'closure' where case_id = ${theCase.id} and left_at is null`.execute(
    desk.house.db,
  );
  const closed = await step(desk, 'agent', theCase.id, 'agreed');
  await desk.settle();
  return closed;
}
const view = (theCase: TheCase) => desk.as('agent').ok(feedbackRoutes.read, { params: { caseId: theCase.id } });
const secretOf = async (theCase: TheCase): Promise<string> => {
  const row = await one(
    sql<{ body: string }>`select body from messages where case_id = ${theCase.id} and template = 'survey' order by n desc limit 1`,
    desk.house.db,
  );
  return /\/s\/([\w-]{22})/.exec(row?.body ?? '')?.[1] ?? '';
};
const good = { speed: 5, result: 4, attitude: 5, reasons: [], words: '' };

describe('the customer’s confirmation (TA-6)', () => {
  it('recorded by an agent who called back ends the case, with who said what when', async () => {
    const theCase = await toConfirm();
    expect((await view(theCase)).answers.map((each) => [each.answer, each.needsReason])).toEqual([
      ['satisfied', false],
      ['not-yet', false],
      ['dissatisfied', true],
    ]);
    const { version } = await caseNow(desk, theCase.id);
    const done = await desk
      .as('agent')
      .ok(feedbackRoutes.confirm, { params: { caseId: theCase.id }, version, body: { answer: 'satisfied', note: '电话确认' } });
    expect(done).toMatchObject({ outcome: 'resolved' });
    expect((await view(theCase)).confirmations).toMatchObject([
      { answer: 'satisfied', label: '已收到，满意', note: '电话确认', channel: 'phone', by: '周小满' },
    ]);
  });

  it('"not satisfied" needs its reason and opens the next round of the same case', async () => {
    const theCase = await toConfirm();
    const asCustomer = (note: string) =>
      onCaseOf(desk, customerOf(theCase), theCase.id, (command, locked) =>
        confirm(command, locked, { answer: 'dissatisfied', note, channel: 'portal' }),
      );
    expect(await asCustomer('')).toMatchObject({ ok: false, refused: { code: 'reason-required' } });
    expect((await asCustomer('铰链型号不对')).ok).toBe(true);
    expect(await caseNow(desk, theCase.id)).toMatchObject({ round: 2, step: 'enquire', closedAt: null });
  });

  it('is refused where nothing waits for it, and to who may not', async () => {
    const theCase = await aCase(desk, { phone: '17000000063' });
    const { version } = await caseNow(desk, theCase.id);
    const ask = { params: { caseId: theCase.id }, version, body: { answer: 'satisfied' } };
    expect((await desk.as('agent').refused(feedbackRoutes.confirm, ask)).code).toBe('nothing-to-confirm');
    expect((await desk.as('logistics').refused(feedbackRoutes.confirm, ask)).code).toBe('not-allowed');
    expect((await desk.as('stranger').refused(feedbackRoutes.confirm, ask)).code).toBe('not-found');
    expect((await desk.as('agent').refused(feedbackRoutes.survey, { params: { caseId: theCase.id }, body: good })).code).toBe('no-survey');
  });
});

describe('the survey (FB-1)', () => {
  it('is asked a day after closing, once, by a link of its own', async () => {
    const theCase = await explained();
    expect((await view(theCase)).surveys).toMatchObject([{ state: 'planned', answer: null }]);
    await desk.later(23 * hour);
    expect((await view(theCase)).surveys).toMatchObject([{ state: 'planned' }]);
    await desk.later(1 * hour);
    await desk.later(5 * day);
    expect((await view(theCase)).surveys).toMatchObject([{ state: 'asked' }]);
    expect(await all(sql`select 1 from messages where case_id = ${theCase.id} and template = 'survey'`, desk.house.db)).toHaveLength(1);
  });

  it('asks for three numbers where a chat forbids links, and an agent writes them down (TA-11)', async () => {
    const theCase = await explained({ nick: '栖木的木', channel: 'byhand' });
    await desk.later(day);
    const asked = await one(
      sql<{ channel: string; body: string }>`select channel, body from messages where case_id = ${theCase.id} and template = 'survey'`,
      desk.house.db,
    );
    expect(asked).toMatchObject({ channel: 'byhand', body: expect.stringContaining('回复三个数字，依次是速度、结果、态度') });
    expect(asked?.body).not.toContain('http');
    await desk.as('agent').ok(feedbackRoutes.survey, { params: { caseId: theCase.id }, body: { ...good, channel: 'chat' } });
    expect((await view(theCase)).surveys).toMatchObject([{ state: 'answered', channel: 'chat', answer: { speed: 5 } }]);
  });

  it('is answered once; a low score is brought to the leads with its reasons', async () => {
    const theCase = await explained();
    await desk.later(day);
    const secret = await secretOf(theCase);
    const answer = (given: typeof good | { reasons: ['too-slow']; speed: 1; result: 3; attitude: 4; words: string }) =>
      onDesk(desk, customerOf(theCase), (command) => answerSurvey(command, secret, given));
    expect(await answer({ speed: 1, result: 3, attitude: 4, reasons: ['too-slow'], words: '等了一周' })).toMatchObject({
      ok: true,
      value: { state: 'answered', channel: 'portal' },
    });
    expect(await answer(good)).toMatchObject({ ok: false, refused: { code: 'survey-answered' } });
    expect((await view(theCase)).surveys).toMatchObject([
      { state: 'answered', answer: { speed: 1, result: 3, attitude: 4, reasons: ['too-slow'], words: '等了一周' } },
    ]);
    expect(await all(sql`select role, data from notices where case_id = ${theCase.id} and kind = 'survey.low'`, desk.house.db)).toEqual([
      { role: 'lead', data: { speed: 1, result: 3, attitude: 4 } },
    ]);
    const low = await desk.as('lead').ok(feedbackRoutes.list, { query: { low: 'true' } });
    expect(low.items).toMatchObject([{ caseNumber: theCase.number, answer: { speed: 1 } }]);
    expect((await desk.as('stranger').ok(feedbackRoutes.list, {})).items).toEqual([]);
  });

  it('is written down by an agent when it was answered by phone, also before it was asked', async () => {
    const theCase = await explained();
    const params = { caseId: theCase.id };
    expect(await desk.as('agent').ok(feedbackRoutes.survey, { params, body: good })).toMatchObject({
      state: 'answered',
      channel: 'phone',
      answer: good,
    });
    await desk.later(2 * day);
    expect(await secretOf(theCase)).toBe('');
    expect((await desk.as('agent').refused(feedbackRoutes.survey, { params, body: good })).code).toBe('survey-answered');
  });

  it('is not asked while the case goes on again, and is planned anew when it ends', async () => {
    const theCase = await explained();
    await sql`update cases set closed_at = null, outcome = null where id = ${theCase.id}`.execute(desk.house.db);
    await desk.later(day);
    expect((await view(theCase)).surveys).toMatchObject([{ state: 'dropped' }]);
    expect(await secretOf(theCase)).toBe('');
  });

  it('knows a foreign and an expired link', async () => {
    const theCase = await explained();
    await desk.later(day);
    const secret = await secretOf(theCase);
    expect(await surveyOf(desk.house.db, 'foreign', desk.clock.now())).toMatchObject({ refused: { code: 'survey-unknown' } });
    expect(await surveyOf(desk.house.db, secret, desk.clock.now())).toMatchObject({ ok: true });
    desk.clock.advance(91 * day);
    expect(await onDesk(desk, systemActor, (command) => answerSurvey(command, secret, good))).toMatchObject({
      refused: { code: 'survey-over' },
    });
  });

  it('leaves no words in the events', async () => {
    const events = JSON.stringify(await all(sql`select data from events`, desk.house.db));
    for (const words of ['等了一周', '电话确认', '型号']) expect(events).not.toContain(words);
  });
});
