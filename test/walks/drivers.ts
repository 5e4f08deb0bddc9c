import { appealRoutes } from '#appeal/wire.ts';
import type { Leg } from '#case/paths.ts';
import { feedbackRoutes } from '#feedback/wire.ts';
import { fulfilmentRoutes, type TaskView } from '#fulfilment/wire.ts';
import { investigationRoutes } from '#investigation/wire.ts';
import { liabilityRoutes } from '#liability/wire.ts';
import { sql } from '#platform/db.ts';
import { remedyRoutes } from '#remedy/wire.ts';
import { triageRoutes } from '#triage/wire.ts';
import type { Who } from '../cast.ts';
import { offerable } from '../stories/telling.ts';
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
  finding: async ({ does }, { answer }, who) => {
    await does(who, investigationRoutes.find, { answer, text: '装箱录像看过' });
  },
  liability: async ({ does, story }, _leg, who) => {
    await does(who, liabilityRoutes.decide, {
      shares: [{ party: 'warehouse', id: story.desk.cast.warehouse, percent: 100 }],
      cause: 'human',
    });
  },
  offer: async ({ does, story, told }, _leg, who) => {
    await does(who, remedyRoutes.offer, { options: await offerable(story.desk, told.id) });
  },
  choice: async (walking, { answer }, who, next) => {
    const { does, story, told } = walking;
    const { items } = await story.desk.as(who).ok(remedyRoutes.offers, { params: { caseId: told.id } });
    const offer = items.find((each) => each.state === 'open');
    if (!offer) throw new Error(`nothing is on offer: ${items.map((each) => each.state).join(', ')}`);
    if (answer === 'declined') return void (await does(who, remedyRoutes.choose, { offerId: offer.id, declined: true }));
    // Goods can fail on their way; where none are on offer, points can when nobody is there to have them.
    const goods = offer.options.find((each) => each.remedy === 'resend');
    const option = goods ?? offer.options.find((each) => each.remedy === 'points');
    if (!option) throw new Error(`neither goods nor points are on offer: ${offer.options.map((each) => each.remedy).join(', ')}`);
    const choose = async (): Promise<void> => void (await does(who, remedyRoutes.choose, { offerId: offer.id, option: option.n }));
    return !goods && next?.answer === 'failed' ? moveDrivers.withNobody(walking, choose) : choose();
  },
  execution: async (walking, { answer }) => (answer === 'done' ? carryOut(walking) : failOne(walking)),
  confirmation: async ({ does }, { answer }, who) => {
    await does(who, feedbackRoutes.confirm, { answer, note: '客户电话里说的', channel: 'phone' });
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
  return items.filter((task) => !['arrived', 'done', 'failed', 'recalled'].includes(task.state));
}

async function carryOut(walking: Walking): Promise<void> {
  const logistics = walking.story.desk.as('logistics');
  const tasks = await tasksOf(walking);
  if (tasks.length === 0) throw new Error('nothing is left to be carried out, and the case still waits');
  for (const task of tasks) {
    if (task.kind === 'follow-up') {
      await logistics.ok(fulfilmentRoutes.report, { params: { taskId: task.id }, body: { outcome: 'done', note: '已送到' } });
    } else {
      if (task.state !== 'shipped')
        await logistics.ok(fulfilmentRoutes.ship, {
          params: { resendId: task.id },
          body: { carrier: 'xunchuan', waybill: '7729110099887' },
        });
      await logistics.ok(fulfilmentRoutes.arrive, { params: { resendId: task.id }, body: {} });
    }
  }
}

async function failOne(walking: Walking): Promise<void> {
  const logistics = walking.story.desk.as('logistics');
  const tasks = await tasksOf(walking);
  const task = tasks.find((each) => each.kind === 'follow-up') ?? tasks[0];
  if (!task) throw new Error('nothing is left that could fail');
  if (task.kind === 'follow-up')
    await logistics.ok(fulfilmentRoutes.report, { params: { taskId: task.id }, body: { outcome: 'failed', note: '查无结果' } });
  else
    await logistics.ok(fulfilmentRoutes.fail, {
      params: { resendId: task.id },
      body: { reason: task.state === 'open' ? 'no-stock' : 'lost' },
    });
}
