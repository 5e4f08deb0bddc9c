import type { Doing, Party, PlaceholderProvider, Words } from '#case/contract.ts';
import type { Lang } from '#platform/actor.ts';
import { hour } from '#platform/clock.ts';
import type { StateTable } from '#platform/stateTable.ts';
import type { PayWay } from '#remedy/contract.ts';
import type { Bearer } from './ledger.ts';
import type { PayeeWay, PayoutState } from './payoutStates.ts';
import type { TaskRow } from './tasksStore.ts';
import type { TaskKind, TaskMove, TaskState } from './taskStates.ts';

/** How fast goods go out and travel when the offer didn't promise a time. */
export interface Pace {
  readonly shipWithinHours: number;
  readonly carrierDays: number;
  /** Freight of one shipment when nobody enters it; 0: not booked. */
  readonly freightFen: number;
  /** How long a warehouse or ERP may take to take over what it was sent (FU-14). */
  readonly pickUpWithinHours: number;
}

export const defaultPace: Pace = { shipWithinHours: 24, carrierDays: 3, freightFen: 0, pickUpWithinHours: 12 };

/** Goods of a task. `costFen`: of all pieces together. */
export interface PlanItem {
  readonly lineId: string | null;
  readonly partCode: string;
  readonly name: string;
  readonly quantity: number;
  readonly warehouseId: string | null;
  readonly erpCode: string | null;
  readonly costFen: number;
}

/** Particulars of single kinds of task, kept as JSON. No name, phone, address or free text. */
export interface TaskDetail {
  /** Of a payout: the remedy that it pays. */
  readonly of?: TaskKind;
  readonly payWords?: Words;
  /** Of a payout: how far its payment is, and the kind of account that it goes to (payouts.state, .way). */
  readonly payout?: PayoutState;
  readonly payeeWay?: PayeeWay;
  /** Of a payout: how often the bank gave it back after it was paid. */
  readonly bounced?: number;
  /** Of a coupon: its pool, and until when the code holds (ISO). */
  readonly pool?: string;
  readonly validUntil?: string;
  /** How a carrier or warehouse was asked (FU-3). */
  readonly askedBy?: 'carrier-api' | 'sheet' | 'phone';
  /** Waybill that it is about. */
  readonly parcel?: string;
  /** What the carrier is to do (domain: interceptOrder). */
  readonly wanted?: 'return-to-branch' | 'return-to-sender' | 'change-address';
  /** Of an invoice that was reissued. */
  readonly invoiceNo?: string | undefined;
  readonly invoiceKind?: 'normal' | 'red-letter';
  /** Of the red-letter invoice that cancelled the wrong one. */
  readonly redLetterNo?: string | undefined;
  /** Files of the case that the customer may download: the invoice. */
  readonly files?: readonly string[];
}

/** A task before it has a row. */
export interface PlannedTask {
  readonly kind: TaskKind;
  /** What of the plan it is: a source has each slot once. */
  readonly slot: string;
  readonly party: Party | null;
  readonly item: PlanItem | null;
  readonly amountFen: number | null;
  readonly payWay: PayWay | null;
  readonly points: number | null;
  readonly shipBy: Date | null;
  readonly promisedAt: Date | null;
  readonly goodsBack: 'none' | 'awaited';
  readonly detail: TaskDetail;
}

/** A planned task of this kind; all that isn't named is absent. */
export function planned(kind: TaskKind, more: Partial<PlannedTask> = {}): PlannedTask {
  const bare = { kind, slot: kind, party: null, item: null, amountFen: null, payWay: null, points: null, shipBy: null, promisedAt: null };
  return { ...bare, goodsBack: 'none', detail: {}, ...more };
}

/** When a plan is carried out. `anew`: handed back, so that the promise of the offer no longer holds. */
export interface Planning {
  readonly now: Date;
  readonly pace: Pace;
  readonly anew: boolean;
}

export type Placeholder = PlaceholderProvider['names'][number];

/** What a family of plans (remedy/plan.ts) is carried out as. */
export interface PlanCarrier<P> {
  /** Its tasks, each of which is opened exactly once (FU-1). Pure; `also` is none of its business. */
  tasks(plan: P, planning: Planning): PlannedTask[];
  /** What a message may say of it while there are no tasks yet. */
  promised(plan: P, lang: Lang, zone: string): Partial<Record<Placeholder, string>>;
}

/** Whom a late or failed task is told. */
export type Told = 'logistics' | 'lead' | 'operations' | 'finance' | 'claims';

/** One kind of task, or several that are alike: everything that is special about it. Registered in kinds.ts. */
export interface TaskFamily {
  /** Its states and moves. */
  readonly table: StateTable<TaskState, TaskMove>;
  /** Moves that a person makes on the desk, besides recalling. */
  readonly byHand: readonly TaskMove[];
  /** Our number of it, told apart from every other for ever: in the warehouse's remark, the payment partner's out_request_no. */
  keyOf(of: { caseNumber: string; source: string; n: number; slot: string }, kind: TaskKind): string;
  /** Clocks, intents and bookings as it begins; what is done at once ends here, and what can't be fails, visibly. */
  begin(doing: Doing, task: TaskRow, bearers: readonly Bearer[]): Promise<void>;
  /** Takes back what `begin` did; false when the partner has begun (FU-17). Absent: nothing is to be taken back. */
  readonly undo?: (doing: Doing, task: TaskRow) => Promise<boolean>;
  /** Why it is late now that its clock ran out, or undefined when it isn't. */
  late(task: TaskRow, now: Date): string | undefined;
  told(task: TaskRow): Told;
  title(task: TitledTask, lang: Lang): string;
  /** How it stands, for customer and agent. `payWords`: the shop's, when money arrives. */
  progress(task: TaskRow, lang: Lang, payWords: Words): string;
}

/** What a title needs of a task. */
export type TitledTask = Pick<TaskRow, 'kind' | 'partName' | 'quantity' | 'amountFen' | 'points' | 'askZh' | 'askEn' | 'detail'>;

/** When goods that are ordered now should arrive. */
export function promiseFrom(now: Date, pace: Pace): Date {
  return new Date(now.getTime() + (pace.shipWithinHours + 24 * pace.carrierDays) * hour);
}
