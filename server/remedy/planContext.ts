import type { OrderFacts, PartFacts } from '#commerce/contract.ts';
import type { Words } from '#case/contract.ts';
import type { Fen } from '#platform/money.ts';
import type { PolicySource } from './plan.ts';
import type { PolicyFacts } from './policyColumns.ts';
import type { PolicyRow } from './runPolicy.ts';
import type { Settled } from './settled.ts';

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

/** What a line is answered with: the per cent of the row for its own degree (RE-2). */
export interface Rate {
  readonly degree: string;
  readonly percent: number;
  /** The policy's row, counted from 1. */
  readonly row: number;
}

/** All that a plan looks at. */
export interface PlanContext {
  readonly lines: readonly LineToMend[];
  readonly order: OrderFacts | null;
  /** What the policy was asked with: amounts that a row may be taken from stand there. */
  readonly facts: PolicyFacts;
  /** What the parts could be worth at most: a limit is never passed by not knowing. */
  readonly worthAtMost: Fen;
  /** Where lines are damaged to different degrees: the rate of each, by its id. Absent: the row's own for all. */
  readonly rates?: ReadonlyMap<string, Rate>;
  /** What of the order's money hasn't gone back yet, fen; null: the order or its price isn't known. */
  readonly remainingFen: Fen | null;
  /** Paid already for the same goods by anybody, fen (RE-13): a claim pays only what is left. */
  readonly givenFen: Fen;
  /** Money that this case gave before, by what it was for: what is due now is only the rest of it (RE-13, TA-3). */
  readonly settled: readonly Settled[];
  /** Ways of paying that were tried in this case and failed (FU-15). */
  readonly failedWays: readonly string[];
  readonly payWords: Words;
  /** End of the n-th day from now in the shop's calendar. */
  readonly arriveAfter: (days: number) => Date;
  readonly source: Pick<PolicySource, 'policy' | 'version'>;
}

/** A value that nobody stated is no basis for paying money. */
const statedBases = ['part', 'stated', 'share', 'price'];

export function isStated(line: LineToMend): boolean {
  return line.valueFen !== null && statedBases.includes(line.valueBasis);
}

/** What a row's amount is taken from, fen (RE-2); what nobody knows is 0 and pays nothing. */
export function baseOf(row: Pick<PolicyRow, 'amount' | 'fixed'>, context: PlanContext): Fen {
  const fact = (name: string): number => Math.max(0, Number(context.facts[name] ?? 0) || 0);
  switch (row.amount) {
    case 'parts-value':
      return partsWorth(context);
    case 'goods-value':
      return goodsWorth(context);
    case 'order-value':
      return context.order?.paidFen ?? 0;
    case 'freight':
      return context.order?.freightFen ?? 0;
    case 'insured-value':
      return fact('insuredValue');
    case 'claim-value':
      return fact('claimValue');
    case 'price-difference':
      return fact('priceDrop');
    case 'method-difference':
      return fact('methodDifference');
    case 'short-share':
      return shortShare(context);
    case 'fixed':
      return row.fixed;
    default:
      return 0;
  }
}

/** The missing share of the goods' price: short ÷ ordered, rounded up in the customer's favour (RE-5). */
function shortShare(context: PlanContext): Fen {
  const short = Math.max(0, -Number(context.facts['quantityDiff'] ?? 0));
  const ordered = Number(context.facts['quantityOrdered'] ?? 0) || concerned(context).reduce((sum, each) => sum + each.line.quantity, 0);
  if (short === 0 || ordered <= 0) return 0;
  const whole = concerned(context).reduce((sum, { line }) => sum + unitWorth(line) * line.quantity, 0);
  return Math.min(whole, Math.ceil((whole * short) / ordered));
}

/** What the lines are worth by stated values; an upper bound or a mere claim pays nothing. */
export function partsWorth({ lines }: Pick<PlanContext, 'lines'>): Fen {
  return lines.reduce((sum, line) => sum + (isStated(line) ? (line.valueFen ?? 0) : 0), 0);
}

type Sold = OrderFacts['lines'][number];

/** What one piece was sold for; of a gift its stated value. Fen. */
export function unitWorth(line: Sold): Fen {
  return line.statedFen ?? line.priceFen;
}

/** The goods that the case is about, as sold, with how many of them: of a line that names a part, one. */
export function concerned({ lines, order }: Pick<PlanContext, 'lines' | 'order'>): { line: Sold; quantity: number }[] {
  return (order?.lines ?? []).flatMap((line) => {
    const mine = lines.filter((each) => each.orderLineId === line.id);
    if (mine.length === 0) return [];
    const whole = mine.filter((each) => each.partCode === null).reduce((sum, each) => sum + each.quantity, 0);
    return [{ line, quantity: Math.min(line.quantity, Math.max(1, whole)) }];
  });
}

/** The same; when no line names any of the order's goods, all of them: a lost parcel is a lost order. */
export function concernedOrAll(context: Pick<PlanContext, 'lines' | 'order'>): { line: Sold; quantity: number }[] {
  const named = concerned(context);
  const every = (context.order?.lines ?? []).filter((line) => line.partOf === null).map((line) => ({ line, quantity: line.quantity }));
  return (named.length > 0 ? named : every).filter(({ line }) => line.kind !== 'service');
}

/** What the order's goods that the case is about were sold for. */
export function goodsWorth(context: Pick<PlanContext, 'lines' | 'order'>): Fen {
  return concernedOrAll(context).reduce((sum, { line, quantity }) => sum + unitWorth(line) * quantity, 0);
}

/** Whether the parts are there: short when one surely isn't, unknown when nobody knows of one. */
export function stockOf({ lines, order }: Pick<PlanContext, 'lines' | 'order'>): 'enough' | 'short' | 'unknown' {
  const stocks = lines.map((line) => ({ needed: line.quantity, stock: partOf(line, order)?.stock ?? null }));
  if (stocks.some(({ stock, needed }) => stock !== null && stock < needed)) return 'short';
  return stocks.length === 0 || stocks.some(({ stock }) => stock === null) ? 'unknown' : 'enough';
}

export function partOf(line: LineToMend, order: OrderFacts | null): PartFacts | undefined {
  return order?.lines.find((each) => each.id === line.orderLineId)?.parts.find((part) => part.code === line.partCode);
}
