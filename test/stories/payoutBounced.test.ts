import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appealRoutes } from '#appeal/wire.ts';
import { talkRoutes } from '#case/talkWire.ts';
import { caseRoutes } from '#case/wire.ts';
import { payoutRoutes } from '#fulfilment/payoutWire.ts';
import { shipRoutes } from '#fulfilment/shipWire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { head, payoutsOf } from './paying.ts';
import { openStory, type Story, type Told } from './telling.ts';

// A claim that was paid to an account, and that the bank gave back.
let story: Story;
let paying: ReturnType<typeof payoutsOf>;
beforeAll(async () => {
  story = await openStory();
  paying = payoutsOf(story);
});
afterAll(() => story.desk.close());

describe('what the bank gives back after it was paid (退票, FU-15)', () => {
  let told: Told;
  let first: { id: string; number: string };
  let id: string;
  const payee = (account: string) => ({
    params: { payoutId: id },
    body: { way: 'bank', name: '林小木', account, bank: '澜江银行' } as const,
  });
  const reconciled = () => story.desk.as('finance').ok(fulfilmentRoutes.reconciliation);
  const mine = async () => (await reconciled()).differences.filter((each) => each.caseId === told.id);
  const books = async () =>
    (await story.desk.as('finance').ok(fulfilmentRoutes.ledger, { query: { caseId: told.id } })).items.map((each) => each.kind).toSorted();
  beforeAll(async () => {
    told = await paying.claim('26111670000011', 8_900, '19900000051');
    id = (await paying.payoutOf(told)).id;
    await story.desk.as('agent').ok(payoutRoutes.givePayee, payee('6222020000001234567'));
    first = await paying.sent([id]);
    await paying.results([head, [`${first.number}-001`, '成功', '', 'YH-1']]);
    await story.desk.settle();
  });

  it('is said by hand only by who checks, and only of what was paid', async () => {
    expect(await paying.payoutOf(told)).toMatchObject({ state: 'paid', may: ['reveal', 'bounce'] });
    const bounce = { params: { payoutId: id }, body: { reason: '流水 11-21 退汇' } };
    expect(await story.desk.as('agent').refused(payoutRoutes.bounce, bounce)).toMatchObject({ status: 403 });
    const waiting = await paying.payoutOf(await paying.claim('26111670000012', 8_900, '19900000052'));
    expect(await story.desk.as('finance2').refused(payoutRoutes.bounce, { ...bounce, params: { payoutId: waiting.id } })).toMatchObject({
      code: 'payout-not-paid',
    });
  });

  it('is owed again: booked back, a task for service, and the customer told how much, why and what next (TA-12)', async () => {
    const bounced = [head, [`${first.number}-001`, '退票', '收款账户已销户', 'YH-1']];
    expect(await paying.results(bounced)).toMatchObject({ changed: 1, refused: [] });
    expect(await paying.results(bounced)).toMatchObject({ changed: 0, unchanged: 1, refused: [] });
    // The file that said it was paid says nothing new either.
    expect(await paying.results([head, [`${first.number}-001`, '成功', '', 'YH-1']])).toMatchObject({ unchanged: 1, refused: [] });
    expect(await paying.payoutOf(told)).toMatchObject({
      state: 'failed',
      paidAt: null,
      failure: { code: 'bounced', note: '收款账户已销户' },
    });
    expect(await books()).toEqual(['payout-bounced', 'payout-paid', 'refund-chosen']);
    expect(await mine()).toEqual([]);
    const { items } = await story.desk.as('agent').ok(fulfilmentRoutes.tasks, { params: { caseId: told.id } });
    expect(items.map((each) => [each.kind, each.state])).toEqual([
      ['payout', 'open'],
      ['follow-up', 'open'],
    ]);
    const { items: said } = await story.desk.as('agent').ok(talkRoutes.thread, { params: { caseId: told.id } });
    expect(said.find((each) => each.template === 'payee-bounced')?.body).toMatch(
      /此前转给您的 ¥89\.00 被银行退回.*核对或更换收款账户：.*重新转账/,
    );
    expect((await paying.page(told)).text).toContain('银行退票：款项已付后被退回');
    expect(await told.events()).toContain('fulfilment.bounced');
  });

  it('stays owed although the case has ended, also when it ends again; and is not paid to the same account unseen', async () => {
    expect((await told.now()).outcome).toBe('resolved');
    await told.does('agent', appealRoutes.file, { reason: '钱被退回了' });
    await told.does('agent', caseRoutes.move, { move: 'withdraw', reason: '客户只等重新打款' });
    expect((await told.now()).outcome).toBe('withdrawn');
    expect((await paying.payoutOf(told)).state).toBe('failed');
    expect(await story.desk.as('finance').refused(payoutRoutes.retry, { params: { payoutId: id } })).toMatchObject({
      code: 'payee-to-correct',
    });
    expect(await story.desk.as('finance').refused(payoutRoutes.makeBatch, { body: { ids: [id], seen: true } })).toMatchObject({
      code: 'payout-not-ready',
    });
  });

  it('is paid again exactly once, by maker and checker, who see that it came back', async () => {
    const corrected = await (await paying.page(told)).send('/payee', {
      way: 'bank',
      name: '林小木',
      account: '6222020000007654321',
      bank: '澜江银行',
    });
    expect(corrected.status).toBeLessThan(400);
    expect(await paying.payoutOf(told)).toMatchObject({ state: 'ready', warnings: [{ code: 'bounced', fen: 8_900 }] });
    const again = await paying.sent([id]);
    // Another amount than the batch's is not believed, and shows until it is cleared up.
    expect(
      await paying.results([
        [...head, '金额'],
        [`${again.number}-001`, '成功', '', 'YH-2', '88.00'],
      ]),
    ).toMatchObject({
      refused: [{ code: 'payout-row-amount' }],
    });
    expect(await mine()).toMatchObject([{ what: 'contradiction', ours: 0, partner: 8_800 }]);
    expect(await paying.results([head, [`${again.number}-001`, '成功', '', 'YH-2']])).toMatchObject({ changed: 1, refused: [] });
    // The old return says nothing of the new payment.
    expect(await paying.results([head, [`${first.number}-001`, '退票', '收款账户已销户', 'YH-1']])).toMatchObject({
      changed: 0,
      unchanged: 1,
    });
    expect(await paying.payoutOf(told)).toMatchObject({ state: 'paid', theirNo: 'YH-2' });
    expect(await books()).toEqual(['payout-bounced', 'payout-paid', 'payout-paid', 'refund-chosen']);
    expect(await mine()).toEqual([]);
    const { items } = await story.desk.as('agent').ok(fulfilmentRoutes.tasks, { params: { caseId: told.id } });
    expect(items.map((each) => [each.kind, each.state])).toEqual([
      ['payout', 'done'],
      ['follow-up', 'done'],
    ]);
  });

  it('may come back twice, by hand as well; two at once book it once', async () => {
    const bounce = { params: { payoutId: id }, body: { reason: '网银流水：退汇' } };
    const both = await Promise.all([
      story.desk.as('finance2').ok(payoutRoutes.bounce, bounce),
      story.desk.as('executive').ok(payoutRoutes.bounce, bounce),
    ]);
    expect(both).toEqual([
      { id, state: 'failed' },
      { id, state: 'failed' },
    ]);
    expect((await books()).filter((each) => each === 'payout-bounced')).toHaveLength(2);
    expect(await mine()).toEqual([]);
  });

  it('is owed no more once somebody takes it back (FU-17)', async () => {
    await story.desk.as('agent').ok(shipRoutes.recall, { params: { taskId: id }, body: { reason: '客户改要补寄' } });
    expect(await mine()).toEqual([]);
    expect(await story.desk.as('finance').ok(fulfilmentRoutes.money, { params: { caseId: told.id } })).toMatchObject({
      cost: { realFen: 0 },
    });
  });
});
