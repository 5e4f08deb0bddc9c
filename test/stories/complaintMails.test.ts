import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { complaintRoutes } from '#feedback/complaintWire.ts';
import { day } from '#platform/clock.ts';
import { sql } from '#platform/db.ts';
import { type Mailbox, openMailbox } from '../mailbox.ts';
import { openStory, type Story, type Told } from './telling.ts';

let story: Story;
let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await openMailbox();
  story = await openStory({ config: { mail: mailbox.mail } });
  await sql`update staff set email = login || '@house.test'`.execute(story.desk.house.db);
});
afterAll(async () => {
  await story.desk.close();
  await mailbox.close();
});

let orders = 0;
async function complaint(problem: string, phone = `1990000470${orders}`): Promise<Told> {
  orders += 1;
  const orderNo = `2611170000000${orders}`;
  await story.order(orderNo, { contact: { receiver: '林**' } });
  const told = await story.report({
    orderNo,
    problem,
    words: '鲜花饼有两枚边上发绿。',
    lines: [],
    fields: { contactName: '林' },
    handles: [{ kind: 'phone', value: phone }],
  });
  await story.desk.settle();
  return told;
}
/** The letters that tell of a complaint; events of other databases on the same server may hold ours back for a moment. */
const about = async (told: Told, least = 0) => {
  const { number } = await told.now();
  const found = () => mailbox.letters().filter((each) => each.text.includes(number) && each.subject.includes('投诉'));
  for (let tries = 0; tries < 100 && found().length < least; tries += 1) await story.desk.settle();
  return found();
};

describe('every complaint is mailed to operations and the executive (FB-7)', () => {
  it('in a letter of its own to each, at once, without the customer’s words or name (FB-7)', async () => {
    const told = await complaint('price.dropped');
    const letters = await about(told, 2);
    expect(letters.flatMap((each) => each.to).sort()).toEqual(['executive@house.test', 'operations@house.test']);
    expect(letters[0]?.subject).not.toContain('重要');
    expect(letters[0]?.text).toContain(`/desk/cases/${told.id}`);
    expect(letters.map((each) => each.text).join()).not.toMatch(/发绿|林/);
    await story.desk.settle();
    expect(await about(told)).toHaveLength(2);
    const { items } = await story.desk.as('operations').ok(complaintRoutes.letters);
    expect(items.filter((each) => each.caseId === told.id)).toMatchObject([
      { state: 'done', complaints: 1 },
      { state: 'done', complaints: 1 },
    ]);
    expect(await story.desk.as('agent').send(complaintRoutes.letters)).toMatchObject({ status: 403 });
  });

  it('marks the grave ones: food, and people who had to turn to us often (FB-7)', async () => {
    expect((await about(await complaint('quality.food'), 2))[0]?.subject).toContain('【重要：食品】');
    for (const _ of [1, 2]) await complaint('price.dropped', '19900004799');
    expect((await about(await complaint('price.dropped', '19900004799'), 2))[0]?.subject).toContain('【重要：多次联系】');
  });

  it('sends the same letter again when the mail server was lost in between: one Message-ID (FB-7)', async () => {
    const told = await complaint('price.dropped');
    const [before] = await about(told, 2);
    await sql`update intents set state = 'calling', wake_at = ${story.desk.clock.now()} where case_id = ${told.id} and kind = 'feedback.complaint-mail'`.execute(
      story.desk.house.db,
    );
    await story.desk.settle();
    const again = (await about(told, 4)).filter((each) => each.to.join() === before?.to.join());
    expect(again).toHaveLength(2);
    expect(new Set(again.map((each) => each.messageId)).size).toBe(1);
  });

  it('or in one digest a day, to whom the setting names (FB-7)', async () => {
    const setting = { mode: 'digest' as const, roles: ['executive' as const], more: ['chair@house.test'], digestHour: 9 };
    expect(await story.desk.as('agent').send(complaintRoutes.set, { body: setting })).toMatchObject({ status: 403 });
    await story.desk.as('operations').ok(complaintRoutes.set, { body: setting });
    await story.desk.later(day / 3);
    const early = await complaint('price.dropped');
    const second = await complaint('quality.fresh');
    expect(await about(early)).toEqual([]);
    await story.desk.later(day / 2);
    const letters = await about(early, 2);
    expect(letters.flatMap((each) => each.to).sort()).toEqual(['chair@house.test', 'executive@house.test']);
    expect(letters[0]?.subject).toContain('今日投诉 2 件');
    expect(letters[0]?.text).toContain((await second.now()).number);
  });
});
