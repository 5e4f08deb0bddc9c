import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { talkRoutes } from '#case/talkWire.ts';
import { caseRoutes } from '#case/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { commonSettingsRoutes } from '#intake/commonWire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { investigationRoutes } from '#investigation/wire.ts';
import { choiceRoutes } from '#remedy/choiceWire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import { type PaymentDouble, startPaymentDouble } from '../doubles/paymentDouble.ts';
import { openStory, reportOf, type Story, type Told } from './telling.ts';

// 「水晶梨买了 5 斤装两袋，称下来少了八两。」 Kilograms with tolerance; short is made up, surplus is kept.
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
const pears = (received: string, problem: string) => ({
  problem,
  words: '梨称下来不对。',
  lines: [{ name: '水晶梨', quantity: 1 }],
  handles: [{ kind: 'phone' as const, value: `1990000430${orders}` }],
  fields: { contactName: '林', quantityOrdered: '5', quantityReceived: received, quantityUnit: 'kg' },
});
async function weighed(received: string, problem = 'quantity.short'): Promise<Told> {
  orders += 1;
  const orderNo = `2611165000000${orders}`;
  await story.order(orderNo, {
    goodsFen: 7_980,
    paidFen: 7_980,
    lines: [{ lineNo: '1', goodsCode: 'SJ-5', title: '水晶梨 5 kg', quantity: 1, priceFen: 7_980, paidFen: 7_980 }],
  });
  const told = await story.report({ orderNo, ...pears(received, problem) });
  await told.does('agent', triageRoutes.matchOrder, { answer: 'matches' });
  return told;
}
const found = (answer: string) => ({ answer, text: '秤上照片看过' });

describe('a quantity that is wrong', () => {
  it('is registered with ordered, received and unit, or refused by the field that is wrong (IN-8)', async () => {
    await story.order('26111650000090');
    const register = (fields: Record<string, string>) =>
      story.desk.as('agent').refused(intakeRoutes.register, {
        body: reportOf({ orderNo: '26111650000090', ...pears('4.2', 'quantity.short'), fields: { contactName: '林', ...fields } }),
      });
    expect(await register({})).toMatchObject({
      code: 'fields-missing',
      data: { fields: [{ id: 'quantityOrdered' }, { id: 'quantityReceived' }, { id: 'quantityUnit' }] },
    });
    expect(await register({ quantityOrdered: '五', quantityReceived: '4.2', quantityUnit: 'kg' })).toMatchObject({
      code: 'field-not-a-quantity',
      field: 'fields.quantityOrdered',
    });
    expect(await register({ quantityOrdered: '5', quantityReceived: '4.2', quantityUnit: 'jin' })).toMatchObject({ code: 'not-one-of' });
  });

  it('and short is made up: its share of the price goes back, rounded in the customer’s favour (RE-5, RE-2)', async () => {
    const told = await weighed('4.2');
    await told.does('agent', investigationRoutes.find, found('short'));
    await told.does('agent', caseRoutes.answer, { step: 'wanted', answer: 'other' });
    const proposal = await story.desk.as('agent').ok(remedyRoutes.proposal, { params: { caseId: told.id } });
    const share = proposal.options.find((each) => each.remedy === 'part-refund');
    // 79.80 × 0.8 ÷ 5 = 12.768
    expect(share).toMatchObject({ fen: 1_277, allowed: true });
    expect(proposal.options.map((each) => each.remedy)).toContain('reship');
    await told.does('agent', remedyRoutes.offer, { options: [{ key: share?.key ?? '' }] });
    const { items } = await story.desk.as('agent').ok(remedyRoutes.offers, { params: { caseId: told.id } });
    await told.does('agent', choiceRoutes.choose, { offerId: items[0]?.id ?? '', option: 1, channel: 'phone' });
    await story.desk.settle();
    expect(partner.paid()).toMatchObject([{ amount_fen: 1_277 }]);
    expect(await told.step()).toBe('confirm');
  });

  it('is sent at once when the customer wants it, with the missing pieces alone, and they are told by when (RE-4, RE-5, FU-1)', async () => {
    orders += 1;
    const orderNo = `2611165000000${orders}`;
    await story.order(orderNo, {
      goodsFen: 5_400,
      paidFen: 5_400,
      lines: [{ lineNo: '1', goodsCode: 'XHB-1', title: '鲜花饼', quantity: 6, priceFen: 900, paidFen: 5_400 }],
    });
    const told = await story.report({
      orderNo,
      problem: 'quantity.short',
      words: '六枚只来了四枚。',
      lines: [{ name: '鲜花饼', quantity: 6 }],
      handles: [{ kind: 'phone', value: `1990000430${orders}` }],
      fields: { contactName: '林', quantityOrdered: '6', quantityReceived: '4', quantityUnit: 'pieces' },
    });
    await told.does('agent', triageRoutes.matchOrder, { answer: 'matches' });
    await told.does('agent', investigationRoutes.find, found('short'));
    expect((await told.now()).current?.script).toContain('非常抱歉');
    await told.does('agent', caseRoutes.answer, { step: 'wanted', answer: 'send' });
    expect(await told.step()).toBe('carry-out');
    const { items } = await story.desk.as('logistics').ok(fulfilmentRoutes.tasks, { params: { caseId: told.id } });
    expect(items).toMatchObject([{ kind: 'reship', state: 'open', promisedAt: expect.any(String) }]);
    const thread = await story.desk.as('agent').ok(talkRoutes.thread, { params: { caseId: told.id } });
    expect(thread.items.findLast((each) => each.template === 'arranged')?.body).toMatch(/鲜花饼×2，预计 \d+月\d+日/);
    expect((await told.now()).clocks.find((clock) => clock.name === 'callBack')).toMatchObject({ state: 'running' });
  });

  it('and over is the customer’s: told so unasked, nothing asked back (RE-5)', async () => {
    const told = await weighed('5.6', 'quantity.surplus');
    expect(await told.isRefused('agent', investigationRoutes.find, found('short'))).toMatchObject({ code: 'condition-fails' });
    await told.does('agent', investigationRoutes.find, found('surplus'));
    expect(await told.now()).toMatchObject({ outcome: 'explained' });
    const { items } = await story.desk.as('agent').ok(talkRoutes.thread, { params: { caseId: told.id } });
    expect(items.findLast((each) => each.template === 'surplus-kept')?.body).toContain('无需退回，也无需补款');
    // It stands on record like any other remedy, done at once, so that it can be counted.
    const { items: tasks } = await story.desk.as('logistics').ok(fulfilmentRoutes.tasks, { params: { caseId: told.id } });
    expect(tasks).toMatchObject([{ kind: 'keep-surplus', state: 'done' }]);
    const { items: offers } = await story.desk.as('agent').ok(remedyRoutes.offers, { params: { caseId: told.id } });
    expect(offers).toMatchObject([
      {
        state: 'chosen',
        byRule: true,
        options: [{ remedy: 'keep-surplus', fen: null, cites: '规则 CCQ-01 第 6 行' }],
        choice: { kind: 'option' },
      },
    ]);
    await told.does('agent', caseRoutes.reopen, { because: 'customer' });
    expect(await told.step()).toBe('examine');
  });

  it('within the tolerance is no difference; the tolerance is a setting (IN-8)', async () => {
    const told = await weighed('4.96');
    expect(await told.isRefused('agent', investigationRoutes.find, found('short'))).toMatchObject({ code: 'condition-fails' });
    const setting = { protectionDays: 15, toleranceKg: 0.02, tolerancePercent: 0 };
    expect(await story.desk.as('agent').send(commonSettingsRoutes.set, { body: setting })).toMatchObject({ status: 403 });
    await story.desk.as('administrator').ok(commonSettingsRoutes.set, { body: setting });
    await told.does('agent', investigationRoutes.find, found('short'));
    expect(await told.step()).toBe('wanted');
  });
});
