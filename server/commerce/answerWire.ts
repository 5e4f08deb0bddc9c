import { z } from 'zod';
import { id } from '#platform/wire.ts';
import { flags, lineKinds, orderStates, parcelStates, phoneKinds, resendSources } from './givenWire.ts';

// What goes out: an order as the desk sees it.

export const shopName = z.object({ id, code: z.string(), name: z.string(), nameEn: z.string(), platform: z.string() });
const place = z.object({ id, code: z.string(), name: z.string(), nameEn: z.string() });
export const time = z.string().nullable();
export const money = z.int().nullable();

export const partAnswer = z.object({
  code: z.string(),
  name: z.string(),
  nameEn: z.string(),
  model: z.string().nullable(),
  erpCode: z.string().nullable(),
  quantity: z.int(),
  costFen: money,
  valueFen: money,
  resentFrom: place.nullable(),
  resentBy: z.enum(resendSources),
  stock: z.int().nullable(),
  stockUntil: z.string().nullable(),
  picture: z.string().nullable(),
});
export const lineAnswer = z.object({
  id,
  lineNo: z.string(),
  kind: z.enum(lineKinds),
  partOf: id.nullable(),
  goodsId: id.nullable(),
  goodsCode: z.string().nullable(),
  title: z.string(),
  /** The goods' English title, where somebody gave one. */
  titleEn: z.string().nullish(),
  variant: z.string(),
  quantity: z.int(),
  priceFen: z.int(),
  paidFen: money,
  statedFen: money,
  shipBy: time,
  /** False: the order came before its goods, so these are the goods' parts of today. */
  partsAsSold: z.boolean(),
  parts: z.array(partAnswer),
});
export const parcelAnswer = z.object({
  id,
  orderIds: z.array(id),
  waybill: z.string(),
  carrier: place.nullable(),
  carrierName: z.string().nullable(),
  warehouse: place.nullable(),
  state: z.enum(parcelStates),
  weightG: money,
  weightExpectedG: money,
  shippedAt: time,
  signedAt: time,
  scanAt: time,
  scanText: z.string().nullable(),
  scanPlace: z.string().nullable(),
  trip: z.string().nullable(),
  tradeNos: z.array(z.string()),
  /** `assumed`: nobody said what is in it; it is the order's only parcel. */
  contents: z.array(z.object({ lineId: id, orderId: id, title: z.string(), variant: z.string(), quantity: z.int(), assumed: z.boolean() })),
});
export const contactAnswer = z.object({
  receiver: z.string().nullable(),
  phone: z.string().nullable(),
  phoneKind: z.enum(phoneKinds).nullable(),
  extension: z.string().nullable(),
  phoneExpiresAt: time,
  phoneExpired: z.boolean(),
  address: z.string().nullable(),
  buyerId: z.string().nullable(),
  nick: z.string().nullable(),
});
export const orderAnswer = z.object({
  id,
  shop: shopName,
  orderNo: z.string(),
  state: z.enum(orderStates),
  payment: z.enum(['online', 'cod', 'counter']),
  placedAt: time,
  paidAt: time,
  shippedAt: time,
  signedAt: time,
  completedAt: time,
  goodsFen: money,
  freightFen: money,
  discountFen: money,
  paidFen: money,
  contact: contactAnswer,
  sellerNote: z.string().nullable(),
  buyerMessage: z.string().nullable(),
  flag: z.enum(flags).nullable(),
  liveSession: z.string().nullable(),
  insurance: z.object({ freight: z.boolean().nullable(), insuredFen: money, platformGuarantee: z.boolean().nullable() }),
  refunds: z.array(z.object({ refundNo: z.string(), fen: z.int(), state: z.enum(['asked', 'done', 'refused']), at: time })),
  lines: z.array(lineAnswer),
  trades: z.array(
    z.object({ id, tradeNo: z.string(), state: z.string().nullable(), lines: z.array(z.object({ lineId: id, quantity: z.int() })) }),
  ),
  parcels: z.array(parcelAnswer),
  /** Parcels of the same buyer's other open orders (OR-3). */
  otherParcels: z.array(parcelAnswer),
  rights: z.array(z.object({ right: z.enum(['claim', 'no-reason-return']), until: z.string(), open: z.boolean() })),
  /** Whether its buyer may pay on delivery (RE-6): systems check it before they offer it. */
  codStanding: z.enum(['good', 'warned', 'limited']),
  may: z.object({ reveal: z.boolean() }),
});
export type OrderAnswer = z.output<typeof orderAnswer>;

export const orderHit = z.object({
  orderId: id,
  shop: shopName,
  orderNo: z.string(),
  state: z.enum(orderStates),
  placedAt: time,
  paidFen: money,
  receiver: z.string().nullable(),
  nick: z.string().nullable(),
  titles: z.array(z.string()),
  /** Which of the things recognised found it, as typed. */
  by: z.string(),
});
export const recognisedAnswer = z.object({ kind: z.string(), value: z.string(), carrier: z.string().optional() });
export type OrderHit = z.output<typeof orderHit>;
