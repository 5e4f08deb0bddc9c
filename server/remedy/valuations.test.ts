import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answersRoutes } from '#answers/wire.ts';
import { loadFacts, lockCase, playbookOf, takeStep } from '#case/contract.ts';
import { systemActor } from '#platform/actor.ts';
import { all, inTransaction, sql } from '#platform/db.ts';
import { openStory, type Story, type Told } from '../../test/stories/telling.ts';
import { tierRoutes } from './tierWire.ts';
import { valuationRoutes as wire } from './valuationWire.ts';
import { remedyRoutes } from './wire.ts';

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.desk.close());

let next = 26112750000001;
/** A case that stands at the step of an act: the procedure before it is told elsewhere. */
async function at(act: string, given: object, order: Parameters<Story['order']>[1] = {}): Promise<Told> {
  const orderNo = String((next += 1));
  await story.order(orderNo, order);
  const told = await story.report({
    orderNo,
    handles: [{ kind: 'phone', value: `199${orderNo.slice(-8)}` }],
    fields: { contactName: '林' },
    ...given,
  });
  const { db, clock } = story.desk.house;
  await inTransaction(db, async (tx) => {
    const command = { tx, now: clock.now(), actor: systemActor, cause: 'test' };
    const locked = await lockCase(command, told.id, null, 'case.read');
    if (!locked.ok) throw new Error(locked.refused.code);
    const playbook = await playbookOf(tx, locked.value.playbookVersionId);
    const [step] = Object.entries(playbook.steps).find(([, each]) => each.act === act) ?? [];
    if (!step) throw new Error(`${locked.value.playbook} has no ${act}`);
    await sql`update journey_steps set left_at = ${command.now}, answer = 'moved' where case_id = ${told.id} and left_at is null`.execute(
      tx,
    );
    const taken = await takeStep(command, locked.value, { kind: 'enter', step });
    if (!taken.ok) throw new Error(taken.refused.code);
  });
  return told;
}
const atValuation = (): Promise<Told> =>
  at('valuation', { problem: 'delayed.parcel', lines: [{ name: '栖木折叠餐边柜 FC-120', quantity: 1 }] });
const valuationsOf = (told: Told) => story.desk.as('claims').ok(wire.valuations, { params: { caseId: told.id } });

describe('the value of a claim (EX-9)', () => {
  it('climbs the ladder, less salvage, and stands in the decision and as a fact', async () => {
    const told = await atValuation();
    expect((await valuationsOf(told)).ladder).toMatchObject([
      { basis: 'declared', fen: null },
      { basis: 'invoice', fen: null },
      { basis: 'order', fen: 42_900, source: 'order-price' },
      { basis: 'class', fen: 5000, source: '示例，未核实' },
    ]);
    expect(await told.does('claims', wire.value, { salvageFen: 2900, note: '外壳可用' })).toMatchObject({
      basis: 'order',
      claimFen: 40_000,
    });
    expect((await valuationsOf(told)).items).toMatchObject([
      { basis: 'order', valueFen: 42_900, salvageFen: 2900, capFen: null, by: '严敏' },
    ]);
    const { db, clock } = story.desk.house;
    const value = await inTransaction(db, async (tx) => {
      const locked = await lockCase({ tx, now: clock.now(), actor: systemActor, cause: 'test' }, told.id, null, 'case.read');
      return locked.ok ? (await loadFacts(tx, locked.value, ['claimValue'], clock.now()))['claimValue'] : undefined;
    });
    expect(value).toBe(40_000);
  });

  it('is capped by the carrier’s terms where nothing was declared, and not where something was', async () => {
    // Without terms nobody is cut down.
    const uncapped = await atValuation();
    expect(await uncapped.does('claims', wire.value, { freightFen: 1200 })).toMatchObject({ claimFen: 42_900 });
    const none = { lostDays: null, claimDays: null, damageDays: null, acceptanceDays: null, decisionDays: null, paymentDays: null };
    const terms = { ...none, uninsuredTimes: 5, sourceZh: '面单背书第 4 条', sourceEn: 'waybill, clause 4', validFrom: '2026-01-01' };
    await story.desk.as('operations').ok(answersRoutes.putTerms, { params: { carrierId: story.desk.cast.carrier }, body: terms });
    const { caps } = await story.desk.as('operations').ok(wire.rules);
    expect(caps).toMatchObject([
      { carrierId: story.desk.cast.carrier, times: 5, verified: false, source: expect.stringContaining('面单背书第 4 条') },
    ]);
    const told = await atValuation();
    expect(await told.does('claims', wire.value, { freightFen: 1200 })).toMatchObject({ basis: 'order', claimFen: 6000 });
    expect((await valuationsOf(told)).items).toMatchObject([
      { capFen: 6000, capSource: expect.stringMatching(/条款：面单背书第 4 条（示例，未核实）/) },
    ]);
    const declared = await atValuation();
    expect(await declared.does('claims', wire.value, { freightFen: 1200, declaredFen: 30_000 })).toMatchObject({
      basis: 'declared',
      claimFen: 30_000,
    });
  });

  it('is refused to who may not, with more salvage than value, and elsewhere', async () => {
    const told = await atValuation();
    expect(await told.isRefused('agent', wire.value, {})).toMatchObject({ status: 403 });
    expect(await told.isRefused('claims', wire.value, { salvageFen: 50_000 })).toMatchObject({ code: 'salvage-too-high' });
    await told.does('claims', wire.value, {});
    expect(await told.isRefused('claims', wire.value, {})).toMatchObject({ code: 'no-valuation-now' });
  });

  it('takes its defaults from settings with a source, marked until somebody verified them', async () => {
    const as = (who: 'operations' | 'agent') => story.desk.as(who);
    const rule = { class: 'FC-', fen: 20_000, source: '家具品类均价', validFrom: '2026-01-01', verified: true };
    expect(await as('agent').refused(wire.putRule, { body: rule })).toMatchObject({ status: 403 });
    await as('operations').ok(wire.putRule, { body: rule });
    const told = await atValuation();
    expect((await valuationsOf(told)).ladder.at(-1)).toEqual({ basis: 'class', fen: 20_000, source: '家具品类均价' });
    const { items } = await as('operations').ok(wire.rules);
    expect(items.filter((each) => !each.verified).every((each) => each.source.includes('未核实'))).toBe(true);
  });
});

it('lines of different problems are answered together (IN-10)', async () => {
  const told = await at('offer', {
    problem: 'damaged.goods',
    lines: [
      { name: '栖木折叠餐边柜 FC-120', quantity: 1 },
      { partCode: 'HJ-35', name: '铰链', quantity: 2, problem: 'lost.content' },
    ],
  });
  const { options } = await story.desk.as('operations').ok(remedyRoutes.proposal, { params: { caseId: told.id } });
  expect(options.some((each) => each.key.includes('+'))).toBe(true);
  expect(options.filter((each) => each.key.includes('+')).every((each) => each.title.includes('；另'))).toBe(true);
});

it('a policy may ask for the customer’s tier and for promises broken (RE-2)', async () => {
  const told = await at('offer', { problem: 'damaged.goods', lines: [{ name: '栖木折叠餐边柜 FC-120', quantity: 1 }] });
  const { db } = story.desk.house;
  const [row] = await all(sql<{ customerId: string }>`select customer_id as "customerId" from cases where id = ${told.id}`, db);
  const put = { items: [{ customerId: row?.customerId ?? '', tier: 'gold' }] };
  expect(await story.desk.as('agent').refused(tierRoutes.putTiers, { body: put })).toMatchObject({ status: 403 });
  const operations = story.desk.as('operations');
  expect(await operations.refused(tierRoutes.putTiers, { body: put })).toMatchObject({ code: 'no-such-tier' });
  const gold = { params: { tier: 'gold' }, body: { words: { zh: '金卡会员', en: 'Gold' }, rank: 2 } };
  expect(await story.desk.as('agent').refused(tierRoutes.putTier, gold)).toMatchObject({ status: 403 });
  await operations.ok(tierRoutes.putTier, gold);
  await operations.ok(tierRoutes.putTier, { params: { tier: 'silver' }, body: { words: { zh: '银卡会员', en: 'Silver' }, rank: 1 } });
  expect(await operations.ok(tierRoutes.putTiers, { body: put })).toEqual({ kept: 1, unknown: [] });
  await sql`update clocks set breached_at = now() where id = (select id from clocks where case_id = ${told.id} and purpose = 'deadline' limit 1)`.execute(
    db,
  );
  const { facts } = await story.desk.as('operations').ok(remedyRoutes.proposal, { params: { caseId: told.id } });
  expect(facts).toMatchObject({
    customerTier: 'gold',
    promisesBroken: 1,
    orderValue: 42_900,
    paymentMethod: 'online',
    goodsReturned: 'no',
  });
  // The agent reads it on the case, in words.
  expect(await story.desk.as('agent').ok(tierRoutes.ofCase, { params: { caseId: told.id } })).toMatchObject({
    tier: { code: 'gold', words: { zh: '金卡会员' }, by: expect.any(String) },
  });
  // The members list knows phones, not our ids; who isn't known here is named by place, and said twice the last holds.
  const [known] = await all(
    sql<{ phone: string }>`select value as phone from customer_handles where kind = 'phone' and customer_id = ${row?.customerId ?? ''}`,
    db,
  );
  const phone = known?.phone ?? '';
  const items = [
    { handle: '+86 199 0000 9999', tier: 'gold' },
    { handle: `+86 ${phone}`, tier: 'gold' },
    { handle: `${phone.slice(0, 3)}-${phone.slice(3)}`, tier: 'silver' },
  ];
  expect(await operations.ok(tierRoutes.putTiers, { body: { items } })).toEqual({ kept: 1, unknown: [0] });
  expect((await operations.ok(tierRoutes.tiers)).items.map(({ code, people }) => [code, people])).toEqual([
    ['gold', 0],
    ['silver', 1],
  ]);
  expect(await operations.refused(tierRoutes.dropTier, { params: { tier: 'silver' } })).toMatchObject({ code: 'tier-in-use' });
  await operations.ok(tierRoutes.dropTier, { params: { tier: 'gold' } });
  await operations.ok(tierRoutes.putTiers, { body: { items: [{ customerId: put.items[0]?.customerId ?? '', tier: 'none' }] } });
  expect(await story.desk.as('agent').ok(tierRoutes.ofCase, { params: { caseId: told.id } })).toEqual({ tier: null });
});
