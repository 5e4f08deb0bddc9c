import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { talkRoutes } from '#case/talkWire.ts';
import { feedbackRoutes } from '#feedback/wire.ts';
import { photoRoutes } from '#investigation/photoWire.ts';
import { liabilityRoutes } from '#liability/wire.ts';
import { choiceRoutes } from '#remedy/choiceWire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import { type PaymentDouble, startPaymentDouble } from '../doubles/paymentDouble.ts';
import { answer, bowls, bowlsBroken, choose, linesOf, sellBowls, toOffer } from './brokenBowls.ts';
import { openStory, type Story } from './telling.ts';

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

describe('two bowls in pieces (VE-5, IV-5, RE-2)', () => {
  it('are judged from the photos, and part of the price goes back; the customer is written to in English', async () => {
    const told = await bowlsBroken(story);
    expect(await told.step()).toBe('classify');
    await toOffer(story, told);
    const { items } = await story.desk.as('agent').ok(photoRoutes.reviews, { params: { caseId: told.id } });
    expect(items).toMatchObject([{ degree: 'heavy', reviewer: '唐可', round: 1, label: '破损属实', photos: [expect.any(String)] }]);
    const before = partner.paid().length;
    await choose(story, told, 'part-refund');
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
    const told = await bowlsBroken(story, [
      bowls,
      { partCode: 'QC-CB', name: '茶杯', quantity: 1 },
      { partCode: 'QC-CB', name: '杯盖', quantity: 1 },
    ]);
    await answer(told, 'agent', 'classify', 'damaged');
    const [bowl = '', cup = '', lid = ''] = await linesOf(story, told);
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
    const told = await bowlsBroken(story);
    await answer(told, 'agent', 'classify', 'damaged');
    const [lineId = ''] = await linesOf(story, told);
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
