import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { talkRoutes } from '#case/talkWire.ts';
import { caseRoutes } from '#case/wire.ts';
import { commonSettingsRoutes } from '#intake/commonWire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import { type PaymentDouble, startPaymentDouble } from '../doubles/paymentDouble.ts';
import { messagesOf, openStory, type Story, type Told } from './telling.ts';

// 「昨天买 529，今天 429。」 The difference to the price of today goes back within the protection window.
let story: Story;
let partner: PaymentDouble;
beforeAll(async () => {
  partner = await startPaymentDouble();
  story = await openStory({ config: { payment: partner.payment } });
});
afterAll(async () => {
  await story.desk.close();
  await partner.stop();
});

let orders = 0;
async function bought(priceFen: number): Promise<Told> {
  orders += 1;
  const orderNo = `2611167000000${orders}`;
  await story.order(orderNo, {
    goodsFen: priceFen,
    paidFen: priceFen,
    lines: [{ lineNo: '1', goodsCode: 'FC-120', title: '栖木折叠餐边柜 FC-120', quantity: 1, priceFen, paidFen: priceFen }],
  });
  const told = await story.report({
    orderNo,
    problem: 'price.dropped',
    words: '刚买就降价。',
    lines: [],
    fields: { contactName: '林', wish: 'difference' },
    handles: [{ kind: 'phone', value: `1990000450${orders}` }],
  });
  await told.does('agent', triageRoutes.matchOrder, { answer: 'matches' });
  return told;
}

describe('a price that dropped', () => {
  it('within the protection window is refunded by the difference to what was paid, and the customer is told when (RE-4, RE-1)', async () => {
    const told = await bought(52_900);
    expect((await told.now()).current?.shows).toContain('prices');
    expect(await story.desk.as('agent').ok(commonSettingsRoutes.prices, { params: { caseId: told.id } })).toMatchObject({
      lines: [{ paidFen: 52_900, nowFen: 42_900, dropFen: 10_000 }],
      dropFen: 10_000,
      protectionDays: 15,
      inTime: true,
    });
    await told.does('agent', caseRoutes.answer, { step: 'compare', answer: 'refund' });
    await story.desk.settle();
    expect(partner.paid()).toMatchObject([{ amount_fen: 10_000 }]);
    expect(await told.step()).toBe('confirm');
    expect(await messagesOf(story.desk, told.id)).toEqual(expect.arrayContaining(['arranged', 'carried-out']));
    const { items } = await story.desk.as('agent').ok(talkRoutes.thread, { params: { caseId: told.id } });
    expect(items.find((each) => each.template === 'arranged')?.body).toContain('退差价 ¥100.00，预计 1–3 个工作日到账');
  });

  it('outside the window, or when nothing dropped, is not refunded; it is explained and the customer consents (RE-4)', async () => {
    const same = await bought(42_900);
    const refund = { step: 'compare', answer: 'refund' };
    expect(await same.isRefused('agent', caseRoutes.answer, refund)).toMatchObject({ code: 'condition-fails' });
    const late = await bought(52_900);
    await story.desk
      .as('administrator')
      .ok(commonSettingsRoutes.set, { body: { protectionDays: 3, toleranceKg: 0.05, tolerancePercent: 1 } });
    expect(await late.isRefused('agent', caseRoutes.answer, refund)).toMatchObject({ code: 'condition-fails' });
    expect(await story.desk.as('agent').ok(commonSettingsRoutes.prices, { params: { caseId: late.id } })).toMatchObject({ inTime: false });
    await late.does('agent', caseRoutes.answer, { step: 'compare', answer: 'not-due', reason: '购买已超过价保期' });
    await late.does('agent', caseRoutes.answer, { step: 'explain', answer: 'agreed' });
    expect(await late.now()).toMatchObject({ outcome: 'explained' });
  });

  it('above the market needs no order: operations gets it as a task (VE-3, FU-2)', async () => {
    const told = await story.report({
      orderNo: '',
      shopId: story.desk.cast.shop,
      problem: 'price.above-market',
      words: '同款别家 399。',
      lines: [],
      fields: { contactName: '周', priceSeen: 39_900, seenWhere: '另一家店' },
      handles: [{ kind: 'phone', value: '19900004599' }],
    });
    expect(await story.desk.as('operations').ok(commonSettingsRoutes.prices, { params: { caseId: told.id } })).toMatchObject({
      lines: [],
      protectedUntil: null,
      inTime: false,
    });
    await told.does('operations', caseRoutes.answer, { step: 'verify', answer: 'wrong' });
    const { items } = await story.desk.as('operations').ok(fulfilmentRoutes.tasks, { params: { caseId: told.id } });
    expect(items).toMatchObject([{ kind: 'correct-listing', party: 'operations' }]);
  });
});
