import { answersRoutes } from '#answers/wire.ts';
import { appealRoutes } from '#appeal/wire.ts';
import type { Leg } from '#case/paths.ts';
import { feedbackRoutes } from '#feedback/wire.ts';
import { shipRoutes } from '#fulfilment/shipWire.ts';
import { fulfilmentRoutes, type TaskView, workRoutes } from '#fulfilment/wire.ts';
import { payoutFiles, payoutRoutes } from '#fulfilment/payoutWire.ts';
import { checkRoutes } from '#investigation/checkWire.ts';
import { investigationRoutes } from '#investigation/wire.ts';
import { liabilityRoutes } from '#liability/wire.ts';
import { sql } from '#platform/db.ts';
import { approvalRoutes } from '#remedy/approvalWire.ts';
import { valuationRoutes } from '#remedy/valuationWire.ts';
import { choiceRoutes } from '#remedy/choiceWire.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import type { Who } from '../cast.ts';
import { offerable } from '../stories/telling.ts';
import { customerObjects } from './objects.ts';
import { carrierAnswers, givesUpFetching, inspectGoods, linesOf, reviewPhotos } from './goodsDrivers.ts';
import type { Walking } from './walker.ts';

/** Who of the cast fills a playbook's role. What the customer says is recorded by an agent. */
export const rolesToPeople: Readonly<Record<string, readonly Who[]>> = {
  service: ['agent'],
  lead: ['lead', 'lead2'],
  operations: ['operations'],
  logistics: ['logistics'],
  reviewer: ['reviewer'],
  delivery: ['delivery'],
  claims: ['claims'],
  finance: ['finance', 'finance2'],
  executive: ['executive'],
};

/** Remedies that somebody carries out and can fail at. */
const canFail: readonly string[] = ['resend', 'reship', 'correct-information', 'rearrange'];

type Driver = (walking: Walking, leg: Leg, who: Who, next: Leg | undefined) => Promise<void>;

/** One act of one stage each, as the playbooks name them: how an answer of theirs is given through its own route. */
export const actDrivers: Readonly<Record<string, Driver>> = {
  'order-match': async ({ does }, { answer }, who) => {
    await does(who, triageRoutes.matchOrder, { answer, reason: '订单与描述不符' });
  },
  review: async ({ does, seen, playbook }, { from, answer }, who) => {
    const [last, ...rest] = (seen.current?.conditions ?? []).map((each) => each.id).toReversed();
    const fails = answer !== 'accepted';
    const ticks = Object.fromEntries([...rest.map((each) => [each, { holds: true }] as const), [last, { holds: !fails, note: '看不清' }]]);
    const asks = playbook.steps[playbook.steps[from]?.answers[answer]?.to ?? '']?.waits?.for === 'materials';
    const material = playbook.registration.materials.at(-1)?.id ?? '';
    await does(who, triageRoutes.review, { answer, ticks, reason: '材料不足', ...(asks ? { materials: [{ material }] } : {}) });
  },
  finding: async (walking, { answer }, who) => {
    const lost = answer === 'lost' || answer === 'no-proof';
    if (lost) await carrierAnswers(walking);
    const lines = lost ? (await linesOf(walking)).map((lineId) => ({ lineId, finding: 'lost' as const })) : [];
    // The carrier's answer is a change of the case, which the finder has seen.
    walking.seen = await walking.told.now('lead');
    await walking.does(who, investigationRoutes.find, { answer, text: '装箱录像看过', lines });
  },
  'photo-review': reviewPhotos,
  'goods-inspection': inspectGoods,
  liability: async ({ does, story }, _leg, who) => {
    await does(who, liabilityRoutes.decide, {
      shares: [{ party: 'warehouse', id: story.desk.cast.warehouse, percent: 100 }],
      cause: 'human',
    });
  },
  offer: async ({ does, story, told }, { answer }, who) => {
    const options = await offerable(story.desk, told.id);
    if (answer !== 'submitted') {
      // Little money each time: what was paid goes back once only, and a walk may come here again.
      await does(who, remedyRoutes.offer, { options: options.map((each) => (each.key === 'return' ? { ...each, fen: 100 } : each)) });
      return;
    }
    // Points above one's own limit, where the policy has them; else what no policy allows.
    const { options: proposed } = await story.desk.as(who).ok(remedyRoutes.proposal, { params: { caseId: told.id } });
    const points = proposed.find((each) => each.settable === 'points' && each.most !== null);
    const above = points ? [{ key: points.key, points: (points.most ?? 0) + 1 }] : [];
    const outside = points ? [] : [{ remedy: 'points' as const, points: 5000 }];
    const rest = options.filter((each) => each.key !== points?.key).slice(0, 3);
    await does(who, remedyRoutes.offer, { options: [...rest, ...above], outside });
  },
  approval: async (walking, { answer }, who) => {
    const { does, story, told, acted } = walking;
    const bars = async (each: Who) => (await story.desk.as(each).ok(approvalRoutes.ofCase, { params: { caseId: told.id } })).items[0]?.bars;
    const by = (await bars(who)) === null ? who : 'executive';
    acted.add(by);
    await does(by, approvalRoutes.decide, { answer: answer === 'returned' ? 'returned' : 'approved', reason: '请改为按规则补偿' });
  },
  valuation: async ({ does }, _leg, who) => {
    await does(who, valuationRoutes.value, { invoiceFen: 12_900, note: '按发票核定' });
  },
  choice: async (walking, { answer }, who, next) => {
    const { does, story, told } = walking;
    const { items } = await story.desk.as(who).ok(remedyRoutes.offers, { params: { caseId: told.id } });
    const offer = items.find((each) => each.state === 'open');
    if (!offer) throw new Error(`nothing is on offer: ${items.map((each) => each.state).join(', ')}`);
    if (answer === 'declined') return void (await does(who, choiceRoutes.choose, { offerId: offer.id, declined: true }));
    // Goods can fail on their way; where none are on offer, points can when nobody is there to have them; a claim's payment is taken back.
    const back = next !== undefined && next.kind !== 'otherwise' && walking.playbook.steps[next.from]?.act === 'goods-inspection';
    const goods = offer.options.find((each) => (back ? each.remedy === 'return' : canFail.includes(each.remedy)));
    const points = offer.options.find((each) => each.remedy === 'points');
    const option = goods ?? points ?? offer.options.find((each) => each.remedy === 'claim-payment');
    if (!option || (back && !goods))
      throw new Error(`neither goods, points nor a claim's payment are on offer: ${offer.options.map((each) => each.remedy).join(', ')}`);
    const choose = async (): Promise<void> => void (await does(who, choiceRoutes.choose, { offerId: offer.id, option: option.n }));
    return option === points && next?.answer === 'failed' ? moveDrivers.withNobody(walking, choose) : choose();
  },
  'information-check': async ({ does }, { answer }, who) => {
    const tick = { holds: true, evidence: '聊天记录 20:12' };
    const confirmed = answer === 'verified' ? tick : { holds: false, evidence: '尚未复述确认' };
    await does(who, checkRoutes.check, { field: 'address', ticks: { asked: tick, complete: tick, deliverable: tick, confirmed } });
  },
  execution: async (walking, { answer }) => (answer === 'done' ? carryOut(walking) : failOne(walking)),
  confirmation: async ({ does }, { answer }, who) => {
    await does(who, feedbackRoutes.confirm, { answer, note: '客户电话里说的', channel: 'phone' });
  },
  'external-registration': async ({ does, story, told }, _leg, who) => {
    const receivedAt = story.desk.clock.now().toISOString();
    await does(who, answersRoutes.registerExternal, { authority: '12315', authorityNo: `W-${told.id}`, receivedAt });
  },
  'external-answer': async ({ does }, { answer }, who) => {
    await does(who, answersRoutes.answerExternal, { verdict: answer === 'valid' ? 'valid' : 'invalid', answer: '已核查并答复' });
  },
  'appeal-decision': async ({ does }, { answer }, who) => {
    await does(who, appealRoutes.decide, { answer, reasons: '复核意见' });
  },
};

/** What isn't an act of a step: filing an appeal, materials that come, and what has to be so before a step is answered. */
export const moveDrivers = {
  appeal: async ({ does }: Walking): Promise<void> => {
    await does('agent', appealRoutes.file, { reason: '不认同这个结论' });
  },
  materials: async ({ does }: Walking, who: Who): Promise<void> => {
    await does(who, triageRoutes.receiveMaterials, { text: '客户补了照片' });
  },
  /** The customer is told of a change while the order hasn't gone out, and objects to it by the link. */
  objects: customerObjects,
  givesUpFetching,
  /** Points are granted in the very command that gives them; they fail only when nobody is there to have them. */
  withNobody: async ({ story, told, seen }: Walking, act: () => Promise<void>): Promise<void> => {
    const { db } = story.desk.house;
    await sql`update cases set customer_id = null where id = ${told.id}`.execute(db);
    await act();
    await sql`update cases set customer_id = ${seen.customerId} where id = ${told.id}`.execute(db);
  },
};

async function tasksOf({ story, told }: Walking): Promise<TaskView[]> {
  const { items } = await story.desk.as('logistics').ok(fulfilmentRoutes.tasks, { params: { caseId: told.id } });
  return items.filter((task) => task.settledAt === null);
}

/** What is carried out of a task, by its kind: goods are shipped and arrive, what is asked for is confirmed, work is reported. */
async function carryOut(walking: Walking): Promise<void> {
  const tasks = await tasksOf(walking);
  if (tasks.length === 0) throw new Error('nothing is left to be carried out, and the case still waits');
  for (const task of tasks) await carryOutTask(walking, task);
}

async function carryOutTask(walking: Walking, task: TaskView): Promise<void> {
  const logistics = walking.story.desk.as('logistics');
  const params = { taskId: task.id };
  const number = { carrier: 'xunchuan', waybill: '7729110099887' };
  switch (task.kind) {
    case 'resend':
    case 'reship':
    case 'exchange':
    case 'repair':
      if (task.kind === 'repair' && task.state === 'open')
        await logistics.ok(shipRoutes.takeBack, { params: { resendId: task.id }, body: {} });
      if (task.state !== 'shipped') await logistics.ok(shipRoutes.ship, { params: { resendId: task.id }, body: number });
      await logistics.ok(shipRoutes.arrive, { params: { resendId: task.id }, body: {} });
      return;
    case 'correct-information':
    case 'rearrange':
      if (task.state === 'open') await logistics.ok(workRoutes.ask, { params, body: { by: 'phone' } });
      await logistics.ok(workRoutes.confirm, { params, body: { note: '快递网点电话确认', ...(task.kind === 'rearrange' ? number : {}) } });
      return;
    case 'reissue-invoice':
      await logistics.ok(workRoutes.report, {
        params,
        body: { outcome: 'done', note: '已开红字并重开', invoiceNo: '26317000000123456789', onPaper: true },
      });
      return;
    case 'correct-listing':
    case 'follow-up':
      await logistics.ok(workRoutes.report, { params, body: { outcome: 'done', note: '已办妥' } });
      return;
    case 'refund':
    case 'part-refund':
    case 'difference':
    case 'claim-payment':
      await walking.story.desk.settle();
      return;
    case 'payout':
      return payOut(walking, task.id);
    case 'return':
    case 'coupon':
    case 'points':
    case 'keep-surplus':
    case 'explanation':
      return;
    default:
      return task.kind satisfies never;
  }
}

/** A payee is entered, one of finance makes the batch, another checks it, and the bank's file says that it arrived (FU-15). */
async function payOut({ story: { desk } }: Walking, id: string): Promise<void> {
  await desk
    .as('agent')
    .ok(payoutRoutes.givePayee, { params: { payoutId: id }, body: { way: 'alipay', name: '林小木', account: '17000000031' } });
  const batch = await desk.as('finance').ok(payoutRoutes.makeBatch, { body: { ids: [id], seen: true } });
  const params = { batchId: batch.id };
  await desk.as('finance2').ok(payoutRoutes.checkBatch, { params, body: { answer: 'approved', reason: '已核对' } });
  await desk.as('finance').ok(payoutRoutes.sendBatch, { params, body: {} });
  await desk.app.inject({
    method: 'POST',
    url: payoutFiles.results,
    headers: { cookie: `amends_session=${desk.cast.cookie('finance')}`, 'content-type': 'text/csv' },
    payload: Buffer.from(`付款序号,状态\n${batch.number}-001,成功\n`),
  });
}

/** One task that can fail does: the last that was opened, so that a follow-up fails before what it follows. */
async function failOne(walking: Walking): Promise<void> {
  const logistics = walking.story.desk.as('logistics');
  const tasks = await tasksOf(walking);
  const task = tasks.find((each) => each.kind === 'follow-up') ?? tasks.find((each) => each.may.some((act) => failing.includes(act)));
  if (!task) throw new Error('nothing is left that could fail');
  const params = { taskId: task.id };
  if (task.may.includes('report'))
    return void (await logistics.ok(workRoutes.report, { params, body: { outcome: 'failed', note: '查无结果' } }));
  if (task.may.includes('refuse')) return void (await logistics.ok(workRoutes.refuse, { params, body: { reason: 'refused-by-carrier' } }));
  if (task.may.includes('ask')) {
    await logistics.ok(workRoutes.ask, { params, body: { by: 'phone' } });
    return void (await logistics.ok(workRoutes.refuse, { params, body: { reason: 'refused-by-carrier' } }));
  }
  if (task.may.includes('fail'))
    return void (await logistics.ok(shipRoutes.fail, {
      params: { resendId: task.id },
      body: { reason: task.state === 'open' ? 'no-stock' : 'lost' },
    }));
  await logistics.ok(shipRoutes.recall, { params, body: { reason: '撤回另行安排' } });
}

const failing = ['report', 'refuse', 'ask', 'fail', 'recall'];
