import type { OrderFacts, PartFacts } from '#commerce/contract.ts';
import type { Lang } from '#platform/actor.ts';
import { type CommonOfPlan, type Kind, type Made, noAmount, type Note, sumKnown } from './kind.ts';
import type { GoodsPlan, PlannedGoods, WayBack } from './plan.ts';
import { concerned, concernedOrAll, type LineToMend, partOf, type PlanContext } from './planContext.ts';
import { arrivalOf, sayGoods, sayWayBack } from './planSay.ts';
import type { PolicyRow } from './runPolicy.ts';

const verbs: Readonly<Record<GoodsPlan['remedy'], Readonly<Record<Lang, string>>>> = {
  resend: { zh: '补发', en: 'Send' },
  reship: { zh: '重新发货', en: 'Send anew' },
  exchange: { zh: '换新', en: 'Exchange' },
  repair: { zh: '维修', en: 'Repair' },
};

function planGoods(row: PolicyRow, context: PlanContext, common: CommonOfPlan): Made<GoodsPlan> | undefined {
  const promisedArrival = context.arriveAfter(row.arriveDays).toISOString();
  if (row.remedy === 'resend') {
    const found = context.lines.map((line) => ({ line, part: partOf(line, context.order) }));
    if (found.length === 0) return undefined;
    const goods = found.map(({ line, part }) => partToSend(line, part, context.order));
    const costFen = sumKnown(goods.map((each) => each.costFen));
    const plan = { ...common, remedy: 'resend', goods, sendBack: [], wayBack: 'none', promisedArrival, costFen } as const;
    return { plan, notes: found.flatMap(({ line, part }) => stockNotes(line, part)) };
  }
  const remedy = row.remedy as Exclude<GoodsPlan['remedy'], 'resend'>;
  const wanted =
    remedy === 'reship' ? missingOf(context) : concerned(context).filter(({ line }) => line.kind !== 'gift' && line.kind !== 'service');
  if (wanted.length === 0) return undefined;
  const asSold = wanted.map(({ line, quantity }) => (line.statedFen ?? line.priceFen) * quantity);
  // Nobody says what whole goods cost us. What goes out a second time for nothing counts as it was sold, or it would never be claimed back (LI-4).
  const goods = soldGoods(wanted, context.order).map((each, at) => (remedy === 'reship' ? { ...each, costFen: asSold[at] ?? null } : each));
  const wayBack = backOf(row, remedy);
  const valueFen = sumKnown(asSold) ?? 0;
  const freight = wayBack === 'own-shipment' && row.freightMost > 0 ? { freightMostFen: row.freightMost } : {};
  const sendBack = wayBack === 'none' ? [] : goods;
  const plan = { ...common, remedy, valueFen, goods, sendBack, wayBack, ...freight, promisedArrival, costFen: null };
  return {
    plan,
    notes: goods.filter((each) => each.warehouseId === null).map((each): Note => ({ note: 'no-warehouse', name: each.name })),
  };
}

/** What is sent anew: where pieces of one thing are short, those alone (RE-5); else all that the case is about. */
function missingOf(context: PlanContext): ReturnType<typeof concernedOrAll> {
  const all = concernedOrAll(context);
  const short = context.facts['quantityUnit'] === 'pieces' ? -Number(context.facts['quantityDiff'] ?? 0) : 0;
  const [only, ...others] = all;
  return only && others.length === 0 && short > 0 ? [{ ...only, quantity: Math.min(only.quantity, Math.ceil(short)) }] : all;
}

/** What goes out again comes back only where the row says so; what is repaired always does. */
function backOf(row: PolicyRow, remedy: GoodsPlan['remedy']): WayBack {
  if (row.wayBack !== 'none') return row.wayBack;
  return row.sendBack === 'goods' || remedy === 'repair' ? 'own-shipment' : 'none';
}

/** The order's own goods as things to send or to get back. */
export function soldGoods(wanted: ReturnType<typeof concerned>, order: OrderFacts | null): PlannedGoods[] {
  const warehouseId = order?.parcels.find((parcel) => parcel.warehouseId !== null)?.warehouseId ?? null;
  return wanted.map(({ line, quantity }) => ({
    caseLineId: null,
    orderLineId: line.id,
    code: line.goodsCode ?? line.lineNo,
    erpCode: line.goodsCode,
    name: line.title,
    nameEn: line.titleEn ?? line.title,
    quantity,
    warehouseId,
    costFen: null,
  }));
}

function partToSend(line: LineToMend, part: PartFacts | undefined, order: OrderFacts | null): PlannedGoods {
  const sold = order?.lines.find((each) => each.id === line.orderLineId);
  const fallback =
    order?.parcels.find((parcel) => parcel.contents.some((content) => content.lineId === line.orderLineId)) ?? order?.parcels[0];
  return {
    caseLineId: line.id,
    orderLineId: line.orderLineId,
    code: part?.code ?? line.partCode ?? sold?.goodsCode ?? '',
    erpCode: part?.erpCode ?? (part ? null : (sold?.goodsCode ?? null)),
    name: part?.name ?? line.name,
    nameEn: part?.nameEn || (part?.name ?? line.name),
    quantity: line.quantity,
    warehouseId: part?.resentFromId ?? fallback?.warehouseId ?? null,
    costFen: part?.costFen === null || part === undefined ? null : part.costFen * line.quantity,
  };
}

function stockNotes(line: LineToMend, part: PartFacts | undefined): Note[] {
  if (!part || part.stock === null) return [{ note: 'stock-unknown', name: part?.name ?? line.name }];
  return part.stock < line.quantity
    ? [{ note: 'short-stock', name: part.name, stock: part.stock, needed: line.quantity, until: part.stockUntil }]
    : [];
}

function title(plan: GoodsPlan, lang: Lang): string {
  return `${verbs[plan.remedy][lang]} ${sayGoods(plan.goods, lang)}`;
}

/** Goods go out: parts, the same anew, or against what comes back. */
export const goodsKind: Kind<GoodsPlan> = {
  plan: planGoods,
  title,
  details: (plan, lang, zone) => {
    const arrival = arrivalOf(plan.promisedArrival, lang, zone);
    const head =
      lang === 'zh' ? `${title(plan, lang)}，免费，预计 ${arrival}前送达` : `${title(plan, lang)}, free of charge, expected by ${arrival}`;
    if (plan.remedy === 'exchange' || plan.remedy === 'repair')
      return `${head}${lang === 'zh' ? '，' : '; '}${sayWayBack(plan.wayBack, lang, plan.freightMostFen)}`;
    return `${head}${lang === 'zh' ? '，您无需寄回任何物品' : '; you need not send anything back'}`;
  },
  payWords: () => null,
  weight: (plan) => plan.valueFen,
  shows: ({ goods, sendBack, promisedArrival }) => ({ goods, sendBack, promisedArrival }),
  fills: (plan, lang, zone) => {
    const arrival = arrivalOf(plan.promisedArrival, lang, zone);
    return { promisedArrival: lang === 'zh' ? `${arrival}前送达` : `by ${arrival}` };
  },
  withAmount: noAmount,
};
