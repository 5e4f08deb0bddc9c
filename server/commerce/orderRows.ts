import { splitByShares } from '#platform/money.ts';
import type { LineKind, OrderState, ParcelState, Shop } from './contract.ts';
import type { MergeRow } from './mergeRows.ts';
import type { OrderGiven } from './wire.ts';

/** Goods as a line needs them. */
export interface KnownGoods {
  readonly id: string;
  readonly code: string;
  readonly kind: 'goods' | 'bundle' | 'gift' | 'service';
  readonly version: number;
  readonly statedFen: number | null;
  readonly components:
    | readonly {
        readonly goodsId: string;
        readonly code: string;
        readonly title: string;
        readonly quantity: number;
        readonly shareBp: number;
      }[]
    | null;
}

export type GivenLine = NonNullable<OrderGiven['lines']>[number];
type GivenContact = NonNullable<OrderGiven['contact']>;

/** A gift about which nobody said what it counts for counts 1 yuan: never 0 (OR-4). */
const leastStatedFen = 100;

export function orderRow(shop: Shop, orderNo: string, given: OrderGiven, id: string, now: Date): MergeRow {
  return {
    id,
    shop_id: shop.id,
    order_no: orderNo,
    platform: shop.platform,
    state: given.state,
    state_else: stateByTimes(given),
    payment: given.payment,
    placed_at: given.placedAt,
    paid_at: given.paidAt,
    shipped_at: given.shippedAt,
    signed_at: given.signedAt,
    completed_at: given.completedAt,
    goods_fen: given.goodsFen,
    freight_fen: given.freightFen,
    discount_fen: given.discountFen,
    paid_fen: given.paidFen,
    flag: given.flag,
    freight_insured: given.insurance?.freight,
    insured_fen: given.insurance?.insuredFen,
    platform_guarantee: given.insurance?.platformGuarantee,
    live_session: given.liveSession,
    arrived_at: now.toISOString(),
    changed_at: now.toISOString(),
  };
}

function stateByTimes(given: OrderGiven): OrderState {
  if (given.completedAt !== undefined) return 'completed';
  if (given.signedAt !== undefined) return 'signed';
  if (given.shippedAt !== undefined) return 'shipped';
  return given.paidAt !== undefined || given.payment === 'cod' ? 'paid' : 'unpaid';
}

/** Contact and free text; undefined when nothing of it was given. Which kind of number it is, is read from its shape when unsaid (OR-5). */
export function contactRow(shop: Shop, orderId: string, given: OrderGiven): MergeRow | undefined {
  const { contact, sellerNote, buyerMessage } = given;
  if (contact === undefined && sellerNote === undefined && buyerMessage === undefined) return undefined;
  return {
    order_id: orderId,
    shop_id: shop.id,
    receiver: contact?.receiver,
    ...phoneOf(contact ?? {}),
    phone_expires_at: contact?.phoneExpiresAt,
    address: contact?.address,
    buyer_id: contact?.buyerId,
    nick: contact?.nick,
    seller_note: sellerNote,
    buyer_message: buyerMessage,
  };
}

function phoneOf(contact: GivenContact): MergeRow {
  if (contact.phone === undefined) return { extension: contact.extension, phone_kind: contact.phoneKind };
  const [, main = contact.phone, written] = /^(\+?[\d\s]{7,20}?)(?:-|转|,|#)(\d{1,6})$/.exec(contact.phone) ?? [];
  const isVirtual = contact.extension !== undefined || (written !== undefined && /^1\d{10}$/.test(main));
  const kind = contact.phoneKind ?? (contact.phone.includes('*') ? 'masked' : isVirtual ? 'virtual' : 'real');
  return kind === 'virtual'
    ? { phone: main, phone_kind: kind, extension: contact.extension ?? written }
    : { phone: contact.phone, phone_kind: kind, extension: contact.extension };
}

/** A line of an order; its id is new and only used when the line is. */
export function lineRow(
  shop: Shop,
  orderId: string,
  line: GivenLine,
  position: number,
  goods: KnownGoods | undefined,
  id: string,
): MergeRow {
  const kind = line.kind ?? kindOf(line, goods);
  return {
    id,
    order_id: orderId,
    shop_id: shop.id,
    line_no: line.lineNo,
    position,
    kind: line.kind,
    kind_else: kind,
    goods_id: goods?.id,
    goods_code: line.goodsCode,
    goods_version: goods?.version,
    title: line.title,
    variant: line.variant,
    quantity: line.quantity,
    price_fen: line.priceFen,
    paid_fen: line.paidFen,
    stated_fen: line.statedFen,
    stated_else: kind === 'gift' ? (goods?.statedFen ?? leastStatedFen) : null,
    ship_by: line.shipBy,
  };
}

function kindOf(line: GivenLine, goods: KnownGoods | undefined): LineKind {
  if (line.components !== undefined) return 'bundle';
  return goods?.kind ?? 'goods';
}

/** A bundle's components as lines of their own, each with its share of the price as sold; together exactly the bundle's price. */
export function componentRows(
  shop: Shop,
  orderId: string,
  line: GivenLine,
  bundle: { id: string; goods: KnownGoods | undefined },
  known: ReadonlyMap<string, KnownGoods>,
  makeId: () => string,
): MergeRow[] {
  const parts = line.components ?? sharesOf(line, bundle.goods);
  return parts.map((part, at) => {
    const goods = part.goodsCode === undefined ? undefined : known.get(part.goodsCode);
    return {
      id: makeId(),
      order_id: orderId,
      shop_id: shop.id,
      line_no: `${line.lineNo}/${at + 1}`,
      position: at,
      part_of: bundle.id,
      kind_else: 'component',
      goods_id: goods?.id,
      goods_code: part.goodsCode,
      goods_version: goods?.version,
      title: part.title,
      variant: '',
      quantity: part.quantity * line.quantity,
      price_fen: Math.floor(part.shareFen / part.quantity),
      // Several of one component may not share evenly: the whole line's sum stays exact.
      paid_fen: part.shareFen * line.quantity,
    };
  });
}

function sharesOf(line: GivenLine, goods: KnownGoods | undefined): NonNullable<GivenLine['components']> {
  const components = goods?.components ?? [];
  if (components.length === 0) return [];
  const shares = splitByShares(
    line.priceFen,
    components.map((each) => each.shareBp),
  );
  return components.map((each, at) => ({ goodsCode: each.code, title: each.title, quantity: each.quantity, shareFen: shares[at] ?? 0 }));
}

type GivenParcel = NonNullable<OrderGiven['parcels']>[number];

export function parcelRow(shop: Shop, parcel: GivenParcel, places: Places, id: string): MergeRow {
  const carrier = parcel.carrier === undefined ? undefined : places.carrier(parcel.carrier);
  return {
    id,
    shop_id: shop.id,
    waybill: parcel.waybill,
    carrier_id: carrier,
    carrier_name: carrier === undefined ? parcel.carrier : undefined,
    warehouse_id: parcel.warehouse === undefined ? undefined : places.warehouse(parcel.warehouse),
    state: parcel.state ?? (parcel.signedAt === undefined ? undefined : 'signed'),
    state_else: stateOfParcel(parcel),
    weight_g: parcel.weightG,
    weight_expected_g: parcel.weightExpectedG,
    shipped_at: parcel.shippedAt,
    signed_at: parcel.signedAt,
    scan_at: parcel.scan?.at,
    scan_text: parcel.scan?.text,
    scan_place: parcel.scan?.place,
    trip: parcel.trip,
  };
}

function stateOfParcel(parcel: GivenParcel): ParcelState {
  if (parcel.signedAt !== undefined) return 'signed';
  return parcel.shippedAt === undefined && parcel.scan === undefined ? 'created' : 'in-transit';
}

/** Looks a carrier or warehouse up by code or name, as files write either. */
export interface Places {
  carrier(named: string): string | undefined;
  warehouse(named: string): string | undefined;
}

/** Rows with the same key become one: what a later one says wins, what it leaves out stays. */
export function uniqueRows(rows: readonly MergeRow[], ...key: readonly string[]): MergeRow[] {
  const found = new Map<string, MergeRow>();
  for (const row of rows) {
    const name = JSON.stringify(key.map((each) => row[each]));
    const before = found.get(name);
    found.set(
      name,
      before === undefined
        ? row
        : {
            ...before,
            ...Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)),
            ...(before.id === undefined ? {} : { id: before.id }),
          },
    );
  }
  return [...found.values()];
}
