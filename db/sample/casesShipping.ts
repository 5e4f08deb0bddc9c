import { talkRoutes } from '#case/talkWire.ts';
import { shippingRoutes, type ShippingChangeGiven } from '#commerce/shippingWire.ts';
import { workRoutes } from '#fulfilment/workWire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { checkRoutes } from '#investigation/checkWire.ts';
import { investigationRoutes } from '#investigation/wire.ts';
import { liabilityRoutes } from '#liability/wire.ts';
import { hour, minute, type SettableClock } from '#platform/clock.ts';
import type { BodyIn } from '#platform/wire.ts';
import { choiceRoutes } from '#remedy/choiceWire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { followUpRoutes } from '#triage/followUpWire.ts';
import { triageRoutes } from '#triage/wire.ts';
import type { Amends } from '../../server/main.ts';
import { does, type Leader, offerable, stepOf, tellAll } from './leading.ts';
import type { SampleLogin } from './people.ts';
import { ago, nextAt, wallAgo } from './sampleTime.ts';
import { leaderOf, type SampleShop } from './signedIn.ts';
import { putShippingOrder, shippingOrders } from './shippingOrders.ts';

type Report = BodyIn<typeof intakeRoutes.register>;

/**
 * Shipping information in its stages (design/sample-shop.md, cases 1 to 4, and a change that nobody complains about), by the
 * ordinary routes, each at its own hour. The clock ends at `now`.
 */
export async function seedShipping(amends: Amends, clock: SettableClock, shop: SampleShop): Promise<void> {
  const leader = await leaderOf(amends, shop);
  const change = (shopCode: string, orderNo: string, body: ShippingChangeGiven) =>
    leader.ok('guxi', shippingRoutes.put, { params: { shop: shopCode, orderNo }, body });
  const begin = async (
    hoursAgo: number,
    by: SampleLogin,
    report: Partial<Report> & { words: string; problem: string },
  ): Promise<string> => {
    clock.set(new Date(shop.now.getTime() - hoursAgo * hour));
    const fields = { contactName: '林女士', changedField: 'address', ...report.fields };
    const handles = [{ kind: 'phone' as const, value: `1990000${String(Math.round(hoursAgo * 10) + 5000)}` }];
    const { id } = await leader.ok(by, intakeRoutes.register, {
      body: { channel: 'byhand', take: true, handles, ...report, fields },
    });
    clock.advance(6 * minute);
    await does(leader, id, by, triageRoutes.matchOrder, { answer: 'matches' });
    return id;
  };
  const act = { leader, clock };

  await notAppliedInTime(act, shop, begin, change);

  // 2: changed by an account of ours although nobody asked; restored by the carrier, the customer was warned and told.
  await putShippingOrder(leader, shop, { orderNo: shippingOrders.unasked, shop: 'xianhe', hoursAgo: 80, state: 'in-transit' });
  const unasked = await begin(26, 'heqing', {
    problem: 'shipping.changed-unasked',
    orderNo: shippingOrders.unasked,
    channel: 'app',
    words: '我没改过地址，怎么变成栖霞湾那边了？',
    fields: { oldInformation: '澜江市望岳区青石路 12 号', newInformation: '白鹭市栖霞湾 5 栋', wish: 'correct-information' },
  });
  const hoursBefore = (hours: number): string => new Date(shop.now.getTime() - hours * hour).toISOString();
  await change('xianhe', shippingOrders.unasked, {
    source: 'oms',
    key: `${shippingOrders.unasked}-1`,
    field: 'address',
    old: '澜江市望岳区青石路 12 号',
    new: '白鹭市栖霞湾 5 栋',
    madeBy: 'staff',
    account: 'kefu09',
    madeAt: hoursBefore(79),
    warehouseAt: hoursBefore(78.9),
    printedAt: hoursBefore(78.5),
    label: 'new',
  });
  await toTask(leader, unasked, 'heqing', { found: 'unasked', text: '账号 kefu09 改错了订单' });
  await finishTask(leader, unasked, 'heqing', { confirmed: true });

  await wrongDoor(act, shop, begin);

  // 4: a plain request, done within its half hour.
  await putShippingOrder(leader, shop, { orderNo: shippingOrders.later, shop: 'hexiaochu', hoursAgo: 5, state: 'created' });
  const later = await begin(1.5, 'xiaoman', {
    problem: 'shipping.change-request',
    orderNo: shippingOrders.later,
    channel: 'wechat',
    words: '能不能改到下周三再送，家里没人。',
    fields: { changedField: 'delivery-time', newInformation: '下周三', askedHow: '微信', askedBy: '本人' },
  });
  await verify(leader, later, 'xiaoman', 'delivery-time');
  await finishTask(leader, later, 'xiaoman', { confirmed: true });

  // FU-9: staff changed a phone number and nobody complained; the product told the customer by itself and waits for a word.
  clock.set(new Date(shop.now.getTime() - 2 * hour));
  await putShippingOrder(leader, shop, { orderNo: shippingOrders.told, shop: 'qimu', hoursAgo: 6, state: 'created' });
  await change('qimu', shippingOrders.told, {
    source: 'oms',
    key: `${shippingOrders.told}-1`,
    field: 'phone',
    old: '19900000074',
    new: '19900000075',
    madeBy: 'staff',
    account: 'kefu03',
    madeAt: hoursBefore(2),
  });
  clock.set(shop.now);
  await leader.settle();
}

interface Act {
  readonly leader: Leader;
  readonly clock: SettableClock;
}
type Begin = (hoursAgo: number, by: SampleLogin, report: Partial<Report> & { words: string; problem: string }) => Promise<string>;
type Change = (shopCode: string, orderNo: string, body: ShippingChangeGiven) => Promise<unknown>;

/** 1: asked for in chat at 20:12, acknowledged at 20:14, only noted in the ERP, and the label was printed at 20:31: the proof shows it. */
async function notAppliedInTime({ leader }: Act, shop: SampleShop, begin: Begin, change: Change): Promise<void> {
  await putShippingOrder(leader, shop, {
    orderNo: shippingOrders.lost,
    shop: 'qimu',
    placedAt: ago(shop.now, 4, '20:02'),
    state: 'problem',
  });
  const lost = await begin(30, 'xiaoman', {
    problem: 'shipping.not-changed',
    orderNo: shippingOrders.lost,
    words: '下单十分钟就跟你们说换成公司地址了，你们回“好的”，现在显示送到我老家去了。',
    fields: {
      newInformation: '澜江市高新区软件园 3 栋',
      askedAt: wallAgo(shop.now, 4, '20:12').slice(0, 16),
      askedHow: '千牛聊天',
      wish: 'correct-information',
    },
  });
  await change('qimu', shippingOrders.lost, {
    source: 'erp-note',
    key: `${shippingOrders.lost}-1`,
    field: 'address',
    old: '松川市北渡镇桥头 12 号',
    new: '澜江市高新区软件园 3 栋',
    madeBy: 'staff',
    account: 'kefu03',
    askedAt: ago(shop.now, 4, '20:12'),
    askedHow: 'byhand',
    madeAt: ago(shop.now, 4, '20:14'),
    printedAt: ago(shop.now, 4, '20:31'),
    label: 'old',
  });
  await leader.ok('xiaoman', talkRoutes.reply, {
    params: { caseId: lost },
    body: { channel: 'byhand', text: '聊天记录\n20:12 买家：地址换成公司，软件园 3 栋\n20:14 客服：好的' },
  });
  await accept(leader, lost, 'xiaoman');
}

/**
 * 3: 12 written as 21. The carrier couldn't intercept it, out for delivery as it was; nobody there knew the name, so the delivery
 * is arranged anew, and the customer was promised that it comes by 18:00.
 */
async function wrongDoor({ leader, clock }: Act, shop: SampleShop, begin: Begin): Promise<void> {
  const orderNo = shippingOrders.house;
  await putShippingOrder(leader, shop, { orderNo, shop: 'qimu', hoursAgo: 60, state: 'delivering' });
  const house = await begin(9, 'xiaoman', {
    problem: 'shipping.written-wrongly',
    orderNo,
    channel: 'phone',
    words: '门牌 12 号写成 21 号，派件员说查无此人。',
    fields: { oldInformation: '青石路 21 号', newInformation: '青石路 12 号', wish: 'correct-information' },
  });
  await toTask(leader, house, 'xiaoman', { found: 'our-fault', text: '录单时门牌写反' });
  await finishTask(leader, house, 'xiaoman', { confirmed: false });
  clock.advance(90 * minute);
  await putShippingOrder(leader, shop, { orderNo, shop: 'qimu', hoursAgo: 60, state: 'problem' });
  const { options } = await leader.ok('xiaoman', remedyRoutes.proposal, { params: { caseId: house } });
  const anew = options.find((each) => each.remedy === 'rearrange' && each.allowed);
  if (!anew) throw new Error('the policy arranges no new delivery for the sample');
  await does(leader, house, 'xiaoman', remedyRoutes.offer, { options: [{ key: anew.key }] });
  await choose(leader, house, 'xiaoman', 'rearrange');
  await leader.ok('qiushi', workRoutes.ask, { params: { taskId: await openTask(leader, house) }, body: { by: 'phone' } });
  await does(leader, house, 'xiaoman', followUpRoutes.plan, {
    items: [{ dueAt: nextAt(shop.now, '18:00').toISOString(), what: '已答应客户 18:00 前重新送到：到点回电确认' }],
  });
  await tellAll(leader, 'xiaoman', house);
}

async function accept(leader: Leader, id: string, by: SampleLogin): Promise<void> {
  const ticks = Object.fromEntries(
    ['right-order', 'not-settled-already', 'not-a-duplicate', 'materials-complete'].map((each) => [
      each,
      { holds: true, note: '已核对聊天记录' },
    ]),
  );
  await does(leader, id, by, triageRoutes.review, { answer: 'accepted', ticks });
  await tellAll(leader, by, id);
}

async function verify(leader: Leader, id: string, by: SampleLogin, field: 'address' | 'delivery-time'): Promise<void> {
  const tick = (evidence: string) => ({ holds: true, evidence });
  const ticks = {
    asked: tick('本人来电'),
    complete: tick('含门牌与楼层'),
    deliverable: tick('网点查询可派送'),
    confirmed: tick('电话复述确认'),
  };
  await does(leader, id, by, checkRoutes.check, { field, ticks });
}

/** From the review to the correction that stands with carrier or warehouse. */
async function toTask(leader: Leader, id: string, by: SampleLogin, { found, text }: { found: string; text: string }): Promise<void> {
  await accept(leader, id, by);
  await does(leader, id, by, investigationRoutes.find, { answer: found, text });
  await does(leader, id, by, liabilityRoutes.decide, {
    shares: [{ party: 'system', percent: 100 }],
    cause: 'human',
    text: '本店录入错误',
    impact: { risk: 'middle', lossFen: 0, neededBy: null, otherOrders: 0 },
  });
  await verify(leader, id, by, 'address');
  await does(leader, id, by, remedyRoutes.offer, { options: await offerable({ ...leader, agent: by }, id) });
  await choose(leader, id, by, 'correct-information');
}

async function choose(leader: Leader, id: string, by: SampleLogin, remedy: string): Promise<void> {
  const { items } = await leader.ok(by, remedyRoutes.offers, { params: { caseId: id } });
  const offer = items.find((each) => each.state === 'open');
  const option = offer?.options.find((each) => each.remedy === remedy);
  if (!offer || !option) throw new Error(`${remedy} is not on offer for ${id}, which is at ${await stepOf(leader, id)}`);
  await does(leader, id, by, choiceRoutes.choose, { offerId: offer.id, option: option.n, channel: 'phone' });
}

async function openTask(leader: Leader, id: string): Promise<string> {
  const { items } = await leader.ok('qiushi', fulfilmentRoutes.tasks, { params: { caseId: id } });
  return items.find((each) => each.settledAt === null)?.id ?? '';
}

/** Carrier or warehouse is asked, and answers. */
async function finishTask(leader: Leader, id: string, by: SampleLogin, answer: { confirmed: boolean }): Promise<void> {
  const params = { taskId: await openTask(leader, id) };
  await leader.ok('qiushi', workRoutes.ask, { params, body: { by: 'phone' } });
  if (answer.confirmed) await leader.ok('qiushi', workRoutes.confirm, { params, body: { note: '对方值班电话确认' } });
  else await leader.ok('qiushi', workRoutes.refuse, { params, body: { reason: 'too-late', note: '已在派送途中' } });
  await tellAll(leader, by, id);
}
