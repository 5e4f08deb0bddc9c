import { answersRoutes } from '#answers/wire.ts';
import { saveShop } from '#commerce/shopsStore.ts';
import { commerceRoutes } from '#commerce/wire.ts';
import { systemActor } from '#platform/actor.ts';
import { all, inTransaction, sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { addDays, localDayOf } from '#platform/localTime.ts';
import type { Amends } from '../../server/main.ts';
import type { Leader } from './leading.ts';
import { ago } from './sampleTime.ts';
import type { SampleShop } from './signedIn.ts';

/** The regional carrier of the sample, 江岭速运: its desk is a shop of its own whose orders are consignments. */
export interface ExpressUnit {
  readonly shopId: string;
  readonly carriers: ReadonlyMap<string, string>;
}

const example = { sourceZh: '演示合同，未核实', sourceEn: 'demo contract, not verified', verified: false };
const desk = ['xiaoman', 'yifan', 'shenlan', 'hanlei', 'yanmin', 'qiushi', 'tangke'];

/** Consignments that the stories of the express desk are about. */
export const consignment = { shop: 'JL269000000014', lost: 'JL269000000016', late: 'JL269000000017' } as const;

/** Makes the carrier's desk: shop, people, terms of every carrier, prices, places, knowledge, and three consignments. */
export async function makeExpressUnit(amends: Amends, leader: Leader, shop: SampleShop): Promise<ExpressUnit> {
  const { db } = amends.house;
  const unit = await inTransaction(db, (tx) =>
    saveShop(
      { tx, now: shop.now, actor: systemActor, cause: 'sample' },
      {
        code: 'jiangling',
        name: '江岭速运',
        nameEn: 'Jiangling Express',
        platform: 'own',
        entity: '江岭速运',
        orderForm: 'JL\\d{12}',
        zone: 'Asia/Shanghai',
        lang: 'zh',
        signature: '江岭速运客服',
        replyFrom: null,
        phone: '199 0000 0083',
        hours: { open: '08:00', close: '22:00' },
        claimDays: 30,
        active: true,
      },
    ),
  );
  for (const login of desk)
    await sql`insert into staff_shops (staff_id, shop_id) values (${shop.ids.get(login)}, ${unit.id}) on conflict do nothing`.execute(db);
  // A carrier's customers claim and complain of it; the shops' customers have procedures of their own for the same problems.
  await sql`update playbooks set shop_ids = array[${unit.id}::uuid] where name in ('express-claim', 'express-enquiry', 'express-suggestion')`.execute(
    db,
  );
  // How it was delivered, and when, is complained of everywhere.
  await sql`update playbooks set shop_ids = (select array_agg(id) from shops) where name = 'express-complaint'`.execute(db);
  await sql`update playbooks set shop_ids = (select array_agg(id) from shops where id <> ${unit.id}) where name in ('damaged-lost', 'missing-parts')`.execute(
    db,
  );
  const carriers = new Map(
    (await all(sql<{ code: string; id: string }>`select code, id from carriers`, db)).map((row) => [row.code, row.id] as const),
  );
  const from = addDays(localDayOf(shop.now, 'Asia/Shanghai'), -6);
  for (const [code, lostDays, claimDays] of [
    ['xunchuan', 5, 7],
    ['nanqiao', 7, 30],
    ['yunling', 5, 7],
    ['jiangling', 5, 30],
  ] as const)
    await leader.ok('guxi', answersRoutes.putTerms, {
      params: { carrierId: carriers.get(code) ?? '' },
      body: {
        lostDays,
        claimDays,
        damageDays: 7,
        acceptanceDays: 2,
        decisionDays: 10,
        paymentDays: 7,
        uninsuredTimes: 5,
        ...example,
        validFrom: from,
      },
    });
  for (const [authority, answerDays, working] of [
    ['12305', 10, false],
    ['12315', 5, true],
    ['12345', 5, true],
  ] as const)
    await leader.ok('guxi', answersRoutes.putAuthority, { params: { authority }, body: { answerDays, working, ...example } });
  await keepAnswers(leader, carriers.get('jiangling') ?? '', from);
  await consign(leader, shop);
  return { shopId: unit.id, carriers };
}

async function keepAnswers(leader: Leader, carrierId: string, validFrom: string): Promise<void> {
  const csv = [
    '澜江市/望岳区,Lanjiang/Wangyue,本地,可派送',
    '松川市/北渡镇,Songchuan/Beidu,外围,可派送',
    '白鹭市/栖霞湾,Bailu/Qixia Bay,外围,部分,每周二、五派送,Tuesdays and Fridays',
    '白鹭市/孤屿,Bailu/Guyu,外围,不派送,可寄到栖霞湾网点自取,can be collected at the Qixia Bay branch',
  ].join('\n');
  await leader.ok('guxi', answersRoutes.importPlaces, { body: { carrierId, csv } });
  const price = {
    carrierId,
    serviceZh: '标准件',
    serviceEn: 'Standard',
    origin: '*',
    firstG: 1000,
    furtherG: 1000,
    volumeDivisor: 6000,
    insuredPerMille: 5,
    insuredLeastFen: 100,
    source: '演示价目表',
    sourceEn: 'demo price list',
    validFrom,
  };
  await leader.ok('guxi', answersRoutes.putTariff, {
    params: { tariffId: newId() },
    body: { ...price, destination: '本地', firstFen: 800, furtherFen: 200, daysLeast: 1, daysMost: 1 },
  });
  await leader.ok('guxi', answersRoutes.putTariff, {
    params: { tariffId: newId() },
    body: { ...price, destination: '外围', firstFen: 1200, furtherFen: 400, daysLeast: 2, daysMost: 3 },
  });
  for (const article of articles)
    await leader.ok('guxi', answersRoutes.putArticle, {
      params: { articleId: newId() },
      body: { ...article, source: '演示知识', sourceEn: 'demo knowledge', validFrom },
    });
}

const articles = [
  {
    topic: 'claim' as const,
    titleZh: '快件丢了怎么赔、要多久',
    titleEn: 'How is a lost parcel compensated, and how long does it take',
    bodyZh:
      '先在末端网点（24 小时）和沿途分拨中心（2 天）查找；确认遗失后由理赔部门核定。保价的按保价约定，未保价的按实际损失并依合同约定。',
    bodyEn:
      'We search at the last branch (24 hours) and at the hubs (2 days); once it is confirmed lost, the claims department decides. Insured parcels by the insurance agreed, others by the actual loss and the terms of carriage.',
    askedZh: '丢件赔多少\n保价怎么赔\n要多久赔',
  },
  {
    topic: 'handling' as const,
    titleZh: '不想放代收点，要送上门',
    titleEn: 'I want it brought to my door',
    bodyZh: '可以在派送前告诉我们，备注“送货上门”；已放代收点的，可要求重新派送，或登记投诉，7 个自然日内答复。',
    bodyEn:
      'Tell us before delivery. If it was left somewhere, ask for a new delivery or complain: you are answered within 7 calendar days.',
    askedZh: '放驿站\n没送上门\n小卖部',
  },
  {
    topic: 'fee' as const,
    titleZh: '体积大但不重，怎么计费',
    titleEn: 'A large but light parcel: how is it charged',
    bodyZh: '按实际重量与体积重量中较大的一个计费：长 × 宽 × 高（厘米）÷ 6000 = 千克。',
    bodyEn: 'By the greater of weight and volume: length × width × height (cm) ÷ 6000 = kg.',
    askedZh: '泡货\n体积重量',
  },
];

async function consign(leader: Leader, shop: SampleShop): Promise<void> {
  const send = (
    orderNo: string,
    title: string,
    fen: number,
    daysAgo: number,
    state: 'signed' | 'in-transit',
    scan: { text: string; place: string; ago: number },
    insuredFen?: number,
  ) =>
    leader.ok('guxi', commerceRoutes.putOrder, {
      params: { shop: 'jiangling', orderNo },
      body: {
        state: state === 'signed' ? 'signed' : 'shipped',
        placedAt: ago(shop.now, daysAgo, '10:00'),
        paidAt: ago(shop.now, daysAgo, '10:00'),
        shippedAt: ago(shop.now, daysAgo, '16:00'),
        ...(state === 'signed' ? { signedAt: ago(shop.now, scan.ago, '12:10') } : {}),
        goodsFen: fen,
        paidFen: fen,
        freightFen: 1200,
        contact: { receiver: '韩**', phone: `199****00${orderNo.slice(-2)}`, phoneKind: 'masked', buyerId: `jl-${orderNo.slice(-2)}` },
        lines: [{ lineNo: '1', title, quantity: 1, priceFen: fen, paidFen: fen }],
        parcels: [
          {
            waybill: orderNo,
            carrier: 'jiangling',
            state,
            shippedAt: ago(shop.now, daysAgo, '16:00'),
            ...(state === 'signed' ? { signedAt: ago(shop.now, scan.ago, '12:10') } : {}),
            scan: { at: ago(shop.now, scan.ago, '12:10'), text: scan.text, place: scan.place },
          },
        ],
        ...(insuredFen ? { insurance: { insuredFen } } : {}),
      },
    });
  await send(consignment.shop, '文件与衣物', 9_900, 4, 'signed', { text: '已签收，签收人：楼下小卖部', place: '北渡网点', ago: 3 });
  await send(
    consignment.lost,
    '蓝牙耳机 EB-3',
    35_900,
    9,
    'in-transit',
    { text: '离开松川分拨中心', place: '松川分拨中心', ago: 8 },
    35_900,
  );
  await send(consignment.late, '水果礼盒', 8_900, 2, 'in-transit', { text: '到达松川分拨中心', place: '松川分拨中心', ago: 1 });
}
