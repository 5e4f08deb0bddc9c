import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appealRoutes } from '#appeal/wire.ts';
import { feedbackRoutes } from '#feedback/wire.ts';
import { shipRoutes } from '#fulfilment/shipWire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { liabilityRoutes } from '#liability/wire.ts';
import { approvalRoutes } from '#remedy/approvalWire.ts';
import { choiceRoutes } from '#remedy/choiceWire.ts';
import { policyRoutes } from '#remedy/policyWire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { all, sql } from '#platform/db.ts';
import type { Who } from '../cast.ts';
import { type PaymentDouble, startPaymentDouble } from '../doubles/paymentDouble.ts';
import { openStory, type Story, type Told } from './telling.ts';

// Two hinges were refunded at ¥8.00; on appeal the door counts as well.
let story: Story;
let payments: PaymentDouble;
beforeAll(async () => {
  payments = await startPaymentDouble();
  story = await openStory({ config: { payment: { url: payments.url, secret: payments.secret } } });
});
afterAll(async () => {
  await story.desk.close();
  await payments.stop();
});

const on = (told: Told) => ({ params: { caseId: told.id } });
const list = (who: Who = 'lead', tab: 'waiting' | 'decided' = 'waiting') => story.desk.as(who).ok(appealRoutes.list, { query: { tab } });
const proposal = async (told: Told) => (await story.desk.as('agent').ok(remedyRoutes.proposal, on(told))).options;
const refundOf = async (told: Told) => (await proposal(told)).find((each) => each.remedy === 'refund')?.fen ?? null;
const appeals = (told: Told, who: Who = 'lead') => story.desk.as(who).ok(appealRoutes.read, on(told));

let orders = 0;
/** A case whose ¥8.00 were refunded; the customer said that all was well. */
async function refunded(fen?: number): Promise<Told> {
  orders += 1;
  const orderNo = `2611163300${String(orders).padStart(4, '0')}`;
  await story.order(orderNo);
  const told = await story.report({
    orderNo,
    handles: [{ kind: 'phone', value: `1990000330${orders}` }],
    lines: [
      { partCode: 'HJ-35', name: '铰链', quantity: 2 },
      { partCode: 'MB-2', name: '门板', quantity: 1 },
    ],
  });
  await told.leadTo('offer');
  await told.does('agent', remedyRoutes.offer, { options: [{ key: 'refund', fen: fen ?? 800 }] });
  await told.leadTo('carry-out', 'refund');
  await story.desk.settle();
  expect(await told.step()).toBe('confirm');
  await told.does('agent', feedbackRoutes.confirm, { answer: 'satisfied', channel: 'phone' });
  return told;
}

async function appealed(fen?: number): Promise<Told> {
  const told = await refunded(fen);
  await told.does('agent', appealRoutes.file, { reason: '门板也缺了一块，只退了铰链的钱' });
  return told;
}

describe('an appeal about money (TA-3)', () => {
  let told: Told;
  it('shows the reviewer what a changed outcome would add, before they decide', async () => {
    told = await appealed();
    const { effect, mine } = (await appeals(told)).items[0] ?? {};
    expect(mine).toBe(true);
    expect(effect).toMatchObject({ given: [{ remedy: 'refund', fen: 800, points: null }], givenFen: 800, openFen: 0 });
    expect(effect?.options.find((each) => each.key === 'refund')).toMatchObject({ moreFen: 6_000 });
  });

  it('stands on the list of those who may decide it; who decided before is told that somebody else must (LI-5)', async () => {
    const { items, counts } = await list();
    expect(counts).toMatchObject({ waiting: 1, decided: 0 });
    expect(items).toMatchObject([{ caseId: told.id, level: 1, state: 'waiting', playbook: '遗失配件申诉', bars: null }]);
    expect((await story.desk.as('agent').send(appealRoutes.list)).status).toBe(403);
    expect(await told.isRefused('agent', appealRoutes.decide, { answer: 'changed', reasons: '补退' })).toMatchObject({ status: 403 });
  });

  it('upheld in part pays the difference only, books it, and is counted', async () => {
    await told.does('lead', appealRoutes.decide, { answer: 'partly', reasons: '门板确实缺失，应一并退款' });
    expect(await told.step()).toBe('offer');
    expect(await refundOf(told)).toBe(6_000);
    await told.does('agent', remedyRoutes.offer, { options: [{ key: 'refund' }] });
    await told.leadTo('carry-out', 'refund');
    await story.desk.settle();
    const { items } = await story.desk.as('agent').ok(fulfilmentRoutes.tasks, on(told));
    expect(items.map((task) => [task.kind, task.state, task.amountFen]).sort((a, b) => (String(a) < String(b) ? -1 : 1))).toEqual([
      ['refund', 'done', 6_000],
      ['refund', 'done', 800],
    ]);
    expect(payments.paid().map((each) => each.amount_fen)).toEqual([800, 6_000]);
    const decided = await list('lead', 'decided');
    expect(decided.items).toMatchObject([{ caseId: told.id, state: 'decided', label: '部分改判', decider: '沈岚' }]);
    expect([decided.byPlaybook, decided.byReviewer]).toEqual([
      [{ name: '遗失配件申诉', decided: 1, kept: 0, changed: 0, partly: 1 }],
      [{ name: '沈岚', decided: 1, kept: 0, changed: 0, partly: 1 }],
    ]);
  });

  it('that brings nothing more to light leaves no money to offer', async () => {
    const whole = await appealed(6_800);
    expect((await appeals(whole)).items[0]?.effect?.options.map((each) => each.key)).not.toContain('refund');
    await whole.does('lead', appealRoutes.decide, { answer: 'changed', reasons: '重新出方案' });
    expect(await refundOf(whole)).toBeNull();
  });

  it('about a decision that names the reviewer liable is decided by somebody else (LI-5)', async () => {
    orders += 1;
    const orderNo = `2611163300${String(orders).padStart(4, '0')}`;
    await story.order(orderNo);
    const about = await story.report({ orderNo, handles: [{ kind: 'phone', value: '19900003398' }] });
    await about.leadTo('liability');
    await about.does('agent', liabilityRoutes.decide, {
      shares: [{ party: 'staff', id: story.desk.cast.ids.lead2, percent: 100 }],
      cause: 'human',
    });
    await about.does('agent', remedyRoutes.offer, { options: [{ key: 'refund', fen: 800 }] });
    await about.leadTo('carry-out', 'refund');
    await story.desk.settle();
    await about.does('agent', feedbackRoutes.confirm, { answer: 'satisfied', channel: 'phone' });
    await about.does('agent', appealRoutes.file, { reason: '不认同' });
    expect((await list('lead2')).items.find((each) => each.caseId === about.id)).toMatchObject({ bars: 'subject' });
    expect((await appeals(about, 'lead2')).items[0]?.mine).toBe(false);
    expect(await about.isRefused('lead2', appealRoutes.decide, { answer: 'changed', reasons: '改' })).toMatchObject({
      code: 'subject-of-complaint',
    });
    await about.does('lead', appealRoutes.decide, { answer: 'kept', reasons: '维持原决定' });
    expect((await about.now('operations')).outcome).toBe('explained');
  });

  it('goes through two levels at most; then the ways outside are explained', async () => {
    const twice = await appealed();
    await twice.does('lead', appealRoutes.decide, { answer: 'kept', reasons: '维持' });
    await twice.does('agent', appealRoutes.file, { reason: '仍不认同' });
    expect(await twice.isRefused('lead', appealRoutes.decide, { answer: 'kept', reasons: '维持' })).toMatchObject({
      code: 'another-person',
    });
    await twice.does('lead2', appealRoutes.decide, { answer: 'kept', reasons: '维持' });
    const { admissible } = await appeals(twice);
    expect(admissible).toMatchObject({ may: false, why: 'appeals-exhausted', outside: expect.stringMatching(/12315|平台/) });
    expect(await twice.isRefused('agent', appealRoutes.file, { reason: '第三次' })).toMatchObject({ code: 'appeals-exhausted' });
  });
});

describe('two cases about one order (RE-13)', () => {
  it('chosen at once, never pay back more than was paid; what the platform reports of ours is the same money', async () => {
    orders += 1;
    const orderNo = `2611163300${String(orders).padStart(4, '0')}`;
    const line = { lineNo: '1', goodsCode: 'FC-120', title: '栖木折叠餐边柜 FC-120', quantity: 1, priceFen: 1_000, paidFen: 1_000 };
    const order = { goodsFen: 1_000, paidFen: 1_000, lines: [line] };
    await story.order(orderNo, order);
    const cases: Told[] = [];
    for (const n of [1, 2]) {
      const told = await story.report({
        orderNo,
        handles: [{ kind: 'phone', value: `1990000335${n}` }],
        ...(n === 1 ? {} : { despiteDuplicate: { reason: '客户另行来电' } }),
      });
      await told.leadTo('offer');
      await told.does('agent', remedyRoutes.offer, { options: [{ key: 'refund' }] });
      cases.push(told);
    }
    const before = payments.paid().length;
    await Promise.all(
      cases.map(async (told) => {
        const [offer] = (await story.desk.as('agent').ok(remedyRoutes.offers, on(told))).items;
        await told.does('agent', choiceRoutes.choose, { offerId: offer?.id ?? '', option: 1, channel: 'phone' });
      }),
    );
    await story.desk.settle();
    expect(payments.paid().slice(before)).toMatchObject([{ amount_fen: 800 }]);
    const steps = await Promise.all(cases.map((told) => told.step()));
    expect(steps.toSorted()).toEqual(['confirm', 'offer']);
    const back = cases[steps.indexOf('offer')];
    if (!back) throw new Error('one is back at the offer');
    expect(await refundOf(back)).toBe(200);
    const [paid] = await all(
      sql<{
        no: string;
      }>`select answer ->> 'refundNo' as no from intents where kind = 'payment.refund' and state = 'done' order by id desc limit 1`,
      story.desk.house.db,
    );
    await story.order(orderNo, { ...order, refunds: [{ refundNo: paid?.no ?? '', fen: 800, state: 'done' }] } as never);
    expect(await refundOf(back)).toBe(200);
  });
});

describe('a choice of two parts of which one failed (RE-13)', () => {
  beforeAll(async () => {
    const name = { name: 'missing-parts' };
    const { table } = await story.desk.as('operations').ok(policyRoutes.version, { params: { ...name, version: 1 } });
    const together = {
      ...table,
      outputs: [...table.outputs, { id: 'o10', field: 'also', name: '同时执行' }],
      rules: table.rules.map((rule) => ({ ...rule, o10: rule['_id'] === 'refund' ? '"resend"' : '"none"' })),
    };
    await story.desk
      .as('operations')
      .ok(policyRoutes.addVersion, { params: name, body: { table: together, note: '退款并补发', basedOn: 1 } });
  });

  /** The refund of ¥8.00 and the resend of two hinges were chosen together. */
  async function chosen(): Promise<Told> {
    orders += 1;
    const orderNo = `2611163300${String(orders).padStart(4, '0')}`;
    await story.order(orderNo);
    const told = await story.report({ orderNo, handles: [{ kind: 'phone', value: `1990000330${orders}` }] });
    await told.leadTo('offer');
    expect((await proposal(told)).map((each) => each.key)).not.toContain('resend');
    await told.does('agent', remedyRoutes.offer, { options: [{ key: 'refund' }] });
    const [offer] = (await story.desk.as('agent').ok(remedyRoutes.offers, on(told))).items;
    await told.does('agent', choiceRoutes.choose, { offerId: offer?.id ?? '', option: 1, channel: 'phone' });
    return told;
  }
  const taskOf = async (told: Told, kind: string) =>
    (await story.desk.as('agent').ok(fulfilmentRoutes.tasks, on(told))).items.find((each) => each.kind === kind && each.state === 'open')
      ?.id ?? '';
  const givenIn = async (told: Told) => (await story.desk.as('agent').ok(remedyRoutes.proposal, on(told))).given.map((each) => each.words);

  it('the refund that was paid stays given: the next offer has the resend alone, and nothing is paid twice', async () => {
    const before = payments.paid().length;
    const told = await chosen();
    await story.desk.settle();
    await story.desk
      .as('logistics')
      .ok(shipRoutes.fail, { params: { resendId: await taskOf(told, 'resend') }, body: { reason: 'no-stock' } });
    expect(await told.step()).toBe('offer');
    expect(await givenIn(told)).toEqual([`工单 ${(await told.now()).number} 已给付：¥8.00`]);
    const options = await proposal(told);
    expect(options.map((each) => each.key)).toContain('resend');
    expect(options.find((each) => each.remedy === 'refund')).toBeUndefined();
    await told.leadTo('confirm', 'resend');
    expect(payments.paid().slice(before)).toMatchObject([{ amount_fen: 800 }]);
    const { items } = await story.desk.as('finance').ok(fulfilmentRoutes.ledger, { query: { caseId: told.id } });
    expect(items.map((each) => each.kind).toSorted()).toEqual(['goods-sent', 'refund-chosen', 'refund-paid']);
    expect(
      (await story.desk.as('finance').ok(fulfilmentRoutes.reconciliation)).differences.filter((each) => each.caseId === told.id),
    ).toEqual([]);
  });

  it('a part that was recalled after the other was paid leaves that given; recalled before, nothing is', async () => {
    const paid = await chosen();
    await story.desk.settle();
    await story.desk
      .as('agent')
      .ok(shipRoutes.recall, { params: { taskId: await taskOf(paid, 'resend') }, body: { reason: '客户不要了' } });
    expect(await givenIn(paid)).toEqual([`工单 ${(await paid.now()).number} 已给付：¥8.00`]);
    const untouched = await chosen();
    await story.desk
      .as('agent')
      .ok(shipRoutes.recall, { params: { taskId: await taskOf(untouched, 'refund') }, body: { reason: '登记有误' } });
    expect(await givenIn(untouched)).toEqual([]);
    expect((await proposal(untouched)).find((each) => each.remedy === 'refund')).toMatchObject({ fen: 800, together: true });
  });

  it('the refund that the partner refused is not given while the parts that are on their way are', async () => {
    const told = await chosen();
    await story.desk.as('logistics').ok(shipRoutes.ship, {
      params: { resendId: await taskOf(told, 'resend') },
      body: { carrier: 'xunchuan', waybill: '7729110099555' },
    });
    await payments.steer({ mode: 'refuse', times: 1, code: 'ORDER_CLOSED' });
    await story.desk.settle();
    expect(await told.step()).toBe('offer');
    expect(await givenIn(told)).toEqual([`工单 ${(await told.now()).number} 办理中：补发`]);
    // Each part counts under its own remedy: the resend under way leaves ¥2.00 of ¥10.00 for resends (RE-7).
    const authority = (perCaseFen: number | null) => ({ body: { role: 'agent', remedy: 'resend', perCaseFen, perDayFen: null } });
    const isAllowed = async () => (await proposal(told)).find((each) => each.remedy === 'refund')?.allowed;
    await story.desk.as('operations').ok(approvalRoutes.putAuthority, authority(1_600));
    expect(await isAllowed()).toBe(true);
    await story.desk.as('operations').ok(approvalRoutes.putAuthority, authority(1_000));
    expect(await isAllowed()).toBe(false);
    await story.desk.as('operations').ok(approvalRoutes.putAuthority, authority(null));
  });
});
