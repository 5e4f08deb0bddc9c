import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileRoutes } from '#case/fileWire.ts';
import { talkRoutes } from '#case/talkWire.ts';
import { caseRoutes } from '#case/wire.ts';
import { commerceRoutes } from '#commerce/wire.ts';
import { feedbackRoutes } from '#feedback/wire.ts';
import { returnedRoutes } from '#fulfilment/returnedWire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { photoRoutes } from '#investigation/photoWire.ts';
import { liabilityRoutes } from '#liability/wire.ts';
import { day, hour } from '#platform/clock.ts';
import { choiceRoutes } from '#remedy/choiceWire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import { visitorOf } from '#portal/visitor.fixture.ts';
import { type PaymentDouble, startPaymentDouble } from '../doubles/paymentDouble.ts';
import { uploadPhoto } from '../photos.ts';
import { allHold, messagesOf, openStory, type Story, type Told } from './telling.ts';

let story: Story;
let partner: PaymentDouble;
beforeAll(async () => {
  partner = await startPaymentDouble();
  story = await openStory({ config: { payment: partner.payment } });
  await story.desk.as('operations').ok(commerceRoutes.putGoods, {
    params: { shop: 'qimu', goodsCode: 'QC-16' },
    body: {
      title: '16 头青瓷餐具 QC-16',
      priceFen: 26_800,
      warehouse: 'north',
      parts: [
        {
          code: 'QC-TW',
          name: '汤碗',
          nameEn: 'Soup bowl',
          model: 'TW',
          quantity: 2,
          valueFen: 1_800,
          costFen: 700,
          resentFrom: 'north',
          stock: 40,
        },
        {
          code: 'QC-CB',
          name: '茶杯',
          nameEn: 'Tea cup',
          model: 'CB',
          quantity: 2,
          valueFen: 900,
          costFen: 300,
          resentFrom: 'north',
          stock: 40,
        },
      ],
    },
  });
});
afterAll(async () => {
  await story.desk.close();
  await partner.stop();
});

const bowls = { partCode: 'QC-TW', name: '汤碗', quantity: 2 };
let orders = 0;
async function bowlsBroken(lines: { partCode: string; name: string; quantity: number }[] = [bowls]): Promise<Told> {
  orders += 1;
  const orderNo = `2611163000000${orders}`;
  await story.order(orderNo, {
    goodsFen: 26_800,
    paidFen: 26_800,
    lines: [{ lineNo: '1', goodsCode: 'QC-16', title: '16 头青瓷餐具 QC-16', quantity: 1, priceFen: 26_800, paidFen: 26_800 }],
  });
  const told = await story.report({
    orderNo,
    problem: 'damaged.goods',
    channel: 'email',
    lang: 'en',
    words: 'Two of the bowls arrived in pieces, the outer box looks fine.',
    lines,
    handles: [{ kind: 'email', value: `harper${orders}@post.example` }],
    fields: { wish: 'refund', contactName: 'Harper' },
  });
  await told.does('agent', triageRoutes.matchOrder, { answer: 'matches' });
  await told.does('agent', triageRoutes.review, { answer: 'accepted', ticks: allHold });
  return told;
}
const linesOf = async (told: Told) =>
  (await story.desk.as('agent').ok(intakeRoutes.report, { params: { caseId: told.id } })).lines.map((line) => line.id);
const answer = (told: Told, who: 'agent' | 'lead', step: string, given: string) =>
  told.does(who, caseRoutes.answer, { step, answer: given, reason: '电话里说的' });

/** Both bowls are in pieces; the box was packed badly by the supplier. */
async function toOffer(told: Told): Promise<void> {
  await answer(told, 'agent', 'classify', 'damaged');
  const photo = await uploadPhoto(story.desk, 'agent');
  await told.does('agent', fileRoutes.attach, { files: [photo], material: 'photos' });
  await told.does('reviewer', photoRoutes.review, {
    answer: 'damaged',
    lines: (await linesOf(told)).map((lineId) => ({ lineId, verdict: 'packing-fault' as const, degree: 'heavy' as const })),
    photos: [photo],
    note: '碗底有压痕，外箱完好，缺少隔板',
  });
  await told.does('agent', liabilityRoutes.decide, {
    shares: [
      { party: 'supplier', name: '青陶', percent: 70 },
      { party: 'warehouse', id: story.desk.cast.warehouse, percent: 30 },
    ],
    cause: 'human',
  });
}

async function choose(told: Told, remedy: string): Promise<void> {
  const proposal = await story.desk.as('agent').ok(remedyRoutes.proposal, { params: { caseId: told.id } });
  const wanted = proposal.options.filter((each) => each.allowed && ['part-refund', 'resend', 'return'].includes(each.remedy));
  await told.does('agent', remedyRoutes.offer, { options: wanted.slice(0, 4).map(({ key }) => ({ key })) });
  const { items } = await story.desk.as('agent').ok(remedyRoutes.offers, { params: { caseId: told.id } });
  const offer = items.find((each) => each.state === 'open');
  const option = offer?.options.find((each) => each.remedy === remedy);
  if (!offer || !option) throw new Error(`${remedy} is not on offer: ${JSON.stringify(offer?.options.map((each) => each.remedy))}`);
  await told.does('agent', choiceRoutes.choose, { offerId: offer.id, option: option.n, channel: 'mail' });
}

describe('two bowls in pieces (VE-5, IV-5, RE-2)', () => {
  it('are judged from the photos, and part of the price goes back; the customer is written to in English', async () => {
    const told = await bowlsBroken();
    expect(await told.step()).toBe('classify');
    await toOffer(told);
    const { items } = await story.desk.as('agent').ok(photoRoutes.reviews, { params: { caseId: told.id } });
    expect(items).toMatchObject([{ degree: 'heavy', reviewer: '唐可', round: 1, label: '破损属实', photos: [expect.any(String)] }]);
    const before = partner.paid().length;
    await choose(told, 'part-refund');
    await story.desk.settle();
    expect(partner.paid().slice(before)).toMatchObject([{ amount_fen: 3_600 }]);
    expect(await told.step()).toBe('confirm');
    const { items: said } = await story.desk.as('agent').ok(talkRoutes.thread, { params: { caseId: told.id } });
    expect(said.find((each) => each.template === 'carried-out')?.body).toMatch(/^Hello, case .* has been carried out/);
    expect((await told.now()).journey.map((row) => row.step)).toContain('goods-back');
    await told.does('agent', feedbackRoutes.confirm, { answer: 'satisfied', channel: 'mail' });
    expect(await told.now()).toMatchObject({ outcome: 'resolved' });
  });

  it('with a cup that is only scratched: each gets the rate of its own degree, in one payment that says so (IN-10, RE-2)', async () => {
    const told = await bowlsBroken([
      bowls,
      { partCode: 'QC-CB', name: '茶杯', quantity: 1 },
      { partCode: 'QC-CB', name: '杯盖', quantity: 1 },
    ]);
    await answer(told, 'agent', 'classify', 'damaged');
    const [bowl = '', cup = '', lid = ''] = await linesOf(told);
    await told.does('reviewer', photoRoutes.review, {
      answer: 'damaged',
      lines: [
        { lineId: bowl, verdict: 'packing-fault', degree: 'heavy' },
        { lineId: cup, verdict: 'packing-fault', degree: 'light' },
        { lineId: lid, verdict: 'not-damaged', degree: 'none' },
      ],
    });
    await told.does('agent', liabilityRoutes.decide, { shares: [{ party: 'supplier', name: '青陶', percent: 100 }], cause: 'human' });
    const { options } = await story.desk.as('agent').ok(remedyRoutes.proposal, { params: { caseId: told.id } });
    const paid = options.find((each) => each.remedy === 'part-refund');
    // 2 × ¥18 whole, and 10 % of ¥9; nothing for what isn't damaged.
    expect(paid).toMatchObject({ fen: 3_690, cites: '规则 DL-01 第 5、7 行' });
    expect(paid?.shares).toEqual(['汤碗×2：无法使用，按 100% 为 ¥36.00', '茶杯×1：轻微破损，按 10% 为 ¥0.90']);
    expect(options.find((each) => each.remedy === 'resend')?.goods).toMatchObject([{ code: 'QC-TW' }, { code: 'QC-CB', quantity: 1 }]);
    const before = partner.paid().length;
    await told.does('agent', remedyRoutes.offer, { options: [{ key: paid?.key ?? '' }] });
    const { items: said } = await story.desk.as('agent').ok(talkRoutes.thread, { params: { caseId: told.id } });
    expect(said.find((each) => each.template === 'offer-made')?.body).toContain('Soup bowl×2: heavy damage, 100% makes CN¥36.00');
    const { items } = await story.desk.as('agent').ok(remedyRoutes.offers, { params: { caseId: told.id } });
    await told.does('agent', choiceRoutes.choose, { offerId: items[0]?.id ?? '', option: 1, channel: 'mail' });
    await story.desk.settle();
    expect(partner.paid().slice(before)).toMatchObject([{ amount_fen: 3_690 }]);
  });

  it('that the photos don’t show well are asked for again, by what the reviewer names; the review stays as it was', async () => {
    const told = await bowlsBroken();
    await answer(told, 'agent', 'classify', 'damaged');
    const [lineId = ''] = await linesOf(told);
    const unclear = { lineId, verdict: 'cant-tell' as const, degree: 'none' as const };
    expect(await told.isRefused('reviewer', photoRoutes.review, { answer: 'more-photos', lines: [unclear] })).toMatchObject({
      code: 'nothing-asked',
    });
    expect(await told.isRefused('agent', photoRoutes.review, { answer: 'more-photos', lines: [unclear] })).toMatchObject({ status: 403 });
    await told.does('reviewer', photoRoutes.review, {
      answer: 'more-photos',
      lines: [unclear],
      materials: [{ material: 'photos', note: 'the broken edge, close up' }],
    });
    expect(await told.step()).toBe('wait-photos');
    const { items: said } = await story.desk.as('agent').ok(talkRoutes.thread, { params: { caseId: told.id } });
    expect(said.find((each) => each.template === 'materials-needed')?.body).toContain('the broken edge, close up');
    await told.does('agent', triageRoutes.receiveMaterials, { items: [{ material: 'photos', text: 'sent again' }] });
    expect(await told.step()).toBe('photo-review');
    // A line that can't be told is open: nobody can call the case damaged while it is.
    expect(await told.isRefused('reviewer', photoRoutes.review, { answer: 'damaged', lines: [unclear] })).toMatchObject({
      code: 'condition-fails',
    });
    const { items } = await story.desk.as('agent').ok(photoRoutes.reviews, { params: { caseId: told.id } });
    expect(items).toMatchObject([{ answer: 'more-photos', degree: 'none', lines: [{ verdict: 'cant-tell' }] }]);
  });
});

describe('goods that come back by the customer’s own shipment (FU-10, FU-11)', () => {
  it('are awaited, received, weighed and graded; then the money goes, and the freight with its receipt, once', async () => {
    const told = await bowlsBroken();
    await toOffer(told);
    await choose(told, 'return');
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
    const told = await bowlsBroken();
    await toOffer(told);
    await choose(told, 'return');
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
    const told = await bowlsBroken();
    await toOffer(told);
    await choose(told, 'return');
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
    const told = await bowlsBroken();
    await toOffer(told);
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
