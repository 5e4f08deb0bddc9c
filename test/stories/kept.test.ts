import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseRoutes } from '#case/wire.ts';
import { questionRoutes } from '#investigation/questionWire.ts';
import { all, sql } from '#platform/db.ts';
import { carryOut, openStory, type Story, type Told } from './telling.ts';

// What was decided stays, whoever writes to the database (IV-7; architecture.md, "A case has rounds").
let story: Story;
let told: Told;
beforeAll(async () => {
  story = await openStory();
  await story.order('26111690000001');
  told = await story.report({ orderNo: '26111690000001' });
  await told.leadTo('enquire');
  const questions = async () => (await story.desk.as('agent').ok(questionRoutes.questions, { params: { caseId: told.id } })).items;
  if ((await questions()).length === 0)
    await told.does('agent', questionRoutes.ask, {
      party: 'warehouse',
      placeId: story.desk.cast.warehouse,
      ask: '请核对装箱',
      within: { n: 1, unit: 'workingDays' },
    } as never);
  const [question] = await questions();
  await story.desk.as('logistics').ok(questionRoutes.answer, { params: { questionId: question?.id ?? '' }, body: { text: '少装两个' } });
  await told.leadTo('carry-out');
  await carryOut(story.desk, told.id);
});
afterAll(() => story.desk.close());

const cases: [table: string, set: string, where: string][] = [
  ['order_checks', "answer = 'not-found'", 'true'],
  ['reviews', "answer = 'rejected'", 'true'],
  ['reviews', "ticks = '{}'", 'true'],
  ['findings', "answer = 'not-missing'", 'true'],
  ['questions', "answer = '都装了'", "state = 'answered'"],
  ['liabilities', "cause = 'external'", 'true'],
  ['liability_shares', 'percent = 50', 'true'],
  ['offer_options', 'fen = 1', 'true'],
  ['choices', "channel = 'mail'", 'true'],
  ['journey_steps', "answer = 'rejected'", 'left_at is not null'],
  ['journey_steps', "reason = '改写'", 'left_at is not null'],
  ['clocks', "breached_at = null, due_at = due_at + interval '1 day'", "state in ('met', 'dropped')"],
  ['ledger_lines', 'debit = debit + 1', 'debit > 0'],
  ['events', "kind = 'other'", 'true'],
  ['policy_versions', "note = 'x'", 'true'],
  ['playbook_versions', 'version = 9', 'true'],
];

describe('a decided fact', () => {
  it.each(cases)('%s: set %s where %s is refused by the database', async (table, set, where) => {
    const { db } = story.desk.house;
    const rows = await all(sql`select 1 from ${sql.table(table)} where ${sql.raw(where)}`, db);
    expect(rows.length).toBeGreaterThan(0);
    await expect(sql`update ${sql.table(table)} set ${sql.raw(set)} where ${sql.raw(where)}`.execute(db)).rejects.toThrow(
      /never changed|frozen/,
    );
    await expect(sql`delete from ${sql.table(table)} where ${sql.raw(where)}`.execute(db)).rejects.toThrow(
      /never (changed|deleted)|frozen|still referenced|foreign key/,
    );
  });

  it('is still what the case page shows', async () => {
    expect((await story.desk.as('agent').ok(caseRoutes.read, { params: { caseId: told.id } })).journey.map((row) => row.answer)).toContain(
      'missing',
    );
  });
});
