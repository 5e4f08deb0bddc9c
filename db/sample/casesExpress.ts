import { answersRoutes } from '#answers/wire.ts';
import { caseRoutes } from '#case/wire.ts';
import { commerceRoutes } from '#commerce/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { investigationRoutes } from '#investigation/wire.ts';
import { liabilityRoutes } from '#liability/wire.ts';
import { legalRoutes } from '#remedy/legalWire.ts';
import { hour, minute, type SettableClock } from '#platform/clock.ts';
import { formatFen } from '#platform/money.ts';
import type { BodyIn } from '#platform/wire.ts';
import { choiceRoutes } from '#remedy/choiceWire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { valuationRoutes } from '#remedy/valuationWire.ts';
import { triageRoutes } from '#triage/wire.ts';
import type { Amends } from '../../server/main.ts';
import { consignment, makeExpressUnit } from './expressUnit.ts';
import { answerAll, does, type Leader, tellAll } from './leading.ts';
import { sendPayout } from './payingOut.ts';
import { leaderOf, type SampleShop } from './signedIn.ts';

type Report = BodyIn<typeof intakeRoutes.register>;
type Begin = (hoursAgo: number, report: Partial<Report> & { words: string; problem: string }) => Promise<string>;
interface Act {
  readonly leader: Leader;
  readonly clock: SettableClock;
}

/** EX-8 in small: who doesn't answer in time is liable; an example that an operator edits. */
const silenceRule: BodyIn<typeof liabilityRoutes.saveRule> = {
  position: 60,
  title: { zh: '网点逾期未答复：快递（示例）', en: 'The branch stayed silent: carrier (example)' },
  problems: ['signed'],
  weight: 'any',
  scans: 'any',
  historyAtLeast: 0,
  shares: [{ party: 'carrier', percent: 100 }],
  cause: 'human',
  atMostFen: 20_000,
  active: true,
};

/**
 * The express desk in its stages (design/sample-shop.md, cases 13, 14, 16 and the one from 12315): by the ordinary routes,
 * each on its own day. The clock ends at `now`.
 */
export async function seedExpress(amends: Amends, clock: SettableClock, shop: SampleShop): Promise<void> {
  const leader = await leaderOf(amends, shop);
  clock.set(new Date(shop.now.getTime() - 150 * hour));
  const unit = await makeExpressUnit(amends, leader, shop);
  const begin = async (hoursAgo: number, report: Partial<Report> & { words: string; problem: string }): Promise<string> => {
    clock.set(new Date(shop.now.getTime() - hoursAgo * hour));
    const body = {
      shopId: unit.shopId,
      channel: 'phone',
      take: true,
      lines: [],
      despiteDuplicate: { reason: '演示' },
      handles: [{ kind: 'phone', value: `1990001${String(Math.round(hoursAgo * 10)).padStart(4, '0')}` }],
      ...report,
      fields: { contactName: '客户', ...report.fields },
    } as Report;
    const { id } = await leader.ok('xiaoman', intakeRoutes.register, { body });
    clock.advance(10 * minute);
    return id;
  };
  const act = { leader, clock };

  await lostEarphones(act, unit.carriers.get('jiangling') ?? '', () =>
    begin(73, {
      words: '寄的耳机丢了，保了价，要多久赔？',
      problem: 'lost.parcel',
      orderNo: consignment.lost,
      lines: [{ name: '蓝牙耳机 EB-3', quantity: 1 }],
      fields: { claimant: 'sender', wish: 'claim-payment', amountClaimed: 35_900, amountClaimedBasis: '保价金额' },
    }),
  );

  // 14: left at a shop downstairs; the branch let its day pass, and a rule holds the carrier liable for the silence.
  await leader.ok('guxi', liabilityRoutes.saveRule, { params: { ruleId: 'LR-60' }, body: silenceRule });
  const left = await begin(50, {
    words: '快递放在楼下小卖部，没人问过我。',
    problem: 'signed.left-without-consent',
    channel: 'wechat',
    orderNo: consignment.shop,
    fields: { branch: '北渡网点' },
  });
  await does(leader, left, 'xiaoman', triageRoutes.matchOrder, { answer: 'matches' });
  clock.advance(26 * hour);
  await leader.settle();
  await does(leader, left, 'xiaoman', investigationRoutes.find, { answer: 'silent', text: '北渡网点 24 小时未答复，按规则视为网点责任' });
  await does(leader, left, 'xiaoman', liabilityRoutes.decide, { byRule: true });

  await forwarded(act, shop, begin);

  // 13: asked on the site, answered by the calculator; and one that a branch has to be asked for.
  const quoted = await leader.ok('xiaoman', answersRoutes.quote, {
    body: { carrierId: unit.carriers.get('jiangling') ?? '', from: '澜江市望岳区', to: '松川市北渡镇', weightG: 6000 },
  });
  const [fitting] = quoted.items;
  if (!fitting) throw new Error('the sample has a tariff for this way');
  const fee = await begin(9, {
    words: '从望岳寄到北渡，6 公斤，多少钱，几天到？',
    problem: 'enquiry.fee',
    channel: 'web',
    fields: { from: '望岳', to: '北渡', weight: 6000 },
  });
  await does(leader, fee, 'xiaoman', caseRoutes.answer, {
    step: 'answer',
    answer: 'answered',
    reason: `6 公斤 ${formatFen(fitting.totalFen, 'zh')}，${fitting.daysLeast} 到 ${fitting.daysMost} 天送达（演示价目表）`,
  });
  const island = await begin(3, { words: '孤屿能送吗？老人不方便出岛。', problem: 'enquiry.area' });
  await does(leader, island, 'xiaoman', caseRoutes.answer, { step: 'answer', answer: 'ask-others' });

  const idea = await begin(30, { words: '驿站晚上八点就关门，能不能延到十点？', problem: 'suggestion.service', channel: 'wechat' });
  await does(leader, idea, 'xiaoman', caseRoutes.answer, { step: 'read', answer: 'pass-on' });

  clock.set(shop.now);
  await leader.settle();
}

/** The complaint that 12315 forwarded: nine boxes of one batch, ten times the price asked for; locked until the legal review is decided (RE-12). */
async function forwarded({ leader }: Act, shop: SampleShop, begin: Begin): Promise<void> {
  const orderNo = '6926111600000000009';
  const at = (hours: number): string => new Date(shop.now.getTime() - hours * hour).toISOString();
  await leader.ok('guxi', commerceRoutes.putOrder, {
    params: { shop: 'hexiaochu', orderNo },
    body: {
      state: 'signed',
      placedAt: at(150),
      paidAt: at(150),
      shippedAt: at(140),
      signedAt: at(90),
      goodsFen: 40_500,
      paidFen: 40_500,
      contact: {
        receiver: '高**',
        phone: '199****0009',
        phoneKind: 'masked',
        buyerId: 'hexiaochu-9',
        nick: '九盒先生',
        address: '澜江市望岳区****',
      },
      lines: [{ lineNo: '1', goodsCode: 'XH-10', title: '鲜花饼 10 枚', quantity: 9, priceFen: 4500, paidFen: 40_500 }],
      parcels: [
        { waybill: 'NQ26900000000009', carrier: 'nanqiao', warehouse: 'fresh', state: 'signed', shippedAt: at(140), signedAt: at(90) },
      ],
    },
  });
  const id = await begin(40, {
    shopId: shop.shops.get('hexiaochu')?.id ?? '',
    words: '市场监管转来：同一批次鲜花饼一次买了九盒，称有异物，要求十倍赔偿。',
    problem: 'external.12315',
    orderNo,
    lines: [{ name: '鲜花饼 10 枚', quantity: 9 }],
  });
  await does(leader, id, 'xiaoman', answersRoutes.registerExternal, {
    authority: '12315',
    authorityNo: 'SH-DEMO-0042',
    receivedAt: at(41),
    demand: '十倍赔偿',
  });
  await does(leader, id, 'xiaoman', triageRoutes.matchOrder, { answer: 'matches' });
  await does(leader, id, 'shenlan', legalRoutes.flag, {
    flags: ['statutory-multiple', 'regulator-report'],
    note: '同一买家一次购买同批次 9 盒，要求十倍赔偿；等法务意见，先不出方案。',
  });
}

/** 16: searched for at branch and hubs, confirmed lost, valued, offered by insured value, taken; the payout file is with Alipay. */
async function lostEarphones({ leader, clock }: Act, carrierId: string, begin: () => Promise<string>): Promise<void> {
  const id = await begin();
  await does(leader, id, 'xiaoman', triageRoutes.matchOrder, { answer: 'matches' });
  const ticks = Object.fromEntries(
    ['right-party', 'in-window', 'not-settled-already', 'materials-complete'].map((each) => [each, { holds: true }]),
  );
  await does(leader, id, 'yanmin', triageRoutes.review, { answer: 'accepted', ticks });
  await tellAll(leader, 'xiaoman', id);
  clock.advance(20 * hour);
  await answerAll(leader, id, '库区、监控与签收记录均未见该快件');
  await does(leader, id, 'xiaoman', caseRoutes.answer, { step: 'search', answer: 'not-found' });
  clock.advance(40 * hour);
  await answerAll(leader, id, '沿途分拨中心与无着件中均未找到');
  await does(leader, id, 'xiaoman', caseRoutes.answer, { step: 'search-hubs', answer: 'lost' });
  await does(leader, id, 'yanmin', valuationRoutes.value, { declaredFen: 35_900, note: '保价单' });
  await does(leader, id, 'yanmin', liabilityRoutes.decide, { shares: [{ party: 'carrier', id: carrierId, percent: 100 }], cause: 'human' });
  const proposal = await leader.ok('yanmin', remedyRoutes.proposal, { params: { caseId: id } });
  const paid = proposal.options.find((each) => each.remedy === 'claim-payment' && each.allowed);
  if (!paid) throw new Error('the policy grants no payment for the insured earphones');
  await does(leader, id, 'yanmin', remedyRoutes.offer, { options: [{ key: paid.key }] });
  const { items } = await leader.ok('xiaoman', remedyRoutes.offers, { params: { caseId: id } });
  const open = items.find((each) => each.state === 'open');
  if (!open) throw new Error('the offer is open');
  clock.advance(5 * hour);
  await does(leader, id, 'xiaoman', choiceRoutes.choose, { offerId: open.id, option: 1, channel: 'phone' });
  await tellAll(leader, 'xiaoman', id);
  await leader.settle();
  await sendPayout({ leader, clock }, id, { name: '韩江雪', account: '19900000016' });
}
