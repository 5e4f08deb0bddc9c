import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { talkRoutes } from '#case/talkWire.ts';
import { caseRoutes } from '#case/wire.ts';
import { commerceRoutes } from '#commerce/wire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { investigationRoutes } from '#investigation/wire.ts';
import { liabilityRoutes } from '#liability/wire.ts';
import { all, one, sql } from '#platform/db.ts';
import type { BodyIn } from '#platform/wire.ts';
import { choiceRoutes } from '#remedy/choiceWire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import { allHold, openStory, reportOf, type Story, type Told } from './stories/telling.ts';

// 「少一颗螺丝」: a part of 2 yuan is resent at once, and yet every step is there for whoever looks later (RE-10).
let story: Story;
beforeAll(async () => {
  story = await openStory();
  await story.desk.as('operations').ok(commerceRoutes.putGoods, {
    params: { shop: 'qimu', goodsCode: 'SJ-1' },
    body: {
      title: '置物架',
      priceFen: 9_900,
      warehouse: 'north',
      parts: [
        {
          code: 'LS-2',
          name: '螺丝',
          nameEn: 'Screw',
          model: 'M4',
          quantity: 4,
          valueFen: 50,
          costFen: 10,
          resentFrom: 'north',
          stock: 900,
        },
        {
          code: 'BAN',
          name: '层板',
          nameEn: 'Board',
          model: 'B',
          quantity: 2,
          valueFen: 3_001,
          costFen: 900,
          resentFrom: 'north',
          stock: 9,
        },
      ],
    },
  });
});
afterAll(() => story.desk.close());

let orders = 0;
/** An order of a shelf by a buyer who has nothing else with us. */
async function shelf(more: Parameters<Story['order']>[1] = {}): Promise<string> {
  orders += 1;
  const orderNo = `261117${String(orders).padStart(8, '0')}`;
  await story.order(orderNo, {
    contact: { receiver: '林**', buyerId: `b-${orderNo}`, nick: `n-${orderNo}` },
    lines: [{ lineNo: '1', goodsCode: 'SJ-1', title: '置物架', quantity: 1, priceFen: 9_900, paidFen: 9_900 }],
    ...more,
  });
  return orderNo;
}
const twoYuan = { partCode: 'LS-2', name: '螺丝', quantity: 4 };
const reportOn = (orderNo: string, more: Partial<BodyIn<typeof intakeRoutes.register>> = {}) =>
  reportOf({
    orderNo,
    shopId: story.desk.cast.shop,
    lines: [twoYuan],
    handles: [],
    fields: { wish: 'resend' },
    words: '少了一包螺丝',
    ...more,
  });

/** The same decisions one by one: everything that the lane presets, given by a person who takes the rule's liability. */
async function longRoad(told: Told): Promise<void> {
  await told.does('agent', triageRoutes.matchOrder, { answer: 'matches' });
  await told.does('agent', triageRoutes.review, { answer: 'accepted', ticks: allHold });
  const { lines } = await story.desk.as('agent').ok(intakeRoutes.report, { params: { caseId: told.id } });
  await told.does('agent', investigationRoutes.find, {
    answer: 'missing',
    lines: lines.map(({ id }) => ({ lineId: id, finding: 'missing' as const })),
  });
  await told.does('agent', liabilityRoutes.decide, { byRule: true });
  await told.does('agent', remedyRoutes.offer, { options: [{ key: 'resend' }] });
  const { items } = await story.desk.as('agent').ok(remedyRoutes.offers, { params: { caseId: told.id } });
  await told.does('agent', choiceRoutes.choose, { offerId: items[0]?.id ?? '', option: 1, channel: 'phone' });
}

/** What each stage wrote, without ids, times and who did it. */
const stageRows = {
  case_lines: sql`round, part_code, name, quantity, value_fen, finding, remedy`,
  journey_steps: sql`seq, round, step, stage, came_from, answer, by_role`,
  order_checks: sql`round, answer`,
  reviews: sql`round, step, answer, ticks, materials`,
  findings: sql`round, step, answer`,
  liabilities: sql`round, problem, cause, rule`,
  liability_shares: sql`party, percent`,
  offers: sql`round, seq, state, facts, message, silence, reopens`,
  offer_options: sql`round, n, remedy, fen, points, cost_fen, policy_row, row_id`,
  choices: sql`round, kind, channel`,
  fulfilment_tasks: sql`n, round, kind, state, part_code, quantity, cost_fen`,
} as const;
type Table = keyof typeof stageRows;
const tables = Object.keys(stageRows) as Table[];

function rowsOf(table: Table, caseId: string): Promise<unknown[]> {
  const which =
    table === 'liability_shares' ? sql`liability_id in (select id from liabilities where case_id = ${caseId})` : sql`case_id = ${caseId}`;
  return all(sql`select ${stageRows[table]} from ${sql.table(table)} where ${which} order by 1, 2`, story.desk.house.db);
}
const kindsOf = async (told: Told): Promise<string[]> => (await told.events()).sort();

describe('a part of two yuan, in one confirmation (RE-10)', () => {
  let lane: Told;
  let long: Told;
  beforeAll(async () => {
    const fast = await story.desk.as('agent').ok(intakeRoutes.fastRegister, { body: reportOn(await shelf()) });
    lane = story.again(fast.id);
    long = await story.report(reportOn(await shelf()));
    await longRoad(long);
  });

  it('stands where the long road leads', async () => {
    expect([await lane.step(), await long.step()]).toEqual(['carry-out', 'carry-out']);
    expect(await lane.now()).toMatchObject({ fast: true });
    expect(await long.now()).toMatchObject({ fast: false });
  });

  it.each(tables)('has the rows of the long road in %s', async (table) => {
    const rows = await rowsOf(table, lane.id);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows).toEqual(await rowsOf(table, long.id));
  });

  it('wrote the same kinds of event, one more that says how, and fewer messages', async () => {
    const plain = (await kindsOf(long)).filter((kind) => !kind.startsWith('message.'));
    const fast = (await kindsOf(lane)).filter((kind) => !kind.startsWith('message.'));
    expect(fast.filter((kind) => kind !== 'case.fast-lane')).toEqual(plain);
    expect(fast.filter((kind) => kind === 'case.fast-lane')).toHaveLength(1);
  });

  it('has every row marked as by rule, where the long road has a person', async () => {
    const marks = (caseId: string) =>
      one(
        sql<Record<string, boolean>>`select
          (select bool_and(by_rule) from journey_steps where case_id = ${caseId} and left_at is not null) as journey,
          (select bool_and(by_rule) from order_checks where case_id = ${caseId}) as checked,
          (select bool_and(by_rule) from reviews where case_id = ${caseId}) as reviewed,
          (select bool_and(by_rule) from findings where case_id = ${caseId}) as found,
          (select bool_and(by_rule) from offers where case_id = ${caseId}) as offered,
          (select bool_and(by_rule) from choices where case_id = ${caseId}) as chosen`,
        story.desk.house.db,
      );
    expect(await marks(lane.id)).toEqual({ journey: true, checked: true, reviewed: true, found: true, offered: true, chosen: true });
    expect(await marks(long.id)).toEqual({ journey: false, checked: false, reviewed: false, found: false, offered: false, chosen: false });
  });

  it('tells the customer once what was done, instead of step by step', async () => {
    const sent = async (told: Told) =>
      (await story.desk.as('agent').ok(talkRoutes.thread, { params: { caseId: told.id } })).items.map((each) => each.template);
    expect((await sent(lane)).filter((template) => template !== 'acknowledged')).toEqual(['fast-lane']);
    expect((await sent(long)).filter((template) => template !== 'acknowledged').length).toBeGreaterThan(1);
  });
});

describe('the same confirmation posted five times', () => {
  it('is one case with one task on the board', async () => {
    const orderNo = await shelf();
    const ask = { key: 'fast-five-times', body: reportOn(orderNo) };
    const made = await Promise.all(Array.from({ length: 5 }, () => story.desk.as('agent').send(intakeRoutes.fastRegister, ask)));
    const again = await story.desk.as('agent').ok(intakeRoutes.fastRegister, ask);
    expect(made.filter((each) => each.status !== 200).every((each) => each.body.code === 'still-running')).toBe(true);
    expect(new Set([again.id, ...made.filter((each) => each.status === 200).map((each) => each.body.id)]).size).toBe(1);
    await story.desk.settle();
    const board = await story.desk.as('logistics').ok(fulfilmentRoutes.resends, { query: { state: 'open', limit: 100 } });
    expect(board.items.filter((each) => each.orderNo === orderNo)).toMatchObject([{ kind: 'resend', partCode: 'LS-2', quantity: 4 }]);
  });

  it('by different people without a common key is refused as the same matter', async () => {
    const orderNo = await shelf();
    await story.desk.as('agent').ok(intakeRoutes.fastRegister, { body: reportOn(orderNo) });
    expect(await story.desk.as('agent2').refused(intakeRoutes.fastRegister, { body: reportOn(orderNo) })).toMatchObject({
      code: 'duplicate',
    });
  });
});

describe('the lane is refused, the failing limit named and nothing saved,', () => {
  async function refusedFor(
    orderNo: string,
    failing: string,
    words: { zh: string; en: string },
    body = reportOn(orderNo),
  ): Promise<boolean> {
    const before = await counted();
    for (const lang of ['zh', 'en'] as const) {
      await sql`update staff set lang = ${lang} where id = ${story.desk.cast.ids.agent}`.execute(story.desk.house.db);
      const problem = await story.desk.as('agent').refused(intakeRoutes.fastRegister, { body });
      expect(problem).toMatchObject({ status: 422, code: 'fast-lane-not-offered', data: { failing } });
      expect(problem.detail).toContain(words[lang]);
    }
    await sql`update staff set lang = 'zh' where id = ${story.desk.cast.ids.agent}`.execute(story.desk.house.db);
    expect(await counted()).toEqual(before);
    return true;
  }
  const counted = () =>
    one(
      sql`select (select count(*) from cases) as cases, (select count(*) from events) as events, (select count(*) from messages) as messages,
        (select count(*) from fulfilment_tasks) as tasks, (select count(*) from customers) as customers`,
      story.desk.house.db,
    );

  it('when the parts are worth more than ¥30', async () => {
    const orderNo = await shelf();
    expect(
      await refusedFor(
        orderNo,
        'partsValue',
        { zh: '常规步骤', en: 'ordinary steps' },
        reportOn(orderNo, { lines: [{ partCode: 'BAN', name: '层板', quantity: 1 }] }),
      ),
    ).toBe(true);
  });

  it('when the customer has had more claims in 90 days than the playbook lets through', async () => {
    const contact = { receiver: '赵**', buyerId: 'b-often', nick: 'n-often' };
    for (let claims = 0; claims < 3; claims += 1) {
      const made = await story.desk.as('agent').ok(intakeRoutes.fastRegister, { body: reportOn(await shelf({ contact })) });
      expect(made.step).toBe('carry-out');
    }
    expect(await refusedFor(await shelf({ contact }), 'earlierClaims90d', { zh: '90', en: '90' })).toBe(true);
  });

  it('when another parcel of the buyer is still on its way', async () => {
    const orderNo = await shelf({
      state: 'part-shipped',
      parcels: [
        { waybill: '7729500000001', carrier: 'xunchuan', warehouse: 'north', state: 'signed', contents: [{ lineNo: '1', quantity: 1 }] },
        { waybill: '7729500000002', carrier: 'xunchuan', warehouse: 'north', state: 'in-transit' },
      ],
    });
    expect(await refusedFor(orderNo, 'otherParcelOpen', { zh: '包裹', en: 'parcel' })).toBe(true);
  });

  it('while the order is pending', async () => {
    const body = reportOn('26112099999999', { fields: { wish: 'resend', contactName: '林', contact: '19900000066' } });
    const problem = await story.desk.as('agent').refused(intakeRoutes.fastRegister, { body });
    expect(problem).toMatchObject({ status: 422, code: 'fast-lane-not-offered' });
    expect(String(problem.data?.['failing'])).toContain('orderMatched');
  });
});

it('shows on the case whether it is open, and which limits fail', async () => {
  const small = await story.report(reportOn(await shelf()));
  expect((await small.now()).fastLane).toMatchObject({ offered: true, failing: [] });
  const dear = await story.report(reportOn(await shelf(), { lines: [{ partCode: 'BAN', name: '层板', quantity: 1 }] }));
  expect((await dear.now()).fastLane).toMatchObject({ offered: false });
  expect((await dear.now()).fastLane?.failing).toEqual([expect.stringContaining('配件')]);
  expect(await dear.isRefused('agent', caseRoutes.fastLane, {})).toMatchObject({ status: 422, code: 'fast-lane-not-offered' });
});
