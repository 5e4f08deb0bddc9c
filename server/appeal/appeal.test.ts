import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCase, caseNow, customerOf, onCaseOf, step } from '../../test/aCase.ts';
import { type Desk, openDesk } from '../../test/desk.ts';
import type { TheCase } from '#case/contract.ts';
import { day } from '#platform/clock.ts';
import { all, sql } from '#platform/db.ts';
import { fileAppeal } from './fileAppeal.ts';
import { appealRoutes } from './wire.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

/** Reviewed and rejected by the agent. */
async function rejected(): Promise<TheCase> {
  const theCase = await aCase(desk, { phone: '17000000051' });
  await step(desk, 'agent', theCase.id, 'matches');
  return step(desk, 'agent', theCase.id, 'rejected', '配件不在清单内');
}
const appeal = async (theCase: TheCase, reason = '清单上明明有铰链') => {
  const { version } = await caseNow(desk, theCase.id);
  return desk.as('agent').ok(appealRoutes.file, { params: { caseId: theCase.id }, version, body: { reason } });
};
const view = async (theCase: TheCase, who: 'agent' | 'lead' | 'lead2' = 'lead') =>
  desk.as(who).ok(appealRoutes.read, { params: { caseId: theCase.id } });
const decide = async (who: 'agent' | 'lead' | 'lead2' | 'operations', theCase: TheCase, answer: string) => {
  const { version } = await caseNow(desk, theCase.id);
  return desk.as(who).send(appealRoutes.decide, { params: { caseId: theCase.id }, version, body: { answer, reasons: '重新核对后认定' } });
};

describe('an appeal (TA-3)', () => {
  it('opens the next round with clocks of its own, goes to somebody who decided nothing, and is acknowledged', async () => {
    const theCase = await rejected();
    expect((await view(theCase)).admissible).toMatchObject({ may: true, why: null, level: 1, levels: 2, outside: null });
    const filed = await appeal(theCase);
    expect(filed).toMatchObject({ step: 'appeal-review', stage: 'appeal', outcome: null });
    const now = await caseNow(desk, theCase.id);
    expect(now).toMatchObject({ round: 2, appeals: 1, closedAt: null });
    expect([desk.cast.ids.lead, desk.cast.ids.lead2]).toContain(now.ownerId);
    const { items, admissible } = await view(theCase);
    expect(admissible).toMatchObject({ may: false, why: 'not-ended' });
    expect(items).toMatchObject([
      {
        level: 1,
        state: 'open',
        reason: '清单上明明有铰链',
        filedBy: 'staff',
        first: {
          outcome: 'rejected',
          step: 'review',
          answer: 'rejected',
          label: '不予受理',
          reason: '配件不在清单内',
          by: '周小满',
          deciders: ['周小满'],
        },
        intact: true,
        mine: true,
        decision: null,
        reviewer: { id: now.ownerId },
      },
    ]);
    expect(items[0]?.clocks.map((each) => each.name).sort()).toEqual(['appealCompletion', 'appealReview']);
    expect(items[0]?.answers.map((each) => each.answer)).toEqual(['kept', 'look-again', 'changed', 'partly']);
    expect((await view(theCase, 'agent')).items[0]?.mine).toBe(false);
    const said = await all(sql`select template from messages where case_id = ${theCase.id} and round = 2`, desk.house.db);
    expect(said).toEqual([{ template: 'appeal-received' }]);
    const notices = await all(sql`select staff_id from notices where case_id = ${theCase.id} and kind = 'case.assigned'`, desk.house.db);
    expect(notices).toEqual([{ staff_id: now.ownerId }]);
  });

  it('is never decided by who decided before, whatever their role (LI-5)', async () => {
    const theCase = await aCase(desk, { phone: '17000000052' });
    await step(desk, 'agent', theCase.id, 'matches');
    await step(desk, 'lead', theCase.id, 'rejected', '配件不在清单内');
    await appeal(theCase);
    const before = await caseNow(desk, theCase.id);
    expect(before.ownerId).toBe(desk.cast.ids.lead2);
    expect(await decide('lead', theCase, 'kept')).toMatchObject({ status: 403, body: { code: 'another-person' } });
    expect(await decide('agent', theCase, 'kept')).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
    expect(await caseNow(desk, theCase.id)).toEqual(before);
    expect((await decide('lead2', theCase, 'kept')).status).toBe(200);
  });

  it('goes on where its decision leads, and keeps the decision', async () => {
    const theCase = await rejected();
    await appeal(theCase);
    expect(await decide('lead2', theCase, 'look-again')).toMatchObject({ status: 200, body: { step: 'enquire', stage: 'investigation' } });
    expect((await view(theCase)).items[0]).toMatchObject({
      state: 'decided',
      mine: false,
      answers: [],
      decision: { answer: 'look-again', label: '改判：重新核查', reasons: '重新核对后认定', by: '何青' },
    });
    expect((await decide('lead2', theCase, 'kept')).body.code).toBe('no-open-appeal');
    await expect(sql`update appeal_decisions set answer = 'kept'`.execute(desk.house.db)).rejects.toThrow('never changed');
    await expect(sql`update appeals set outcome = 'resolved'`.execute(desk.house.db)).rejects.toThrow('never changed');
  });

  it('freezes what the decision rested on, and marks what is new', async () => {
    const theCase = await rejected();
    await sql`insert into case_materials (id, case_id, round, material, words, at, by_kind, by_id) values (gen_random_uuid(), ${theCase.id}, 1, 'photos', '拆箱时就没有', ${desk.clock.now()}, 'customer', 'x')`.execute(
      desk.house.db,
    );
    await appeal(theCase);
    const params = { caseId: theCase.id };
    expect(await desk.as('agent').ok(appealRoutes.addEvidence, { params, body: { words: '附上清单照片说明' } })).toEqual({ added: 1 });
    expect((await view(theCase)).items[0]).toMatchObject({
      evidence: [{ kind: 'material', words: '拆箱时就没有' }],
      added: [{ kind: 'words', words: '附上清单照片说明' }],
      intact: true,
    });
    await sql`delete from case_materials where case_id = ${theCase.id}`.execute(desk.house.db);
    expect((await view(theCase)).items[0]?.intact).toBe(false);
  });

  it('can be filed by the customer, in time only, and as often as the playbook says; then the outside ways are told', async () => {
    const theCase = await rejected();
    const asCustomer = (reason: string) =>
      onCaseOf(desk, customerOf(theCase), theCase.id, (command, locked) => fileAppeal(command, locked, { reason, files: [] }));
    expect(await asCustomer('  ')).toMatchObject({ ok: false, refused: { code: 'reason-required' } });
    expect((await asCustomer('我不认同')).ok).toBe(true);
    expect((await view(theCase)).items[0]).toMatchObject({ filedBy: 'customer', level: 1 });
    expect(await asCustomer('还是不认同')).toMatchObject({ refused: { code: 'not-ended' } });
    await decide('lead', theCase, 'kept');
    expect((await asCustomer('还是不认同')).ok).toBe(true);
    expect((await caseNow(desk, theCase.id)).ownerId).toBe(desk.cast.ids.lead2);
    await decide('lead2', theCase, 'kept');
    expect(await asCustomer('第三次')).toMatchObject({ refused: { code: 'appeals-exhausted' } });
    const { admissible } = await view(theCase);
    expect(admissible).toMatchObject({ may: false, why: 'appeals-exhausted', outside: expect.stringContaining('12315') });
  });

  it('comes too late after its days', async () => {
    const theCase = await rejected();
    desk.clock.advance(16 * day);
    const { version } = await caseNow(desk, theCase.id);
    expect(
      (await desk.as('agent').refused(appealRoutes.file, { params: { caseId: theCase.id }, version, body: { reason: '晚了' } })).code,
    ).toBe('appeal-too-late');
    expect((await view(theCase)).admissible).toMatchObject({ may: false, why: 'appeal-too-late' });
  });

  it('leaves no words in the events', async () => {
    const events = JSON.stringify(await all(sql`select data from events`, desk.house.db));
    for (const words of ['清单', '认定', '拆箱', '认同']) expect(events).not.toContain(words);
  });
});
