import type { Doing } from '#case/contract.ts';
import { hour } from '#platform/clock.ts';
import type { GoodsPlan, PlannedGoods } from '#remedy/contract.ts';
import { type Both, both, dayWords, whyLost } from './kindWords.ts';
import { taskClock } from './taskClock.ts';
import { planned, type PlanCarrier, type PlanItem, promiseFrom, type TaskFamily } from './taskKind.ts';
import { saveTask, type TaskRow } from './tasksStore.ts';
import { goodsTask, repairTask, type TaskKind, type TaskState } from './taskStates.ts';

/** Goods that go out: parts, the same goods anew in another parcel, against what comes back, or mended. */
export const goodsKinds: readonly TaskKind[] = ['resend', 'reship', 'exchange', 'repair'];
export const isGoods = (kind: TaskKind): boolean => goodsKinds.includes(kind);

/** One task for each line (FU-1): `line/part`, as it can be sent, arrive and fail alone. */
export const goodsPlans: PlanCarrier<GoodsPlan> = {
  tasks: (plan, { now, pace, anew }) => {
    const items = (plan.goods.length > 0 ? plan.goods : plan.remedy === 'repair' ? plan.sendBack : []).map(itemOf);
    if (items.length === 0) throw new Error(`a ${plan.remedy} with nothing to send`);
    const shipBy = new Date(now.getTime() + pace.shipWithinHours * hour);
    const offered = new Date(plan.promisedArrival);
    // Goods that came back first, or a late choice: a day that is past is promised to nobody.
    const promisedAt = anew || offered <= now ? promiseFrom(now, pace) : offered;
    return items.map((item) =>
      planned(plan.remedy, {
        slot: `${item.lineId ?? 'order'}/${item.partCode}`,
        item,
        shipBy: plan.remedy === 'repair' ? null : shipBy < promisedAt ? shipBy : promisedAt,
        promisedAt,
        goodsBack: plan.sendBack.length > 0 ? 'awaited' : 'none',
      }),
    );
  },
  promised: (plan, lang, zone) => ({ promisedArrival: dayWords(new Date(plan.promisedArrival), zone, lang) }),
};

function itemOf(goods: PlannedGoods): PlanItem {
  return {
    lineId: goods.caseLineId ?? goods.orderLineId,
    partCode: goods.code,
    name: goods.name,
    quantity: goods.quantity,
    warehouseId: goods.warehouseId,
    erpCode: goods.erpCode,
    costFen: goods.costFen ?? 0,
  };
}

const titles: Partial<Record<TaskKind, Both>> = {
  resend: both('补发', 'Resend'),
  reship: both('重新发货', 'Send anew'),
  exchange: both('换货', 'Exchange'),
  repair: both('维修', 'Repair'),
};

const progress: Partial<Record<TaskState, Both>> = {
  open: both('等待仓库发出', 'waiting for the warehouse'),
  'sent-to-warehouse': both('已交仓库，准备发出', 'with the warehouse'),
  'in-repair': both('已收到，正在维修', 'here and being repaired'),
  'at-door': both('送货员已到达', 'at your door'),
  shipped: both('已寄出', 'on its way'),
  arrived: both('已送达', 'delivered'),
  done: both('已当面交付', 'handed over'),
  failed: both('未能办理', 'could not be sent'),
  recalled: both('已撤回', 'withdrawn'),
};

export const goods: TaskFamily = {
  table: goodsTask,
  byHand: ['ship', 'renumber', 'arrive', 'hand-over', 'fail'],
  keyOf: ({ caseNumber, n }) => `${caseNumber}-R${n}`,
  begin: watchGoods,
  late: (task, now) => {
    if (task.state === 'open') return 'not-shipped';
    if (task.state === 'sent-to-warehouse') return notPickedUp(task, now) ? 'not-picked-up' : 'not-shipped';
    if (task.state === 'shipped') return task.doubtedAt ? 'doubted' : 'not-arrived';
    return undefined;
  },
  told: () => 'logistics',
  title: (task, lang) => `${titles[task.kind]?.[lang] ?? ''} ${task.partName ?? ''} ×${task.quantity ?? 1}`,
  progress: (task, lang) => {
    const number =
      (task.state === 'shipped' || task.state === 'arrived') && task.waybill ? ` ${task.carrierName ?? ''} ${task.waybill}` : '';
    return `${progress[task.state]?.[lang] ?? ''}${number}${whyLost(task, lang)}`;
  },
};

/** What is to be repaired comes here first; where nothing comes back it is here already. */
export const repair: TaskFamily = {
  ...goods,
  table: repairTask,
  begin: async (doing, task) => {
    const begun: TaskRow = task.goodsBack === 'awaited' ? task : { ...task, state: 'in-repair' };
    if (begun !== task) await saveTask(doing.command, begun);
    await watchGoods(doing, begun);
  },
  late: (task, now) => (task.state === 'open' ? 'not-come-back' : task.state === 'in-repair' ? 'not-repaired' : goods.late(task, now)),
  progress: (task, lang, payWords) =>
    task.state === 'open' ? both('等您寄回商品', 'waiting for you to send it in')[lang] : goods.progress(task, lang, payWords),
};

/** Two clocks: the warehouse's, until it is shipped (FU-14), and the promise to the customer (FU-1). */
export async function watchGoods(doing: Doing, task: TaskRow): Promise<void> {
  if (task.shipBy)
    await taskClock(doing, task, { name: 'task-ship', title: both('补发发出', 'Ship the goods'), until: task.shipBy, source: 'FU-14' });
  if (task.promisedAt)
    await taskClock(doing, task, {
      name: 'task-arrival',
      title: both('承诺送达', 'Promised arrival'),
      until: task.promisedAt,
      source: 'FU-1',
    });
}

/** Its file went out, and neither a number nor a state came back; once the day to ship it is past, that says more (FU-14). */
function notPickedUp(task: TaskRow, now: Date): boolean {
  return task.pickedAt === null && task.pickUpBy !== null && task.pickUpBy <= now && (task.shipBy === null || now < task.shipBy);
}
