import { caseRoutes } from '#case/wire.ts';
import { talkRoutes } from '#case/talkWire.ts';
import { commerceRoutes } from '#commerce/wire.ts';
import { feedbackRoutes } from '#feedback/wire.ts';
import { workRoutes } from '#fulfilment/workWire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { publicRoutes } from '#insight/publicWire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { questionRoutes } from '#investigation/questionWire.ts';
import { investigationRoutes } from '#investigation/wire.ts';
import { day, hour, minute, type SettableClock } from '#platform/clock.ts';
import type { BodyIn } from '#platform/wire.ts';
import { choiceRoutes } from '#remedy/choiceWire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { changeStaffRoute } from '#staff/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import type { Amends } from '../../server/main.ts';
import { sampleGoods } from './goods.ts';
import { answerAll, does, tellAll } from './leading.ts';
import type { SampleLogin } from './people.ts';
import { addPhoto } from './photos.ts';
import { leaderOf, type SampleLeader, type SampleShop } from './signedIn.ts';
import { spareOrders } from './spareOrders.ts';

type Report = BodyIn<typeof intakeRoutes.register>;

/**
 * Common complaints in their stages (design/sample-shop.md, cases 17 to 20, an invoice and a refusal): by the ordinary routes, each at its own hour. The
 * clock ends at `now`.
 */
export async function seedCommon(amends: Amends, clock: SettableClock, shop: SampleShop): Promise<void> {
  const leader = await leaderOf(amends, shop);
  const spare = await spareOrders(amends, shop);
  const begin = async (
    hoursAgo: number,
    by: SampleLogin,
    report: Partial<Report> & { words: string; problem: string; orderNo: string },
  ) => {
    clock.set(new Date(shop.now.getTime() - hoursAgo * hour));
    const body = {
      channel: 'phone',
      take: true,
      lines: [],
      despiteDuplicate: { reason: '演示' },
      handles: [{ kind: 'phone', value: `1990000${String(Math.round(hoursAgo * 10) + 7000)}` }],
      ...report,
      fields: { contactName: '客户', ...report.fields },
    } as Report;
    const { id } = await leader.ok(by, intakeRoutes.register, { body });
    clock.advance(10 * minute);
    await does(leader, id, by, triageRoutes.matchOrder, { answer: 'matches' });
    await tellAll(leader, by, id);
    return id;
  };
  const answer = (id: string, by: SampleLogin, step: string, given: string, reason?: string) =>
    does(leader, id, by, caseRoutes.answer, { step, answer: given, ...(reason ? { reason } : {}) });

  const act: Act = { leader, clock, shop, begin, answer };
  // From here on complaints are mailed to operations and the executive (FB-7); before, nobody had an address.
  for (const [login, email] of Object.entries({ guxi: 'guxi@qihe.example', mengzong: 'meng@qihe.example' }))
    await leader.ok('admin', changeStaffRoute, { params: { staffId: shop.ids.get(login) ?? '' }, body: { email } });
  await hollowBoards(act, spare);
  await greenCakes(act);
  await cheaperToday(act);

  // 17: one pair of chopsticks; not wanted any more, so it is explained, with points and the customer's consent.
  const chopsticks = await begin(3.5, 'heqing', {
    words: '两份饭只给了一双筷子。',
    problem: 'missing.component',
    orderNo: 'XH261117000102',
    lines: [{ name: '餐具', quantity: 1 }],
    fields: { wish: 'explanation' },
  });
  await answer(chopsticks, 'heqing', 'wanted', 'no');
  await answer(chopsticks, 'heqing', 'goodwill', 'yes', '打包时漏放了一双筷子，已提醒门店核对');
  await leader.settle();
  await does(leader, chopsticks, 'heqing', feedbackRoutes.confirm, { answer: 'satisfied', channel: 'phone' });
  await tellAll(leader, 'heqing', chopsticks);

  await invoiceAndRefusal(act, spare);
  clock.set(shop.now);
  await leader.settle();
}

interface Act {
  readonly leader: SampleLeader;
  readonly clock: SettableClock;
  readonly shop: SampleShop;
  begin(hoursAgo: number, by: SampleLogin, report: Partial<Report> & { words: string; problem: string; orderNo: string }): Promise<string>;
  answer(id: string, by: SampleLogin, step: string, given: string, reason?: string): Promise<unknown>;
}

/**
 * 19: the page says solid wood; operations corrects it, the goods are fetched at the door and freight insurance pays for that. Three
 * others said the same before.
 */
async function hollowBoards({ leader, shop, begin, answer }: Act, spare: () => string): Promise<void> {
  const earlier = ['背板不是实木的，跟页面不一样。', '说是实木，里面是蜂窝纸。', '背板很轻，敲着空响，页面写的实木。'];
  for (const [at, words] of earlier.entries()) {
    const id = await begin(130 - at * 24, 'xiaoman', {
      words,
      problem: 'listing.text',
      channel: 'byhand',
      orderNo: spare(),
      lines: [{ name: '栖木折叠餐边柜 FC-120', quantity: 1 }],
      fields: { listing: '栖木折叠餐边柜 FC-120', differs: '页面写实木，背板是空心的', wish: 'explanation' },
    });
    await answer(id, 'xiaoman', 'examine', 'unlike-unwanted');
    await answer(id, 'xiaoman', 'goodwill', 'yes', '页面材质写得不准确，已请运营更正');
    const { items } = await leader.ok('qiushi', fulfilmentRoutes.tasks, { params: { caseId: id } });
    for (const task of items.filter((one) => one.kind === 'follow-up'))
      await leader.ok('guxi', workRoutes.report, {
        params: { taskId: task.id },
        body: { outcome: 'done', note: '已改描述文字，详情图等美工排期' },
      });
    await tellAll(leader, 'xiaoman', id);
    await does(leader, id, 'xiaoman', feedbackRoutes.confirm, { answer: 'satisfied', channel: 'phone' });
  }
  const orderNo = '2611141234567890019';
  await putSigned(leader, shop, 'qimu', orderNo, 'FC-120', { days: 3, insurance: { freight: true } });
  const wood = await begin(28, 'xiaoman', {
    words: '页面写实木，背板一敲是空的。',
    problem: 'listing.text',
    channel: 'byhand',
    orderNo,
    lines: [{ name: '栖木折叠餐边柜 FC-120', quantity: 1 }],
    fields: { listing: '栖木折叠餐边柜 FC-120', differs: '页面写实木，背板是空心的', wish: 'return' },
  });
  await answer(wood, 'xiaoman', 'examine', 'unlike');
  await offer(leader, wood, 'xiaoman', ['return'], true);
  await tellAll(leader, 'xiaoman', wood);
}

/**
 * 18: food that has gone off, with a photo. It comes first, the batch is held, the refund of both and new ones stand on offer, and the
 * executive has a grave mail.
 */
async function greenCakes({ leader, begin, answer }: Act): Promise<void> {
  const mould = await begin(7.5, 'heqing', {
    words: '鲜花饼有两枚边上发绿。',
    problem: 'quality.food',
    channel: 'app',
    orderNo: 'XH261117000101',
    lines: [{ name: '鲜花饼', quantity: 1 }],
    fields: { wish: 'part-refund', batchNo: '20261112-B' },
  });
  await addPhoto(leader, mould, 'heqing', 'mouldy-cakes');
  await does(leader, mould, 'heqing', intakeRoutes.hurry, { channel: 'app', words: '孩子已经吃了一枚，请快点处理。' });
  await does(leader, mould, 'heqing', questionRoutes.ask, {
    party: 'warehouse',
    ask: '食品安全：请立即停售并封存 20261112-B 批次鲜花饼，回报封存数量并附照片。',
    within: { n: 4, unit: 'hours' },
  });
  await answerAll(leader, mould, '20261112-B 批次剩余 38 盒已下架封存');
  await does(leader, mould, 'heqing', investigationRoutes.find, { answer: 'defect', text: '照片可见两枚边缘发绿；同批次已停售封存' });
  await answer(mould, 'heqing', 'wanted', 'other');
  await offer(leader, mould, 'heqing', ['refund', 'reship']);
  await tellAll(leader, 'heqing', mould);
}

/**
 * 20: bought yesterday, cheaper today, and a bad review: the difference goes back within the protection window, the review is answered
 * in public by an approved wording. A message that asks for another review is refused (RE-11).
 */
async function cheaperToday({ leader, shop, begin, answer }: Act): Promise<void> {
  const orderNo = '261120-300000000000020';
  await putSigned(leader, shop, 'qimu-outlet', orderNo, 'SJ-18', { days: 1 });
  await leader.ok('guxi', commerceRoutes.putGoods, {
    params: { shop: 'qimu-outlet', goodsCode: 'SJ-18' },
    body: { title: '四件套 1.8 m', priceFen: 19_900 },
  });
  const dropped = await begin(5.5, 'yifan', {
    words: '昨天买 239，今天直播 199，差评。',
    problem: 'price.dropped',
    channel: 'review',
    orderNo,
    fields: { wish: 'difference' },
  });
  const { found } = await leader.ok('yifan', talkRoutes.check, {
    params: { caseId: dropped },
    body: { body: '差价退您，麻烦改好评，谢谢。' },
  });
  if (!found.some((each) => each.kind === 'review')) throw new Error('a text that asks for another review passes');
  const { texts } = await leader.ok('yifan', publicRoutes.ofCase, { params: { caseId: dropped } });
  const wording = texts.find((each) => each.lang === 'zh');
  await leader.ok('yifan', publicRoutes.answer, { params: { caseId: dropped }, body: { body: wording?.body ?? '' } });
  await answer(dropped, 'yifan', 'compare', 'refund');
  await leader.settle();
  await tellAll(leader, 'yifan', dropped);
}

/** An invoice with a wrong title that finance cancels first; and a cash-on-delivery meal that is refused though it was made for them. */
async function invoiceAndRefusal({ leader, begin, answer }: Act, spare: () => string): Promise<void> {
  const invoice = await begin(21, 'xiaoman', {
    words: '发票抬头开成个人了，我们公司要报销。',
    problem: 'invoice.wrong-title',
    channel: 'byhand',
    orderNo: spare(),
    fields: {
      invoiceTitle: '澜江明禾贸易有限公司',
      taxNumber: '91330100MA27XW1234',
      invoiceContent: '家具',
      invoiceKind: 'electronic-ordinary',
      wrongInvoiceNo: '26117000000012345678',
      wish: 'reissue-invoice',
    },
  });
  await answer(invoice, 'xiaoman', 'need', 'red-letter');
  await tellAll(leader, 'xiaoman', invoice);

  const refused = await begin(4.5, 'heqing', {
    words: '饭点过了，不要了，货到付款不付了。',
    problem: 'cod.refusal',
    orderNo: 'XH261117000104',
    lines: [{ name: '双人简餐', quantity: 1 }],
    fields: { whyRefused: '送晚了，已经吃过' },
  });
  await answer(refused, 'heqing', 'goods', 'processed');
  await answer(refused, 'heqing', 'advise', 'insists');
  await tellAll(leader, 'heqing', refused);
}

/** An order that was signed for, placed so many days ago. */
async function putSigned(
  leader: SampleLeader,
  shop: SampleShop,
  shopCode: string,
  orderNo: string,
  code: 'FC-120' | 'SJ-18',
  more: { days: number; insurance?: { freight: boolean } },
): Promise<void> {
  const { title, priceFen = 0, warehouse = 'north' } = sampleGoods.find((each) => each.code === code)?.given ?? {};
  const after = (share: number): string => new Date(shop.now.getTime() - more.days * day * (1 - share)).toISOString();
  await leader.ok('guxi', commerceRoutes.putOrder, {
    params: { shop: shopCode, orderNo },
    body: {
      state: 'signed',
      placedAt: after(0),
      paidAt: after(0),
      shippedAt: after(0.1),
      signedAt: after(0.6),
      goodsFen: priceFen,
      paidFen: priceFen,
      ...(more.insurance ? { insurance: more.insurance } : {}),
      contact: {
        receiver: '秦**',
        phone: `199****00${orderNo.slice(-2)}`,
        phoneKind: 'masked',
        buyerId: `${shopCode}-${orderNo.slice(-4)}`,
        nick: `秦岭${orderNo.slice(-2)}`,
        address: '澜江市望岳区****',
      },
      lines: [{ lineNo: '1', goodsCode: code, title: title ?? code, quantity: 1, priceFen, paidFen: priceFen }],
      parcels: [
        {
          waybill: `XC26${orderNo.replace(/\D/g, '').slice(-11)}`,
          carrier: 'xunchuan',
          warehouse,
          state: 'signed',
          shippedAt: after(0.1),
          signedAt: after(0.6),
        },
      ],
    },
  });
}

/** Offers what the policy permits of these; `chosen`: the first of them is taken on the phone. */
async function offer(leader: SampleLeader, id: string, by: SampleLogin, remedies: readonly string[], chosen = false): Promise<void> {
  const proposal = await leader.ok(by, remedyRoutes.proposal, { params: { caseId: id } });
  const options = proposal.options.filter((each) => each.allowed && remedies.includes(each.remedy)).map(({ key }) => ({ key }));
  await does(leader, id, by, remedyRoutes.offer, { options });
  if (!chosen) return;
  const { items } = await leader.ok(by, remedyRoutes.offers, { params: { caseId: id } });
  const open = items.find((each) => each.state === 'open');
  if (!open) throw new Error(`no offer of the sample is open for ${id}`);
  await does(leader, id, by, choiceRoutes.choose, { offerId: open.id, option: 1, channel: 'phone' });
}
