import type { Actor, Lang } from '#platform/actor.ts';
import type { Reader } from '#platform/db.ts';
import { shopById } from '#commerce/contract.ts';
import { mayOn } from '#staff/contract.ts';
import { intentsById, type IntentStand, namesFor, type Scan, scansOf } from './taskListStore.ts';
import { type TaskRow } from './tasksStore.ts';
import { isGoods } from './kindGoods.ts';
import { workKinds } from './kindWork.ts';
import { isOver, type TaskMove } from './taskStates.ts';
import { familyOf } from './kinds.ts';
import { failureWords, lateWords } from './taskWords.ts';
import type { ResendView, TaskView } from './wire.ts';

interface Reading {
  readonly actor: Actor;
  readonly lang: Lang;
}

/** Tasks as the desk reads them, with what this reader may do next. */
export async function presentTasks(on: Reader, tasks: readonly TaskRow[], reading: Reading): Promise<ResendView[]> {
  const names = await namesFor(on, tasks);
  const intents = await intentsById(
    on,
    tasks.flatMap((task) => task.intentId ?? []),
  );
  const shopIds = [...new Set(tasks.map((task) => task.shopId))];
  const scans = new Map<string, Scan>();
  const pay = new Map<string, { zh: string; en: string }>();
  for (const shopId of shopIds) {
    const mine = tasks.filter((task) => task.shopId === shopId);
    for (const scan of await scansOf(
      on,
      shopId,
      mine.flatMap((task) => task.waybill ?? []),
    ))
      scans.set(`${shopId}/${scan.waybill}`, scan);
    const shop = await shopById(on, shopId);
    if (shop) pay.set(shopId, shop.payWords);
  }
  const { lang } = reading;
  return tasks.map((task) => ({
    ...viewOf(task, reading, {
      intent: task.intentId ? intents.get(task.intentId) : undefined,
      scan: scans.get(`${task.shopId}/${task.waybill ?? ''}`),
      payWords: pay.get(task.shopId) ?? { zh: '', en: '' },
      owner: task.ownerId ? names.staff.get(task.ownerId) : undefined,
      warehouse: task.warehouseId ? (names.warehouses.get(task.warehouseId)?.[lang] ?? null) : null,
    }),
    caseId: task.caseId,
    caseNumber: names.numbers.get(task.caseId) ?? '',
    shop: { id: task.shopId, name: names.shops.get(task.shopId)?.[lang] ?? '' },
  }));
}

function viewOf(
  task: TaskRow,
  { actor, lang }: Reading,
  more: {
    intent: IntentStand | undefined;
    scan: Scan | undefined;
    owner: string | undefined;
    payWords: { zh: string; en: string };
    warehouse: string | null;
  },
): TaskView {
  const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
  return {
    id: task.id,
    key: task.key,
    kind: task.kind,
    state: task.state,
    title: familyOf(task.kind).title(task, lang),
    party: task.party,
    owner: task.ownerId ? { id: task.ownerId, name: more.owner ?? '' } : null,
    asked: task.detail.askedBy ? { by: task.detail.askedBy, wanted: task.detail.wanted ?? '', parcel: task.detail.parcel ?? null } : null,
    progress: familyOf(task.kind).progress(task, lang, more.payWords),
    round: task.round,
    partCode: task.partCode,
    partName: task.partName,
    quantity: task.quantity,
    amountFen: task.amountFen,
    points: task.points,
    orderNo: task.orderNo,
    warehouse: task.warehouseId && more.warehouse !== null ? { id: task.warehouseId, name: more.warehouse } : null,
    carrier: task.carrierName,
    waybill: task.waybill,
    lastScan: more.scan ? { at: iso(more.scan.at), text: more.scan.text, place: more.scan.place } : null,
    note: task.failureNote,
    shipBy: iso(task.shipBy),
    promisedAt: iso(task.promisedAt),
    late: task.lateAt !== null && task.settledAt === null,
    lateWhy: task.lateWhy === null ? null : lateWords(task.lateWhy, lang),
    failure: task.failure === null ? null : { code: task.failure, words: failureWords(task.failure, lang) },
    createdAt: task.createdAt.toISOString(),
    sentAt: iso(task.sentAt),
    shippedAt: iso(task.shippedAt),
    settledAt: iso(task.settledAt),
    goodsBack: task.goodsBack,
    payment: more.intent
      ? { intentId: more.intent.id, state: more.intent.state, fault: more.intent.fault, attempts: more.intent.attempts }
      : null,
    may: mayNow(task, actor),
  };
}

/** Named as the screens name them; a number that is corrected is entered like the first. */
function mayNow(task: TaskRow, actor: Actor): string[] {
  const row = { shopId: task.shopId };
  const work = mayOn(actor, 'fulfilment.work', row);
  const report = mayOn(actor, 'fulfilment.report', row);
  const { table, byHand } = familyOf(task.kind);
  const may = (move: TaskMove): boolean =>
    move === 'recall' ? mayOn(actor, 'fulfilment.recall', row) : workKinds.includes(task.kind) ? report : work;
  const moves = [...byHand, 'recall' as const].filter((move) => table.judge(task.state, move).ok && may(move));
  const cash = work && task.payWay === 'counter' && task.state === 'open' ? ['hand-over'] : [];
  const back = work && isGoods(task.kind) && task.goodsBack === 'awaited' ? ['take-back'] : [];
  const assigned = (isGoods(task.kind) ? work : workKinds.includes(task.kind) && report) && !isOver(task.state) && task.state !== 'shipped';
  const named = moves.map((move) => (move === 'renumber' ? 'ship' : move === 'settle' ? 'report' : move));
  // Work that is reported says in its report that it failed.
  const said = named.includes('report') ? named.filter((move) => move !== 'fail') : named;
  return [...said, ...cash, ...back, ...(assigned ? ['assign'] : [])];
}
