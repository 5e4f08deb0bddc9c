import { casesOf } from '#customers/contract.ts';
import type { Command } from '#platform/command.ts';
import { all, jsonb, one, type Reader, sql } from '#platform/db.ts';
import type { PayWay } from '#remedy/contract.ts';
import type { TaskDetail } from './taskKind.ts';
import type { TaskKind, TaskState } from './taskStates.ts';

/** One task as it stands. Amounts in fen. */
export interface TaskRow {
  readonly id: string;
  readonly caseId: string;
  readonly shopId: string;
  /** Counted within the case. */
  readonly n: number;
  readonly round: number;
  readonly source: string;
  readonly slot: string;
  readonly key: string;
  readonly kind: TaskKind;
  readonly state: TaskState;
  /** Of work: who has to do it. */
  readonly party: string | null;
  /** Who of the staff has taken it on; of goods: who brings them (FU-13). */
  readonly ownerId: string | null;
  /** Of a follow-up: what is to be done. */
  readonly askZh: string | null;
  readonly askEn: string | null;
  readonly orderId: string | null;
  readonly orderNo: string | null;
  readonly lineId: string | null;
  readonly partCode: string | null;
  readonly partName: string | null;
  readonly erpCode: string | null;
  readonly quantity: number | null;
  readonly warehouseId: string | null;
  readonly costFen: number;
  readonly amountFen: number | null;
  /** Of money: through the payment partner, in cash at the counter, or by payout. */
  readonly payWay: PayWay | null;
  readonly points: number | null;
  readonly carrierId: string | null;
  readonly carrierName: string | null;
  readonly waybill: string | null;
  readonly freightFen: number | null;
  readonly shipBy: Date | null;
  /** By when a warehouse or ERP should have taken it over, and when it did (FU-14). */
  readonly pickUpBy: Date | null;
  readonly pickedAt: Date | null;
  readonly promisedAt: Date | null;
  readonly lateAt: Date | null;
  readonly lateWhy: string | null;
  readonly failure: string | null;
  readonly failureNote: string | null;
  readonly doubtedAt: Date | null;
  readonly raisedAt: Date | null;
  readonly goodsBack: 'none' | 'awaited' | 'received';
  readonly detail: TaskDetail;
  readonly intentId: string | null;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly shippedAt: Date | null;
  readonly settledAt: Date | null;
}

export const taskColumns = sql`t.id, t.case_id as "caseId", t.shop_id as "shopId", t.n, t.round, t.source, t.slot, t.key, t.kind, t.state, t.party, t.owner_id as "ownerId", t.ask_zh as "askZh", t.ask_en as "askEn", t.order_id as "orderId",
  t.order_no as "orderNo", t.line_id as "lineId", t.part_code as "partCode", t.part_name as "partName", t.erp_code as "erpCode", t.quantity,
  t.warehouse_id as "warehouseId", t.cost_fen as "costFen", t.amount_fen as "amountFen", t.pay_way as "payWay", t.points, t.carrier_id as "carrierId",
  t.carrier_name as "carrierName", t.waybill, t.freight_fen as "freightFen", t.ship_by as "shipBy", t.pick_up_by as "pickUpBy", t.picked_at as "pickedAt", t.promised_at as "promisedAt",
  t.late_at as "lateAt", t.late_why as "lateWhy", t.failure, t.failure_note as "failureNote", t.doubted_at as "doubtedAt", t.raised_at as "raisedAt",
  t.goods_back as "goodsBack", t.detail, t.intent_id as "intentId", t.created_at as "createdAt", t.sent_at as "sentAt", t.shipped_at as "shippedAt",
  t.settled_at as "settledAt"`;

/** Writes a task; false when this source has its slot already (exactly once, FU-5). */
export async function insertTask(command: Command, task: TaskRow): Promise<boolean> {
  const row = await one(
    sql<{
      id: string;
    }>`insert into fulfilment_tasks (id, case_id, shop_id, n, round, source, slot, key, kind, state, party, ask_zh, ask_en, order_id, order_no, line_id, part_code, part_name,
        erp_code, quantity, warehouse_id, cost_fen, amount_fen, pay_way, points, ship_by, promised_at, goods_back, detail, created_at)
      values (${task.id}, ${task.caseId}, ${task.shopId}, ${task.n}, ${task.round}, ${task.source}, ${task.slot}, ${task.key}, ${task.kind}, ${task.state}, ${task.party}, ${task.askZh}, ${task.askEn}, ${task.orderId},
        ${task.orderNo}, ${task.lineId}, ${task.partCode}, ${task.partName}, ${task.erpCode}, ${task.quantity}, ${task.warehouseId}, ${task.costFen},
        ${task.amountFen}, ${task.payWay}, ${task.points}, ${task.shipBy}, ${task.promisedAt}, ${task.goodsBack}, ${jsonb(task.detail)}, ${command.now})
      on conflict (source, slot) do nothing returning id`,
    command.tx,
  );
  return row !== undefined;
}

/** Saves what a command changed of a task. */
export async function saveTask(command: Command, task: TaskRow): Promise<void> {
  await sql`update fulfilment_tasks set state = ${task.state}, carrier_id = ${task.carrierId}, carrier_name = ${task.carrierName}, waybill = ${task.waybill},
      freight_fen = ${task.freightFen}, ship_by = ${task.shipBy}, pick_up_by = ${task.pickUpBy}, picked_at = ${task.pickedAt}, owner_id = ${task.ownerId}, detail = ${jsonb(task.detail)}, promised_at = ${task.promisedAt}, late_at = ${task.lateAt}, late_why = ${task.lateWhy},
      failure = ${task.failure}, failure_note = ${task.failureNote}, doubted_at = ${task.doubtedAt}, raised_at = ${task.raisedAt}, goods_back = ${task.goodsBack},
      goods_back_at = case when ${task.goodsBack} = 'received' then coalesce(goods_back_at, ${command.now}) end, intent_id = ${task.intentId},
      sent_at = ${task.sentAt}, shipped_at = ${task.shippedAt}, settled_at = ${task.settledAt}
    where id = ${task.id}`.execute(command.tx);
}

/** All tasks of a case, oldest first. */
export function tasksOfCase(on: Reader, caseId: string): Promise<TaskRow[]> {
  return all(sql<TaskRow>`select ${taskColumns} from fulfilment_tasks t where t.case_id = ${caseId} order by t.n`, on);
}

export function tasksOfRound(on: Reader, caseId: string, round: number): Promise<TaskRow[]> {
  return all(
    sql<TaskRow>`select ${taskColumns} from fulfilment_tasks t where t.case_id = ${caseId} and t.round = ${round} order by t.n`,
    on,
  );
}

export function taskById(on: Reader, id: string): Promise<TaskRow | undefined> {
  return one(sql<TaskRow>`select ${taskColumns} from fulfilment_tasks t where t.id = ${id}`, on);
}

export function taskByKey(on: Reader, key: string): Promise<TaskRow | undefined> {
  return one(sql<TaskRow>`select ${taskColumns} from fulfilment_tasks t where t.key = ${key}`, on);
}

/** Marks failures that led to a new offer, so that each does so once. */
export async function raiseFailures(command: Command, caseId: string): Promise<void> {
  await sql`update fulfilment_tasks set raised_at = ${command.now} where case_id = ${caseId} and state in ('failed', 'refused', 'recalled') and raised_at is null`.execute(
    command.tx,
  );
}

/** How many tasks the case has had: numbers the next key. */
export async function countTasks(on: Reader, caseId: string): Promise<number> {
  const row = await one(sql<{ n: number }>`select count(*) as n from fulfilment_tasks where case_id = ${caseId}`, on);
  return row?.n ?? 0;
}

/** Free text of people about a person that was erased; tasks and money stay (IV-7). */
export async function blankFulfilment({ tx }: Command, customerId: string): Promise<void> {
  await sql`update fulfilment_tasks set failure_note = null where case_id in ${casesOf(customerId)}`.execute(tx);
}

/** Whether a file is one that a task of the case gives to its customer. */
export async function givesFile(on: Reader, caseId: string, fileId: string): Promise<boolean> {
  const row = await one(
    sql<{
      given: boolean;
    }>`select exists (select from fulfilment_tasks where case_id = ${caseId} and state = 'done' and detail -> 'files' ? ${fileId}) as given`,
    on,
  );
  return row?.given ?? false;
}
