import type { LineFacts, OrderFacts, PartFacts } from '#commerce/contract.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { LineGiven, valueBases } from './wire.ts';

export type ValueBasis = (typeof valueBases)[number];

/** A line as it is stored: found on the order where it could be, with what it is worth to the customer (OR-4). */
export interface Line {
  readonly orderLineId: string | null;
  readonly partCode: string | null;
  readonly name: string;
  readonly model: string | null;
  readonly quantity: number;
  readonly problem: string;
  /** Of the whole line, fen; null when nobody knows. */
  readonly valueFen: number | null;
  readonly valueBasis: ValueBasis;
  readonly onList: boolean;
}

/**
 * Finds each reported line on the order as sold and prices it. What can't be found keeps its words and is not `onList`.
 * Refusals: `line-not-of-order`, `more-than-sold` (data: name, most).
 */
export function resolveLines(order: Pick<OrderFacts, 'lines'> | undefined, given: readonly LineGiven[], problem: string): Result<Line[]> {
  const lines: Line[] = [];
  for (const [at, each] of given.entries()) {
    const field = `lines.${at}`;
    if (each.orderLineId && !order?.lines.some((line) => line.id === each.orderLineId))
      return refuse('line-not-of-order', { field: `${field}.orderLineId` });
    const found = order ? findOnOrder(order.lines, each) : undefined;
    const most = found && mostOf(found);
    if (most !== undefined && each.quantity > most)
      return refuse('more-than-sold', { field: `${field}.quantity`, data: { name: nameOf(found, each), most } });
    lines.push(lineOf(found, each, problem));
  }
  return ok(lines);
}

interface Found {
  readonly line: LineFacts;
  readonly part?: PartFacts;
}

function findOnOrder(lines: readonly LineFacts[], given: LineGiven): Found | undefined {
  const within = given.orderLineId ? lines.filter((line) => line.id === given.orderLineId || line.partOf === given.orderLineId) : lines;
  const parts = within.flatMap((line) => line.parts.map((part) => ({ line, part })));
  const named = plain(given.name);
  const byCode = given.partCode ? parts.find(({ part }) => part.code === given.partCode) : undefined;
  if (byCode) return byCode;
  const whole = within.find((line) => line.id === given.orderLineId);
  if (named === '') return whole && { line: whole };
  const exact = parts.filter(({ part }) => namesOf(part).includes(named));
  if (exact[0]) return exact[0];
  const near = parts.filter(({ part }) => namesOf(part).some((name) => name.length > 1 && (name.includes(named) || named.includes(name))));
  // Two parts that both fit are a guess: the words stay and a person decides.
  if (near.length === 1) return near[0];
  const goods = within.filter((line) => plain(line.title).includes(named));
  if (near.length === 0 && goods[0] && goods.length === 1) return { line: goods[0] };
  return near.length === 0 && whole ? { line: whole } : undefined;
}

function lineOf(found: Found | undefined, given: LineGiven, problem: string): Line {
  const value = found ? valueOf(found, given.quantity) : ({ valueFen: null, valueBasis: 'unknown' } as const);
  const isPart = found?.part !== undefined;
  return {
    orderLineId: found?.line.id ?? null,
    partCode: found?.part?.code ?? null,
    name: nameOf(found, given),
    model: found?.part?.model ?? given.model ?? null,
    quantity: given.quantity,
    problem: given.problem ?? problem,
    ...value,
    // Of a line with parts, words that name none of them are not on its list; a gift is its own list.
    onList: isPart || (found !== undefined && (given.name === '' || plain(found.line.title).includes(plain(given.name)))),
  };
}

/** A part by its value to the customer, a gift by its stated value, a component by its share, goods by their price as sold. */
function valueOf({ line, part }: Found, quantity: number): Pick<Line, 'valueFen' | 'valueBasis'> {
  if (part)
    return part.valueFen === null
      ? { valueFen: line.priceFen * quantity, valueBasis: 'most' }
      : { valueFen: part.valueFen * quantity, valueBasis: 'part' };
  if (line.statedFen !== null) return { valueFen: line.statedFen * quantity, valueBasis: 'stated' };
  if (line.kind === 'gift' || line.priceFen === 0) return { valueFen: null, valueBasis: 'unknown' };
  return { valueFen: line.priceFen * quantity, valueBasis: line.kind === 'component' ? 'share' : 'price' };
}

/**
 * What the lines are worth together, fen. A line whose value nobody knows counts as much as it could be at most (the whole
 * order, else the amount claimed), so that no limit is passed by not knowing.
 */
export function worthOf(lines: readonly Pick<Line, 'valueFen'>[], most: number): number {
  const known = lines.reduce((sum, line) => sum + (line.valueFen ?? 0), 0);
  return lines.some((line) => line.valueFen === null) ? Math.max(known, most) : known;
}

function mostOf({ line, part }: Found): number {
  return part ? part.quantity * line.quantity : line.quantity;
}

function nameOf(found: Found | undefined, given: LineGiven): string {
  return found?.part?.name ?? (given.name || (found?.line.title ?? ''));
}

function namesOf(part: PartFacts): string[] {
  const names = [part.name, part.nameEn, part.code, part.model ?? '', part.erpCode ?? '', `${part.name}${part.model ?? ''}`];
  return names.map(plain).filter((name) => name !== '');
}

/** Letters and digits only, NFKC, lower case: 铰链 HJ-35 and 铰链hj35 are the same name. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
