import type { FactProvider, PlaceholderProvider, TheCase } from '#case/contract.ts';
import { playbookOf } from '#case/contract.ts';
import { looksLikeOrderOf, orderForCase, parcelFacts, shopById } from '#commerce/contract.ts';
import { customerById } from '#customers/contract.ts';
import { day } from '#platform/clock.ts';
import { one, type Reader, sql } from '#platform/db.ts';
import { openDuplicates } from './duplicates.ts';
import { type CaseLine, linesOf, reportOf } from './intakeStore.ts';
import { worthOf } from './lines.ts';

/** How far back earlier claims are counted. */
const earlierDays = 90;

/** Where the order is: asked at every registration, so apart from what must read the lines. */
export const orderStandingFacts: FactProvider = {
  names: ['orderMatched', 'orderPending'],
  load: async (on, theCase) => ({ orderMatched: theCase.orderId !== null, orderPending: await isPending(on, theCase) }),
};

/** Facts about the report itself. An amount that wasn't claimed counts as 0. */
export const reportFacts: FactProvider = {
  names: ['partsValue', 'amountClaimed', 'lineCount'],
  load: async (on, theCase) => {
    const lines = await linesOf(on, theCase.id, theCase.round);
    const report = await reportOf(on, theCase.id);
    return {
      partsValue: await partsValue(on, theCase, lines),
      amountClaimed: report?.claimedFen ?? 0,
      lineCount: lines.length,
    };
  },
};

/** Facts about what was before (IN-6, IN-7): counts and yes or no, never a label. */
export const historyFacts: FactProvider = {
  names: ['earlierClaims90d', 'duplicateOpen', 'settledAlready'],
  load: async (on, theCase) => {
    const playbook = await playbookOf(on, theCase.playbookVersionId);
    const duplicates = await openDuplicates(on, playbook, theCase, theCase);
    return {
      earlierClaims90d: await earlierClaims(on, theCase),
      duplicateOpen: duplicates.length > 0,
      settledAlready: await isSettled(on, theCase),
    };
  },
};

/** Facts that the order's parcels tell. The filing window counts up to the day on which the report reached us. */
export const parcelSignFacts: FactProvider = {
  names: ['inWindow', 'daysSinceSigned', 'weightDiffers', 'otherParcelOpen'],
  load: async (on, theCase, now) => {
    if (!theCase.orderId) return { inWindow: true, daysSinceSigned: 0, weightDiffers: false, otherParcelOpen: false };
    const signs = await parcelFacts(on, theCase.orderId, now);
    const shop = await shopById(on, theCase.shopId);
    const signedAt = (await signedOn(on, theCase.orderId)) ?? null;
    const days = signedAt === null ? 0 : Math.max(0, Math.floor((theCase.receivedAt.getTime() - signedAt.getTime()) / day));
    return {
      daysSinceSigned: days,
      inWindow: days <= (shop?.claimDays ?? 0),
      weightDiffers: signs.weightDiffers,
      otherParcelOpen: signs.secondParcelOpen || signs.otherOrderParcelOpen,
    };
  },
};

/** What messages and scripts may say of the report, as the customer may read it. */
export const reportWords: PlaceholderProvider = {
  names: ['customer', 'goods', 'parts', 'summary'],
  load: async (on, theCase, lang) => {
    const lines = await linesOf(on, theCase.id, theCase.round);
    const person = theCase.customerId ? await customerById(on, theCase.customerId) : undefined;
    const between = lang === 'zh' ? '、' : ', ';
    const goods = [...new Set(lines.flatMap((line) => (line.goods ? [line.goods] : [])))];
    return {
      customer: person?.name ?? (lang === 'zh' ? '您' : 'you'),
      goods: goods.join(between),
      parts: lines.map(sayLine).join(between),
      // Texts end their own sentence.
      summary: theCase.summary.replace(/[。．.!！\s]+$/u, ''),
    };
  },
};

/** 铰链 HJ-35 ×2 */
export function sayLine(line: Pick<CaseLine, 'name' | 'model' | 'quantity'>): string {
  const model = line.model && !line.name.includes(line.model) ? ` ${line.model}` : '';
  return `${line.name}${model} ×${line.quantity}`;
}

/** An order that isn't here but whose number has the shop's form waits, and is never called wrong (VE-8). */
export async function isPending(on: Reader, theCase: Pick<TheCase, 'orderId' | 'orderNo' | 'shopId'>): Promise<boolean> {
  if (theCase.orderId !== null || theCase.orderNo === null) return false;
  return (await looksLikeOrderOf(on, theCase.orderNo, theCase.shopId)).length > 0;
}

/** What the lines of the case are worth to the customer together, fen; unknown lines at their upper bound. */
export async function partsValue(on: Reader, theCase: TheCase, lines: readonly CaseLine[]): Promise<number> {
  if (lines.length > 0 && lines.every((line) => line.valueFen !== null)) return worthOf(lines, 0);
  const order = theCase.orderId ? await orderForCase(on, theCase.orderId) : undefined;
  const report = await reportOf(on, theCase.id);
  return worthOf(lines.length > 0 ? lines : [{ valueFen: null }], order?.paidFen ?? order?.goodsFen ?? report?.claimedFen ?? 0);
}

/** Claims by the same playbook of the same person or order, not withdrawn and not merged. */
async function earlierClaims(on: Reader, theCase: TheCase): Promise<number> {
  const since = new Date(theCase.receivedAt.getTime() - earlierDays * day);
  const row = await one(
    sql<{ n: number }>`select count(*)::int as n from cases c
      where c.id in (select id from cases where customer_id = ${theCase.customerId} union select id from cases where order_id = ${theCase.orderId})
        and c.id <> ${theCase.id} and c.seq < ${theCase.seq} and c.playbook = ${theCase.playbook} and c.received_at >= ${since} and coalesce(c.outcome, '') not in ('merged', 'withdrawn')`,
    on,
  );
  return row?.n ?? 0;
}

/** Whether a case of the same order was settled for the same thing: the same part of the same line, or one of them names none. */
async function isSettled(on: Reader, theCase: TheCase): Promise<boolean> {
  if (!theCase.orderId) return false;
  const row = await one(
    sql<{
      found: boolean;
    }>`select exists (select 1 from cases c where c.order_id = ${theCase.orderId} and c.id <> ${theCase.id} and c.problem = ${theCase.problem}
      and c.outcome in ('resolved', 'resolved-unconfirmed') and (
        exists (select 1 from case_lines a join case_lines b on a.order_line_id = b.order_line_id and coalesce(a.part_code, '') = coalesce(b.part_code, '')
          where a.case_id = c.id and b.case_id = ${theCase.id} and a.replaced_at is null and b.replaced_at is null)
        or not exists (select 1 from case_lines a where a.case_id = c.id and a.replaced_at is null and a.order_line_id is not null)
        or not exists (select 1 from case_lines b where b.case_id = ${theCase.id} and b.replaced_at is null and b.order_line_id is not null))) as found`,
    on,
  );
  return row?.found ?? false;
}

/** The last sign-off of the order's parcels, else of the order. */
async function signedOn(on: Reader, orderId: string): Promise<Date | null> {
  const row = await one(
    sql<{
      at: Date | null;
    }>`select coalesce((select max(p.signed_at) from order_parcels op join parcels p on p.id = op.parcel_id where op.order_id = o.id), o.signed_at) as at
      from orders o where o.id = ${orderId}`,
    on,
  );
  return row?.at ?? null;
}
