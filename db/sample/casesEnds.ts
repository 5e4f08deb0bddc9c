import { appealRoutes } from '#appeal/wire.ts';
import { caseRoutes } from '#case/wire.ts';
import { talkRoutes } from '#case/talkWire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { hour, minute, type SettableClock } from '#platform/clock.ts';
import type { BodyIn } from '#platform/wire.ts';
import { followUpRoutes } from '#triage/followUpWire.ts';
import { triageRoutes } from '#triage/wire.ts';
import type { Amends } from '../../server/main.ts';
import { does, type Leader, tellAll } from './leading.ts';
import { nextAt } from './sampleTime.ts';
import { leaderOf, type SampleShop } from './signedIn.ts';
import { spareOrders } from './spareOrders.ts';

type Report = BodyIn<typeof intakeRoutes.register>;

/**
 * Other ways for a case to go (design/sample-shop.md, the extra rows): withdrawn, found under another number, an appeal that
 * changed the outcome in part, a resend that is stuck in the ERP, a promise for the evening. By the ordinary routes, each on its own day; the clock ends at `now`.
 */
export async function seedEnds(amends: Amends, clock: SettableClock, shop: SampleShop): Promise<void> {
  const leader = await leaderOf(amends, shop);
  const spare = await spareOrders(amends, shop);
  const begin = async (hoursAgo: number, report: Partial<Report> & { words: string; orderNo: string }): Promise<string> => {
    clock.set(new Date(shop.now.getTime() - hoursAgo * hour));
    const body = {
      channel: 'phone',
      problem: 'missing.accessory',
      shopId: shop.shops.get('qimu')?.id,
      take: true,
      lines: [{ name: '铰链', partCode: 'HJ-35', quantity: 1 }],
      despiteDuplicate: { reason: '演示' },
      handles: [{ kind: 'phone', value: `1990000${String(Math.round(hoursAgo * 10) + 8000)}` }],
      fields: { contactName: '客户', wish: 'resend' },
      ...report,
    } as Report;
    const { id } = await leader.ok('xiaoman', intakeRoutes.register, { body });
    clock.advance(10 * minute);
    return id;
  };

  // Explained at first; on appeal another lead changes it in part: half of the difference, since the page fell after a week.
  const price = await begin(34, {
    words: '上周买的，今天便宜了三十，不给退差价。',
    problem: 'price.dropped',
    orderNo: spare(),
    lines: [],
    fields: { contactName: '客户', wish: 'difference' },
  });
  await does(leader, price, 'xiaoman', triageRoutes.matchOrder, { answer: 'matches' });
  await does(leader, price, 'xiaoman', caseRoutes.answer, { step: 'compare', answer: 'not-due', reason: '商品页价格与您购买时相同' });
  await does(leader, price, 'xiaoman', caseRoutes.answer, { step: 'explain', answer: 'agreed' });
  await tellAll(leader, 'xiaoman', price);
  clock.advance(6 * hour);
  await does(leader, price, 'xiaoman', appealRoutes.file, { reason: '直播间今天确实卖 399，有截图。' });
  clock.advance(3 * hour);
  await does(leader, price, 'hanlei', appealRoutes.decide, { answer: 'partly', reasons: '直播价属实，但限时专享：部分改判，补积分致歉' });
  await tellAll(leader, 'xiaoman', price);

  const withdrawn = await begin(18, { words: '少一个铰链。——不用了，在箱子夹层里找到了。', orderNo: spare() });
  await does(leader, withdrawn, 'xiaoman', caseRoutes.move, { move: 'withdraw', reason: '客户来电：已找到，撤销' });
  await tellAll(leader, 'xiaoman', withdrawn);

  // Not found under the number that was given, and found under the right one.
  const found = await begin(14, { words: '少一个铰链，订单号可能抄错了。', orderNo: '2611169999999999999' });
  await does(leader, found, 'xiaoman', caseRoutes.answer, { step: 'order-pending', answer: 'wrong-number' });
  await tellAll(leader, 'xiaoman', found);
  clock.advance(2 * hour);
  await does(leader, found, 'xiaoman', intakeRoutes.correctOrderNo, { orderNo: spare() });
  await does(leader, found, 'xiaoman', triageRoutes.matchOrder, { answer: 'matches' });

  await stuckInErp(
    leader,
    clock,
    await begin(15, { words: '少三个层板托，等着用。', orderNo: spare(), lines: [{ partCode: 'CT-5', name: '层板托', quantity: 3 }] }),
  );

  // A promise for the next shift: the customer can only be reached in the evening (PE-4).
  const evening = await begin(3.2, {
    words: '白天开会，晚上八点半打我电话再说铰链的事。',
    orderNo: spare(),
    fields: { contactName: '客户', wish: 'resend', contactHours: '20:30 之后' },
  });
  await does(leader, evening, 'xiaoman', triageRoutes.matchOrder, { answer: 'matches' });
  const callAt = nextAt(shop.now, '20:30').toISOString();
  await leader.ok('xiaoman', talkRoutes.call, {
    params: { caseId: evening },
    body: { outcome: 'no-answer', note: '白天不便接听，已答应 20:30 回电', callAt },
  });
  await does(leader, evening, 'xiaoman', followUpRoutes.plan, { items: [{ dueAt: callAt, what: '交接：20:30 回电，客户只有晚上方便' }] });

  clock.set(shop.now);
  await leader.settle();
}

/** A resend that went to the ERP by file and that nobody there has taken over since: raised by itself (FU-14). */
async function stuckInErp(leader: Leader, clock: SettableClock, caseId: string): Promise<void> {
  await does(leader, caseId, 'xiaoman', caseRoutes.fastLane, {});
  const { items } = await leader.ok('qiushi', fulfilmentRoutes.tasks, { params: { caseId } });
  const ids = items.filter((each) => each.kind === 'resend').map((each) => each.id);
  await leader.ok('qiushi', fulfilmentRoutes.exportResends, { body: { layout: 'kuaimai', ids } });
  await tellAll(leader, 'xiaoman', caseId);
  clock.advance(hour);
  await leader.settle();
}
