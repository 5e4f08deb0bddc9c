import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appealRoutes } from '#appeal/wire.ts';
import { feedbackRoutes } from '#feedback/wire.ts';
import { returnedRoutes } from '#fulfilment/returnedWire.ts';
import { day } from '#platform/clock.ts';
import { choiceRoutes } from '#remedy/choiceWire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import { type PaymentDouble, startPaymentDouble } from '../doubles/paymentDouble.ts';
import { allHold, openStory, type Story, type Told } from './telling.ts';

// A broken cabinet of ¥429.00: refused at first, then taken on after an appeal, and sent back for its money.
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
/** Stands at the offer, by an appeal against the refusal. */
async function takenOn(): Promise<Told> {
  orders += 1;
  const orderNo = `2611163400000${orders}`;
  await story.order(orderNo);
  const told = await story.report({
    orderNo,
    problem: 'damaged.goods',
    words: '柜子摔坏了。',
    handles: [{ kind: 'phone', value: `1990000340${orders}` }],
    fields: { wish: 'return', contactName: '林' },
  });
  await told.does('agent', triageRoutes.matchOrder, { answer: 'matches' });
  await told.does('agent', triageRoutes.review, {
    answer: 'rejected',
    ticks: { ...allHold, 'in-window': { holds: false } },
    reason: '超过期限',
  });
  await appeal(told);
  return told;
}

async function appeal(told: Told, who: 'lead' | 'lead2' = 'lead'): Promise<void> {
  await told.does('agent', appealRoutes.file, { reason: '不认同' });
  await told.does(who, appealRoutes.decide, { answer: 'changed', reasons: '重新出方案' });
  expect(await told.step()).toBe('offer');
}

const returnOf = async (told: Told): Promise<number | null> =>
  (await story.desk.as('agent').ok(remedyRoutes.proposal, { params: { caseId: told.id } })).options.find((each) => each.remedy === 'return')
    ?.fen ?? null;

async function chooseReturn(told: Told): Promise<void> {
  await told.does('agent', remedyRoutes.offer, { options: [{ key: 'return' }] });
  const { items } = await story.desk.as('agent').ok(remedyRoutes.offers, { params: { caseId: told.id } });
  const offer = items.find((each) => each.state === 'open');
  await told.does('agent', choiceRoutes.choose, { offerId: offer?.id ?? '', option: 1, channel: 'mail' });
  expect(await told.step()).toBe('goods-back');
}

async function comeBack(told: Told, grade: 'resell' | 'incomplete', answer: 'in-order' | 'differs'): Promise<void> {
  const logistics = story.desk.as('logistics');
  const { returnedId } = await logistics.ok(returnedRoutes.arrive, { body: { words: (await told.now()).number } });
  await logistics.ok(returnedRoutes.inspect, {
    params: { returnedId: returnedId ?? '' },
    body: { lines: [{ code: 'FC-120', grade }], answer, reason: '少了背板' },
  });
  await story.desk.settle();
}

describe('a return chosen after an appeal (TA-3, FU-11)', () => {
  it('for which nothing was paid, because other goods came, takes nothing off the next offer', async () => {
    const told = await takenOn();
    expect(await returnOf(told)).toBe(42_900);
    await chooseReturn(told);
    await comeBack(told, 'incomplete', 'differs');
    expect(await told.step()).toBe('offer');
    expect(await returnOf(told)).toBe(42_900);
    // The second try is in order, and is paid.
    await chooseReturn(told);
    const before = partner.paid().length;
    await comeBack(told, 'resell', 'in-order');
    expect(partner.paid().slice(before)).toMatchObject([{ amount_fen: 42_900 }]);
  });

  it('whose goods never came gave nothing, when that is appealed again', async () => {
    const told = await takenOn();
    await chooseReturn(told);
    await story.desk.later(16 * day);
    expect((await told.now()).outcome).toBe('closed-unanswered');
    await told.does('agent', appealRoutes.file, { reason: '没有人来取件' });
    const { items } = await story.desk.as('lead2').ok(appealRoutes.read, { params: { caseId: told.id } });
    expect(items.map((each) => each.effect).filter((each) => each !== null)).toMatchObject([{ given: [], givenFen: 0 }]);
    await told.does('lead2', appealRoutes.decide, { answer: 'changed', reasons: '安排上门取件' });
    expect(await returnOf(told)).toBe(42_900);
  });

  it('that was paid is deducted', async () => {
    const told = await takenOn();
    await chooseReturn(told);
    await comeBack(told, 'resell', 'in-order');
    expect(await told.step()).toBe('confirm');
    await told.does('agent', feedbackRoutes.confirm, { answer: 'satisfied', channel: 'phone' });
    await appeal(told, 'lead2');
    expect(await returnOf(told)).toBeNull();
  });
});
