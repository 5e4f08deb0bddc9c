import { caseRoutes } from '#case/wire.ts';
import { commerceRoutes } from '#commerce/wire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { returnedRoutes } from '#fulfilment/returnedWire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { photoRoutes } from '#investigation/photoWire.ts';
import { traceRoutes } from '#investigation/traceWire.ts';
import { investigationRoutes } from '#investigation/wire.ts';
import { liabilityRoutes } from '#liability/wire.ts';
import { day, hour, minute, type SettableClock } from '#platform/clock.ts';
import { sql } from '#platform/db.ts';
import type { BodyIn } from '#platform/wire.ts';
import { choiceRoutes } from '#remedy/choiceWire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import type { Amends } from '../../server/main.ts';
import { sampleOrderNo } from './handMadeOrders.ts';
import { allHold, does, type Leader, ship, tellAll } from './leading.ts';
import type { SampleLogin } from './people.ts';
import { leaderOf, type SampleShop } from './signedIn.ts';

type Report = BodyIn<typeof intakeRoutes.register>;
const silentOrder = '6926111200000000061';

/**
 * Damaged and lost goods in their stages (design/sample-shop.md, cases 9 to 12, and one with two lines): by the ordinary routes,
 * each on its own day. The clock ends at `now`.
 */
export async function seedDamage(amends: Amends, clock: SettableClock, shop: SampleShop): Promise<void> {
  const leader = await leaderOf(amends, shop);
  clock.set(new Date(shop.now.getTime() - 7 * day));
  await setTerms(leader, amends, shop);
  const [first, third, fourth] = await spareOrders(amends, shop);
  await silentParcel(leader, shop);
  const begin = async (hoursAgo: number, report: Partial<Report> & { words: string }, by: SampleLogin = 'heqing'): Promise<string> => {
    clock.set(new Date(shop.now.getTime() - hoursAgo * hour));
    const body = {
      channel: 'phone',
      take: true,
      despiteDuplicate: { reason: '演示' },
      handles: [{ kind: 'phone', value: `1990000${String(Math.round(hoursAgo * 10)).padStart(4, '0')}` }],
      ...report,
      fields: { wish: 'resend', contactName: '客户', ...report.fields },
    } as Report;
    const { id } = await leader.ok(by, intakeRoutes.register, { body });
    clock.advance(10 * minute);
    await does(leader, id, by, triageRoutes.matchOrder, { answer: 'matches' });
    await does(leader, id, by, triageRoutes.review, { answer: 'accepted', ticks: allHold });
    await tellAll(leader, by, id);
    return id;
  };
  const classify = (id: string, answer: string) => does(leader, id, 'heqing', caseRoutes.answer, { step: 'classify', answer });

  // A wish to return: the goods are awaited, and a parcel without a number stands at the door.
  const returned = await begin(70, {
    words: '餐边柜门板裂了一道，想退货。',
    orderNo: first,
    problem: 'damaged.goods',
    lines: [{ partCode: 'MB-120', name: '门板', quantity: 1 }],
    fields: { wish: 'return' },
  });
  await classify(returned, 'damaged');
  await judge(leader, returned, 'medium', 'damaged-in-transit');
  await offer(leader, returned, ['return', 'part-refund'], 'return');
  await leader.ok('qiushi', returnedRoutes.arrive, { body: { words: '退货，望岳区 王', phoneTail: '0088', weightG: 17_900 } });

  // 9: an English customer's bowls; part refund or bowls anew stand on offer.
  const bowls = await begin(30, {
    words: 'Two of the bowls arrived in pieces, the outer box looks fine.',
    orderNo: sampleOrderNo.bowls,
    problem: 'damaged.goods',
    channel: 'email',
    lang: 'en',
    lines: [{ partCode: 'QC-TW', name: '汤碗', quantity: 2 }],
    handles: [{ kind: 'email', value: 'harper@post.example' }],
    fields: { wish: 'refund' },
  });
  await classify(bowls, 'damaged');
  await judge(leader, bowls, 'heavy', 'packing-fault');
  await offer(leader, bowls, ['part-refund', 'resend']);

  // 11: signed for by somebody else; the carrier is asked for its proof, and has a day left.
  const signed = await begin(24, {
    words: '显示本人签收，可我这几天都在外地。',
    orderNo: third,
    problem: 'signed.not-received',
    lines: [{ name: '栖木折叠餐边柜 FC-120', quantity: 1 }],
    fields: { wish: 'refund' },
  });
  await classify(signed, 'signed-for');

  // One broken, one missing: photos first, then the trace of the other line.
  const both = await begin(20, {
    words: '门板磕坏一块，铰链袋也破了，少两个铰链。',
    orderNo: fourth,
    problem: 'damaged.goods',
    lines: [
      { partCode: 'MB-120', name: '门板', quantity: 1, problem: 'damaged.goods' },
      { partCode: 'HJ-35', name: '铰链', quantity: 2, problem: 'lost.content' },
    ],
  });
  await classify(both, 'both');
  const [door] = await linesOf(leader, both);
  await does(leader, both, 'tangke', photoRoutes.review, {
    answer: 'and-trace',
    lines: [{ lineId: door ?? '', verdict: 'damaged-in-transit', degree: 'medium' }],
    note: '门板左下角磕碰，铰链袋破口',
  });

  // 12: no scan for more than five days, needed by Saturday: lost by the carrier's terms, sent anew with another carrier today.
  const silent = await begin(
    6,
    {
      words: '物流五天没动了，周六生日要用。',
      orderNo: silentOrder,
      problem: 'lost.parcel',
      channel: 'chat',
      lines: [{ name: '手冲组合装 SC-4', quantity: 1 }],
      fields: { wish: 'reship', neededBy: '周六' },
    },
    'xiaoman',
  );
  await does(leader, silent, 'xiaoman', caseRoutes.answer, { step: 'classify', answer: 'lost' });
  await does(leader, silent, 'xiaoman', investigationRoutes.find, {
    answer: 'lost',
    text: '五天无轨迹，按快递规则认定',
    lines: (await linesOf(leader, silent)).map((lineId) => ({ lineId, finding: 'lost' as const })),
  });
  const carriers = await leader.ok('guxi', commerceRoutes.carriers);
  const jiangling = carriers.items.find((each) => each.code === 'jiangling')?.id ?? null;
  await does(leader, silent, 'xiaoman', liabilityRoutes.decide, {
    shares: [{ party: 'carrier', id: jiangling, percent: 100 }],
    cause: 'external',
  });
  await offer(leader, silent, ['reship'], 'reship', 'xiaoman');
  clock.advance(hour);
  const { items: tasks } = await leader.ok('qiushi', fulfilmentRoutes.tasks, { params: { caseId: silent } });
  for (const task of tasks.filter((each) => each.kind === 'reship')) await ship(leader, task, '7729110300812');
  clock.set(shop.now);
  await leader.settle();
}

async function linesOf(leader: Leader, caseId: string): Promise<string[]> {
  return (await leader.ok('guxi', intakeRoutes.report, { params: { caseId } })).lines.map((line) => line.id);
}

async function judge(
  leader: Leader,
  id: string,
  degree: 'medium' | 'heavy',
  verdict: 'damaged-in-transit' | 'packing-fault',
): Promise<void> {
  const lines = (await linesOf(leader, id)).map((lineId) => ({ lineId, verdict, degree }));
  await does(leader, id, 'tangke', photoRoutes.review, { answer: 'damaged', lines, note: '照片清晰，破损属实' });
  await does(leader, id, 'heqing', liabilityRoutes.decide, {
    shares: [
      { party: 'supplier', name: '青陶', percent: 70 },
      { party: 'warehouse', id: leader.warehouse, percent: 30 },
    ],
    cause: 'human',
  });
}

/** Offers what the policy permits of these, and chooses one of them on the phone. */
async function offer(leader: Leader, id: string, remedies: readonly string[], chosen?: string, by: SampleLogin = 'heqing'): Promise<void> {
  const proposal = await leader.ok(by, remedyRoutes.proposal, { params: { caseId: id } });
  const options = proposal.options.filter((each) => each.allowed && remedies.includes(each.remedy)).map(({ key }) => ({ key }));
  await does(leader, id, by, remedyRoutes.offer, { options });
  if (!chosen) return;
  const { items } = await leader.ok(by, remedyRoutes.offers, { params: { caseId: id } });
  const open = items.find((each) => each.state === 'open');
  const option = open?.options.find((each) => each.remedy === chosen);
  if (!open || !option) throw new Error(`${chosen} is not on offer for the sample`);
  await does(leader, id, by, choiceRoutes.choose, { offerId: open.id, option: option.n, channel: 'phone' });
}

/** When each carrier's parcels count as lost, and where goods are sent back to; all marked as examples. */
async function setTerms(leader: Leader, amends: Amends, shop: SampleShop): Promise<void> {
  const { rows } = await sql<{ id: string; code: string }>`select id, code from carriers`.execute(amends.house.db);
  for (const { id, code } of rows)
    await leader.ok('admin', traceRoutes.putTerms, {
      params: { carrierId: id },
      body: {
        lostAfterDays: code === 'nanqiao' ? 7 : 5,
        sourceZh: '示例，未核实：连续无轨迹天数，请按快递公司的服务协议填写',
        sourceEn: "example, unverified: days without a scan; take them from the carrier's terms",
        verified: false,
      },
    });
  const shopId = shop.shops.get('qimu')?.id;
  if (shopId)
    await leader.ok('admin', returnedRoutes.putAddress, {
      params: { shopId },
      body: { words: '澜江市望岳区北仓路 8 号 退货组（示例）', wordsEn: 'Returns, 8 Beicang Road, Wangyue, Lanjiang (example)' },
    });
}

/** An order whose parcel nobody has scanned for more than five days. */
async function silentParcel(leader: Leader, shop: SampleShop): Promise<void> {
  const at = (days: number): string => new Date(shop.now.getTime() - days * day).toISOString();
  await leader.ok('guxi', commerceRoutes.putOrder, {
    params: { shop: 'hexiaochu', orderNo: silentOrder },
    body: {
      state: 'shipped',
      placedAt: at(8),
      paidAt: at(8),
      shippedAt: at(7),
      goodsFen: 19_900,
      paidFen: 19_900,
      contact: {
        receiver: '许**',
        phone: '19900000061',
        phoneKind: 'real',
        nick: '生日快到了',
        buyerId: 'b-61',
        address: '白鹭市栖霞湾***',
      },
      lines: [{ lineNo: '1', goodsCode: 'SC-4', title: '手冲组合装 SC-4', quantity: 1, priceFen: 19_900, paidFen: 19_900 }],
      parcels: [
        {
          waybill: 'JL2690000005561',
          carrier: 'jiangling',
          warehouse: 'north',
          state: 'in-transit',
          shippedAt: at(7),
          scan: { at: at(5.6), text: '已到达松川分拨中心', place: '松川' },
        },
      ],
    },
  });
}

/** Signed sideboards that no other story of the sample names: the newest of them. */
async function spareOrders(amends: Amends, shop: SampleShop): Promise<string[]> {
  const { rows } = await sql<{ orderNo: string }>`select o.order_no as "orderNo" from orders o join sub_orders l on l.order_id = o.id
    where o.shop_id = ${shop.shops.get('qimu')?.id} and l.goods_code = 'FC-120' and o.signed_at > ${new Date(shop.now.getTime() - 20 * day)}
      and not exists (select 1 from cases c where c.order_id = o.id) and o.order_no <> all(${[sampleOrderNo.hinges, ...sampleOrderNo.merged]}::text[])
    group by o.order_no order by o.order_no desc limit 3`.execute(amends.house.db);
  if (rows.length < 3) throw new Error('the sample has too few signed sideboards');
  return rows.map((row) => row.orderNo);
}
