import { z } from 'zod';
import { fen, freeText, instant, someText } from '#platform/wire.ts';

// What comes in: goods and orders as a system or a file gives them.

export const orderStates = ['unpaid', 'paid', 'part-shipped', 'shipped', 'signed', 'completed', 'cancelled'] as const;
export const lineKinds = ['goods', 'bundle', 'component', 'gift', 'presale', 'service'] as const;
export const parcelStates = ['created', 'collected', 'in-transit', 'delivering', 'signed', 'problem', 'returned', 'lost'] as const;
export const flags = ['red', 'yellow', 'green', 'blue', 'purple', 'grey'] as const;
export const phoneKinds = ['real', 'masked', 'virtual'] as const;
export const platforms = ['taobao', 'pdd', 'douyin', 'jd', 'own', 'store'] as const;
export const resendSources = ['parts-stock', 'unit', 'supplier'] as const;

/** Shop, warehouse and carrier codes: short, stable, fit for a path. */
export const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/);
export const number = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}#._/:|-]{1,64}$/u);
const grams = z.int().min(0).max(2_000_000);
const pieces = z.int().min(1).max(100_000);

const partGiven = z.object({
  code: someText(60),
  name: someText(200),
  nameEn: freeText(200).optional(),
  model: freeText(100).optional(),
  erpCode: freeText(60).optional(),
  quantity: pieces.default(1),
  costFen: fen.optional(),
  valueFen: fen.optional(),
  resentFrom: freeText(60).optional(),
  resentBy: z.enum(resendSources).optional(),
  stock: z.int().min(0).max(10_000_000).nullable().optional(),
  stockUntil: freeText(100).nullable().optional(),
  picture: freeText(500).optional(),
});

/** Goods with parts, as a system or a file gives them. A field left out keeps its value. */
export const goodsGiven = z.object({
  title: someText(300),
  titleEn: freeText(300).optional(),
  kind: z.enum(['goods', 'bundle', 'gift', 'service']).optional(),
  priceFen: fen.optional(),
  statedFen: fen.min(1).optional(),
  warehouse: freeText(60).optional(),
  picture: freeText(500).optional(),
  parts: z.array(partGiven).max(300).optional(),
  /** Shares in 1/100 per cent; they must add up to 10,000. */
  components: z
    .array(z.object({ goodsCode: someText(60), quantity: pieces.default(1), shareBp: z.int().min(0).max(10_000) }))
    .max(50)
    .optional(),
});
export type GoodsGiven = z.output<typeof goodsGiven>;

const lineGiven = z.object({
  lineNo: number,
  kind: z.enum(lineKinds).exclude(['component']).optional(),
  goodsCode: freeText(60).optional(),
  title: someText(300),
  variant: freeText(200).optional(),
  quantity: pieces.default(1),
  priceFen: fen,
  paidFen: fen.optional(),
  statedFen: fen.min(1).optional(),
  shipBy: instant.optional(),
  /** A bundle's components with their share of the price of one bundle; absent: by the shares of our goods. */
  components: z
    .array(z.object({ goodsCode: freeText(60).optional(), title: someText(300), quantity: pieces.default(1), shareFen: fen }))
    .max(50)
    .optional(),
});

const parcelGiven = z.object({
  waybill: number,
  carrier: freeText(60).optional(),
  warehouse: freeText(60).optional(),
  state: z.enum(parcelStates).optional(),
  weightG: grams.optional(),
  weightExpectedG: grams.optional(),
  shippedAt: instant.optional(),
  signedAt: instant.optional(),
  /** Van or line that it left with, as the warehouse or the carrier names it (车次). */
  trip: freeText(100).optional(),
  scan: z.object({ at: instant, text: freeText(300), place: freeText(100).optional() }).optional(),
  trades: z.array(number).max(50).optional(),
  contents: z
    .array(z.object({ lineNo: number, quantity: pieces }))
    .max(300)
    .optional(),
});

/** One order as a system or a file gives it. Lines, trades and parcels are matched by their numbers; what is left out stays as it is. */
export const orderGiven = z.object({
  state: z.enum(orderStates).optional(),
  payment: z.enum(['online', 'cod', 'counter']).optional(),
  placedAt: instant.optional(),
  paidAt: instant.optional(),
  shippedAt: instant.optional(),
  signedAt: instant.optional(),
  completedAt: instant.optional(),
  goodsFen: fen.optional(),
  freightFen: fen.optional(),
  discountFen: fen.optional(),
  paidFen: fen.optional(),
  contact: z
    .object({
      receiver: freeText(100).optional(),
      phone: freeText(40).optional(),
      phoneKind: z.enum(phoneKinds).optional(),
      extension: z
        .string()
        .regex(/^\d{1,8}$/)
        .optional(),
      phoneExpiresAt: instant.optional(),
      address: freeText(500).optional(),
      buyerId: freeText(100).optional(),
      nick: freeText(100).optional(),
    })
    .optional(),
  sellerNote: freeText(2000).optional(),
  buyerMessage: freeText(2000).optional(),
  flag: z.enum(flags).optional(),
  /** Live stream in which it was bought, as the platform names it (直播场次). */
  liveSession: freeText(100).optional(),
  insurance: z
    .object({ freight: z.boolean().optional(), insuredFen: fen.optional(), platformGuarantee: z.boolean().optional() })
    .optional(),
  refunds: z
    .array(z.object({ refundNo: number, fen, state: z.enum(['asked', 'done', 'refused']).default('done'), at: instant.optional() }))
    .max(50)
    .optional(),
  lines: z.array(lineGiven).max(300).optional(),
  trades: z
    .array(
      z.object({
        tradeNo: number,
        state: freeText(40).optional(),
        lines: z
          .array(z.object({ lineNo: number, quantity: pieces }))
          .max(300)
          .optional(),
      }),
    )
    .max(50)
    .optional(),
  parcels: z.array(parcelGiven).max(50).optional(),
});
export type OrderGiven = z.output<typeof orderGiven>;
