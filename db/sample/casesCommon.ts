import { caseRoutes } from '#case/wire.ts';
import { commerceRoutes } from '#commerce/wire.ts';
import { feedbackRoutes } from '#feedback/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { investigationRoutes } from '#investigation/wire.ts';
import { hour, minute, type SettableClock } from '#platform/clock.ts';
import type { BodyIn } from '#platform/wire.ts';
import { choiceRoutes } from '#remedy/choiceWire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import type { Amends } from '../../server/main.ts';
import { does, type Leader, tellAll } from './leading.ts';
import type { SampleLogin } from './people.ts';
import { leaderOf, type SampleShop } from './signedIn.ts';
import { spareOrders } from './spareOrders.ts';

type Report = BodyIn<typeof intakeRoutes.register>;

/**
 * Common complaints in their stages (design/sample-shop.md, cases 17 to 20): by the ordinary routes, each at its own hour. The
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
  const answer = (id: string, by: SampleLogin, step: string, given: string) =>
    does(leader, id, by, caseRoutes.answer, { step, answer: given });

  // 19: the page says solid wood; operations corrects it, the goods come back at our cost.
  const wood = await begin(28, 'xiaoman', {
    words: '页面写实木，背板一敲是空的。',
    problem: 'listing.text',
    channel: 'byhand',
    orderNo: spare(),
    lines: [{ name: '栖木折叠餐边柜 FC-120', quantity: 1 }],
    fields: { listing: '栖木折叠餐边柜 FC-120', differs: '页面写实木，背板是空心的', wish: 'return' },
  });
  await answer(wood, 'xiaoman', 'examine', 'unlike');
  await offer(leader, wood, 'xiaoman', ['return'], true);
  await tellAll(leader, 'xiaoman', wood);

  // 18: food that has gone off, with a photo; what the policy permits stands on offer.
  const mould = await begin(7.5, 'heqing', {
    words: '鲜花饼有两枚边上发绿。',
    problem: 'quality.food',
    channel: 'app',
    orderNo: 'XH261117000101',
    lines: [{ name: '鲜花饼', quantity: 1 }],
    fields: { wish: 'part-refund' },
  });
  await does(leader, mould, 'heqing', investigationRoutes.find, { answer: 'defect', text: '照片可见两枚边缘发绿，同批次已停售' });
  await answer(mould, 'heqing', 'wanted', 'yes');
  await offer(leader, mould, 'heqing', ['part-refund', 'exchange', 'reship', 'return']);
  await tellAll(leader, 'heqing', mould);

  // 20: bought yesterday, cheaper today; the difference goes back within the protection window.
  await leader.ok('guxi', commerceRoutes.putGoods, {
    params: { shop: 'qimu-outlet', goodsCode: 'SJ-18' },
    body: { title: '四件套 1.8 m', priceFen: 19_900 },
  });
  const dropped = await begin(5.5, 'yifan', {
    words: '昨天买 239，今天直播 199，差评。',
    problem: 'price.dropped',
    channel: 'social',
    orderNo: '261115-300000000000012',
    fields: { wish: 'difference' },
  });
  await answer(dropped, 'yifan', 'compare', 'refund');
  await leader.settle();
  await tellAll(leader, 'yifan', dropped);

  // 17: one pair of chopsticks; not wanted any more, so it is explained, with points and the customer's consent.
  const chopsticks = await begin(3.5, 'heqing', {
    words: '两份饭只给了一双筷子。',
    problem: 'missing.component',
    orderNo: 'XH261117000102',
    lines: [{ name: '餐具', quantity: 1 }],
    fields: { wish: 'explanation' },
  });
  await answer(chopsticks, 'heqing', 'wanted', 'no');
  await answer(chopsticks, 'heqing', 'goodwill', 'yes');
  await leader.settle();
  await does(leader, chopsticks, 'heqing', feedbackRoutes.confirm, { answer: 'satisfied', channel: 'phone' });
  await tellAll(leader, 'heqing', chopsticks);

  clock.set(shop.now);
  await leader.settle();
}

/** Offers what the policy permits of these; `chosen`: the first of them is taken on the phone. */
async function offer(leader: Leader, id: string, by: SampleLogin, remedies: readonly string[], chosen = false): Promise<void> {
  const proposal = await leader.ok(by, remedyRoutes.proposal, { params: { caseId: id } });
  const options = proposal.options.filter((each) => each.allowed && remedies.includes(each.remedy)).map(({ key }) => ({ key }));
  await does(leader, id, by, remedyRoutes.offer, { options });
  if (!chosen) return;
  const { items } = await leader.ok(by, remedyRoutes.offers, { params: { caseId: id } });
  const open = items.find((each) => each.state === 'open');
  if (!open) throw new Error(`no offer of the sample is open for ${id}`);
  await does(leader, id, by, choiceRoutes.choose, { offerId: open.id, option: 1, channel: 'phone' });
}
