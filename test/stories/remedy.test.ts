import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { talkRoutes } from '#case/talkWire.ts';
import { caseRoutes } from '#case/wire.ts';
import { feedbackRoutes } from '#feedback/wire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { day, hour } from '#platform/clock.ts';
import { choiceRoutes } from '#remedy/choiceWire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { type PaymentDouble, startPaymentDouble } from '../doubles/paymentDouble.ts';
import { carryOut, messagesOf, offerable, openStory, type Story, type Told } from './telling.ts';

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
async function atChoice(): Promise<Told> {
  orders += 1;
  const orderNo = `2611162000000${orders}`;
  await story.order(orderNo);
  const told = await story.report({ orderNo });
  await told.leadTo('choice');
  return told;
}
const offersOf = async (told: Told) => (await story.desk.as('agent').ok(remedyRoutes.offers, { params: { caseId: told.id } })).items;
const openOffer = async (told: Told) => {
  const found = (await offersOf(told)).find((each) => each.state === 'open');
  if (!found) throw new Error('no offer is open');
  return found;
};

describe('an offer (RE-2, RE-3)', () => {
  it('cites the row of the policy version that allowed it, priced, with what silence means', async () => {
    const told = await atChoice();
    const offer = await openOffer(told);
    expect(offer.options.map((each) => each.remedy)).toContain('resend');
    for (const option of offer.options) expect(option.cites).toMatch(/MP-\d+/);
    expect(offer.options.find((each) => each.remedy === 'refund')).toMatchObject({ fen: 800 });
    expect(offer.silenceMeans).not.toBe('');
    expect(new Date(offer.validUntil).getTime()).toBeGreaterThan(story.desk.clock.now().getTime());
  });

  it('that is declined is followed by another, and after the third it goes to operations (TA-4, RE-8)', async () => {
    const told = await atChoice();
    for (let times = 1; times <= 4; times += 1) {
      const offer = await openOffer(told);
      await told.does(
        'agent',
        choiceRoutes.choose,
        times === 1
          ? { offerId: offer.id, proposal: '要么整件换', channel: 'phone' }
          : { offerId: offer.id, declined: true, channel: 'phone' },
      );
      if (times < 4) await told.does('agent', remedyRoutes.offer, { options: await offerable(story.desk, told.id) });
    }
    expect(await told.step()).toBe('escalate');
    expect(await told.isRefused('agent', caseRoutes.answer, { step: 'escalate', answer: 'decided', reason: '我来定' })).toMatchObject({
      status: 403,
    });
    await told.does('operations', caseRoutes.answer, { step: 'escalate', answer: 'decided', reason: '同意再补发并致歉' });
    expect(await told.step()).toBe('offer');
    expect((await offersOf(told)).filter((each) => each.state === 'declined')).toHaveLength(4);
  });

  it('met by silence is repeated after 24 and 72 hours, then closed by rule; the customer can still come back', async () => {
    const told = await atChoice();
    await story.desk.later(25 * hour);
    await story.desk.later(48 * hour);
    expect((await messagesOf(story.desk, told.id)).filter((each) => each === 'offer-reminder')).toHaveLength(2);
    await story.desk.later(4 * day);
    expect(await told.now()).toMatchObject({ outcome: 'closed-unanswered' });
    expect((await offersOf(told))[0]?.state).toBe('expired');
    await told.does('agent', caseRoutes.reopen, { because: 'customer' });
    expect(await told.step()).toBe('offer');
  });

  it('chosen twice is chosen once; another choice afterwards is refused', async () => {
    const told = await atChoice();
    const offer = await openOffer(told);
    const refund = offer.options.find((each) => each.remedy === 'refund')?.n ?? 0;
    const version = (await told.now()).version;
    const ask = {
      params: { caseId: told.id },
      version,
      key: 'choose-once',
      body: { offerId: offer.id, option: refund, channel: 'phone' as const },
    };
    const first = await story.desk.as('agent').ok(choiceRoutes.choose, ask);
    const again = await story.desk.as('agent').ok(choiceRoutes.choose, ask);
    expect(again.choiceId).toBe(first.choiceId);
    await story.desk.settle();
    expect(partner.paid()).toHaveLength(1);
    const other = await told.isRefused('agent', choiceRoutes.choose, { offerId: offer.id, option: 1 });
    expect(other.status).toBeGreaterThanOrEqual(409);
  });
});

describe('money (FU-5, TA-12)', () => {
  it('is paid once although the partner drops the connection after paying and calls back three times', async () => {
    const told = await atChoice();
    const before = partner.paid().length;
    await partner.steer({ mode: 'drop-after', times: 1 });
    await told.leadTo('carry-out', 'refund');
    await story.desk.settle();
    await story.desk.later(hour);
    expect(partner.paid().length - before).toBe(1);
    expect(partner.paid().at(-1)).toMatchObject({ amount_fen: 800 });
    expect(await told.step()).toBe('confirm');
    const { items } = await story.desk.as('agent').ok(fulfilmentRoutes.tasks, { params: { caseId: told.id } });
    expect(items.filter((each) => each.kind === 'refund').map((each) => each.state)).toEqual(['done']);
    const reconciled = await story.desk.as('operations').ok(fulfilmentRoutes.reconciliation);
    expect(JSON.stringify(reconciled)).not.toContain('"balanced":false');
  });

  it('that the partner refuses leads to a new offer, and the customer is told why', async () => {
    const told = await atChoice();
    await partner.steer({ mode: 'refuse', times: 1, code: 'ACCOUNT_ABNORMAL' });
    await told.leadTo('carry-out', 'refund');
    await story.desk.settle();
    await story.desk.later(hour);
    expect(await told.step()).toBe('offer');
    expect(await messagesOf(story.desk, told.id)).toContain('sorry-again');
    await partner.steer({ mode: 'ok' });
  });

  it('in points is there at once, and booked', async () => {
    const told = await atChoice();
    await told.leadTo('carry-out', 'points').catch(async (error: unknown) => {
      // Points are granted within the click: the case is past carry-out already.
      if ((await told.step()) !== 'confirm') throw error;
    });
    expect(await told.step()).toBe('confirm');
    const ledger = await story.desk.as('operations').ok(fulfilmentRoutes.ledger, { query: {} });
    expect(ledger.items.some((each) => JSON.stringify(each).includes('points'))).toBe(true);
  });
});

describe('not all is well (TA-6)', () => {
  it('starts the next round in the same case, and what was decided stays as it was', async () => {
    const told = await atChoice();
    await told.leadTo('confirm');
    await told.does('agent', feedbackRoutes.confirm, { answer: 'dissatisfied', note: '补来的还是少一个', channel: 'phone' });
    const theCase = await told.now();
    expect(theCase).toMatchObject({ round: 2, outcome: null });
    expect(theCase.current?.step).toBe('enquire');
    await told.leadTo('carry-out');
    await carryOut(story.desk, told.id);
    await told.does('agent', feedbackRoutes.confirm, { answer: 'satisfied', channel: 'phone' });
    expect(await told.now()).toMatchObject({ outcome: 'resolved', round: 2 });
  });
});

describe('wanted at all? (RE-4)', () => {
  it('no: explained, points as goodwill, closed with consent', async () => {
    const told = await atChoice();
    const offer = await openOffer(told);
    await told.does('agent', choiceRoutes.choose, { offerId: offer.id, unwanted: true, channel: 'phone' });
    expect(await told.step()).toBe('goodwill');
    await told.does('agent', caseRoutes.answer, { step: 'goodwill', answer: 'yes' });
    await story.desk.settle();
    expect(await told.step()).toBe('confirm');
    await story.desk.as('agent').ok(talkRoutes.call, { params: { caseId: told.id }, body: { outcome: 'reached' } });
    await told.does('agent', feedbackRoutes.confirm, { answer: 'satisfied', channel: 'phone' });
    expect(await told.now()).toMatchObject({ outcome: 'resolved' });
  });
});
