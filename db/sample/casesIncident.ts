import { appealRoutes } from '#appeal/wire.ts';
import { caseRoutes } from '#case/wire.ts';
import { commerceRoutes } from '#commerce/wire.ts';
import { insightRoutes } from '#insight/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { photoRoutes } from '#investigation/photoWire.ts';
import { day, hour, minute, type SettableClock } from '#platform/clock.ts';
import { triageRoutes } from '#triage/wire.ts';
import type { Amends } from '../../server/main.ts';
import { allHold, does, type Leader } from './leading.ts';
import { leaderOf, type SampleShop } from './signedIn.ts';

const boxes = 12;
const numberOf = (n: number): string => `26111612345678${String(7000 + n).padStart(5, '0')}`;

/**
 * Boxes that got wet in one van (design/sample-shop.md, case 10): twelve cases, one incident with its finding, one remedy that
 * waits for operations' approval; and a rejection that an appeal changed in part. The clock ends at `now`.
 */
export async function seedIncident(amends: Amends, clock: SettableClock, shop: SampleShop): Promise<void> {
  const leader = await leaderOf(amends, shop);
  await wetBoxes(leader, clock, shop);
  await upheldInPart(leader, clock, shop);
  clock.set(shop.now);
  await leader.settle();
}

async function wetBoxes(leader: Leader, clock: SettableClock, shop: SampleShop): Promise<void> {
  const numbers: string[] = [];
  for (let n = 1; n <= boxes; n += 1) {
    clock.set(new Date(shop.now.getTime() - 5 * hour + n * 5 * minute));
    await order(leader, shop, numberOf(n), n);
    const { id } = await leader.ok('heqing', intakeRoutes.register, {
      body: {
        problem: 'damaged.package',
        channel: n === 1 ? 'social' : 'phone',
        words: '箱子全湿了，层板起皮。',
        orderNo: numberOf(n),
        lines: [{ partCode: 'GB-120', name: '层板', quantity: 1 }],
        fields: { wish: 'resend', contactName: '客户' },
        handles: [{ kind: 'phone', value: `1990000${String(7000 + n)}` }],
        take: true,
        despiteDuplicate: { reason: '演示' },
      },
    });
    await does(leader, id, 'heqing', triageRoutes.matchOrder, { answer: 'matches' });
    await does(leader, id, 'heqing', triageRoutes.review, { answer: 'accepted', ticks: allHold });
    await does(leader, id, 'heqing', caseRoutes.answer, { step: 'classify', answer: 'damaged' });
    const { lines } = await leader.ok('guxi', intakeRoutes.report, { params: { caseId: id } });
    await does(leader, id, 'tangke', photoRoutes.review, {
      answer: 'damaged',
      lines: lines.map((line) => ({ lineId: line.id, verdict: 'damaged-in-transit' as const, degree: 'medium' as const })),
      note: '外箱水渍明显',
    });
    numbers.push((await leader.ok('guxi', caseRoutes.read, { params: { caseId: id } })).number);
  }
  clock.advance(10 * minute);
  const { id } = await leader.ok('shenlan', insightRoutes.open, {
    body: {
      shopId: shop.shops.get('qimu')?.id ?? '',
      title: '迅川 A123 厢车进水',
      cause: { kind: 'van', key: '澜 A123' },
      problem: 'damaged.package',
    },
  });
  const params = { incidentId: id };
  await leader.ok('shenlan', insightRoutes.joinList, { params, body: { text: numbers.join('\n') } });
  const carriers = await leader.ok('guxi', commerceRoutes.carriers);
  const carrier = carriers.items.find((each) => each.code === 'xunchuan')?.id ?? null;
  await leader.ok('shenlan', insightRoutes.find, {
    params,
    body: {
      answer: 'damaged',
      text: '11 月 19 日该厢车途中进水，箱内商品受潮',
      cause: 'external',
      shares: [{ party: 'carrier', id: carrier, percent: 100 }],
    },
  });
  await leader.ok('shenlan', insightRoutes.submit, { params, body: { key: 'part-refund', message: '运输途中进水，非常抱歉。' } });
}

/** Rejected on review; the second lead looked again and changed it in part. */
async function upheldInPart(leader: Leader, clock: SettableClock, shop: SampleShop): Promise<void> {
  clock.set(new Date(shop.now.getTime() - 30 * hour));
  const orderNo = numberOf(90);
  await order(leader, shop, orderNo, 90);
  const { id } = await leader.ok('heqing', intakeRoutes.register, {
    body: {
      problem: 'missing.accessory',
      channel: 'email',
      words: '少了一块层板，背板也缺一角。',
      orderNo,
      lines: [{ partCode: 'GB-120', name: '层板', quantity: 1 }],
      fields: { wish: 'resend', contactName: '客户' },
      handles: [{ kind: 'email', value: 'ceban@post.example' }],
      take: true,
      despiteDuplicate: { reason: '演示' },
    },
  });
  await does(leader, id, 'heqing', triageRoutes.matchOrder, { answer: 'matches' });
  const refused = { ...allHold, 'materials-complete': { holds: false, reason: '照片看不清' } };
  await does(leader, id, 'heqing', triageRoutes.review, { answer: 'rejected', ticks: refused, reason: '照片看不清缺少的层板' });
  await leader.settle();
  clock.advance(3 * hour);
  await does(leader, id, 'xiaoman', appealRoutes.file, { reason: '开箱视频里能看清，请再看一遍' });
  await leader.settle();
  clock.advance(5 * hour);
  await does(leader, id, 'shenlan', appealRoutes.decide, { answer: 'partly', reasons: '视频可见层板缺失；背板缺角属包装磕碰，按部分改判' });
  await leader.settle();
}

async function order(leader: Leader, shop: SampleShop, orderNo: string, n: number): Promise<void> {
  const at = (days: number): string => new Date(shop.now.getTime() - days * day).toISOString();
  await leader.ok('guxi', commerceRoutes.putOrder, {
    params: { shop: 'qimu', orderNo },
    body: {
      state: 'signed',
      placedAt: at(5),
      paidAt: at(5),
      shippedAt: at(4),
      signedAt: at(1.5),
      goodsFen: 42_900,
      paidFen: 42_900,
      contact: {
        receiver: '客**',
        phone: `199****00${String(n).padStart(2, '0')}`,
        phoneKind: 'masked',
        nick: `雨天${n}`,
        buyerId: `b-wet-${n}`,
        address: '澜江市***',
      },
      lines: [{ lineNo: '1', goodsCode: 'FC-120', title: '栖木折叠餐边柜 FC-120', quantity: 1, priceFen: 42_900, paidFen: 42_900 }],
      parcels: [
        {
          waybill: `7729110${String(70_000 + n)}`,
          carrier: 'xunchuan',
          warehouse: 'north',
          state: 'signed',
          shippedAt: at(4),
          signedAt: at(1.5),
          scan: { at: at(1.5), text: '已签收', place: '澜江望岳营业部' },
        },
      ],
    },
  });
}
