import { answersRoutes } from '#answers/wire.ts';
import { caseRoutes } from '#case/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { investigationRoutes } from '#investigation/wire.ts';
import { liabilityRoutes } from '#liability/wire.ts';
import { hour, minute, type SettableClock } from '#platform/clock.ts';
import type { BodyIn } from '#platform/wire.ts';
import { choiceRoutes } from '#remedy/choiceWire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { valuationRoutes } from '#remedy/valuationWire.ts';
import { triageRoutes } from '#triage/wire.ts';
import type { Amends } from '../../server/main.ts';
import { consignment, makeExpressUnit } from './expressUnit.ts';
import { sampleOrderNo } from './handMadeOrders.ts';
import { answerAll, does, type Leader, tellAll } from './leading.ts';
import { leaderOf, type SampleShop } from './signedIn.ts';

type Report = BodyIn<typeof intakeRoutes.register>;

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

  // 14: left at a shop downstairs; the branch let its day pass.
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

  // The complaint that 12315 forwarded: nine pieces of one batch.
  const forwarded = await begin(40, {
    shopId: shop.shops.get('qimu')?.id ?? '',
    words: '市场监管转来：同一批次买了九件，要求十倍赔偿。',
    problem: 'external.12315',
    orderNo: sampleOrderNo.lightEarphones,
  });
  await does(leader, forwarded, 'xiaoman', answersRoutes.registerExternal, {
    authority: '12315',
    authorityNo: 'SH-DEMO-0042',
    receivedAt: new Date(shop.now.getTime() - 41 * hour).toISOString(),
    demand: '十倍赔偿',
  });
  await does(leader, forwarded, 'xiaoman', triageRoutes.matchOrder, { answer: 'matches' });

  // 13: asked on the site, answered by the calculator; and one that a branch has to be asked for.
  const fee = await begin(9, {
    words: '从望岳寄到北渡，6 公斤，多少钱，几天到？',
    problem: 'enquiry.fee',
    channel: 'web',
    fields: { from: '望岳', to: '北渡', weight: 6000 },
  });
  await does(leader, fee, 'xiaoman', caseRoutes.answer, {
    step: 'answer',
    answer: 'answered',
    reason: '6 公斤 ¥32.00，2 到 3 天送达（演示价目表）',
  });
  const island = await begin(3, { words: '孤屿能送吗？老人不方便出岛。', problem: 'enquiry.area' });
  await does(leader, island, 'xiaoman', caseRoutes.answer, { step: 'answer', answer: 'ask-others' });

  const idea = await begin(30, { words: '驿站晚上八点就关门，能不能延到十点？', problem: 'suggestion.service', channel: 'wechat' });
  await does(leader, idea, 'xiaoman', caseRoutes.answer, { step: 'read', answer: 'pass-on' });

  clock.set(shop.now);
  await leader.settle();
}

/** 16: searched for at branch and hubs, confirmed lost, valued, offered by insured value, taken; the payment waits. */
async function lostEarphones(
  { leader, clock }: { leader: Leader; clock: SettableClock },
  carrierId: string,
  begin: () => Promise<string>,
): Promise<void> {
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
}
