import { shippingRoutes, type ShippingChangeGiven } from '#commerce/shippingWire.ts';
import { commerceRoutes } from '#commerce/wire.ts';
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
import { triageRoutes } from '#triage/wire.ts';
import type { Amends } from '../../server/main.ts';
import { does, type Leader, offerable, stepOf, tellAll } from './leading.ts';
import { leaderOf, type SampleShop } from './signedIn.ts';

type Report = BodyIn<typeof intakeRoutes.register>;
const orders = { lost: '2611161234567890071', unasked: '2611161234567890072', house: '2611161234567890073', later: '2611161234567890074' };

/**
 * Shipping information in its stages (design/sample-shop.md, cases 1 to 4), by the ordinary routes, each at its own hour. The
 * clock ends at `now`.
 */
export async function seedShipping(amends: Amends, clock: SettableClock, shop: SampleShop): Promise<void> {
  const leader = await leaderOf(amends, shop);
  const at = (hours: number): string => new Date(shop.now.getTime() - hours * hour).toISOString();
  const order = (orderNo: string, hoursAgo: number, state: 'created' | 'in-transit' | 'delivering' | 'problem') =>
    leader.ok('guxi', commerceRoutes.putOrder, {
      params: { shop: 'qimu', orderNo },
      body: {
        state: state === 'created' ? 'paid' : 'shipped',
        placedAt: at(hoursAgo),
        paidAt: at(hoursAgo),
        ...(state === 'created' ? {} : { shippedAt: at(hoursAgo - 3) }),
        goodsFen: 42_900,
        freightFen: 1_200,
        paidFen: 44_100,
        contact: {
          receiver: '林**',
          phone: '17000000071',
          phoneKind: 'virtual',
          extension: '1271',
          phoneExpiresAt: at(-240),
          address: '澜江市望岳区***',
        },
        lines: [{ lineNo: '1', goodsCode: 'FC-120', title: '栖木折叠餐边柜 FC-120', quantity: 1, priceFen: 42_900, paidFen: 42_900 }],
        parcels: [
          {
            waybill: `77291${orderNo.slice(-8)}`,
            carrier: 'xunchuan',
            warehouse: 'north',
            state,
            ...(state === 'created'
              ? {}
              : {
                  shippedAt: at(hoursAgo - 3),
                  scan: { at: at(4), text: state === 'delivering' ? '派件中' : '到达松川分拨中心', place: '松川市' },
                }),
          },
        ],
      },
    });
  const change = (orderNo: string, body: ShippingChangeGiven) =>
    leader.ok('guxi', shippingRoutes.put, { params: { shop: 'qimu', orderNo }, body });
  const begin = async (hoursAgo: number, report: Partial<Report> & { words: string; problem: string }): Promise<string> => {
    clock.set(new Date(shop.now.getTime() - hoursAgo * hour));
    const fields = { contactName: '林女士', changedField: 'address', ...report.fields };
    const handles = [{ kind: 'phone' as const, value: `1990000${String(Math.round(hoursAgo * 10) + 5000)}` }];
    const { id } = await leader.ok('xiaoman', intakeRoutes.register, {
      body: { channel: 'byhand', take: true, handles, ...report, fields },
    });
    clock.advance(6 * minute);
    await does(leader, id, 'xiaoman', triageRoutes.matchOrder, { answer: 'matches' });
    return id;
  };

  // 1: asked in chat before the label was printed, only noted in the ERP; the proof is ready to be read.
  await order(orders.lost, 96, 'problem');
  const lost = await begin(30, {
    problem: 'shipping.not-changed',
    orderNo: orders.lost,
    words: '下单十分钟就跟你们说换成公司地址了，你们回“好的”，现在显示送到我老家去了。',
    fields: { newInformation: '澜江市高新区软件园 3 栋', askedAt: wallTime(at(95.8)), askedHow: '千牛聊天', wish: 'correct-information' },
  });
  await change(orders.lost, {
    source: 'erp-note',
    key: `${orders.lost}-1`,
    field: 'address',
    old: '松川市北渡镇桥头 12 号',
    new: '澜江市高新区软件园 3 栋',
    madeBy: 'staff',
    account: 'kefu03',
    askedAt: at(95.8),
    askedHow: 'byhand',
    madeAt: at(95.7),
    printedAt: at(95.4),
    label: 'old',
  });
  await accept(leader, lost);

  // 2: changed by an account of ours although nobody asked; restored by the carrier, the customer was warned and told.
  await order(orders.unasked, 80, 'in-transit');
  const unasked = await begin(26, {
    problem: 'shipping.changed-unasked',
    orderNo: orders.unasked,
    channel: 'app',
    words: '我没改过地址，怎么变成栖霞湾那边了？',
    fields: { oldInformation: '澜江市望岳区青石路 12 号', newInformation: '白鹭市栖霞湾 5 栋', wish: 'correct-information' },
  });
  await change(orders.unasked, {
    source: 'oms',
    key: `${orders.unasked}-1`,
    field: 'address',
    old: '澜江市望岳区青石路 12 号',
    new: '白鹭市栖霞湾 5 栋',
    madeBy: 'staff',
    account: 'kefu09',
    madeAt: at(79),
    warehouseAt: at(78.9),
    printedAt: at(78.5),
    label: 'new',
  });
  await toTask(leader, unasked, 'unasked', '账号 kefu09 改错了订单');
  await finishTask(leader, unasked, { confirmed: true });

  // 3: 12 written as 21; the carrier refused to intercept, and the delivery is arranged anew.
  await order(orders.house, 60, 'delivering');
  const house = await begin(9, {
    problem: 'shipping.written-wrongly',
    orderNo: orders.house,
    channel: 'phone',
    words: '门牌 12 号写成 21 号，派件员说查无此人。',
    fields: { oldInformation: '青石路 21 号', newInformation: '青石路 12 号', wish: 'correct-information' },
  });
  await toTask(leader, house, 'our-fault', '录单时门牌写反');
  await finishTask(leader, house, { confirmed: false });

  // 4: a plain request, done within its half hour.
  await order(orders.later, 5, 'created');
  const later = await begin(1.5, {
    problem: 'shipping.change-request',
    orderNo: orders.later,
    channel: 'wechat',
    words: '能不能改到下周三再送，家里没人。',
    fields: { changedField: 'delivery-time', newInformation: '下周三', askedHow: '微信', askedBy: '本人' },
  });
  await verify(leader, later, 'delivery-time');
  await finishTask(leader, later, { confirmed: true });
  clock.set(shop.now);
  await leader.settle();
}

async function accept(leader: Leader, id: string): Promise<void> {
  const ticks = Object.fromEntries(
    ['right-order', 'not-settled-already', 'not-a-duplicate', 'materials-complete'].map((each) => [
      each,
      { holds: true, note: '已核对聊天记录' },
    ]),
  );
  await does(leader, id, 'xiaoman', triageRoutes.review, { answer: 'accepted', ticks });
  await tellAll(leader, 'xiaoman', id);
}

async function verify(leader: Leader, id: string, field: 'address' | 'delivery-time'): Promise<void> {
  const tick = (evidence: string) => ({ holds: true, evidence });
  const ticks = {
    asked: tick('本人来电'),
    complete: tick('含门牌与楼层'),
    deliverable: tick('网点查询可派送'),
    confirmed: tick('电话复述确认'),
  };
  await does(leader, id, 'xiaoman', checkRoutes.check, { field, ticks });
}

/** From the review to the correction that stands with carrier or warehouse. */
async function toTask(leader: Leader, id: string, found: string, text: string): Promise<void> {
  await accept(leader, id);
  await does(leader, id, 'xiaoman', investigationRoutes.find, { answer: found, text });
  await does(leader, id, 'xiaoman', liabilityRoutes.decide, {
    shares: [{ party: 'warehouse', id: leader.warehouse, percent: 100 }],
    cause: 'human',
    impact: { risk: 'middle', lossFen: 0, neededBy: null, otherOrders: 0 },
  });
  await verify(leader, id, 'address');
  await does(leader, id, 'xiaoman', remedyRoutes.offer, { options: await offerable(leader, id) });
  const { items } = await leader.ok('xiaoman', remedyRoutes.offers, { params: { caseId: id } });
  const offer = items.find((each) => each.state === 'open');
  const option = offer?.options.find((each) => each.remedy === 'correct-information');
  if (!offer || !option) throw new Error(`nothing corrects ${id}, which is at ${await stepOf(leader, id)}`);
  await does(leader, id, 'xiaoman', choiceRoutes.choose, { offerId: offer.id, option: option.n, channel: 'phone' });
}

/** Carrier or warehouse is asked, and answers. */
async function finishTask(leader: Leader, id: string, answer: { confirmed: boolean }): Promise<void> {
  const { items } = await leader.ok('qiushi', fulfilmentRoutes.tasks, { params: { caseId: id } });
  const params = { taskId: items.find((each) => each.settledAt === null)?.id ?? '' };
  await leader.ok('qiushi', workRoutes.ask, { params, body: { by: 'phone' } });
  if (answer.confirmed) await leader.ok('qiushi', workRoutes.confirm, { params, body: { note: '对方值班电话确认' } });
  else await leader.ok('qiushi', workRoutes.refuse, { params, body: { reason: 'too-late', note: '已在派送途中' } });
  await tellAll(leader, 'xiaoman', id);
}

/** As people write a time down, in Chinese wall time. */
function wallTime(instant: string): string {
  return new Date(Date.parse(instant) + 8 * hour).toISOString().slice(0, 16).replace('T', ' ');
}
