import { calendarOf, type TheCase } from '#case/contract.ts';
import { warehouseById } from '#commerce/contract.ts';
import type { Actor, Lang } from '#platform/actor.ts';
import type { Reader } from '#platform/db.ts';
import { formatFen } from '#platform/money.ts';
import { never } from '#platform/result.ts';
import type { Given } from './given.ts';
import { costOf, partsOfPlan, shownOf, withOtherAmount } from './kinds.ts';
import { isWithin, mostFor, type Reach } from './limits.ts';
import { type OfferRow, offersOf } from './offerStore.ts';
import { remedyWord } from './remedyNames.ts';
import { citesOf, detailsOf, payWordsOf, sayAnswer, silenceWords, titleOf } from './optionWords.ts';
import type { PlannedGoods, RemedyPlan } from './plan.ts';
import { sayShare } from './shares.ts';
import { codeOf } from './policyStore.ts';
import type { Note } from './kind.ts';
import type { DeskOption, givenView, OfferView } from './wire.ts';
import type { z } from 'zod';

export interface Seen {
  readonly actor: Actor;
  readonly lang: Lang;
  readonly zone: string;
  /** How far the reader may go; null: nobody who offers. */
  readonly reach: Reach | null;
}

/**
 * The offers of a case, the newest first, in the reader's language. For customers the portal takes what an `optionView` has:
 * cost, warehouse, limits and warnings are the desk's.
 */
export async function presentOffers(
  on: Reader,
  theCase: Pick<TheCase, 'id' | 'shopId'>,
  reader: Pick<Seen, 'actor' | 'lang'>,
  now: Date,
): Promise<OfferView[]> {
  const { zone } = await calendarOf(on, theCase.shopId);
  // What wasn't approved never reached the customer.
  const isDesk = reader.actor.kind === 'staff' || reader.actor.kind === 'key';
  const rows = (await offersOf(on, theCase.id)).filter((row) => isDesk || (row.state !== 'submitted' && row.state !== 'returned'));
  return Promise.all(rows.map((row) => presentOffer(on, row, { ...reader, zone, reach: null }, now)));
}

async function presentOffer(on: Reader, row: OfferRow, reader: Seen, now: Date): Promise<OfferView> {
  const code = codeOf({ code: row.policyCode, version: row.policyVersion });
  const isCustomer = reader.actor.kind === 'customer';
  const options = await Promise.all(
    row.options.map(async ({ n, plan }) => ({
      ...(await presentOption(on, { key: plan.remedy, n, plan, notes: [], code }, reader)),
      allowed: true,
      most: null,
    })),
  );
  return {
    id: row.id,
    round: row.round,
    state: row.state,
    options,
    message: isCustomer && row.answers ? `${sayAnswer(row.answers.proposal ?? '', reader.lang)}${row.message}` : row.message,
    validUntil: row.validUntil.toISOString(),
    expired: row.state === 'expired' || (row.state === 'open' && row.validUntil <= now),
    silenceMeans: silenceWords(row, reader.lang),
    madeBy: row.by,
    byRule: row.byRule,
    at: row.at.toISOString(),
    answers: row.answers && { choiceId: row.answers.id, proposal: row.answers.proposal ?? '' },
    choice: row.choice && {
      id: row.choice.id,
      kind: row.choice.kind,
      n: row.choice.n,
      proposal: row.choice.proposal,
      channel: row.choice.channel,
      by: row.choice.by,
      at: new Date(row.choice.at).toISOString(),
    },
  };
}

/** One option for the desk: the plan as it will be carried out, with what this reader may grant. */
export async function presentOption(
  on: Reader,
  option: { key: string; n: number; plan: RemedyPlan; notes: readonly Note[]; code: string },
  reader: Seen,
): Promise<DeskOption> {
  const { plan } = option;
  const { fen, points, goods, sendBack, promisedArrival } = shownOf(plan);
  const warehouseId = goods.find((each) => each.warehouseId !== null)?.warehouseId ?? null;
  const warehouse = warehouseId === null ? undefined : await warehouseById(on, warehouseId);
  const most = reader.reach && mostFor(reader.reach, plan);
  return {
    key: option.key,
    n: option.n,
    remedy: plan.remedy,
    title: titleOf(plan, reader.lang),
    together: (plan.also ?? []).length > 0,
    details: detailsOf(plan, reader.lang, reader.zone),
    fen,
    points,
    goods: goods.map((each) => shownGoods(each, reader.lang)),
    promisedArrival,
    sendBack: sendBack.map((each) => shownGoods(each, reader.lang)),
    shares: partsOfPlan(plan).flatMap((each) => ('shares' in each ? (each.shares ?? []) : []).map((share) => sayShare(share, reader.lang))),
    payWords: payWordsOf(plan, reader.lang),
    cites: citesOf(plan, option.code, reader.lang),
    costFen: costOf(plan),
    warehouse: warehouse ? { id: warehouse.id, name: reader.lang === 'zh' ? warehouse.name : warehouse.nameEn } : null,
    settable: settableOf(plan),
    most: settableOf(plan) === null ? null : most,
    allowed: reader.reach === null || isWithin(reader.reach, plan),
    warnings: option.notes.map((note) => sayNote(note, reader.lang)),
  };
}

/** Whether the offerer may set another amount, and of what. */
function settableOf(plan: RemedyPlan): 'fen' | 'points' | null {
  if (withOtherAmount(plan, { fen: 1 })) return 'fen';
  return withOtherAmount(plan, { points: 1 }) ? 'points' : null;
}

function shownGoods(each: PlannedGoods, lang: Lang) {
  return { lineId: each.caseLineId, code: each.code, name: lang === 'zh' ? each.name : each.nameEn || each.name, quantity: each.quantity };
}

function sayNote(note: Note, lang: Lang): string {
  const zh = lang === 'zh';
  switch (note.note) {
    case 'short-stock': {
      const until = note.until ? (zh ? `，${note.until}` : `, ${note.until}`) : '';
      return zh
        ? `${note.name} 库存 ${note.stock}，需要 ${note.needed}${until}`
        : `${note.name}: ${note.stock} in stock, ${note.needed} needed${until}`;
    }
    case 'stock-unknown':
      return zh ? `${note.name} 库存未知，请先与仓库确认` : `${note.name}: stock not known, ask the warehouse first`;
    case 'no-warehouse':
      return zh ? `${note.name} 发货仓未知，由物流安排` : `${note.name}: warehouse not known, logistics will choose`;
    case 'value-unknown':
      return zh ? `${note.name} 没有标价，未计入退款金额` : `${note.name} has no stated value and is not in the refund`;
    case 'capped':
      return zh ? `订单可退余额只剩 ${formatFen(note.fen, lang)}` : `only ${formatFen(note.fen, lang)} of the order is left to refund`;
    case 'deducted':
      return zh ? `已扣除先前给付的 ${formatFen(note.fen, lang)}` : `${formatFen(note.fen, lang)} already given is deducted`;
    default:
      return never(note);
  }
}

/** What was already given, in words (RE-13). */
export function presentGiven(given: Given, lang: Lang): z.output<typeof givenView> {
  return { source: given.source, words: sayGiven(given, lang), fen: given.fen, at: given.at?.toISOString() ?? null };
}

const givenWords: Readonly<Record<string, Readonly<Record<Lang, (number: string) => string>>>> = {
  promised: { zh: (number) => `工单 ${number} 客户已选择：`, en: (number) => `chosen in case ${number}: ` },
  'under-way': { zh: (number) => `工单 ${number} 办理中：`, en: (number) => `under way in case ${number}: ` },
  done: { zh: (number) => `工单 ${number} 已给付：`, en: (number) => `given in case ${number}: ` },
};

function sayGiven({ source, number, state, remedy, fen, points }: Given, lang: Lang): string {
  const zh = lang === 'zh';
  const money = fen === null ? '' : formatFen(fen, lang);
  switch (source) {
    case 'platform':
      if (state === 'asked')
        return zh ? `平台退款申请中 ${money}（${number ?? ''}）` : `refund of ${money} asked on the platform (${number ?? ''})`;
      return zh ? `平台已退款 ${money}（${number ?? ''}）` : `${money} refunded on the platform (${number ?? ''})`;
    case 'we': {
      const what = points === null ? (money === '' ? remedyWord(remedy, lang) : money) : zh ? `${points} 积分` : `${points} points`;
      return `${givenWords[state ?? 'promised']?.[lang](number ?? '') ?? ''}${what}`;
    }
    case 'freight-insurance':
      return zh ? '订单有运费险，退货运费先走运费险' : 'the order has freight insurance: use it first for return freight';
    case 'guarantee':
      return zh ? '订单有平台保障，先看平台是否已赔付' : 'the platform guarantees the order: see first whether it has paid';
    default:
      return never(source);
  }
}
