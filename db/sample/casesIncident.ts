import { appealRoutes } from '#appeal/wire.ts';
import { caseRoutes } from '#case/wire.ts';
import { commerceRoutes } from '#commerce/wire.ts';
import { recoveryRoutes } from '#fulfilment/recoveryWire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { insightRoutes } from '#insight/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { photoRoutes } from '#investigation/photoWire.ts';
import { hour, minute, type SettableClock } from '#platform/clock.ts';
import type { BodyIn, RouteSpec } from '#platform/wire.ts';
import { choiceRoutes } from '#remedy/choiceWire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import type { Amends } from '../../server/main.ts';
import { sampleOrderNo } from './handMadeOrders.ts';
import { liveOrderNo, liveOrders, liveSession, wetBoxes, wetOrderNo, wetTrip } from './incidentOrders.ts';
import { allHold, does, type Leader, ship, tellAll } from './leading.ts';
import { leaderOf, type SampleShop } from './signedIn.ts';
import { spareOrders } from './spareOrders.ts';

type Finding = BodyIn<typeof insightRoutes.find>;

/**
 * Many cases with one cause (design/sample-shop.md, cases 7 and 10), each incident with one finding and one remedy that operations
 * approved with its sum; and a rejection that an appeal changed in part. The clock ends at `now`.
 */
export async function seedIncident(amends: Amends, clock: SettableClock, shop: SampleShop): Promise<void> {
  const leader = await leaderOf(amends, shop);
  await upheldInPart(leader, clock, shop, (await spareOrders(amends, shop))());
  await missingGifts(leader, clock, shop);
  await wetVan(leader, clock, shop);
  clock.set(shop.now);
  await leader.settle();
}

/** One case after another answer: the version goes along, so that nobody has to look in between. */
function onward(leader: Leader, made: { id: string; version: number }) {
  let { version } = made;
  return async <S extends RouteSpec>(who: string, spec: S, body: BodyIn<S>): Promise<void> => {
    const answer = await leader.ok(who, spec, { params: { caseId: made.id }, version, body } as Parameters<typeof leader.ok<S>>[2]);
    version = (answer as { version: number }).version;
  };
}

/** 7: the gift of one live stream wasn't packed; it has a value, and all of them get it by one remedy. */
async function missingGifts(leader: Leader, clock: SettableClock, shop: SampleShop): Promise<void> {
  const words = ['直播间说送的量勺没收到。', '赠品量勺没在箱子里。', '送的勺子呢？', '下单页写着送量勺，没有。'];
  const numbers: string[] = [];
  for (let n = 1; n <= liveOrders; n += 1) {
    clock.set(new Date(shop.now.getTime() - 8 * hour + n * 6 * minute));
    const made = await leader.ok('xiaoman', intakeRoutes.register, {
      body: {
        problem: 'missing.gift',
        channel: 'chat',
        words: n === 1 ? '说好送量勺的，翻遍了没有。' : (words[n % words.length] ?? ''),
        orderNo: n === 1 ? sampleOrderNo.spoon : liveOrderNo(n),
        lines: [{ name: '量勺', quantity: 1 }],
        fields: { wish: 'resend', contactName: '客户' },
        handles: [{ kind: 'nick', value: n === 1 ? '爱喝手冲的猫' : `晚八点${n}` }],
        take: true,
        despiteDuplicate: { reason: '演示' },
      },
    });
    const go = onward(leader, made);
    await go('xiaoman', triageRoutes.matchOrder, { answer: 'matches' });
    await go('xiaoman', triageRoutes.review, { answer: 'accepted', ticks: allHold });
    numbers.push(made.number);
    if (n === 1) await tellAll(leader, 'xiaoman', made.id);
  }
  clock.advance(20 * minute);
  await oneRemedy(leader, shop, numbers, {
    shop: 'hexiaochu',
    title: '11 月 16 日晚场直播：赠品量勺漏装',
    cause: { kind: 'live', key: liveSession },
    problem: 'missing.gift',
    key: 'resend',
    message: '答应送您的量勺漏装了，非常抱歉。',
    finding: {
      answer: 'missing',
      text: '该场直播的赠品未进拣货单，全部漏装',
      cause: 'system',
      shares: [{ party: 'warehouse', id: leader.warehouse, percent: 100 }],
    },
  });
}

/** 10: one van of the carrier stood in the rain; what it cost is claimed back, five days before the window closes. */
async function wetVan(leader: Leader, clock: SettableClock, shop: SampleShop): Promise<void> {
  const words = ['箱子全湿了，层板起皮。', '外箱泡水，里面一块板鼓了。', '收到就是湿的，板子翘边。'];
  const cases: { id: string; number: string }[] = [];
  for (let n = 1; n <= wetBoxes; n += 1) {
    clock.set(new Date(shop.now.getTime() - 6 * hour + n * 4 * minute));
    const made = await leader.ok('yifan', intakeRoutes.register, {
      body: {
        problem: 'damaged.package',
        channel: n === 1 ? 'phone' : 'byhand',
        words: n === 1 ? '箱子湿透了，层板起皮。' : (words[n % words.length] ?? ''),
        orderNo: wetOrderNo(n),
        lines: [{ partCode: 'GB-120', name: '层板', quantity: 1 }],
        fields: { wish: 'resend', contactName: '客户' },
        handles: [n === 1 ? { kind: 'phone', value: '19900007001' } : { kind: 'nick', value: `雨天${n}` }],
        take: true,
        despiteDuplicate: { reason: '演示' },
      },
    });
    const go = onward(leader, made);
    await go('yifan', triageRoutes.matchOrder, { answer: 'matches' });
    await go('yifan', triageRoutes.review, { answer: 'accepted', ticks: allHold });
    await go('yifan', caseRoutes.answer, { step: 'classify', answer: 'damaged' });
    const { lines } = await leader.ok('guxi', intakeRoutes.report, { params: { caseId: made.id } });
    await go('tangke', photoRoutes.review, {
      answer: 'damaged',
      lines: lines.map((line) => ({ lineId: line.id, verdict: 'damaged-in-transit' as const, degree: 'medium' as const })),
      note: '外箱水渍明显',
    });
    cases.push(made);
    if (n === 1) await tellAll(leader, 'yifan', made.id);
  }
  clock.advance(10 * minute);
  const { items } = await leader.ok('guxi', commerceRoutes.carriers);
  await oneRemedy(
    leader,
    shop,
    cases.map((each) => each.number),
    {
      shop: 'qimu-outlet',
      title: '迅川 7-31 厢车进水',
      cause: { kind: 'van', key: wetTrip },
      problem: 'damaged.package',
      key: 'resend',
      message: '运输途中进水，非常抱歉。',
      finding: {
        answer: 'damaged',
        text: '该厢车途中进水，箱内商品受潮',
        cause: 'external',
        shares: [{ party: 'carrier', id: items.find((each) => each.code === 'xunchuan')?.id ?? null, percent: 100 }],
      },
    },
  );
  const [first] = cases;
  if (first) await claimBack(leader, clock, first.id);
}

interface ForAll {
  readonly shop: string;
  readonly title: string;
  readonly cause: { kind: 'van' | 'live'; key: string };
  readonly problem: string;
  readonly key: string;
  readonly message: string;
  readonly finding: Finding;
}

/** An incident as the pattern proposes it, with all its cases, its finding, and one remedy: handed in by Shen Lan, approved by Gu Xi, carried out case by case. */
async function oneRemedy(leader: Leader, shop: SampleShop, numbers: readonly string[], given: ForAll): Promise<void> {
  const { title, cause, problem, key, message } = given;
  await leader.settle();
  const board = await leader.ok('shenlan', insightRoutes.board, { query: { state: 'proposed' } });
  const seen = board.items.find((each) => each.cause.kind === cause.kind && each.cause.key === cause.key);
  const body = seen ? { proposal: seen.id, title } : { shopId: shop.shops.get(given.shop)?.id ?? '', title, cause, problem };
  const { id } = await leader.ok('shenlan', insightRoutes.open, { body });
  const params = { incidentId: id };
  await leader.ok('shenlan', insightRoutes.joinList, { params, body: { text: numbers.join('\n') } });
  await leader.ok('shenlan', insightRoutes.find, { params, body: given.finding });
  const remedy = await leader.ok('shenlan', insightRoutes.submit, { params, body: { key, message } });
  await leader.ok('guxi', insightRoutes.decide, { params: { remedyId: remedy.id }, body: { answer: 'approved' } });
  await leader.settle();
}

/** The customer takes the board, it is sent, and the carrier's share of it is claimed. */
async function claimBack(leader: Leader, clock: SettableClock, caseId: string): Promise<void> {
  const { items } = await leader.ok('yifan', remedyRoutes.offers, { params: { caseId } });
  const open = items.find((each) => each.state === 'open');
  if (!open) throw new Error('the incident of the sample offers nothing');
  await does(leader, caseId, 'yifan', choiceRoutes.choose, { offerId: open.id, option: 1, channel: 'phone' });
  await tellAll(leader, 'yifan', caseId);
  clock.advance(30 * minute);
  const { items: tasks } = await leader.ok('qiushi', fulfilmentRoutes.tasks, { params: { caseId } });
  for (const task of tasks.filter((each) => each.kind === 'resend')) await ship(leader, task, '7729110300046');
  await leader.settle();
  const { items: claims } = await leader.ok('qiushi', recoveryRoutes.ofCase, { params: { caseId } });
  for (const claim of claims)
    await leader.ok('qiushi', recoveryRoutes.move, { params: { recoveryId: claim.id }, body: { move: 'file', note: '46 件合并索赔' } });
}

/** Rejected on review; the second lead looked again and changed it in part. */
async function upheldInPart(leader: Leader, clock: SettableClock, shop: SampleShop, orderNo: string): Promise<void> {
  clock.set(new Date(shop.now.getTime() - 30 * hour));
  const made = await leader.ok('heqing', intakeRoutes.register, {
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
  const { id } = made;
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
