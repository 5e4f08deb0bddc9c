import { afterAll, beforeAll, expect, it } from 'vitest';
import { all, sql } from '#platform/db.ts';
import { type Mailbox, openMailbox } from '../../test/mailbox.ts';
import { openStory, type Story } from '../../test/stories/telling.ts';
import { freshOrder } from './portal.fixture.ts';
import { visitorOf } from './visitor.fixture.ts';

let mailbox: Mailbox;
let story: Story;
beforeAll(async () => {
  mailbox = await openMailbox();
  story = await openStory({ config: { mail: mailbox.mail } });
});
afterAll(async () => {
  await story.desk.close();
  await mailbox.close();
});

it('proves an identity by a code to the address that is known, once and only in the browser that asked (TA-5)', async () => {
  const orderNo = await freshOrder(story);
  await story.report({ orderNo, handles: [{ kind: 'email', value: 'lin@example.com' }] });
  await story.desk.settle();
  const visitor = visitorOf(story.desk.app, 'en');
  const page = await visitor.get('/status');
  const asked = await visitor.post('/status/code', { ...page.form('/status'), orderNo });
  expect(asked.text).toContain('a code is on its way');
  expect(asked.text).not.toContain('lin@');
  await story.desk.settle();
  const letter = mailbox.letters().at(-1);
  expect(letter).toMatchObject({ to: ['lin@example.com'], subject: 'Your code for after-sales service' });
  const code = /\d{6}/.exec(letter?.text ?? '')?.[0] ?? '';
  const kept = await all(sql<{ code: string }>`select code from portal_codes where code <> ''`, story.desk.house.db);
  expect(kept).toHaveLength(1);
  expect(kept[0]?.code).toMatch(/^s1\./);
  expect(kept[0]?.code).not.toContain(code);
  const other = await (await visitorOf(story.desk.app).get('/status')).send('/status', { orderNo, code });
  expect(other.text).toContain('对不上');
  expect((await asked.send('/status', { orderNo, code })).text).toContain('Checking your order');
  expect((await asked.send('/status', { orderNo, code })).status).toBe(422);
});

it('says the same when no address is known, sends nothing, and forgets codes and addresses in time', async () => {
  const orderNo = await freshOrder(story);
  const before = mailbox.letters().length;
  const visitor = visitorOf(story.desk.app);
  const asked = await visitor.post('/report/missing-parts/code', {
    ...(await visitor.get('/report/missing-parts')).form('/identity'),
    orderNo,
  });
  expect(asked.text).toContain('验证码已经发出');
  await story.desk.later(3_600_000);
  expect(mailbox.letters()).toHaveLength(before);
  const kept = await all(sql<{ code: string; address: string }>`select code, address from portal_codes`, story.desk.house.db);
  expect(kept.filter((row) => row.code !== '' || row.address !== '')).toEqual([]);
});
