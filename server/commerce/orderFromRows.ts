import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { BadCell, type Cells, readCount, readFen, readFlag, readKind, readNumber, readState, readTime, readYes } from './cells.ts';
import type { NumberedOrder } from './saveOrders.ts';
import { type OrderGiven, orderGiven } from './wire.ts';

/** What one row of a file says, or why it says nothing that can be used. */
export type RowOf<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: string; readonly field: string };

/** Reads one row of an order file (OR-1): the order's head, at most one line, its parcels. Times are wall clock of the shop's zone. */
export function orderFromRow(row: Cells, zone: string): RowOf<NumberedOrder> {
  return reading(() => {
    const orderNo = readNumber(row, 'orderNo');
    if (orderNo === undefined) throw new BadCell('row-no-number', 'orderNo');
    if (!/^[\p{L}\p{N}#._/:|-]{1,64}$/u.test(orderNo)) throw new BadCell('row-wrong', 'orderNo');
    const line = lineOf(row, zone);
    const parcels = parcelsOf(row, zone, line);
    const tradeNo = readNumber(row, 'tradeNo');
    const refunded = readFen(row, 'refundedFen') ?? 0;
    const given = orderGiven.safeParse({
      state: readState(row),
      payment: /货到付款|cod/i.test(row['payment'] ?? '') ? 'cod' : undefined,
      placedAt: readTime(row, 'placedAt', zone),
      paidAt: readTime(row, 'paidAt', zone),
      shippedAt: readTime(row, 'shippedAt', zone),
      signedAt: readTime(row, 'signedAt', zone),
      completedAt: readTime(row, 'completedAt', zone),
      goodsFen: readFen(row, 'goodsFen'),
      freightFen: readFen(row, 'freightFen'),
      discountFen: readFen(row, 'discountFen'),
      paidFen: readFen(row, 'paidFen'),
      contact: contactOf(row, zone),
      sellerNote: row['sellerNote'],
      buyerMessage: row['buyerMessage'],
      flag: readFlag(row),
      liveSession: row['liveSession'],
      insurance: { freight: readYes(row, 'freightInsured'), insuredFen: readFen(row, 'insuredFen') },
      // Platforms' order files give the sum only; after-sale files bring the numbers.
      refunds: refunded > 0 ? [{ refundNo: '#sum', fen: refunded }] : undefined,
      lines: line && [line],
      parcels,
      trades: tradeNo === undefined ? undefined : [{ tradeNo, lines: line && [{ lineNo: line.lineNo, quantity: line.quantity }] }],
    });
    if (!given.success) throw badCellOf(given.error);
    return { orderNo, given: given.data };
  });
}

export function reading<T>(work: () => T): RowOf<T> {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    if (error instanceof BadCell) return { ok: false, code: error.code, field: error.field };
    throw error;
  }
}

export function badCellOf(error: z.ZodError): BadCell {
  const issue = error.issues[0];
  const field = issue?.path.filter((part) => typeof part === 'string').at(-1) ?? '';
  if (issue?.code === 'too_big') return new BadCell('row-too-long', field);
  return new BadCell(issue?.message === 'control-characters' ? 'row-control-characters' : 'row-wrong', field);
}

type Line = NonNullable<OrderGiven['lines']>[number];

function lineOf(row: Cells, zone: string): Line | undefined {
  const title = row['title'] ?? row['goodsCode'];
  if (title === undefined) return undefined;
  const quantity = readCount(row, 'quantity') ?? 1;
  if (quantity === 0) throw new BadCell('row-count', 'quantity');
  const kind = readKind(row);
  const sum = readFen(row, 'goodsFen') ?? readFen(row, 'paidFen');
  const priceFen = readFen(row, 'priceFen') ?? (kind === 'gift' ? 0 : sum === undefined ? undefined : Math.round(sum / quantity));
  if (priceFen === undefined) throw new BadCell('row-no-price', 'priceFen');
  const lineNo = readNumber(row, 'subOrderNo') ?? madeNumber(row, title);
  const goodsCode = row['goodsCode']?.normalize('NFKC').trim();
  return {
    lineNo,
    kind,
    goodsCode,
    title,
    variant: row['variant'],
    quantity,
    priceFen,
    statedFen: readFen(row, 'statedFen'),
    shipBy: readTime(row, 'shipBy', zone),
  };
}

/** Files without sub-order numbers: the same goods and variant of one order are the same line. */
function madeNumber(row: Cells, title: string): string {
  return `#${createHash('sha1')
    .update(JSON.stringify([row['goodsCode'] ?? '', title, row['variant'] ?? '']))
    .digest('hex')
    .slice(0, 10)}`;
}

function contactOf(row: Cells, zone: string): OrderGiven['contact'] {
  const contact = {
    receiver: row['receiver'],
    phone: row['phone']?.normalize('NFKC').trim(),
    phoneExpiresAt: readTime(row, 'phoneExpiresAt', zone),
    address: row['address'],
    buyerId: row['buyerId'],
    nick: row['nick'],
  };
  return Object.values(contact).every((value) => value === undefined) ? undefined : contact;
}

/** One cell may name several waybills (`No:123;No:456`); only a single one is known to hold the row's line. */
function parcelsOf(row: Cells, zone: string, line: Line | undefined): unknown[] | undefined {
  const text = readNumber({ waybill: row['waybill']?.replace(/[\s;；,，、]+/g, ';') ?? '' }, 'waybill');
  const waybills = [
    ...new Set(
      (text ?? '')
        .split(';')
        .map((each) => each.replace(/^No[:：]?/i, ''))
        .filter((each) => each !== ''),
    ),
  ];
  if (waybills.length === 0) return undefined;
  const only = waybills.length === 1;
  return waybills.map((waybill) => ({
    waybill,
    carrier: row['carrier'],
    warehouse: row['warehouse'],
    shippedAt: readTime(row, 'shippedAt', zone),
    signedAt: readTime(row, 'signedAt', zone),
    weightG: only ? readCount(row, 'weightG') : undefined,
    weightExpectedG: only ? readCount(row, 'weightExpectedG') : undefined,
    trip: row['trip'],
    trades: row['tradeNo'] === undefined ? undefined : [readNumber(row, 'tradeNo')],
    contents: only && line ? [{ lineNo: line.lineNo, quantity: line.quantity }] : undefined,
  }));
}

/** Puts the rows of one order together: the head from the first row that says it, every line once, two equal lines as two. */
export function joinOrderRows(rows: readonly NumberedOrder[]): NumberedOrder {
  const [first] = rows;
  if (!first) throw new Error('no rows to join');
  if (rows.length === 1) return first;
  const count = new Map<string, number>();
  const numbered = rows.map((row) => renumbered(row, count));
  const head = numbered.reduceRight<OrderGiven>(
    (later, { given }) => ({
      ...later,
      ...given,
      contact: joined(later.contact, given.contact),
      insurance: joined(later.insurance, given.insurance),
    }),
    {},
  );
  return {
    orderNo: first.orderNo,
    given: {
      ...head,
      refunds: first.given.refunds,
      lines: list(numbered.flatMap(({ given }) => given.lines ?? [])),
      trades: byKey(
        numbered.flatMap(({ given }) => given.trades ?? []),
        (trade) => trade.tradeNo,
        (a, b) => ({ ...a, lines: [...(a.lines ?? []), ...(b.lines ?? [])] }),
      ),
      parcels: byKey(
        numbered.flatMap(({ given }) => given.parcels ?? []),
        (parcel) => parcel.waybill,
        (a, b) => ({ ...a, ...b, contents: list([...(a.contents ?? []), ...(b.contents ?? [])]) }),
      ),
    },
  };
}

/** A made line number that came before in this order gets -2, -3 …: two rows of the same goods are two lines. */
function renumbered(row: NumberedOrder, count: Map<string, number>): NumberedOrder {
  const lineNo = row.given.lines?.[0]?.lineNo;
  if (lineNo === undefined || !lineNo.startsWith('#')) return row;
  const n = (count.get(lineNo) ?? 0) + 1;
  count.set(lineNo, n);
  if (n === 1) return row;
  const rename = <T extends { lineNo: string }>(each: T): T => ({ ...each, lineNo: `${lineNo}-${n}` });
  const { lines, trades, parcels } = row.given;
  return {
    orderNo: row.orderNo,
    given: {
      ...row.given,
      lines: lines?.map(rename),
      trades: trades?.map((trade) => ({ ...trade, lines: trade.lines?.map(rename) })),
      parcels: parcels?.map((parcel) => ({ ...parcel, contents: parcel.contents?.map(rename) })),
    },
  };
}

function joined<T extends object>(later: T | undefined, first: T | undefined): T | undefined {
  if (later === undefined || first === undefined) return first ?? later;
  return { ...later, ...Object.fromEntries(Object.entries(first).filter(([, value]) => value !== undefined)) };
}

function list<T>(items: T[]): T[] | undefined {
  return items.length === 0 ? undefined : items;
}

function byKey<T>(items: readonly T[], keyOf: (item: T) => string, join: (a: T, b: T) => T): T[] | undefined {
  const found = new Map<string, T>();
  for (const item of items) {
    const before = found.get(keyOf(item));
    found.set(keyOf(item), before === undefined ? item : join(before, item));
  }
  return list([...found.values()]);
}
