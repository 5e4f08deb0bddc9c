import type { flags, lineKinds, orderStates, parcelStates, phoneKinds, platforms, resendSources } from './wire.ts';

export { type Found, findOrders } from './findOrders.ts';
export { type Guess, type Recognised } from './recognise.ts';
export {
  contactOfOrder,
  orderByNumber,
  orderForCase,
  ordersByNumber,
  ordersOfBuyer,
  ordersToReport,
  type OrderToReport,
} from './orderFacts.ts';
export { carrierOfOrder, parcelByWaybill, type WaybillFacts, waybillsIn } from './parcelByWaybill.ts';
export { currentPrices } from './goodsStore.ts';
export { type ParcelSigns, parcelFacts } from './parcelFacts.ts';
export { type Right } from './rights.ts';
export { carrierById, listCarriers, looksLikeOrderOf, shopById, warehouseById } from './shopsStore.ts';
export { presentChange } from './shippingView.ts';
export { askTracking } from './pullTracking.ts';
export { markChangeObjected, markChangeTold, shippingChange, type ShippingChangeInFull, shippingChangesOf } from './shippingStore.ts';
export { type ParcelScan, scansOfOrder, trackingPause } from './trackingStore.ts';
export { type OrderMatch } from './searchStore.ts';
export { type Proven, verifyIdentity } from './verifyIdentity.ts';

/**
 * Events of this stage. `order.arrived` and `order.changed` are written once per commit, for up to 500 orders of one shop:
 * `data.orderIds`. Read them with `orderIdsOf`. An import of 100,000 rows is some hundreds of events, not 100,000.
 */
export const orderArrived = 'order.arrived';
export const orderChanged = 'order.changed';
export const goodsChanged = 'goods.changed';
export const importRequested = 'import.requested';
/** {orderId, change, field, source}: a system told of a change of shipping information, or more about one. */
export const shippingChanged = 'order.shipping-changed';

/** The orders that an `order.arrived` or `order.changed` event is about. */
export function orderIdsOf(event: { readonly data: { readonly [key: string]: unknown } }): string[] {
  const ids = event.data['orderIds'];
  return Array.isArray(ids) ? ids.filter((each): each is string => typeof each === 'string') : [];
}

export type OrderState = (typeof orderStates)[number];
export type LineKind = (typeof lineKinds)[number];
export type ParcelState = (typeof parcelStates)[number];
export type PhoneKind = (typeof phoneKinds)[number];
export type Platform = (typeof platforms)[number];
export type Flag = (typeof flags)[number];
export type ResendSource = (typeof resendSources)[number];

export interface Shop {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly platform: Platform;
  readonly entity: string;
  readonly zone: string;
  readonly lang: 'zh' | 'en';
  /** Regular expression of the shop's order numbers (VE-8). */
  readonly orderForm: string | null;
  readonly signature: string;
  readonly replyFrom: string | null;
  /** Where its customers reach a person by phone; '' where it has no line of its own (TA-5). */
  readonly phone: string;
  readonly hours: { readonly open: string; readonly close: string } | null;
  readonly payWords: { readonly zh: string; readonly en: string };
  /** Days after sign-off in which a claim may be filed. */
  readonly claimDays: number;
  readonly active: boolean;
}

/** A warehouse or a carrier. */
export interface Place {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly email: string | null;
  readonly active: boolean;
}

export interface OrderRef {
  readonly id: string;
  readonly shopId: string;
  readonly orderNo: string;
}

/** One part of a line's goods, as sold (OR-6). `quantity` is in one unit of the goods; money in fen. */
export interface PartFacts {
  readonly lineId: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly model: string | null;
  readonly erpCode: string | null;
  readonly quantity: number;
  readonly costFen: number | null;
  readonly valueFen: number | null;
  readonly resentFromId: string | null;
  readonly resentBy: ResendSource;
  /** Stock of today at the place it is resent from; null when nobody knows. */
  readonly stock: number | null;
  readonly stockUntil: string | null;
  readonly picture: string | null;
  readonly asSold: boolean;
}

export interface LineFacts {
  readonly id: string;
  readonly orderId: string;
  readonly lineNo: string;
  readonly kind: LineKind;
  /** The bundle's line, of a component. */
  readonly partOf: string | null;
  readonly goodsId: string | null;
  readonly goodsCode: string | null;
  readonly title: string;
  /** The goods' English title; null where nobody gave one. */
  readonly titleEn?: string | null;
  readonly variant: string;
  readonly quantity: number;
  /** Of one unit, as sold; of a component its share. */
  readonly priceFen: number;
  readonly paidFen: number | null;
  /** Of one gift: what it counts for in remedies. */
  readonly statedFen: number | null;
  readonly shipBy: Date | null;
  readonly parts: readonly PartFacts[];
}

export interface ParcelContent {
  readonly lineId: string;
  readonly orderId: string;
  readonly title: string;
  readonly variant: string;
  readonly quantity: number;
  /** Nobody said what is in it: it is its order's only parcel. */
  readonly assumed: boolean;
}

export interface ParcelFacts {
  readonly id: string;
  readonly shopId: string;
  readonly orderIds: readonly string[];
  readonly waybill: string;
  readonly carrierId: string | null;
  readonly carrierName: string | null;
  readonly warehouseId: string | null;
  readonly state: ParcelState;
  /** Grams, weighed when shipped, and as they should be. */
  readonly weightG: number | null;
  readonly weightExpectedG: number | null;
  readonly shippedAt: Date | null;
  readonly signedAt: Date | null;
  readonly scanAt: Date | null;
  readonly scanText: string | null;
  readonly scanPlace: string | null;
  /** Van or line that it left with (车次). */
  readonly trip: string | null;
  readonly tradeNos: readonly string[];
  readonly contents: readonly ParcelContent[];
}

export interface RefundFacts {
  readonly refundNo: string;
  readonly fen: number;
  readonly state: 'asked' | 'done' | 'refused';
  readonly at: Date | null;
}

/** An order without personal data: what cases decide on. */
export interface OrderFacts extends OrderRef {
  readonly platform: string;
  readonly state: OrderState;
  readonly payment: 'online' | 'cod' | 'counter';
  readonly placedAt: Date | null;
  readonly paidAt: Date | null;
  readonly shippedAt: Date | null;
  readonly signedAt: Date | null;
  readonly completedAt: Date | null;
  readonly goodsFen: number | null;
  readonly freightFen: number | null;
  readonly discountFen: number | null;
  readonly paidFen: number | null;
  readonly flag: Flag | null;
  readonly freightInsured: boolean | null;
  readonly insuredFen: number | null;
  readonly platformGuarantee: boolean | null;
  /** Live stream in which it was bought (直播场次). */
  readonly liveSession: string | null;
  /** Refunds on the platform, asked or done (RE-13). */
  readonly refunds: readonly RefundFacts[];
  readonly lines: readonly LineFacts[];
  readonly trades: readonly {
    readonly id: string;
    readonly tradeNo: string;
    readonly state: string | null;
    readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
  }[];
  readonly parcels: readonly ParcelFacts[];
}

/** Personal data of an order, plain. Mask it in presenters; never log it nor put it in an event. */
export interface ContactFacts {
  readonly receiver: string | null;
  readonly phone: string | null;
  readonly phoneKind: PhoneKind | null;
  readonly extension: string | null;
  readonly phoneExpiresAt: Date | null;
  readonly address: string | null;
  readonly buyerId: string | null;
  readonly nick: string | null;
  readonly sellerNote: string | null;
  readonly buyerMessage: string | null;
}
