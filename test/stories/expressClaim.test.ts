import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answersRoutes } from '#answers/wire.ts';
import { talkRoutes } from '#case/talkWire.ts';
import { caseRoutes } from '#case/wire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { liabilityRoutes } from '#liability/wire.ts';
import { day, hour } from '#platform/clock.ts';
import { choiceRoutes } from '#remedy/choiceWire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { valuationRoutes } from '#remedy/valuationWire.ts';
import { sayValuation } from '#remedy/valuationWords.ts';
import { visitorOf } from '#portal/visitor.fixture.ts';
import { triageRoutes } from '#triage/wire.ts';
import { shippedPlaybook } from '../walks/playbooksWalked.ts';
import { messagesOf, openStory, type Story, type Told } from './telling.ts';

// 「寄的耳机丢了，保了价，要多久赔？」 Searched for first, then valued, offered by insured value, and paid (EX-3, EX-4, EX-5, EX-9).
let story: Story;
beforeAll(async () => {
  story = await openStory();
  await story.desk.as('operations').ok(answersRoutes.putTerms, {
    params: { carrierId: story.desk.cast.carrier },
    body: {
      lostDays: 5,
      claimDays: 30,
      damageDays: 7,
      acceptanceDays: 1,
      decisionDays: 10,
      paymentDays: 3,
      uninsuredTimes: 5,
      sourceZh: '江岭条款示例',
      sourceEn: 'example terms',
      validFrom: '2026-01-01',
    },
  });
});
afterAll(() => story.desk.close());

async function claim(orderNo: string, fen: number, insuredFen?: number): Promise<Told> {
  const at = (days: number): string => new Date(story.desk.clock.now().getTime() - days * day).toISOString();
  await story.order(orderNo, {
    state: 'shipped',
    goodsFen: fen,
    paidFen: fen,
    freightFen: 1200,
    lines: [{ lineNo: '1', title: '蓝牙耳机 EB-3', quantity: 1, priceFen: fen, paidFen: fen }],
    parcels: [
      {
        waybill: `7729${orderNo}`,
        carrier: 'xunchuan',
        warehouse: 'north',
        state: 'in-transit',
        shippedAt: at(7),
        scan: { at: at(6), text: '离开松川分拨中心', place: '松川分拨中心' },
      },
    ],
    ...(insuredFen ? { insurance: { insuredFen } } : {}),
    contact: { receiver: '林**', buyerId: `b-${orderNo}`, nick: `n-${orderNo}` },
  });
  return story.report({
    orderNo,
    playbook: 'express-claim',
    problem: 'lost.parcel',
    words: '寄的耳机丢了，要多久赔？',
    lines: [{ name: '蓝牙耳机 EB-3', quantity: 1 }],
    fields: { claimant: 'sender', wish: 'claim-payment', amountClaimed: fen, amountClaimedBasis: '订单价' },
  });
}
/** What the customer reads of a case: the steps of its road with the time of each, and the text of the whole page. */
async function page(told: Told, lang: 'zh' | 'en' = 'zh'): Promise<{ road: (readonly [words: string, at: string])[]; text: string }> {
  const { url } = await story.desk.as('agent').ok(caseRoutes.link, { params: { caseId: told.id } });
  const read = await visitorOf(story.desk.app, lang).get(new URL(url).pathname);
  const [, road = ''] = /<ol class="timeline">([\s\S]*?)<\/ol>/.exec(read.html) ?? [];
  const marks = [...road.matchAll(/<span class="mark">([^<]*)<\/span>(?:<time class="when" datetime="([^"]*)">)?/g)];
  return { road: marks.map(([, words = '', at = '']) => [words, at] as const), text: read.text };
}
/** What the customer reads of a step. */
const shown = (step: string): string => shippedPlaybook('express-claim').steps[step]?.customerTitle?.zh ?? '';
const letter = async (told: Told, template: string): Promise<string> => {
  const { items } = await story.desk.as('agent').ok(talkRoutes.thread, { params: { caseId: told.id } });
  return items.find((each) => each.template === template)?.body ?? '';
};
const missing = async (told: Told): Promise<string[]> =>
  (await story.desk.as('agent').ok(triageRoutes.materials, { params: { caseId: told.id } })).checklist
    .filter((each) => !each.satisfied && !each.optional)
    .map((each) => each.material);
const ticks = Object.fromEntries(
  ['right-party', 'in-window', 'not-settled-already', 'materials-complete'].map((each) => [each, { holds: true }]),
);

describe('a claim for a lost parcel that was insured', () => {
  let told: Told;
  beforeAll(async () => {
    told = await claim('26111600000301', 35_900, 35_900);
  });
  const clock = async (name: string) => (await told.now()).clocks.find((each) => each.name === name);

  it("is to be taken and decided in the times of the carrier's terms, with their source (CL-8)", async () => {
    expect(await clock('acceptance')).toMatchObject({ dueAt: '2026-11-21T16:00:00.000Z', source: '江岭条款示例（示例，未核实）' });
    await told.does('agent', triageRoutes.matchOrder, { answer: 'matches' });
    await told.does('agent', triageRoutes.review, { answer: 'accepted', ticks });
    expect(await clock('decision')).toMatchObject({ dueAt: '2026-11-30T16:00:00.000Z' });
  });

  it('is acknowledged in whole sentences, and asked for no papers that its insurance makes needless (EX-3, VE-6)', async () => {
    expect(await letter(told, 'acknowledged')).toContain('寄的耳机丢了，要多久赔？接下来：');
    expect(await missing(told)).toEqual([]);
  });

  it('is searched for first, in steps that the customer sees with their times (EX-4)', async () => {
    expect(shown(await told.step())).toContain('24 小时内');
    expect((await told.now()).clocks.find((each) => each.name === 'search-branch')).toMatchObject({
      state: 'running',
      dueAt: '2026-11-21T09:20:00.000Z',
    });
    await told.does('agent', caseRoutes.answer, { step: 'search', answer: 'not-found' });
    expect(shown(await told.step())).toContain('2 天内');
    await told.does('agent', caseRoutes.answer, { step: 'search-hubs', answer: 'lost' });
    expect(await messagesOf(story.desk, told.id)).toEqual(expect.arrayContaining(['search-goes-on', 'confirmed-lost']));
  });

  it('is valued by the claims department only, and offered by its insured value (EX-9)', async () => {
    expect(await told.isRefused('agent', valuationRoutes.value, {})).toMatchObject({ status: 403 });
    await told.does('claims', valuationRoutes.value, { declaredFen: 35_900 });
    await told.does('claims', liabilityRoutes.decide, {
      shares: [{ party: 'carrier', id: story.desk.cast.carrier, percent: 100 }],
      cause: 'human',
    });
    const proposal = await story.desk.as('claims').ok(remedyRoutes.proposal, { params: { caseId: told.id } });
    const paid = proposal.options.find((each) => each.remedy === 'claim-payment');
    expect(paid).toMatchObject({ fen: 35_900, allowed: true });
    await told.does('claims', remedyRoutes.offer, { options: [{ key: paid?.key ?? '' }] });
    expect(await told.step()).toBe('choice');
    expect(await letter(told, 'offer-made')).toContain(
      '核定完成：赔付 ¥359.00，打款至您提供的账户，预计 1–3 个工作日到账，以银行为准。核定依据：按保价金额。',
    );
  });

  it('is chosen once and waits for its payment, with a clock of its own (EX-3)', async () => {
    const { items } = await story.desk.as('agent').ok(remedyRoutes.offers, { params: { caseId: told.id } });
    const open = items.find((each) => each.state === 'open');
    await told.does('agent', choiceRoutes.choose, { offerId: open?.id ?? '', option: 1, channel: 'phone' });
    expect(await told.step()).toBe('carry-out');
    expect(await clock('payment')).toMatchObject({ state: 'running', dueAt: '2026-11-23T16:00:00.000Z' });
    const tasks = await story.desk.as('finance').ok(fulfilmentRoutes.tasks, { params: { caseId: told.id } });
    expect(tasks.items.filter((each) => each.amountFen === 35_900)).toHaveLength(1);
  });
});

describe('a small claim', () => {
  it('is paid at once by rule, without papers; every step stays a row (EX-5)', async () => {
    const told = await claim('26111600000302', 8_900);
    expect((await told.now()).fastLane).toMatchObject({ offered: true });
    await told.does('agent', caseRoutes.fastLane, {});
    expect(await told.step()).toBe('carry-out');
    expect(await told.journey()).toEqual(['match-order.matches', 'papers.small', 'offer.sent', 'choice.chosen', 'carry-out']);
    expect(await messagesOf(story.desk, told.id)).toContain('small-claim');
    const tasks = await story.desk.as('finance').ok(fulfilmentRoutes.tasks, { params: { caseId: told.id } });
    expect(tasks.items.map((each) => each.amountFen)).toContain(8_900);
  });

  it('is none above the limit, nor without an amount', async () => {
    const dear = await claim('26111600000303', 60_000);
    expect((await dear.now()).fastLane).toMatchObject({ offered: false });
  });
});

describe('the decision of a claim', () => {
  it('says by which rung it was valued, what salvage took off, and what capped it with its source (EX-9)', () => {
    const valued = { basis: 'invoice', valueFen: 50_000, salvageFen: 10_000, capFen: null, capSource: null, claimFen: 40_000 } as const;
    expect(sayValuation(valued, 'zh')).toBe('按发票金额核定价值 ¥500.00，扣除残值 ¥100.00');
    const capped = {
      ...valued,
      basis: 'order',
      salvageFen: 0,
      capFen: 6000,
      capSource: '江岭条款（示例，未核实）',
      claimFen: 6000,
    } as const;
    expect(sayValuation(capped, 'zh')).toBe('按订单成交价核定价值 ¥500.00，未保价，以 ¥60.00 为限（江岭条款（示例，未核实））');
    expect(sayValuation(capped, 'en')).toMatch(/^valued at .*500\.00 by the price of the order, not insured, so at most .*60\.00/);
    // A cap that is higher than the loss limited nothing, and isn't named.
    expect(sayValuation({ ...capped, capFen: 90_000, claimFen: 50_000 }, 'zh')).toBe('按订单成交价核定价值 ¥500.00');
  });
});

describe('a claim that is refused', () => {
  it('says why, and can be appealed', async () => {
    const told = await claim('26111600000304', 60_000);
    // Not insured: the value is to be proven; a lost parcel needs no photo.
    expect(await missing(told)).toEqual(['valueProof']);
    await told.does('agent', triageRoutes.matchOrder, { answer: 'matches' });
    await told.does('agent', triageRoutes.review, {
      answer: 'rejected',
      ticks: { ...ticks, 'right-party': { holds: false, note: '不是寄件人' } },
      reason: '索赔人不是寄件人',
    });
    const ended = await told.now();
    expect(ended).toMatchObject({ outcome: 'rejected' });
    expect(ended.appealUntil).not.toBeNull();
    expect(await messagesOf(story.desk, told.id)).toContain('refused');
  });
});

// Last: it lets time go by.
describe('a search that goes on for hours', () => {
  it('has every step of its search on the page of the customer, with its time and whom to turn to (EX-4, TA-5)', async () => {
    const searched = await claim('26111600000305', 60_000);
    await searched.does('agent', triageRoutes.matchOrder, { answer: 'matches' });
    await searched.does('agent', triageRoutes.review, { answer: 'accepted', ticks });
    const begun = story.desk.clock.now().toISOString();
    const first = await page(searched);
    expect(first.road).toContainEqual([shown('search'), begun]);
    expect(first.text).toContain('11月20日 17:20 开始');
    await story.desk.later(3 * hour);
    const wentOn = story.desk.clock.now().toISOString();
    await searched.does('agent', caseRoutes.answer, { step: 'search', answer: 'not-found' });
    expect((await page(searched)).road).toEqual(
      expect.arrayContaining([
        ['末端网点没有找到', wentOn],
        [shown('search-hubs'), wentOn],
      ]),
    );
    await story.desk.later(5 * hour);
    const lostAt = story.desk.clock.now().toISOString();
    await searched.does('agent', caseRoutes.answer, { step: 'search-hubs', answer: 'lost' });
    const last = await page(searched);
    expect(last.road.slice(1)).toEqual([
      ['已受理', begun],
      ['末端网点没有找到', wentOn],
      ['确认遗失，进入赔付', lostAt],
      [shown('value'), lostAt],
      ['有结果后，请您选择处理方案', ''],
    ]);
    expect(last.text).toContain('在线客服。告诉客服服务单号即可');
    expect((await page(searched, 'en')).text).toContain('Write to “');
  });
});
