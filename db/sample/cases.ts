import { appealRoutes } from '#appeal/wire.ts';
import { talkRoutes } from '#case/talkWire.ts';
import { caseRoutes } from '#case/wire.ts';
import { feedbackRoutes } from '#feedback/wire.ts';
import { shipRoutes } from '#fulfilment/shipWire.ts';
import { fulfilmentRoutes } from '#fulfilment/wire.ts';
import { intakeRoutes } from '#intake/wire.ts';
import { investigationRoutes } from '#investigation/wire.ts';
import { hour, minute, type SettableClock } from '#platform/clock.ts';
import type { BodyIn } from '#platform/wire.ts';
import { choiceRoutes } from '#remedy/choiceWire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import type { Amends } from '../../server/main.ts';
import { leaderOf, type SampleShop } from './signedIn.ts';
import { sampleOrderNo } from './handMadeOrders.ts';
import { allHold, does, type Leader, leadTo, offerable, ship, tellAll } from './leading.ts';
import type { SampleLogin } from './people.ts';
import { spareOrders } from './spareOrders.ts';

type Report = BodyIn<typeof intakeRoutes.register>;

/** One case of the sample: when it came, who took it, what was reported, and how far it got. */
interface Told {
  readonly hoursAgo: number;
  readonly by: SampleLogin;
  readonly report: Partial<Report> & { orderNo: string; words: string };
  readonly then?: (caseId: string) => Promise<void>;
}

/**
 * Makes the missing-parts cases of the sample shop by the ordinary routes, each on its own day: two overdue, three due within
 * the hour, the rest in every stage (design/sample-shop.md). The clock ends at `now`.
 */
export async function seedCases(amends: Amends, clock: SettableClock, shop: SampleShop): Promise<void> {
  const leader = await leaderOf(amends, shop);
  const spare = await spareOrders(amends, shop);
  const tale = (hoursAgo: number, by: SampleLogin, report: Told['report'], then?: Told['then']): Told => ({
    hoursAgo,
    by,
    report,
    ...(then ? { then } : {}),
  });
  const to = (station: Parameters<typeof leadTo>[2], remedy?: string) => (id: string) => leadTo(leader, id, station, remedy);
  const hinge = { partCode: 'HJ-35', name: '铰链', quantity: 2 };
  const told: Told[] = [
    tale(
      150,
      'xiaoman',
      { orderNo: spare(), words: '少了一个内六角扳手，装不了柜子。', lines: [{ partCode: 'BS-4', name: '内六角扳手', quantity: 1 }] },
      async (id) => {
        await leadTo(leader, id, 'confirm');
        await leader.ok('xiaoman', talkRoutes.call, { params: { caseId: id }, body: { outcome: 'reached', note: '已电话告知补发到货' } });
        await does(leader, id, 'xiaoman', feedbackRoutes.confirm, { answer: 'satisfied', channel: 'phone' });
        clock.advance(26 * hour);
        await leader.settle();
        await leader.ok('xiaoman', feedbackRoutes.survey, {
          params: { caseId: id },
          body: { speed: 5, result: 5, attitude: 5, words: '处理很快', channel: 'phone' },
        });
      },
    ),
    tale(
      31,
      'yifan',
      { orderNo: spare(), words: '签收一个月了才发现少两个层板托，能补吗？', lines: [{ partCode: 'CT-5', name: '层板托', quantity: 2 }] },
      async (id) => {
        await leadTo(leader, id, 'review');
        await does(leader, id, 'shenlan', triageRoutes.review, {
          answer: 'rejected',
          ticks: { ...allHold, 'in-window': { holds: false, note: '超过申请期限' } },
          reason: '签收已超过 30 天的申请期限',
        });
        clock.advance(20 * hour);
        await does(leader, id, 'yifan', appealRoutes.file, { reason: '快递放在驿站，我上周才拿到，页面也没写期限。' });
      },
    ),
    tale(48, 'xiaoman', { orderNo: spare(), words: '铰链补来了一个，还是少一个。', lines: [hinge] }, async (id) => {
      await leadTo(leader, id, 'confirm');
      await does(leader, id, 'xiaoman', feedbackRoutes.confirm, { answer: 'dissatisfied', note: '只补来一个', channel: 'phone' });
    }),
    tale(
      20,
      'yifan',
      { orderNo: spare(), words: '门板只有一块，柜子装不起来。', lines: [{ partCode: 'MB-120', name: '门板', quantity: 1 }] },
      to('enquire'),
    ),
    tale(
      29,
      'xiaoman',
      { orderNo: spare(), words: '螺丝包不见了。', lines: [{ partCode: 'LS-M4', name: '自攻螺丝 M4×30', quantity: 24 }] },
      async (id) => {
        await leadTo(leader, id, 'choice');
        for (let i = 0; i < 4; i += 1) await declineOnce(leader, id);
      },
    ),
    tale(60, 'yifan', { orderNo: spare(), words: '少两个铰链，另外螺丝多一包。', lines: [hinge] }, async (id) => {
      await leadTo(leader, id, 'carry-out');
      await leader.settle();
      const { items } = await leader.ok('qiushi', fulfilmentRoutes.tasks, { params: { caseId: id } });
      for (const task of items) if (task.kind === 'resend') await ship(leader, task, '7729110300561');
    }),
    tale(
      22.5,
      'yifan',
      {
        orderNo: spare(),
        words: '少一个扳手，退钱就行。',
        fields: { wish: 'refund' },
        lines: [{ partCode: 'BS-4', name: '内六角扳手', quantity: 1 }],
      },
      to('confirm', 'refund'),
    ),
    tale(30, 'yifan', {
      orderNo: spare(),
      words: '说明书和保修卡都没有。',
      problem: 'missing.manual',
      lines: [{ partCode: 'SM', name: '说明书', quantity: 1 }],
    }),
    tale(27, 'xiaoman', {
      orderNo: sampleOrderNo.bowls,
      words: 'The spoon set that should come with the bowls is not in the box.',
      channel: 'email',
      lang: 'en',
      lines: [{ name: 'Spoons', quantity: 1 }],
      handles: [{ kind: 'email', value: 'harper@post.example' }],
    }),
    tale(
      26,
      'yifan',
      {
        orderNo: sampleOrderNo.splitVacuum,
        words: '吸尘器盒子里没有壁挂架。',
        channel: 'byhand',
        lines: [{ partCode: 'WX-BG', name: '壁挂架', quantity: 1 }],
      },
      async (id) => {
        await leadTo(leader, id, 'enquire');
        await does(leader, id, 'yifan', investigationRoutes.find, {
          answer: 'second-parcel',
          text: '壁挂架在第二个包裹，今晨已到松川分拨中心',
        });
        await does(leader, id, 'yifan', caseRoutes.answer, { step: 'explain', answer: 'points' });
        await does(leader, id, 'yifan', caseRoutes.answer, { step: 'goodwill', answer: 'yes' });
      },
    ),
    ...[23.3, 23.5, 23.7].map((hours, i) =>
      tale(hours, i === 1 ? 'yifan' : 'xiaoman', {
        orderNo: spare(),
        words: ['柜门少了一个铰链。', '层板托少了四个。', '缺一个扳手，家里没有。'][i] ?? '',
        lines: [[hinge], [{ partCode: 'CT-5', name: '层板托', quantity: 4 }], [{ partCode: 'BS-4', name: '内六角扳手', quantity: 1 }]][
          i
        ] ?? [hinge],
      }),
    ),
    tale(
      20,
      'yifan',
      {
        orderNo: spare(),
        words: '少两个铰链，装不了门。',
        channel: 'web',
        lines: [hinge],
        handles: [{ kind: 'email', value: 'qimu30@post.example' }],
      },
      to('choice'),
    ),
    // 5: two hinges in one confirmation, with the warehouse by file.
    tale(
      2,
      'yifan',
      {
        orderNo: sampleOrderNo.hinges,
        words: '柜门装到一半少两个铰链，螺丝倒是多一包。',
        channel: 'web',
        lines: [hinge],
        handles: [{ kind: 'email', value: 'qimu31@post.example' }],
      },
      async (id) => {
        await does(leader, id, 'yifan', caseRoutes.fastLane, {});
        const { items } = await leader.ok('qiushi', fulfilmentRoutes.tasks, { params: { caseId: id } });
        const ids = items.filter((each) => each.kind === 'resend').map((each) => each.id);
        await leader.ok('qiushi', fulfilmentRoutes.exportResends, { body: { layout: 'wangdiantong', ids } });
      },
    ),
    // 8: bought at the counter by a member; the bag comes from the parts stock and is handed over there, without a parcel.
    tale(
      7,
      'wangyue',
      {
        orderNo: sampleOrderNo.blocks,
        words: '积木少 D 袋，孩子拼不下去。',
        channel: 'counter',
        lines: [{ partCode: 'JM-D', name: 'D 袋', quantity: 1 }],
        handles: [{ kind: 'phone', value: '19900000045' }],
      },
      async (id) => {
        const counter = { ...leader, agent: 'wangyue', logistics: 'wangyue' };
        await leadTo(counter, id, 'carry-out');
        await leader.settle();
        const { items } = await leader.ok('wangyue', fulfilmentRoutes.tasks, { params: { caseId: id } });
        for (const task of items.filter((each) => each.kind === 'resend'))
          await leader.ok('wangyue', shipRoutes.handOver, { params: { resendId: task.id } });
      },
    ),
    tale(
      16,
      'yifan',
      { orderNo: spare(), words: '照片已经发给你们了，还是少一块层板。', lines: [{ partCode: 'GB-120', name: '层板', quantity: 1 }] },
      async (id) => {
        await leadTo(leader, id, 'review');
        await does(leader, id, 'yifan', triageRoutes.review, {
          answer: 'materials',
          ticks: { ...allHold, 'materials-complete': { holds: false, note: '照片看不清' } },
          materials: [{ material: 'photos' }],
        });
      },
    ),
    tale(12, 'xiaoman', { orderNo: spare(), words: '又来问一次，铰链到底什么时候补？', lines: [hinge] }, async (id) => {
      await leadTo(leader, id, 'carry-out');
      await does(leader, id, 'xiaoman', intakeRoutes.hurry, { channel: 'byhand', words: '催一下' });
      await does(leader, id, 'xiaoman', intakeRoutes.hurry, { channel: 'byhand', words: '再催一下' });
    }),
    tale(10, 'yifan', {
      orderNo: sampleOrderNo.late[0],
      words: '昨晚下单的，今天到了少一个门板。',
      fields: { wish: 'resend', contactName: '新客' },
      handles: [{ kind: 'phone', value: '19900000091' }],
      lines: [{ name: '门板', quantity: 1 }],
    }),
    tale(
      6,
      'xiaoman',
      { orderNo: spare(), words: '少两个层板托，其他都好。', lines: [{ partCode: 'CT-5', name: '层板托', quantity: 2 }] },
      to('offer'),
    ),
    ...[
      '收到的柜子少一包螺丝。',
      '缺保修卡，麻烦补一张。',
      '铰链少一个，孩子等着用。',
      '层板少了一块，退我 35 元也行。',
      '扳手没有，客服电话打不通。',
    ].map((words, i) =>
      tale(5 - i * 0.7, 'xiaoman', {
        orderNo: spare(),
        words,
        take: false,
        lines: [{ partCode: ['LS-M4', 'BX', 'HJ-35', 'GB-120', 'BS-4'][i] ?? 'HJ-35', name: '配件', quantity: 1 }],
      }),
    ),
  ];
  for (const each of told.toSorted((a, b) => b.hoursAgo - a.hoursAgo)) {
    clock.set(new Date(shop.now.getTime() - each.hoursAgo * hour));
    const { id } = await leader.ok(each.by, intakeRoutes.register, { body: reportOf(shop, each) });
    clock.advance(8 * minute);
    // Letters leave on their own day.
    if (each.report.channel === 'web' || each.report.channel === 'email') await leader.settle();
    if (!each.then) continue;
    await each.then(id);
    await tellAll(leader, each.by, id);
    if (each.report.channel === 'web') await leader.settle();
  }
  clock.set(shop.now);
  await leader.settle();
}

function reportOf(shop: SampleShop, { by, report, hoursAgo }: Told): Report {
  const plain: Partial<Report> = {
    problem: 'missing.accessory',
    channel: 'phone',
    fields: { wish: 'resend' },
    take: by !== 'qiushi',
    despiteDuplicate: { reason: '演示' },
    handles: [{ kind: 'phone', value: `199000000${10 + (Math.round(hoursAgo * 10) % 80)}` }],
  };
  const shopId = report.orderNo === sampleOrderNo.late[0] ? shop.shops.get('qimu')?.id : undefined;
  return { ...plain, ...(shopId ? { shopId } : {}), ...report } as Report;
}

async function declineOnce(leader: Leader, caseId: string): Promise<void> {
  const { items } = await leader.ok('xiaoman', remedyRoutes.offers, { params: { caseId } });
  const open = items.find((each) => each.state === 'open');
  if (!open) return;
  await does(leader, caseId, 'xiaoman', choiceRoutes.choose, { offerId: open.id, declined: true, channel: 'phone' });
  const theCase = await leader.ok('guxi', caseRoutes.read, { params: { caseId } });
  if (theCase.current?.step === 'offer')
    await does(leader, caseId, 'xiaoman', remedyRoutes.offer, { options: await offerable(leader, caseId) });
}
