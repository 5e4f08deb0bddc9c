import type { Words } from '#case/contract.ts';
import type { OrderFacts, PartFacts } from '#commerce/contract.ts';
import type { Fen } from '#platform/money.ts';
import type { PlannedGoods, PolicySource, RemedyPlan } from './plan.ts';
import type { PolicyRow } from './runPolicy.ts';

/** A line of the case, as far as a plan needs it. */
export interface LineToMend {
  readonly id: string;
  readonly orderLineId: string | null;
  readonly partCode: string | null;
  readonly name: string;
  readonly quantity: number;
  readonly valueFen: Fen | null;
  readonly valueBasis: string;
}

/** All that a plan looks at. */
export interface PlanContext {
  readonly lines: readonly LineToMend[];
  readonly order: OrderFacts | null;
  /** What the parts could be worth at most: a limit is never passed by not knowing. */
  readonly worthAtMost: Fen;
  /** What of the order's money hasn't gone back yet, fen; null: the order or its price isn't known. */
  readonly remainingFen: Fen | null;
  readonly payWords: Words;
  /** End of the n-th day from now in the shop's calendar. */
  readonly arriveAfter: (days: number) => Date;
  readonly source: Pick<PolicySource, 'policy' | 'version'>;
}

/** What an agent should see before an option is offered. */
export type Note =
  | { readonly note: 'short-stock'; readonly name: string; readonly stock: number; readonly needed: number; readonly until: string | null }
  | { readonly note: 'stock-unknown'; readonly name: string }
  | { readonly note: 'no-warehouse'; readonly name: string }
  | { readonly note: 'value-unknown'; readonly name: string }
  | { readonly note: 'capped'; readonly fen: Fen };

export interface PlannedOption {
  /** `refund`; a second option of the same kind is `refund-2`. */
  readonly key: string;
  readonly plan: RemedyPlan;
  readonly notes: readonly Note[];
}

/** A value that nobody stated is no basis for paying money. */
const statedBases = ['part', 'stated', 'share', 'price'];

/** Options out of the rows that fit, in the table's order; a row of which nothing would come (no money left, no goods) is left out. */
export function planOptions(rows: readonly PolicyRow[], context: PlanContext): PlannedOption[] {
  const seen = new Map<string, number>();
  return rows.flatMap((row) => {
    const made = planRow(row, context);
    if (!made) return [];
    const nth = (seen.get(made.plan.remedy) ?? 0) + 1;
    seen.set(made.plan.remedy, nth);
    return [{ ...made, key: nth === 1 ? made.plan.remedy : `${made.plan.remedy}-${nth}` }];
  });
}

type Made = Omit<PlannedOption, 'key'>;

function planRow(row: PolicyRow, context: PlanContext): Made | undefined {
  const common = {
    source: { ...context.source, row: row.row, rowId: row.rowId },
    agentMost: row.agentMost,
    leadMost: row.leadMost,
    valueFen: context.worthAtMost,
  };
  switch (row.remedy) {
    case 'resend':
      return planResend(row, context, common);
    case 'refund':
      return planRefund(row, context, common);
    case 'exchange':
      return planExchange(row, context, common);
    case 'points': {
      // Points are whole; a fraction is rounded up, in the customer's favour.
      const points = Math.max(row.fixed, Math.ceil((baseOf(row, context) * row.percent * row.pointsPerYuan) / 10_000));
      if (points <= 0) return undefined;
      return {
        plan: { ...common, remedy: 'points', points, costFen: Math.ceil((points * 100) / Math.max(1, row.pointsPerYuan)) },
        notes: [],
      };
    }
    case 'explanation':
      return { plan: { ...common, remedy: 'explanation', costFen: 0 }, notes: [] };
    default:
      throw new Error(`policy ${context.source.policy} passed its check with remedy ${row.remedy}`);
  }
}

type Common = Pick<RemedyPlan, 'source' | 'agentMost' | 'leadMost' | 'valueFen'>;

function planResend(row: PolicyRow, context: PlanContext, common: Common): Made | undefined {
  const found = context.lines.map((line) => ({ line, part: partOf(line, context.order) }));
  if (found.length === 0) return undefined;
  const goods = found.map(({ line, part }) => goodsOf(line, part, context.order));
  const plan = {
    ...common,
    remedy: 'resend' as const,
    goods,
    promisedArrival: context.arriveAfter(row.arriveDays).toISOString(),
    costFen: sumKnown(goods.map((each) => each.costFen)),
  };
  return { plan, notes: found.flatMap(({ line, part }) => stockNotes(line, part)) };
}

function planRefund(row: PolicyRow, context: PlanContext, common: Common): Made | undefined {
  // A fraction of a fen is rounded up, in the customer's favour.
  const wanted = Math.ceil((baseOf(row, context) * row.percent) / 100);
  const fen = context.remainingFen === null ? wanted : Math.min(wanted, context.remainingFen);
  if (fen <= 0) return undefined;
  const unknown = context.lines.filter((line) => !isStated(line)).map((line): Note => ({ note: 'value-unknown', name: line.name }));
  const way = context.order?.payment === 'counter' || context.order?.platform === 'store' ? 'counter' : 'platform-refund';
  const capped: Note[] = fen < wanted ? [{ note: 'capped', fen }] : [];
  return { plan: { ...common, remedy: 'refund', fen, way, payWords: context.payWords, costFen: fen }, notes: [...unknown, ...capped] };
}

function planExchange(row: PolicyRow, context: PlanContext, common: Common): Made | undefined {
  const wanted = new Set(context.lines.map((line) => line.orderLineId));
  const concerned = (context.order?.lines ?? []).filter((line) => wanted.has(line.id) && line.kind !== 'gift' && line.kind !== 'service');
  if (concerned.length === 0) return undefined;
  const warehouseId = context.order?.parcels.find((parcel) => parcel.warehouseId !== null)?.warehouseId ?? null;
  const goods = concerned.map(
    (line): PlannedGoods => ({
      caseLineId: null,
      orderLineId: line.id,
      code: line.goodsCode ?? line.lineNo,
      erpCode: line.goodsCode,
      name: line.title,
      nameEn: line.title,
      quantity: 1,
      warehouseId,
      costFen: null,
    }),
  );
  const value = concerned.reduce((sum, line) => sum + line.priceFen, 0);
  const plan = {
    ...common,
    remedy: 'exchange' as const,
    valueFen: value,
    goods,
    sendBack: row.sendBack === 'goods' ? goods : [],
    promisedArrival: context.arriveAfter(row.arriveDays).toISOString(),
    costFen: null,
  };
  return { plan, notes: warehouseId === null ? goods.map((each): Note => ({ note: 'no-warehouse', name: each.name })) : [] };
}

function baseOf(row: PolicyRow, context: PlanContext): Fen {
  switch (row.amount) {
    case 'parts-value':
      return partsWorth(context);
    case 'goods-value':
      return goodsWorth(context);
    case 'fixed':
      return row.fixed;
    default:
      return 0;
  }
}

/** What the lines are worth by stated values; an upper bound or a mere claim pays nothing. */
export function partsWorth({ lines }: Pick<PlanContext, 'lines'>): Fen {
  return lines.reduce((sum, line) => sum + (isStated(line) ? (line.valueFen ?? 0) : 0), 0);
}

/** One unit of each of the order's goods that the case is about, as sold. */
export function goodsWorth({ lines, order }: Pick<PlanContext, 'lines' | 'order'>): Fen {
  const wanted = new Set(lines.map((line) => line.orderLineId));
  return (order?.lines ?? []).filter((line) => wanted.has(line.id)).reduce((sum, line) => sum + (line.statedFen ?? line.priceFen), 0);
}

/** Whether the parts are there: short when one surely isn't, unknown when nobody knows of one. */
export function stockOf({ lines, order }: Pick<PlanContext, 'lines' | 'order'>): 'enough' | 'short' | 'unknown' {
  const stocks = lines.map((line) => ({ needed: line.quantity, stock: partOf(line, order)?.stock ?? null }));
  if (stocks.some(({ stock, needed }) => stock !== null && stock < needed)) return 'short';
  return stocks.length === 0 || stocks.some(({ stock }) => stock === null) ? 'unknown' : 'enough';
}

function isStated(line: LineToMend): boolean {
  return line.valueFen !== null && statedBases.includes(line.valueBasis);
}

function partOf(line: LineToMend, order: OrderFacts | null): PartFacts | undefined {
  return order?.lines.find((each) => each.id === line.orderLineId)?.parts.find((part) => part.code === line.partCode);
}

function goodsOf(line: LineToMend, part: PartFacts | undefined, order: OrderFacts | null): PlannedGoods {
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

function sumKnown(costs: readonly (number | null)[]): number | null {
  return costs.some((cost) => cost === null) ? null : costs.reduce<number>((sum, cost) => sum + (cost ?? 0), 0);
}
