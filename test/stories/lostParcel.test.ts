import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { talkRoutes } from '#case/talkWire.ts';
import { caseRoutes } from '#case/wire.ts';
import { recoveryRoutes } from '#fulfilment/recoveryWire.ts';
import { shipRoutes } from '#fulfilment/shipWire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { photoRoutes } from '#investigation/photoWire.ts';
import { traceRoutes } from '#investigation/traceWire.ts';
import { questionRoutes } from '#investigation/questionWire.ts';
import { investigationRoutes } from '#investigation/wire.ts';
import { liabilityRoutes } from '#liability/wire.ts';
import { day, hour } from '#platform/clock.ts';
import { choiceRoutes } from '#remedy/choiceWire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import { allHold, messagesOf, openStory, type Story, type Told } from './telling.ts';

let story: Story;
beforeAll(async () => {
  story = await openStory();
  await story.desk.as('administrator').ok(traceRoutes.putTerms, {
    params: { carrierId: story.desk.cast.carrier },
    body: { lostAfterDays: 5, sourceZh: '示例：快件服务协议第 12 条', sourceEn: 'example: terms of carriage, 12', verified: false },
  });
});
afterAll(() => story.desk.close());

const at = (days: number): string => new Date(story.desk.clock.now().getTime() - days * day).toISOString();
/** A parcel on its way whose last scan was so many days ago. */
const onItsWay = (orderNo: string, silentDays: number, scan = '已到达松川分拨中心') =>
  story.order(orderNo, {
    state: 'shipped',
    signedAt: undefined,
    parcels: [
      {
        waybill: `772900${orderNo.slice(-8)}`,
        carrier: 'xunchuan',
        warehouse: 'north',
        state: 'in-transit',
        shippedAt: at(silentDays + 1),
        scan: { at: at(silentDays), text: scan },
      },
    ],
  });

const linesOf = async (told: Told) => (await story.desk.as('agent').ok(intakeRoutes.report, { params: { caseId: told.id } })).lines;
const answer = (told: Told, step: string, given: string) => told.does('agent', caseRoutes.answer, { step, answer: given });

async function toClassify(
  orderNo: string,
  lines: { name: string; quantity: number; problem?: string; partCode?: string }[] = [{ name: '栖木折叠餐边柜 FC-120', quantity: 1 }],
): Promise<Told> {
  const told = await story.report({
    orderNo,
    problem: lines[0]?.problem ?? 'lost.parcel',
    words: '物流五天没动了，周六生日要用。',
    lines,
    fields: { wish: 'reship', contactName: '林' },
  });
  await told.does('agent', triageRoutes.matchOrder, { answer: 'matches' });
  await told.does('agent', triageRoutes.review, { answer: 'accepted', ticks: allHold });
  return told;
}

async function reship(told: Told): Promise<void> {
  await told.does('agent', liabilityRoutes.decide, {
    shares: [{ party: 'carrier', id: story.desk.cast.carrier, percent: 100 }],
    cause: 'external',
  });
  const proposal = await story.desk.as('agent').ok(remedyRoutes.proposal, { params: { caseId: told.id } });
  const option = proposal.options.find((each) => each.remedy === 'reship' && each.allowed);
  expect(option).toBeDefined();
  await told.does('agent', remedyRoutes.offer, { options: [{ key: option?.key ?? '' }] });
  const { items } = await story.desk.as('agent').ok(remedyRoutes.offers, { params: { caseId: told.id } });
  await told.does('agent', choiceRoutes.choose, {
    offerId: items.find((each) => each.state === 'open')?.id ?? '',
    option: 1,
    channel: 'phone',
  });
}

describe('a parcel that nobody scans any more (IV-4)', () => {
  const orderNo = '26111640000001';
  let told: Told;

  it('isn’t lost on the fourth day, and on the fifth it is, by the terms of its carrier', async () => {
    await onItsWay(orderNo, 4);
    told = await toClassify(orderNo);
    await answer(told, 'classify', 'lost');
    const lines = (await linesOf(told)).map((line) => ({ lineId: line.id, finding: 'lost' as const }));
    expect(await told.isRefused('agent', investigationRoutes.find, { answer: 'lost', text: '四天没动', lines })).toMatchObject({
      code: 'lost-not-confirmed',
    });
    await story.desk.later(day + hour);
    const { items } = await story.desk.as('agent').ok(traceRoutes.trace, { params: { caseId: told.id } });
    expect(items).toMatchObject([{ daysWithoutScan: 5, lostByTerms: true, confirmed: null, terms: { lostAfterDays: 5, verified: false } }]);
    await told.does('agent', investigationRoutes.find, { answer: 'lost', text: '五天没动', lines });
    expect(await told.step()).toBe('liability');
    const after = await story.desk.as('agent').ok(traceRoutes.trace, { params: { caseId: told.id } });
    expect(after.items[0]?.confirmed).toMatchObject({ basis: 'terms', days: 5, source: '示例：快件服务协议第 12 条' });
    expect(await told.events()).toContain('parcel.confirmed-lost');
  });

  it('is sent anew, and the customer is told', async () => {
    await reship(told);
    expect((await told.journey()).join(' ')).toContain('goods-back');
    expect(await told.step()).toBe('carry-out');
    const { items } = await story.desk.as('logistics').ok(fulfilmentRoutes.tasks, { params: { caseId: told.id } });
    const task = items.find((each) => each.kind === 'reship');
    expect(task?.state).toBe('open');
    await story.desk
      .as('logistics')
      .ok(shipRoutes.ship, { params: { resendId: task?.id ?? '' }, body: { carrier: 'xunchuan', waybill: '7729110455001' } });
    await story.desk.settle();
    // The second cabinet is what the carrier's loss has cost us: it is claimed back (LI-4).
    const { items: claims } = await story.desk.as('claims').ok(recoveryRoutes.ofCase, { params: { caseId: told.id } });
    expect(claims).toMatchObject([{ state: 'draft', costFen: 42_900 }]);
    await story.desk.as('logistics').ok(shipRoutes.arrive, { params: { resendId: task?.id ?? '' }, body: {} });
    expect(await told.step()).toBe('confirm');
    expect(await messagesOf(story.desk, told.id)).toContain('carried-out');
  });

  it('turns up after it was compensated: recognised by its scan, once; the owner, logistics and the customer learn of it (FU-12)', async () => {
    await onItsWay(orderNo, 0, '松川分拨中心 已发出');
    await story.desk.later(2 * 60_000);
    expect((await told.events()).filter((each) => each === 'parcel.turned-up')).toHaveLength(1);
    const { items } = await story.desk.as('logistics').ok(fulfilmentRoutes.tasks, { params: { caseId: told.id } });
    expect(items.filter((each) => each.kind === 'follow-up')).toMatchObject([{ state: 'open', party: 'logistics' }]);
    const { items: said } = await story.desk.as('agent').ok(talkRoutes.thread, { params: { caseId: told.id } });
    expect(said.filter((each) => each.template === 'turned-up')).toHaveLength(1);
    expect(said.find((each) => each.template === 'turned-up')?.body).toContain('无需您承担任何费用');
    await story.desk.later(hour);
    expect((await told.events()).filter((each) => each === 'parcel.turned-up')).toHaveLength(1);
  });
});

describe('the carrier’s word (IV-3)', () => {
  it('confirms a loss before the terms do; what shows as signed for can be lost as well', async () => {
    const orderNo = '26111640000002';
    await story.order(orderNo);
    const told = await toClassify(orderNo);
    await answer(told, 'classify', 'lost');
    const { items } = await story.desk.as('logistics').ok(questionRoutes.questions, { params: { caseId: told.id } });
    expect(items).toMatchObject([{ party: 'carrier', task: 'carrier-trace', state: 'asked' }]);
    await story.desk
      .as('logistics')
      .ok(questionRoutes.answer, { params: { questionId: items[0]?.id ?? '' }, body: { text: '签收人非收件人，确认错投遗失' } });
    const lines = (await linesOf(told)).map((line) => ({ lineId: line.id, finding: 'lost' as const }));
    await told.does('logistics', investigationRoutes.find, { answer: 'lost', text: '快递承认错投', lines });
    const { items: traced } = await story.desk.as('agent').ok(traceRoutes.trace, { params: { caseId: told.id } });
    expect(traced[0]?.confirmed).toMatchObject({ basis: 'carrier-word' });
  });
});

describe('one broken, one missing (IN-10)', () => {
  it('goes through photos and trace, each line with its own finding, before anybody decides who answers for it', async () => {
    const orderNo = '26111640000003';
    await story.order(orderNo);
    const told = await toClassify(orderNo, [
      { partCode: 'MB-2', name: '门板', quantity: 1, problem: 'damaged.goods' },
      { partCode: 'HJ-35', name: '铰链', quantity: 2, problem: 'lost.content' },
    ]);
    await answer(told, 'classify', 'both');
    const [door, hinges] = await linesOf(told);
    const seen = [{ lineId: door?.id ?? '', verdict: 'damaged-in-transit' as const, degree: 'medium' as const }];
    expect(await told.isRefused('reviewer', photoRoutes.review, { answer: 'damaged', lines: seen })).toMatchObject({
      code: 'condition-fails',
    });
    await told.does('reviewer', photoRoutes.review, { answer: 'and-trace', lines: seen });
    expect(await told.step()).toBe('trace');
    const { items } = await story.desk.as('logistics').ok(questionRoutes.questions, { params: { caseId: told.id } });
    await story.desk
      .as('logistics')
      .ok(questionRoutes.answer, { params: { questionId: items[0]?.id ?? '' }, body: { text: '中转破损，内件散落遗失' } });
    await told.does('agent', investigationRoutes.find, {
      answer: 'lost',
      text: '内件遗失',
      lines: [{ lineId: hinges?.id ?? '', finding: 'lost' }],
    });
    expect(await told.step()).toBe('liability');
    expect((await linesOf(told)).map((line) => line.finding)).toEqual(['damaged', 'lost']);
    await told.does('agent', liabilityRoutes.decide, {
      shares: [{ party: 'carrier', id: story.desk.cast.carrier, percent: 100 }],
      cause: 'external',
    });
    const proposal = await story.desk.as('agent').ok(remedyRoutes.proposal, { params: { caseId: told.id } });
    // Both lines are mended by one parcel.
    const resend = proposal.options.find((each) => each.remedy === 'resend');
    expect(JSON.stringify(resend)).toContain('铰链');
    expect(JSON.stringify(resend)).toContain('门板');
  });
});
