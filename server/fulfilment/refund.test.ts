import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Doing, lockCase, playbookOf, takeStep } from '#case/contract.ts';
import { systemActor } from '#platform/actor.ts';
import { hour, minute } from '#platform/clock.ts';
import { one, sql } from '#platform/db.ts';
import { type PaymentDouble, startPaymentDouble } from '../../test/doubles/paymentDouble.ts';
import { type Chosen, type Floor, openFloor, refundOf, resendOf } from '../../test/chosenRemedy.ts';
import type { GoodsPlan, MoneyPlan } from '#remedy/contract.ts';
import { newId } from '#platform/ids.ts';
import { repayFreight } from './returnedMoney.ts';
import type { ReturnedRow } from './returnedStore.ts';
import { fulfilmentFiles } from './wire.ts';

let partner: PaymentDouble;
let floor: Floor;

beforeAll(async () => {
  partner = await startPaymentDouble();
  floor = await openFloor({ PAYMENT_URL: partner.url, PAYMENT_SECRET: partner.secret });
  await floor.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await partner.stop();
  await floor.close();
});
beforeEach(() => partner.steer({ mode: 'ok', callbackUrl: callbackUrl() }));

const callbackUrl = () => `http://127.0.0.1:${(floor.app.server.address() as AddressInfo).port}${fulfilmentFiles.callback}`;
const paidFor = (chosen: Chosen) => partner.paid().filter((refund) => refund.out_request_no === `refund:${chosen.choiceId}`);
const intentOf = async (chosen: Chosen) =>
  one(
    sql<{
      id: string;
      state: string;
      fault: string | null;
    }>`select id, state, fault from intents where key = ${`refund:${chosen.choiceId}`}`,
    floor.house.db,
  );
const balance = async () => (await floor.get('/api/v1/reconciliation', floor.lead)).body;

describe('a refund', () => {
  it('is paid, booked, and leads the case to the confirmation', async () => {
    const chosen = await floor.choose(refundOf(800));
    expect(await floor.step(chosen.caseId)).toBe('carry-out');
    await floor.later(0);
    expect(paidFor(chosen)).toHaveLength(1);
    expect(await floor.step(chosen.caseId)).toBe('confirm');
    expect((await floor.tasks(chosen.caseId))[0]).toMatchObject({ kind: 'refund', state: 'done', amountFen: 800 });
    const ledger = await floor.get(`/api/v1/ledger?caseId=${chosen.caseId}`, floor.agent);
    expect(ledger.body['items']).toMatchObject([
      { kind: 'refund-paid' },
      {
        kind: 'refund-chosen',
        lines: [
          { account: 'remedy-cost', party: '本公司', debit: 800 },
          { account: 'payable-to-customer', credit: 800 },
        ],
      },
    ]);
  });

  it.each([
    ['slow', 'no-answer-in-time'],
    ['error-before', 'system-error'],
    ['error-after', 'system-error'],
    ['drop-before', 'connection-broke'],
    ['drop-after', 'connection-broke'],
  ])('is paid exactly once when the partner is %s', async (mode, fault) => {
    await partner.steer({ mode, times: 1, delayMs: 900 });
    const chosen = await floor.choose(refundOf(800));
    await floor.later(0);
    expect(await intentOf(chosen)).toMatchObject({ state: 'calling', fault });
    const list = await floor.get('/api/v1/intents?state=uncertain', floor.agent);
    expect(list.body['items']).toEqual(expect.arrayContaining([expect.objectContaining({ caseNumber: chosen.number, amountFen: 800 })]));
    await floor.later(minute);
    await floor.later(minute);
    expect(await intentOf(chosen)).toMatchObject({ state: 'done' });
    expect(paidFor(chosen)).toHaveLength(1);
    expect(await floor.step(chosen.caseId)).toBe('confirm');
  });

  it('stays quiet when the partner calls back three times over its own answer', async () => {
    await partner.steer({ mode: 'duplicate-callbacks', times: 1, callbackUrl: callbackUrl() });
    const chosen = await floor.choose(refundOf(800));
    await floor.later(0);
    expect(await partner.callBack({ key: `refund:${chosen.choiceId}` })).toBe(200);
    expect(paidFor(chosen)).toHaveLength(1);
    const ledger = await floor.get(`/api/v1/ledger?caseId=${chosen.caseId}`, floor.agent);
    expect(ledger.body['items']).toHaveLength(2);
  });

  it('is settled by the callback when the partner takes its time', async () => {
    await partner.steer({ mode: 'callback-later', times: 1, delayMs: 30, callbackUrl: callbackUrl() });
    const chosen = await floor.choose(refundOf(800));
    await floor.later(0);
    await expect.poll(() => floor.step(chosen.caseId)).toBe('confirm');
    expect(paidFor(chosen)).toHaveLength(1);
  });

  it('is found out by asking when the callback is lost', async () => {
    await partner.steer({ mode: 'lost-callback', times: 1, delayMs: 30 });
    const chosen = await floor.choose(refundOf(800));
    await floor.later(0);
    await expect.poll(() => paidFor(chosen).length).toBe(1);
    await floor.later(minute);
    expect(await floor.step(chosen.caseId)).toBe('confirm');
  });

  it('leads back to an offer with its reason when the partner refuses it', async () => {
    await partner.steer({ mode: 'refuse', times: 1, code: 'AMOUNT_OVER_PAID' });
    const chosen = await floor.choose(refundOf(9_999));
    await floor.later(0);
    expect(await floor.step(chosen.caseId)).toBe('offer');
    expect(floor.said).toContain('sorry-again');
    const reason = await one(
      sql<{ reason: string }>`select reason from journey_steps where case_id = ${chosen.caseId} and answer = 'failed'`,
      floor.house.db,
    );
    expect(reason?.reason).toBe('退款金额超过订单可退金额');
    expect(paidFor(chosen)).toHaveLength(0);
    const money = await floor.get(`/api/v1/cases/${chosen.caseId}/money`, floor.agent);
    expect(money.body).toMatchObject({ orderPaidFen: 12900, givenFen: 0, cost: { realFen: 0 } });
  });

  it('can be recalled until the partner was called, and then not any more (FU-17)', async () => {
    const chosen = await floor.choose(refundOf(800));
    const task = (await floor.tasks(chosen.caseId))[0];
    const recalled = await floor.post(`/api/v1/tasks/${task?.id}/recalls`, floor.agent, { reason: '客户改主意' });
    expect(recalled).toMatchObject({ status: 200, body: { state: 'recalled', stage: 'remedy' } });
    await floor.later(minute);
    expect(paidFor(chosen)).toHaveLength(0);
    const paid = await floor.choose(refundOf(800));
    await floor.later(0);
    const late = await floor.post(`/api/v1/tasks/${(await floor.tasks(paid.caseId))[0]?.id}/recalls`, floor.agent, {
      reason: '客户改主意',
    });
    expect(late).toMatchObject({ status: 409, body: { code: 'partner-has-begun' } });
  });

  it('is decided by a person where nobody can know, and only by a lead', async () => {
    await partner.steer({ mode: 'drop-before', times: 0 });
    const chosen = await floor.choose(refundOf(800));
    await floor.later(0);
    const intent = await intentOf(chosen);
    expect(await floor.post(`/api/v1/intents/${intent?.id}/resolutions`, floor.agent, { happened: 'yes', note: '后台可见' })).toMatchObject(
      { status: 403 },
    );
    expect(await floor.post(`/api/v1/intents/${intent?.id}/resolutions`, floor.lead, { happened: 'no', note: '后台无此笔' })).toMatchObject(
      { status: 200, body: { state: 'refused' } },
    );
    expect(await floor.post(`/api/v1/intents/${intent?.id}/resolutions`, floor.lead, { happened: 'yes', note: '再次' })).toMatchObject({
      status: 409,
      body: { code: 'not-resolvable' },
    });
    expect(await floor.step(chosen.caseId)).toBe('offer');
  });

  it('refuses a forged callback, an unknown key, and shows one that contradicts us', async () => {
    const chosen = await floor.choose(refundOf(800));
    await floor.later(0);
    const key = `refund:${chosen.choiceId}`;
    expect(await partner.callBack({ key, forge: true })).toBe(401);
    expect(await partner.callBack({ key: 'refund:nobody' })).toBe(404);
    expect(await balance()).toMatchObject({ balanced: true });
    expect(await partner.callBack({ key, status: 'REFUSED' })).toBe(200);
    expect(await balance()).toMatchObject({ balanced: false, differences: [{ what: 'contradiction', key }] });
    expect((await floor.tasks(chosen.caseId))[0]?.state).toBe('done');
  });

  it('adds up at the end: what we hold for paid is what the partner paid', async () => {
    const ours = await one(
      sql<{
        n: number;
        fen: number;
      }>`select count(*) as n, sum(amount_fen)::bigint as fen from fulfilment_tasks where kind = 'refund' and state = 'done'`,
      floor.house.db,
    );
    expect(partner.paid()).toHaveLength(ours?.n ?? -1);
    expect((await balance())['totals']).toContainEqual({
      what: 'refund',
      n: ours?.n,
      ours: ours?.fen,
      ledger: ours?.fen,
      partner: ours?.fen,
    });
    expect(new Set(partner.paid().map((refund) => refund.out_request_no)).size).toBe(ours?.n);
    expect(floor.house.faults).toEqual([]);
  });

  it('is raised when it takes longer than a day', async () => {
    await partner.steer({ mode: 'drop-before', times: 0 });
    const chosen = await floor.choose(refundOf(800));
    await floor.later(25 * hour);
    expect((await floor.tasks(chosen.caseId))[0]).toMatchObject({ state: 'open', lateWhy: 'not-paid' });
  });
});

describe('without a payment partner', () => {
  it('a refund waits, visibly', async () => {
    const bare = await openFloor();
    const chosen = await bare.choose(refundOf(800));
    await bare.later(0);
    const list = await bare.get('/api/v1/intents?state=ready', bare.agent);
    expect(list.body['items']).toMatchObject([{ caseNumber: chosen.number, fault: 'not-set-up', resolvable: true }]);
    await bare.close();
  });
});

describe('money of goods that came back (FU-11)', () => {
  it('that was refused is paid by the next way when the case is handed back, and never passed over', async () => {
    const goods = {
      caseLineId: null,
      orderLineId: null,
      code: 'FC-120',
      erpCode: null,
      name: '柜',
      nameEn: 'Cabinet',
      quantity: 1,
      warehouseId: null,
      costFen: null,
    };
    const { basis: _basis, ...money } = refundOf(800) as MoneyPlan;
    const chosen = await floor.choose({ ...money, remedy: 'return', sendBack: [goods], wayBack: 'pickup', freightMostFen: 0 });
    const enter = () =>
      floor.house.command(async (command) => {
        const locked = await lockCase({ ...command, actor: systemActor }, chosen.caseId, null, 'case.read');
        if (!locked.ok) throw new Error(locked.refused.code);
        await sql`update journey_steps set left_at = ${command.now}, answer = 'moved' where case_id = ${chosen.caseId} and left_at is null`.execute(
          command.tx,
        );
        const taken = await takeStep(command, locked.value, { kind: 'enter', step: 'carry-out' });
        if (!taken.ok) throw new Error(taken.refused.code);
      });
    await sql`update returned_goods set state = 'inspected' where case_id = ${chosen.caseId}`.execute(floor.house.db);
    await partner.steer({ mode: 'refuse', times: 1, code: 'ORDER_CLOSED' });
    await enter();
    await floor.later(0);
    expect(await floor.step(chosen.caseId)).toBe('offer');
    await enter();
    await floor.later(0);
    expect((await floor.tasks(chosen.caseId)).map((task) => [task.kind, task.payWay, task.state])).toEqual([
      ['return', 'platform-refund', 'done'],
      ['refund', 'platform-refund', 'failed'],
      ['refund', 'platform-payment', 'done'],
    ]);
    expect(partner.paid().filter((each) => each.out_request_no.includes(chosen.choiceId))).toMatchObject([{ amount_fen: 800 }]);
    expect(await floor.step(chosen.caseId)).toBe('confirm');
  });
});

it('freight for what is exchanged is repaid up to the plan’s cap, as for what is returned (FU-10)', async () => {
  const goods = {
    ...resendOf(floor.warehouseId, 'FC-120'),
    remedy: 'exchange',
    wayBack: 'own-shipment',
    freightMostFen: 2_000,
  } as GoodsPlan;
  const { caseId } = await floor.choose({ ...goods, sendBack: goods.goods });
  const row = await one(
    sql<{ most: number }>`select freight_most_fen as most from returned_goods where case_id = ${caseId}`,
    floor.house.db,
  );
  expect(row?.most).toBe(2_000);
});

it('freight that the partner would not repay goes to an account instead, once, and leads to no new offer (FU-10)', async () => {
  const chosen = await floor.choose(refundOf(800));
  const [own] = await floor.tasks(chosen.caseId);
  const row = {
    id: newId(),
    caseId: chosen.caseId,
    state: 'inspected',
    freightFen: 1_500,
    freightMostFen: 1_200,
    freightPaidFen: null,
  } as ReturnedRow;
  const onCase = (run: (doing: Doing) => Promise<unknown>) =>
    floor.house.command(async (command) => {
      const locked = await lockCase({ ...command, actor: systemActor }, chosen.caseId, null, 'case.read');
      if (!locked.ok) throw new Error(locked.refused.code);
      await run({ command, theCase: locked.value, playbook: await playbookOf(command.tx, locked.value.playbookVersionId) });
    });
  await partner.steer({ mode: 'refuse', times: 2, code: 'ACCOUNT_ABNORMAL' });
  await onCase((doing) => repayFreight(doing, row));
  await sql`update intents set state = 'recalled' where key = ${own?.key}`.execute(floor.house.db);
  await floor.later(0);
  const freight = (await floor.tasks(chosen.caseId)).filter((task) => task.source.startsWith('freight:'));
  expect(freight.map((task) => [task.kind, task.payWay, task.state, task.amountFen])).toEqual([
    ['refund', 'platform-payment', 'failed', 1_200],
    ['payout', 'payout', 'open', 1_200],
  ]);
  expect(await floor.step(chosen.caseId)).toBe('carry-out');
});
