import { mkdtempSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { importFile } from '#commerce/importFile.ts';
import { looksLikeOrderOf, orderByNumber, orderForCase, parcelFacts, verifyIdentity } from '#commerce/contract.ts';
import { systemActor } from '#platform/actor.ts';
import { day, settableClock } from '#platform/clock.ts';
import { all, inTransaction, one, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import type { House } from '#platform/module.ts';
import { reconcile } from '#fulfilment/reconcile.ts';
import { signInRoute } from '#staff/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import { seedAllCases } from '../db/sample/allCases.ts';
import { fillPast, reservePast } from '../db/sample/fillPast.ts';
import { lateOrders } from '../db/sample/lateOrders.ts';
import { sampleOrderNo } from '../db/sample/handMadeOrders.ts';
import { seedOrders } from '../db/sample/orders.ts';
import { monthly, type PastCase, pastCases } from '../db/sample/pastCases.ts';
import { samplePassword, samplePeople, seedPeople } from '../db/sample/people.ts';
import { requestOf } from '../db/sample/requestOf.ts';
import { settle } from '../db/sample/settle.ts';
import { type Amends, modules, openAmends } from '../server/main.ts';
import { freshDatabase } from './database.ts';
import { sampleTable, type Standing } from './sampleTable.ts';
import { type PaymentDouble, startPaymentDouble } from './doubles/paymentDouble.ts';
import { type Mailbox, openMailbox } from './mailbox.ts';

const now = new Date('2026-11-20T17:20:00+08:00');
let amends: Amends;
let house: House;
let mailbox: Mailbox;
let partner: PaymentDouble;
const eventsOfOrders = { once: 0, again: -1 };
const ofOrders = sql<{ n: number }>`select count(*) as n from events where kind like 'order.%' or kind like 'goods.%'`;
beforeAll(async () => {
  const clock = settableClock(new Date(now.getTime() - 30 * day));
  const dataDir = mkdtempSync(join(tmpdir(), 'amends-sample-'));
  const plain = { demo: false, host: '127.0.0.1', port: 0, publicUrl: 'http://desk.test', trustProxy: false, logLevel: 'error' as const };
  mailbox = await openMailbox();
  partner = await startPaymentDouble();
  amends = await openAmends({ ...plain, dataDir, mail: mailbox.mail, payment: partner.payment }, await freshDatabase(), { clock });
  house = amends.house;
  await reservePast(house.db, now, 320);
  const shops = await seedOrders(house.db, now);
  eventsOfOrders.once = await count(ofOrders);
  await seedOrders(house.db, now);
  eventsOfOrders.again = await count(ofOrders);
  const { ids, team } = await inTransaction(house.db, (tx) => seedPeople({ tx, now, actor: systemActor, cause: 'sample' }, shops));
  await seedAllCases(amends, clock, { now, ids, team, shops });
}, 120_000);
afterAll(async () => {
  await amends.close();
  await mailbox.close();
  await partner.stop();
});

describe('the cases of the sample shop (design/sample-shop.md)', () => {
  it.each(sampleTable)('%s: %s', async (_, words, standing) => {
    const found = await all(
      sql<Standing>`select s.code as shop, c.channel, c.playbook, coalesce(c.outcome, c.step) as stands, c.waiting_for as "waitingFor", c.fast,
          (select f.answer from findings f where f.case_id = c.id order by f.round desc, f.seq desc limit 1) as finding,
          array(select t.kind || ' ' || t.state from fulfilment_tasks t where t.case_id = c.id order by t.n) as tasks,
          array(select q.party || ' ' || q.state from questions q where q.case_id = c.id order by q.asked_at) as asked
        from cases c join shops s on s.id = c.shop_id join reports r on r.case_id = c.id and r.round = 1 where starts_with(r.words, ${words})`,
      house.db,
    );
    expect(found).toMatchObject([standing]);
  });

  it('mail a grave complaint to operations and the executive, and lock what a regulator forwarded', async () => {
    const letters = sql<{
      n: number;
    }>`select count(*) as n from intents i join complaint_reports r on r.case_id = i.case_id join reports w on w.case_id = i.case_id
      where i.kind = 'feedback.complaint-mail' and i.state = 'done' and r.grave = '{food}' and w.words = '鲜花饼有两枚边上发绿。'`;
    expect(await count(letters)).toBe(2);
    const locked = sql<{
      n: number;
    }>`select count(*) as n from legal_reviews l join cases c on c.id = l.case_id where l.state = 'open' and c.problem = 'external.12315'`;
    expect(await count(locked)).toBe(1);
    const said = sql<{ n: number }>`select count(*) as n from public_answers a join cases c on c.id = a.case_id where c.channel = 'review'`;
    expect(await count(said)).toBe(1);
    const claimed = sql<{
      n: number;
    }>`select count(*) as n from recoveries r join reports w on w.case_id = r.case_id where r.state = 'filed' and w.words = '箱子湿透了，层板起皮。'
      and r.deadline - ${now} between interval '4 days 20 hours' and interval '5 days 4 hours'`;
    expect(await count(claimed)).toBe(1);
    const remedies = sql<{ n: number }>`select count(*) as n from incidents i join incident_remedies r on r.incident_id = i.id
      where r.state = 'done' and (i.cause, r.cases) in (('van', 46), ('live', 23))`;
    expect(await count(remedies)).toBe(2);
    const sent = sql<{
      n: number;
    }>`select count(*) as n from payouts p join reports w on w.case_id = p.case_id where p.state = 'sent' and w.words like '寄的耳机丢了%'`;
    expect(await count(sent)).toBe(1);
    const byRule = sql<{
      n: number;
    }>`select count(*) as n from liabilities l join reports w on w.case_id = l.case_id where l.by_rule and l.rule = 'LR-60' and w.words like '快递放在楼下%'`;
    expect(await count(byRule)).toBe(1);
  });

  it('keep their clocks alive: two overdue, three due within the hour, the rest spread', async () => {
    const clocks = await all(
      sql<{ title: string; purpose: string; minutes: number }>`select k.name || ' ' || left(c.summary, 12) as title, k.purpose,
          (extract(epoch from k.due_at - ${now}) / 60)::int as minutes
        from clocks k join cases c on c.id = k.case_id where k.state in ('running', 'overdue') and k.due_at is not null and c.closed_at is null
        order by k.due_at`,
      house.db,
    );
    const titlesOf = (some: typeof clocks): string[] => [...new Set(some.map((each) => each.title))];
    const over = clocks.filter((each) => each.minutes < 0);
    expect(titlesOf(over.filter((each) => each.purpose !== 'task'))).toEqual([
      'firstReview 说明书和保修卡都没有。',
      'firstReview The spoon se',
    ]);
    // Nobody has picked it up in the ERP (FU-14).
    expect(titlesOf(over.filter((each) => each.purpose === 'task'))).toEqual(['task-pick-up 少三个层板托，等着用。']);
    expect(titlesOf(clocks.filter((each) => each.minutes >= 0 && each.minutes < 60))).toHaveLength(3);
    expect(new Set(clocks.map((each) => Math.floor(each.minutes / 360))).size).toBeGreaterThan(8);
  });
});

async function signIn(login: string): Promise<string> {
  const body = { login, password: samplePassword };
  const answer = await amends.app.inject(requestOf(signInRoute, { body }, { cookie: null, key: newId() }));
  return answer.cookies.find((each) => each.name === 'amends_session')?.value ?? '';
}

test('lets everybody sign in', async () => {
  for (const { login } of samplePeople) {
    const body = { login, password: samplePassword };
    expect([login, (await amends.app.inject(requestOf(signInRoute, { body }, { cookie: null, key: newId() }))).statusCode]).toEqual([
      login,
      200,
    ]);
  }
});

const count = async (where: ReturnType<typeof sql<{ n: number }>>): Promise<number> => (await one(where, house.db))?.n ?? 0;
const orderOf = async (orderNo: string) => orderForCase(house.db, (await orderByNumber(house.db, null, orderNo))?.id ?? '');

test('has about 3,000 orders over five shops, each number in the form of its shop', async () => {
  expect(await count(sql`select count(*) as n from orders`)).toBeGreaterThan(2980);
  const odd = await all(
    sql<{
      orderNo: string;
    }>`select o.order_no as "orderNo" from orders o join shops s on s.id = o.shop_id where o.order_no !~ ('^(?:' || s.order_form || ')$') limit 5`,
    house.db,
  );
  expect(odd).toEqual([]);
});

test('again changes nothing', () => {
  expect(eventsOfOrders.again).toBe(eventsOfOrders.once);
});

test('shows what it is there to show', async () => {
  expect(await orderOf(sampleOrderNo.hinges)).toMatchObject({
    state: 'signed',
    lines: [{ parts: [{}, {}, {}, { code: 'HJ-35', quantity: 4, valueFen: 400 }, {}, {}, {}, {}, {}] }],
  });
  const split = await orderOf(sampleOrderNo.splitVacuum);
  expect(await parcelFacts(house.db, split?.id ?? '', house.clock.now())).toMatchObject({
    secondParcelOpen: true,
    openParcels: [{ contents: [{ title: '壁挂架（随 WX-8）' }] }],
  });
  expect((await orderOf(sampleOrderNo.spoon))?.lines).toMatchObject([{}, { kind: 'gift', priceFen: 0, statedFen: 800 }]);
  expect((await orderOf('6926111500000000001'))?.lines.map((line) => [line.kind, line.priceFen])).toEqual([
    ['bundle', 19900],
    ['component', 11831],
    ['component', 3576],
    ['component', 4493],
  ]);
  expect((await orderOf(sampleOrderNo.merged[0]))?.parcels[0]?.orderIds).toHaveLength(2);
  expect(await parcelFacts(house.db, (await orderOf(sampleOrderNo.lightEarphones))?.id ?? '', house.clock.now())).toMatchObject({
    weightDiffers: true,
    lightGrams: 140,
  });
  expect(await orderOf(sampleOrderNo.blocks)).toMatchObject({ payment: 'counter', parcels: [] });
  expect(
    await count(sql`select count(*) as n from order_contacts where phone_kind = 'virtual' and phone_expires_at < ${house.clock.now()}`),
  ).toBe(2);
  expect(await count(sql`select count(*) as n from orders where payment = 'cod'`)).toBe(5);
  expect(await verifyIdentity(house.db, { orderNo: sampleOrderNo.hinges, tail: '0031' })).toMatchObject({ ok: true });
});

test('has invented phones only', async () => {
  const odd = await all(
    sql<{
      phone: string;
    }>`select distinct phone from order_contacts where phone is not null and phone !~ '^(199(0000|\\*{4})00\\d\\d|1700000\\d{4})$'`,
    house.db,
  );
  expect(odd).toEqual([]);
});

test('three orders look like its own but come only with the late file', async () => {
  const [orderNo] = sampleOrderNo.late;
  expect(await orderByNumber(house.db, null, orderNo)).toBeUndefined();
  expect(await looksLikeOrderOf(house.db, orderNo)).toMatchObject([{ code: 'qimu' }]);
  const path = join(house.config.dataDir, 'late.csv');
  await writeFile(path, lateOrders(house.clock.now()));
  expect(await importFile(house, { shopCode: 'qimu', layout: 'taobao', path, report: () => undefined })).toMatchObject({
    ok: true,
    value: { read: 3, taken: 3, refused: 0 },
  });
  expect(await orderOf(orderNo)).toMatchObject({
    state: 'paid',
    lines: [{ goodsCode: 'FC-120', priceFen: 42900, parts: [{ asSold: true }, {}, {}, {}, {}, {}, {}, {}, {}] }],
  });
});

describe('the past twelve months', () => {
  const year = pastCases(now);
  const sideboards = (each: PastCase): boolean => each.stream.goods === 'FC-120' && each.stream.problem === 'damaged.goods';

  it('are about 20,000 closed cases, each in its month, none in the days that people look at', () => {
    expect(year.length).toBeGreaterThan(19_000);
    expect(year.length).toBeLessThan(21_000);
    expect(year.map((each) => each.n)).toEqual(year.map((_, at) => at + 1));
    expect(year.every((each) => each.closedAt > each.at && each.closedAt < now.getTime() && each.shippedAt < each.at)).toBe(true);
    expect(pastCases(now).slice(0, 50)).toEqual(year.slice(0, 50));
  });

  it('hold two truths: new packaging in month 8, and a slow lane', () => {
    const packed = monthly(year, (each) => sideboards(each) && each.stream.carrier === 'xunchuan');
    expect(packed.after / packed.before).toBeLessThan(0.4);
    for (const control of [
      monthly(year, (each) => sideboards(each) && each.stream.carrier === 'jiangling'),
      monthly(year, (each) => each.stream.goods === 'RG-2' && each.stream.problem === 'damaged.goods'),
      monthly(year, (each) => each.stream.problem === 'missing.accessory'),
    ])
      expect(Math.abs(control.after / control.before - 1)).toBeLessThan(0.15);
    const late = (place: string) =>
      year.filter((each) => each.stream.problem === 'delayed.parcel' && each.stream.carrier === 'nanqiao' && each.place === place);
    const days = (some: readonly PastCase[]) =>
      some.reduce((sum, each) => sum + ((each.signedAt ?? 0) - each.shippedAt) / day, 0) / some.length;
    expect(late('松川市北渡镇').length / late('澜江市望岳区').length).toBeGreaterThan(5);
    expect(days(late('松川市北渡镇')) - days(late('澜江市望岳区'))).toBeGreaterThan(2);
  });

  it('leave the rows that real cases leave, and nothing that anybody has to do', async () => {
    const open = sql<{ n: number }>`select (select count(*) from clocks where state in ('running', 'paused', 'overdue'))
      + (select count(*) from intents where state <> 'done') + (select count(*) from notices) + (select count(*) from incidents)
      + (select count(*) from cases where closed_at is null) + (select count(*) from pgboss.job where state < 'active') as n`;
    const [before, first] = [await count(open), await one(sql<{ seq: number }>`select min(seq) as seq from cases`, house.db)];
    const written = await fillPast(house.db);
    expect(written).toBe((first?.seq ?? 0) - 1);
    expect(await fillPast(house.db)).toBe(0);
    await settle(amends, modules);
    expect(await count(open)).toBe(before);

    const { balanced, differences, totals } = await reconcile(house.db, systemActor);
    expect(differences).toEqual([]);
    expect([balanced, totals.filter((each) => each.n > 20).map((each) => each.what)]).toEqual([
      true,
      ['refund', 'owed', 'goods', 'points', 'recovery'],
    ]);
    expect(
      await all(
        sql<object>`select (select count(*) from journey_steps j where j.case_id = c.id) > 2 as journey, c.outcome is not null as ended,
            exists (select from events e where e.case_id = c.id and e.kind = 'case.closed' and e.origin = 'import') as told,
            exists (select from case_search s where s.case_id = c.id and not s.open) as found, c.number ~ '^C2[56]' as numbered
          from cases c where c.origin = 'import' group by 1, 2, 3, 4, 5`,
        house.db,
      ),
    ).toEqual([{ journey: true, ended: true, told: true, found: true, numbered: true }]);
    const [some] = await all(sql<{ number: string; summary: string }>`select number, summary from cases where seq = 7`, house.db);
    for (const q of [some?.number ?? '', some?.summary ?? '']) {
      const raw = await amends.app.inject(requestOf(triageRoutes.search, { query: { q } }, { cookie: await signIn('guxi'), key: newId() }));
      expect(raw.json<{ cases: { number: string }[] }>().cases.map((each) => each.number)).toContain(some?.number);
    }
  });
});
