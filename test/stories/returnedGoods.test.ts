import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { talkRoutes } from '#case/talkWire.ts';
import { caseRoutes } from '#case/wire.ts';
import { returnedRoutes } from '#fulfilment/returnedWire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { day, hour } from '#platform/clock.ts';
import { choiceRoutes } from '#remedy/choiceWire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { visitorOf } from '#portal/visitor.fixture.ts';
import { type PaymentDouble, startPaymentDouble } from '../doubles/paymentDouble.ts';
import { uploadPhoto } from '../photos.ts';
import { bowlsBroken, choose, sellBowls, toOffer } from './brokenBowls.ts';
import { messagesOf, openStory, type Story } from './telling.ts';

let story: Story;
let partner: PaymentDouble;
beforeAll(async () => {
  partner = await startPaymentDouble();
  story = await openStory({ config: { payment: partner.payment } });
  await sellBowls(story);
});
afterAll(async () => {
  await story.desk.close();
  await partner.stop();
});

describe('goods that come back by the customer’s own shipment (FU-10, FU-11)', () => {
  it('are awaited, received, weighed and graded; then the money goes, and the freight with its receipt, once', async () => {
    const told = await bowlsBroken(story);
    await toOffer(story, told);
    await choose(story, told, 'return');
    expect(await told.now()).toMatchObject({ current: { step: 'goods-back' }, waitingFor: 'goods' });
    const completion = (await told.now()).clocks.find((clock) => clock.name === 'completion' && clock.state !== 'met');
    expect(completion?.state).toBe('paused');
    const mine = async () => {
      const { items } = await story.desk.as('logistics').ok(returnedRoutes.ofCase, { params: { caseId: told.id } });
      const [row] = items;
      if (!row) throw new Error('nothing is awaited');
      return row;
    };
    const params = { returnedId: (await mine()).id };
    expect(await mine()).toMatchObject({
      state: 'awaited',
      wayBack: 'own-shipment',
      freight: { mostFen: 2_000, laidOutFen: null, paidFen: null },
    });
    const ofShop = { params: { shopId: story.desk.cast.shop } };
    const address = { words: '澜江市望岳区退货仓 3 号', wordsEn: 'Returns Dock 3, Lanjiang' };
    expect(await story.desk.as('administrator').ok(returnedRoutes.address, ofShop)).toEqual({ item: null });
    await story.desk.as('administrator').ok(returnedRoutes.putAddress, { ...ofShop, body: address });
    expect(await story.desk.as('administrator').ok(returnedRoutes.address, ofShop)).toEqual({ item: address });
    const { url } = await story.desk.as('agent').ok(caseRoutes.link, { params: { caseId: told.id } });
    const page = await visitorOf(story.desk.app, 'en').get(new URL(url).pathname);
    expect(page.text).toContain('Please send it to: Returns Dock 3, Lanjiang');
    expect(page.text).toMatch(/Freight you lay out is repaid against its receipt, up to \S*20/);
    expect((await page.send('/sent-back', { waybill: 'no' })).status).toBe(422);
    expect((await page.send('/sent-back', { waybill: 'NQ88231100' })).text).toContain('on its way to us');
    expect(await mine()).toMatchObject({ state: 'on-its-way' });

    // The receipt says ¥26; the cap is ¥20. Nothing is paid before the goods were looked at.
    const receipt = await uploadPhoto(story.desk, 'agent', 'receipt.jpg');
    const before = partner.paid().length;
    expect(await story.desk.as('agent').ok(returnedRoutes.freight, { params, body: { fen: 2_600, fileId: receipt } })).toMatchObject({
      repaidFen: null,
    });
    expect(await story.desk.as('agent').refused(returnedRoutes.freight, { params, body: { fen: 9_900, fileId: receipt } })).toMatchObject({
      code: 'freight-claimed',
    });

    // It comes without our case number, but with the number that was announced.
    expect(
      await story.desk
        .as('logistics')
        .refused(returnedRoutes.inspect, { params, body: { lines: [{ code: 'QC-16', grade: 'second' }], answer: 'in-order' } }),
    ).toMatchObject({ code: 'not-received' });
    const arrived = await story.desk
      .as('logistics')
      .ok(returnedRoutes.arrive, { body: { waybill: 'NQ88231100', weightG: 6_300, words: '' } });
    expect(arrived).toMatchObject({ state: 'matched', by: 'waybill', returnedId: params.returnedId });
    expect(await mine()).toMatchObject({ state: 'received', weightG: 6_300 });
    expect(partner.paid()).toHaveLength(before);
    const inspection = { lines: [{ code: 'QC-16', grade: 'second' as const }], answer: 'in-order', note: '两只汤碗碎裂，其余完好' };
    await story.desk.as('logistics').ok(returnedRoutes.inspect, { params, body: inspection });
    await story.desk.settle();
    expect(await mine()).toMatchObject({
      state: 'inspected',
      inspection: { grade: 'second' },
      freight: { laidOutFen: 2_600, paidFen: 2_000 },
    });
    expect(
      partner
        .paid()
        .slice(before)
        .map((each) => each.amount_fen)
        .sort((a, b) => a - b),
    ).toEqual([2_000, 26_800]);
    expect(await story.desk.as('logistics').refused(returnedRoutes.inspect, { params, body: inspection })).toMatchObject({
      code: 'not-received',
    });
    expect(await told.step()).toBe('confirm');
    expect(await messagesOf(story.desk, told.id)).toContain('goods-inspected');
    const reconciled = await story.desk.as('operations').ok(fulfilmentRoutes.reconciliation);
    expect(JSON.stringify(reconciled)).not.toContain('"balanced":false');
  });

  it('without any number stay unmatched until somebody says whose they are; grades that differ lead to a new offer', async () => {
    const told = await bowlsBroken(story);
    await toOffer(story, told);
    await choose(story, told, 'return');
    const logistics = story.desk.as('logistics');
    expect(await logistics.refused(returnedRoutes.arrive, { body: {} })).toMatchObject({ code: 'nothing-to-know-it-by' });
    const arrived = await logistics.ok(returnedRoutes.arrive, { body: { words: '青瓷 QC-16 退', weightG: 4_000 } });
    expect(arrived.state).toBe('unmatched');
    const { items: waiting } = await logistics.ok(returnedRoutes.arrivals, { query: {} });
    const candidate = waiting.find((each) => each.id === arrived.id)?.candidates.find((each) => each.by.includes('goods'));
    expect(candidate?.caseNumber).toBe((await told.now()).number);
    const params = { arrivalId: arrived.id };
    const returnedId = candidate?.returnedId ?? '';
    await logistics.ok(returnedRoutes.match, { params, body: { returnedId } });
    expect(await logistics.refused(returnedRoutes.refuse, { params, body: { note: '不是我们的' } })).toMatchObject({
      code: 'arrival-settled',
    });
    await logistics.ok(returnedRoutes.inspect, {
      params: { returnedId },
      body: { lines: [{ code: 'QC-16', grade: 'incomplete' }], answer: 'differs', reason: 'six plates are missing' },
    });
    expect(await told.step()).toBe('offer');
    expect(await messagesOf(story.desk, told.id)).toContain('goods-differ');
  });

  it('that never come are overdue, then given up; the case closes by rule and can be taken up again', async () => {
    const told = await bowlsBroken(story);
    await toOffer(story, told);
    await choose(story, told, 'return');
    const state = async () =>
      (await story.desk.as('logistics').ok(returnedRoutes.ofCase, { params: { caseId: told.id } })).items.map((each) => each.state);
    await story.desk.later(11 * day);
    expect(await state()).toEqual(['overdue']);
    expect(await messagesOf(story.desk, told.id)).toContain('goods-reminder');
    await story.desk.later(5 * day);
    expect(await told.now()).toMatchObject({ outcome: 'closed-unanswered' });
    expect(await state()).toEqual(['given-up']);
    // What comes after all is still received.
    const { number } = await told.now();
    expect(await story.desk.as('logistics').ok(returnedRoutes.arrive, { body: { words: `case ${number}` } })).toMatchObject({
      state: 'matched',
      by: 'case-number',
    });
    await told.does('agent', caseRoutes.reopen, { because: 'customer' });
    expect(await told.step()).toBe('offer');
  });
});

describe('goods that are fetched at the door (FU-1, FU-6, FU-10)', () => {
  it('are booked for a window that the customer is told, booked again when nobody was there, and sent by the customer when that fails', async () => {
    const told = await bowlsBroken(story);
    await toOffer(story, told);
    const fetched = '上门取件';
    const proposal = await story.desk.as('lead').ok(remedyRoutes.proposal, { params: { caseId: told.id } });
    const option = proposal.options.find((each) => each.remedy === 'return' && each.details.includes(fetched));
    await told.does('lead', remedyRoutes.offer, { options: [{ key: option?.key ?? '' }] });
    const { items: offers } = await story.desk.as('agent').ok(remedyRoutes.offers, { params: { caseId: told.id } });
    const offerId = offers.find((each) => each.state === 'open')?.id ?? '';
    await told.does('agent', choiceRoutes.choose, { offerId, option: 1, channel: 'mail' });
    const logistics = story.desk.as('logistics');
    const mine = async () => {
      const { items } = await logistics.ok(returnedRoutes.ofCase, { params: { caseId: told.id } });
      const [row] = items;
      if (!row) throw new Error('nothing is awaited');
      return row;
    };
    const params = { returnedId: (await mine()).id };
    expect(await mine()).toMatchObject({ state: 'awaited', wayBack: 'pickup', may: expect.arrayContaining(['book', 'own-shipment']) });
    const said = async (template: string) =>
      (await story.desk.as('agent').ok(talkRoutes.thread, { params: { caseId: told.id } })).items.filter(
        (each) => each.template === template,
      );
    // Fetching is ours: the customer is neither reminded nor given up on, and logistics is told when nobody books.
    const purposes = async () => (await told.now()).clocks.filter((each) => each.state === 'running').map((each) => each.purpose);
    expect(await purposes()).not.toContain('give-up');
    await story.desk.later(4 * day);
    expect(await told.events()).toContain('returned.pickup-unbooked');
    expect(await messagesOf(story.desk, told.id)).not.toContain('goods-reminder');

    const at = (hours: number): string => new Date(story.desk.clock.now().getTime() + hours * hour).toISOString();
    const window = { carrier: '迅川快递', from: at(24), until: at(26) };
    expect(await logistics.refused(returnedRoutes.book, { params, body: { ...window, until: at(20) } })).toMatchObject({
      code: 'pickup-window',
    });
    expect(await logistics.refused(returnedRoutes.miss, { params, body: { why: 'nobody-home' } })).toMatchObject({
      code: 'no-pickup-booked',
    });
    expect(await logistics.ok(returnedRoutes.book, { params, body: { ...window, waybill: 'XC20261123' } })).toMatchObject({
      state: 'booked',
    });
    expect((await said('pickup-booked-number'))[0]?.body).toMatch(
      /迅川快递 \(number XC20261123\) will fetch .* on \d+ \w+ \d\d:\d\d–\d\d:\d\d/,
    );
    await logistics.ok(returnedRoutes.book, { params, body: { ...window, waybill: 'XC20261123' } });
    expect(await said('pickup-booked-number')).toHaveLength(1);
    const { url } = await story.desk.as('agent').ok(caseRoutes.link, { params: { caseId: told.id } });
    const page = await visitorOf(story.desk.app, 'en').get(new URL(url).pathname);
    expect(page.text).toContain('We have the goods fetched at your door; once we have looked at them');
    expect(page.text).toMatch(/迅川快递 fetches it on \d+ \w+ \d\d:\d\d–\d\d:\d\d/);

    // The time doesn't suit; then nobody says what came of the second one, and it came to nothing.
    expect((await page.send('/other-pickup', { pickup: '' })).status).toBe(422);
    expect((await page.send('/other-pickup', { pickup: 'Saturday morning' })).text).toContain('noted when it suits you');
    expect(await mine()).toMatchObject({ state: 'awaited', pickup: null, missed: { times: 0, wish: 'Saturday morning' } });
    await logistics.ok(returnedRoutes.book, { params, body: window });
    await story.desk.later(day + 7 * hour);
    expect(await told.events()).toContain('returned.pickup-unreported');
    // No silence (TA-9), and no promise of a day that has passed: the goods are due five days after they were to be fetched.
    const due = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', day: 'numeric', month: 'long' }).format(
      new Date((await mine()).dueAt),
    );
    expect((await said('still-working')).at(-1)?.body).toContain(`expected by ${due}`);
    await logistics.ok(returnedRoutes.miss, { params, body: { why: 'carrier-missed' } });
    expect(await mine()).toMatchObject({ state: 'awaited', missed: { times: 1, why: 'carrier-missed', wish: '' } });
    expect((await said('pickup-missed'))[0]?.body).toContain('did not take place');

    await story.desk.as('administrator').ok(returnedRoutes.putAddress, {
      params: { shopId: story.desk.cast.shop },
      body: { words: '澜江市望岳区退货仓 3 号', wordsEn: 'Returns Dock 3, Lanjiang' },
    });
    expect(await logistics.ok(returnedRoutes.sendInstead, { params })).toMatchObject({ state: 'awaited' });
    expect(await mine()).toMatchObject({ wayBack: 'own-shipment', freight: { mostFen: 2_000 } });
    expect(await purposes()).toContain('give-up');
    expect(await logistics.refused(returnedRoutes.book, { params, body: window })).toMatchObject({ code: 'no-pickup-here' });
    expect((await visitorOf(story.desk.app, 'en').get(new URL(url).pathname)).text).toContain(
      'Please send it to: Returns Dock 3, Lanjiang',
    );

    // Nobody waits any longer: the case goes where its playbook goes when goods never come.
    await logistics.ok(returnedRoutes.giveUp, { params, body: { reason: '客户改变主意' } });
    expect(await told.now()).toMatchObject({ outcome: 'closed-unanswered' });
  });
});
