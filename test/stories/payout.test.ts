import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { payoutRoutes } from '#fulfilment/payoutWire.ts';
import { shipRoutes } from '#fulfilment/shipWire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { all, sql } from '#platform/db.ts';
import { head, payoutsOf } from './paying.ts';
import { messagesOf, openStory, type Story, type Told } from './telling.ts';

// 「寄的耳机丢了」 The claim is small and granted by rule; nothing can be refunded on a platform, so finance pays it to the customer's account.
let story: Story;
let paying: ReturnType<typeof payoutsOf>;
beforeAll(async () => {
  story = await openStory();
  paying = payoutsOf(story);
});
afterAll(() => story.desk.close());

describe('a claim that is paid to an account (FU-15)', () => {
  let told: Told;
  let batch: { id: string; number: string };
  beforeAll(async () => {
    told = await paying.claim('26111670000001');
  });

  it('waits for its payee, and the customer is asked for it with a link (TA-12)', async () => {
    expect(await paying.payoutOf(told)).toMatchObject({
      state: 'waiting-payee',
      amountFen: 8_900,
      payee: null,
      given: { paidFen: 8_900, oursFen: 0 },
    });
    expect(await messagesOf(story.desk, told.id)).toContain('payee-needed');
    expect((await paying.page(told)).text).toContain('¥89.00 待您填写收款账户后转账');
  });

  it('takes the payee from the customer, keeps it sealed and shows it masked', async () => {
    const wrong = await (await paying.page(told)).send('/payee', { way: 'bank', name: '林小木', account: '123', bank: '澜江银行' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('收款账号格式不正确');
    const done = await (await paying.page(told)).send('/payee', { way: 'alipay', name: '林小木', account: '17000000031', bank: '' });
    expect(done.text).toContain('收款账户：支付宝 林***木 170****0031');
    const [row] = await all(sql<{ payee: string }>`select payee from payouts`, story.desk.house.db);
    expect(row?.payee).not.toMatch(/林|17000000031/);
    expect(await paying.payoutOf(told)).toMatchObject({
      state: 'ready',
      payee: { way: 'alipay', name: '林***木', account: '170****0031', by: 'customer' },
    });
  });

  it('is revealed only to those who check, and that is written down', async () => {
    const { id } = await paying.payoutOf(told);
    expect(
      await story.desk.as('agent').refused(payoutRoutes.revealPayee, { params: { payoutId: id }, body: { why: '好奇' } }),
    ).toMatchObject({
      status: 403,
    });
    expect(
      await story.desk.as('finance2').ok(payoutRoutes.revealPayee, { params: { payoutId: id }, body: { why: '核对账户' } }),
    ).toMatchObject({
      name: '林小木',
      account: '17000000031',
    });
    const log = await all(sql`select act, why from access_log where subject = 'payout' and subject_id = ${id}`, story.desk.house.db);
    expect(log).toEqual([{ act: 'reveal', why: '核对账户' }]);
  });

  it('is put into a batch by one person, who may not check it; another returns it with a reason, and it is ready again', async () => {
    const { id } = await paying.payoutOf(told);
    const finance = story.desk.as('finance');
    batch = await finance.ok(payoutRoutes.makeBatch, { body: { ids: [id], seen: true } });
    expect(await finance.refused(payoutRoutes.makeBatch, { body: { ids: [id], seen: true } })).toMatchObject({ code: 'payout-not-ready' });
    const check = { params: { batchId: batch.id } };
    expect(await finance.refused(payoutRoutes.checkBatch, { ...check, body: { answer: 'approved' } })).toMatchObject({ code: 'own-batch' });
    expect(await finance.refused(payoutRoutes.sendBatch, { ...check, body: {} })).toMatchObject({ code: 'no-such-move' });
    const second = story.desk.as('finance2');
    expect(await second.refused(payoutRoutes.checkBatch, { ...check, body: { answer: 'returned' } })).toMatchObject({
      code: 'reason-required',
    });
    await second.ok(payoutRoutes.checkBatch, { ...check, body: { answer: 'returned', reason: '先核实运单' } });
    expect((await paying.payoutOf(told)).state).toBe('ready');
  });

  it('goes out as a file once it was approved; each download is logged, and a second one says so', async () => {
    const { id } = await paying.payoutOf(told);
    batch = await paying.sent([id]);
    expect((await paying.payoutOf(told)).state).toBe('sent');
    expect((await paying.file('agent', batch.id)).statusCode).toBe(403);
    const first = await paying.file('finance', batch.id);
    expect(first.body).toContain(`"${batch.number}-001","支付宝","林小木","17000000031","","89.00"`);
    expect((await paying.file('finance', batch.id)).headers['content-disposition']).toContain(`${batch.number}-again-2.csv`);
    const log = await all(
      sql<{ why: string }>`select why from access_log where act = 'download' and subject_id = ${batch.id} order by id`,
      story.desk.house.db,
    );
    expect(log.map((each) => each.why)).toEqual([`${batch.number}.csv`, `${batch.number}-again-2.csv (again)`]);
    // It is with Alipay: nobody takes it back or pays it again.
    expect(await story.desk.as('agent').refused(shipRoutes.recall, { params: { taskId: id }, body: { reason: '不赔了' } })).toMatchObject({
      code: 'partner-has-begun',
    });
    expect(await story.desk.as('finance').refused(payoutRoutes.makeBatch, { body: { ids: [id], seen: true } })).toMatchObject({
      code: 'payout-not-ready',
    });
  });

  it('comes back for a name that does not fit: a task, and the customer is asked to correct it', async () => {
    const failed = [head, [`${batch.number}-001`, '失败', '收款人实名不符', ''], ['P991231-1-001', '成功', '', 'x']];
    expect(await paying.results(failed)).toMatchObject({
      rows: 2,
      changed: 1,
      unchanged: 0,
      refused: [{ line: 3, code: 'payout-row-unknown' }],
    });
    expect(await paying.payoutOf(told)).toMatchObject({ state: 'failed', failure: { code: 'name-mismatch', note: '收款人实名不符' } });
    const { items } = await story.desk.as('agent').ok(fulfilmentRoutes.tasks, { params: { caseId: told.id } });
    expect(items.filter((each) => each.kind === 'follow-up')).toMatchObject([{ state: 'open' }]);
    expect(await messagesOf(story.desk, told.id)).toContain('payee-wrong');
    expect(await told.step()).toBe('carry-out');
    expect(await paying.results(failed)).toMatchObject({ changed: 0, unchanged: 1 });
    const { id } = await paying.payoutOf(told);
    expect(await story.desk.as('finance').refused(payoutRoutes.retry, { params: { payoutId: id }, body: {} })).toMatchObject({
      code: 'payee-to-correct',
    });
  });

  it('is corrected by the customer, paid by the next batch, and told whole (TA-12)', async () => {
    const corrected = await (await paying.page(told)).send('/payee', { way: 'alipay', name: '林木', account: '17000000031', bank: '' });
    expect(corrected.text).toContain('林*** 170****0031');
    const { items } = await story.desk.as('agent').ok(fulfilmentRoutes.tasks, { params: { caseId: told.id } });
    expect(items.filter((each) => each.kind === 'follow-up')).toMatchObject([{ state: 'done' }]);
    const { id } = await paying.payoutOf(told);
    const next = await paying.sent([id]);
    // The file of the first batch says nothing of the second.
    expect(await paying.results([head, [`${batch.number}-001`, '失败', '收款人实名不符', '']])).toMatchObject({ changed: 0, unchanged: 1 });
    expect((await paying.payoutOf(told)).state).toBe('sent');
    const paid = [head, [`${next.number}-001`, '成功', '', 'ZFB778']];
    expect(await paying.results(paid)).toMatchObject({ changed: 1, refused: [] });
    expect(await paying.results(paid)).toMatchObject({ changed: 0, unchanged: 1 });
    expect(await paying.results([head, [`${next.number}-001`, '失败', '退票', '']])).toMatchObject({
      changed: 0,
      refused: [{ line: 2, code: 'payout-row-contradicts' }],
    });
    expect(await paying.payoutOf(told)).toMatchObject({ state: 'paid', theirNo: 'ZFB778' });
    await story.desk.settle();
    expect((await paying.page(told)).text).toMatch(/¥89\.00 已转账至您的支付宝账户/);
    expect(await told.step()).not.toBe('carry-out');
  });

  it('stands once in the books, and they balance (FU-5)', async () => {
    const books = await story.desk.as('finance').ok(fulfilmentRoutes.ledger, { query: { caseId: told.id } });
    expect(books.items.map((each) => each.kind).toSorted()).toEqual(['payout-paid', 'refund-chosen']);
    // Nothing differs but what the bank said the other way round.
    const { differences } = await story.desk.as('finance').ok(fulfilmentRoutes.reconciliation);
    expect(differences).toMatchObject([
      { what: 'contradiction', caseNumber: (await told.now()).number, ours: 8_900, ledger: 8_900, at: '/payouts' },
    ]);
    expect(await told.events()).toEqual(
      expect.arrayContaining(['payout.payee-given', 'payout.sent', 'payout.failed', 'fulfilment.settled']),
    );
  });
});

describe('a difference that somebody looked into (FU-5)', () => {
  it('is ticked off with who, when and why by who checks; other figures show again', async () => {
    const seen = (await story.desk.as('finance').ok(fulfilmentRoutes.reconciliation)).differences[0];
    if (!seen) throw new Error('the bank contradicted a result above');
    const { what, key, ours, ledger, partner } = seen;
    const tick = { body: { what, key, ours, ledger, partner, why: '网银核对：已付，退票为误传' } };
    expect(await story.desk.as('agent').refused(fulfilmentRoutes.tickOff, tick)).toMatchObject({ status: 403 });
    expect(
      await story.desk.as('finance').refused(fulfilmentRoutes.tickOff, { body: { ...tick.body, partner: partner + 1 } }),
    ).toMatchObject({ code: 'no-such-difference' });
    await story.desk.as('finance').ok(fulfilmentRoutes.tickOff, tick);
    const after = await story.desk.as('lead').ok(fulfilmentRoutes.reconciliation);
    expect(after).toMatchObject({ balanced: true, mayTick: false });
    expect(after.differences).toMatchObject([{ key, tick: { by: expect.any(String), why: '网银核对：已付，退票为误传' } }]);
  });
});

describe('before money leaves (RE-13)', () => {
  it('what the platform gave is shown; beyond what was paid it goes out only with the checker’s reason', async () => {
    const told = await paying.claim('26111670000002');
    await story.order('26111670000002', {
      goodsFen: 8_900,
      paidFen: 8_900,
      refunds: [{ refundNo: 'RF-1', fen: 5_000, state: 'done' }],
    } as never);
    const { id } = await paying.payoutOf(told);
    await story.desk.as('agent').ok(payoutRoutes.givePayee, {
      params: { payoutId: id },
      body: { way: 'bank', name: '林小木', account: '6222020000001234567', bank: '澜江银行' },
    });
    expect(await paying.payoutOf(told)).toMatchObject({
      given: { platformFen: 5_000 },
      warnings: [
        { code: 'over-paid', fen: 5_000 },
        { code: 'platform-refunded', fen: 5_000 },
      ],
    });
    const batch = await story.desk.as('finance').ok(payoutRoutes.makeBatch, { body: { ids: [id], seen: true } });
    const executive = story.desk.as('executive');
    const check = { params: { batchId: batch.id } };
    expect(await executive.refused(payoutRoutes.checkBatch, { ...check, body: { answer: 'approved' } })).toMatchObject({
      code: 'over-paid',
    });
    await executive.ok(payoutRoutes.checkBatch, { ...check, body: { answer: 'approved', reason: '平台退的是另一件' } });
    expect(await executive.ok(payoutRoutes.batch, check)).toMatchObject({ state: 'approved', override: '平台退的是另一件', n: 1 });
  });

  it('a payment is taken back until it was approved (FU-17)', async () => {
    const told = await paying.claim('26111670000003');
    const { id } = await paying.payoutOf(told);
    await story.desk
      .as('agent')
      .ok(payoutRoutes.givePayee, { params: { payoutId: id }, body: { way: 'wechat', name: '林小木', account: 'lin_31' } });
    const batch = await story.desk.as('finance').ok(payoutRoutes.makeBatch, { body: { ids: [id], seen: true } });
    await story.desk.as('agent').ok(shipRoutes.recall, { params: { taskId: id }, body: { reason: '快件找到了' } });
    expect(await story.desk.as('finance2').ok(payoutRoutes.batch, { params: { batchId: batch.id } })).toMatchObject({ n: 0, rows: [] });
  });
});
