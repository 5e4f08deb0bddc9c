import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseRoutes } from '#case/wire.ts';
import { commerceRoutes } from '#commerce/wire.ts';
import { day } from '#platform/clock.ts';
import { all, sql } from '#platform/db.ts';
import { hingeOrder, openStory, reportOf, type Story } from '../../test/stories/telling.ts';
import { intakeRoutes } from './wire.ts';

let story: Story;
beforeAll(async () => {
  story = await openStory();
  await story.order(hingeOrder);
});
afterAll(() => story.desk.close());

let next = 26111600000001;
async function freshOrder(): Promise<string> {
  const orderNo = String((next += 1));
  await story.order(orderNo, { contact: { receiver: '林**', nick: `买家${orderNo}`, buyerId: `b-${orderNo}` } });
  return orderNo;
}

const report = (caseId: string) => story.desk.as('agent').ok(intakeRoutes.report, { params: { caseId } });

describe('a report becomes a case', () => {
  it('with the order matched, its lines found and valued as sold, and what the order knows not asked again (IN-2, IN-7, IN-10, OR-4)', async () => {
    const told = await story.report({ orderNo: await freshOrder() });
    const written = await report(told.id);
    expect(written.lines).toMatchObject([
      { partCode: 'HJ-35', name: '铰链', quantity: 2, valueFen: 800, valueBasis: 'part', onList: true },
    ]);
    expect(written).toMatchObject({
      words: '柜门装到一半少两个铰链，螺丝倒是多一包。',
      wish: 'resend',
      partsValue: 800,
      order: { state: 'matched' },
    });
    expect(written.fields.find((field) => field.id === 'contactName')).toMatchObject({ masked: true });
    expect(written.fields.find((field) => field.id === 'howLost')?.value).toContain('铰链');
  });

  it('whose clocks run from when it reached us, not from when it was typed in (CL-1)', async () => {
    const received = new Date(story.desk.clock.now().getTime() - 2 * 3_600_000);
    const told = await story.report({ orderNo: await freshOrder(), receivedAt: received.toISOString() });
    const theCase = await told.now();
    expect(theCase.receivedAt).toBe(received.toISOString());
  });

  it('under a number that is stored once, however often the same request is sent', async () => {
    const body = reportOf({ orderNo: await freshOrder() });
    const first = await story.desk.as('agent').ok(intakeRoutes.register, { body, key: 'same' });
    const again = await story.desk.as('agent').ok(intakeRoutes.register, { body, key: 'same' });
    expect(again).toEqual(first);
  });

  it('for a gift, at its stated value and never at 0', async () => {
    const orderNo = await freshOrder();
    await story.desk.as('operations').ok(commerceRoutes.putOrder, {
      params: { shop: 'qimu', orderNo },
      body: {
        lines: [
          { lineNo: '1', title: '手冲组合装', priceFen: 19_900 },
          { lineNo: '2', kind: 'gift', title: '量勺', priceFen: 0, statedFen: 800 },
        ],
      },
    });
    const told = await story.report({ orderNo, problem: 'missing.gift', lines: [{ name: '量勺', quantity: 1 }] });
    expect(await report(told.id)).toMatchObject({ lines: [{ valueFen: 800, valueBasis: 'stated' }], partsValue: 800 });
  });

  it('with an emoji, four-byte characters and markup kept as they are', async () => {
    const words = '少了😀𠮷 <script>alert(1)</script>'.padEnd(9_999, '字');
    const told = await story.report({ orderNo: await freshOrder(), words });
    expect((await report(told.id)).words).toBe(words);
  });

  it('without a name, phone, nick or word of the customer in any event (IV-7)', async () => {
    const events = await all(sql<{ text: string }>`select data::text as text from events`, story.desk.house.db);
    const told = events.map((event) => event.text).join('\n');
    for (const personal of ['19900000031', '栖小木', '铰链', '19:00']) expect(told).not.toContain(personal);
  });
});

describe('a report is refused', () => {
  const refused = async (given: Parameters<typeof reportOf>[0], lang: 'zh' | 'en' = 'zh') =>
    story.desk.as('agent').refused(intakeRoutes.register, { body: reportOf(given), lang });

  it('naming every required field that nobody gave, in the reader’s language (IN-2, IN-8)', async () => {
    const problem = await refused({ orderNo: await freshOrder(), lines: [] });
    expect(problem).toMatchObject({
      status: 422,
      code: 'fields-missing',
      field: 'lines',
      detail: expect.stringContaining('缺少的配件') as string,
    });
  });

  it('when an amount comes without its basis', async () => {
    expect(await refused({ orderNo: await freshOrder(), fields: { amountClaimed: 800 } })).toMatchObject({
      code: 'amount-needs-basis',
      field: 'fields.amountClaimedBasis',
    });
  });

  it('when the wish is none of the playbook’s', async () => {
    expect(await refused({ orderNo: await freshOrder(), fields: { wish: 'lawsuit' } })).toMatchObject({
      code: 'not-one-of',
      field: 'fields.wish',
    });
  });

  it('when more is missing than was sold', async () => {
    expect(await refused({ orderNo: await freshOrder(), lines: [{ partCode: 'HJ-35', name: '', quantity: 5 }] })).toMatchObject({
      code: 'more-than-sold',
      data: { most: 4 },
    });
  });

  it('when it claims to have come in tomorrow', async () => {
    const tomorrow = new Date(story.desk.clock.now().getTime() + day).toISOString();
    expect(await refused({ orderNo: await freshOrder(), receivedAt: tomorrow })).toMatchObject({ code: 'received-in-future' });
  });

  it('when the number fits no shop and none was chosen, with the way out', async () => {
    expect(await refused({ orderNo: 'X1' })).toMatchObject({ code: 'shop-needed', field: 'shopId' });
  });

  it('when it is for a shop that the agent does not work for', async () => {
    const problem = await story.desk.as('stranger').refused(intakeRoutes.register, { body: reportOf({ orderNo: await freshOrder() }) });
    expect(['shop-needed', 'not-allowed']).toContain(problem.code);
    expect(
      await story.desk.as('stranger').refused(intakeRoutes.register, { body: reportOf({ shopId: story.desk.cast.shop }) }),
    ).toMatchObject({ status: 403 });
  });

  it('leaving nothing behind', async () => {
    const before = await all(sql<{ n: number }>`select count(*) as n from cases`, story.desk.house.db);
    await refused({ orderNo: await freshOrder(), lines: [] });
    expect(await all(sql<{ n: number }>`select count(*) as n from cases`, story.desk.house.db)).toEqual(before);
  });
});

describe('the same matter again (IN-6)', () => {
  it('is recognised, and the refusal names the case and the ways out', async () => {
    const orderNo = await freshOrder();
    const told = await story.report({ orderNo });
    const problem = await story.desk.as('agent').refused(intakeRoutes.register, { body: reportOf({ orderNo }) });
    expect(problem).toMatchObject({ status: 409, code: 'duplicate', data: { cases: [{ caseId: told.id }] } });
    expect(problem.detail).toContain((await told.now()).number);
  });

  it('is registered all the same with a reason, and the two are tied together', async () => {
    const orderNo = await freshOrder();
    const first = await story.report({ orderNo });
    const second = await story.report({ orderNo, despiteDuplicate: { reason: '另一件柜子' } });
    expect((await report(second.id)).relations).toMatchObject([{ caseId: first.id, kind: 'duplicates' }]);
    expect((await report(first.id)).relations).toMatchObject([{ caseId: second.id }]);
  });

  it('sent by two people at the same moment becomes one case', async () => {
    const orderNo = await freshOrder();
    const answers = await Promise.all(
      ['agent', 'agent2', 'lead'].map((who) => story.desk.as(who as 'agent').send(intakeRoutes.register, { body: reportOf({ orderNo }) })),
    );
    expect(answers.map((answer) => answer.status).sort((a, b) => a - b)).toEqual([200, 409, 409]);
  });

  it('of another problem is another case', async () => {
    const orderNo = await freshOrder();
    await story.report({ orderNo });
    const other = await story.report({ orderNo, problem: 'missing.manual', lines: [{ name: '说明书', quantity: 1 }] });
    expect((await report(other.id)).lines).toMatchObject([{ name: '说明书', onList: false, valueBasis: 'unknown' }]);
  });
});

describe('before a word is typed (IN-7)', () => {
  it('earlier cases of the order and the buyer are shown as facts', async () => {
    const orderNo = await freshOrder();
    const told = await story.report({ orderNo });
    const { items } = await story.desk.as('agent').ok(intakeRoutes.earlier, { query: { orderNo, problem: 'missing.accessory' } });
    const found = items.find((item) => item.caseId === told.id);
    expect(found?.same).toEqual(expect.arrayContaining(['order', 'problem']));
    expect(found).toMatchObject({ outcome: null, hurried: 0 });
  });

  it('but not to an agent of another shop', async () => {
    const { items } = await story.desk.as('stranger').ok(intakeRoutes.earlier, { query: { orderNo: hingeOrder } });
    expect(items).toEqual([]);
  });
});

describe('the fast lane at registration (RE-10)', () => {
  it('takes a small part from the call to its resending in one confirmation, every step a row by rule', async () => {
    const made = await story.desk
      .as('agent')
      .ok(intakeRoutes.fastRegister, { body: reportOf({ orderNo: await freshOrder(), handles: [] }) });
    expect(made).toMatchObject({ step: 'carry-out', outcome: null });
    const { journey, fast } = await story.again(made.id).now();
    expect(fast).toBe(true);
    expect(journey.slice(0, -1).map((row) => [row.answer, row.byRule])).toEqual(
      ['matches', 'accepted', 'missing', 'decided', 'sent', 'chosen'].map((each) => [each, true]),
    );
  });

  it('saves nothing when a limit fails, and says which', async () => {
    const orderNo = await freshOrder();
    const problem = await story.desk
      .as('agent')
      .refused(intakeRoutes.fastRegister, { body: reportOf({ orderNo, lines: [{ partCode: 'MB-2', name: '门板', quantity: 2 }] }) });
    expect(problem).toMatchObject({ code: 'fast-lane-not-offered' });
    expect((await story.desk.as('agent').ok(intakeRoutes.earlier, { query: { orderNo } })).items).toEqual([]);
  });
});

it('the desk reads the case that was registered', async () => {
  const told = await story.report({ orderNo: await freshOrder() });
  expect(await story.desk.as('agent').ok(caseRoutes.read, { params: { caseId: told.id } })).toMatchObject({
    channel: 'phone',
    summary: '柜门装到一半少两个铰链，螺丝倒是多一包。',
  });
});
