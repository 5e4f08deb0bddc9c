import { z } from 'zod';
import { bothWords, fen, freeText, id, instant, listOf, listQuery, route, someText } from '#platform/wire.ts';

export const orderStates = ['unpaid', 'paid', 'part-shipped', 'shipped', 'signed', 'completed', 'cancelled'] as const;
export const lineKinds = ['goods', 'bundle', 'component', 'gift', 'presale', 'service'] as const;
export const parcelStates = ['created', 'collected', 'in-transit', 'delivering', 'signed', 'problem', 'returned', 'lost'] as const;
export const flags = ['red', 'yellow', 'green', 'blue', 'purple', 'grey'] as const;
export const phoneKinds = ['real', 'masked', 'virtual'] as const;
export const platforms = ['taobao', 'pdd', 'douyin', 'jd', 'own', 'store'] as const;
export const importLayouts = ['taobao', 'generic', 'goods'] as const;
export const resendSources = ['parts-stock', 'unit', 'supplier'] as const;

/** Shop, warehouse and carrier codes: short, stable, fit for a path. */
export const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/);
const number = z.string().trim().regex(/^[\p{L}\p{N}#._/:|-]{1,64}$/u);
const grams = z.int().min(0).max(2_000_000);
const pieces = z.int().min(1).max(100_000);

const partGiven = z.object({
  code: someText(60), name: someText(200), nameEn: freeText(200).optional(), model: freeText(100).optional(), erpCode: freeText(60).optional(),
  quantity: pieces.default(1), costFen: fen.optional(), valueFen: fen.optional(), resentFrom: freeText(60).optional(), resentBy: z.enum(resendSources).optional(),
  stock: z.int().min(0).max(10_000_000).nullable().optional(), stockUntil: freeText(100).nullable().optional(), picture: freeText(500).optional(),
});

/** Goods with parts, as a system or a file gives them. A field left out keeps its value. */
export const goodsGiven = z.object({
  title: someText(300), titleEn: freeText(300).optional(), kind: z.enum(['goods', 'bundle', 'gift', 'service']).optional(), priceFen: fen.optional(),
  statedFen: fen.min(1).optional(), warehouse: freeText(60).optional(), picture: freeText(500).optional(),
  parts: z.array(partGiven).max(300).optional(),
  /** Shares in 1/100 per cent; they must add up to 10,000. */
  components: z.array(z.object({ goodsCode: someText(60), quantity: pieces.default(1), shareBp: z.int().min(0).max(10_000) })).max(50).optional(),
});
export type GoodsGiven = z.output<typeof goodsGiven>;

const lineGiven = z.object({
  lineNo: number, kind: z.enum(lineKinds).exclude(['component']).optional(), goodsCode: freeText(60).optional(), title: someText(300), variant: freeText(200).optional(),
  quantity: pieces.default(1), priceFen: fen, paidFen: fen.optional(), statedFen: fen.min(1).optional(), shipBy: instant.optional(),
  /** A bundle's components with their share of the price of one bundle; absent: by the shares of our goods. */
  components: z.array(z.object({ goodsCode: freeText(60).optional(), title: someText(300), quantity: pieces.default(1), shareFen: fen })).max(50).optional(),
});

const parcelGiven = z.object({
  waybill: number, carrier: freeText(60).optional(), warehouse: freeText(60).optional(), state: z.enum(parcelStates).optional(),
  weightG: grams.optional(), weightExpectedG: grams.optional(), shippedAt: instant.optional(), signedAt: instant.optional(),
  scan: z.object({ at: instant, text: freeText(300), place: freeText(100).optional() }).optional(),
  trades: z.array(number).max(50).optional(),
  contents: z.array(z.object({ lineNo: number, quantity: pieces })).max(300).optional(),
});

/** One order as a system or a file gives it. Lines, trades and parcels are matched by their numbers; what is left out stays as it is. */
export const orderGiven = z.object({
  state: z.enum(orderStates).optional(), payment: z.enum(['online', 'cod', 'counter']).optional(),
  placedAt: instant.optional(), paidAt: instant.optional(), shippedAt: instant.optional(), signedAt: instant.optional(), completedAt: instant.optional(),
  goodsFen: fen.optional(), freightFen: fen.optional(), discountFen: fen.optional(), paidFen: fen.optional(),
  contact: z.object({
    receiver: freeText(100).optional(), phone: freeText(40).optional(), phoneKind: z.enum(phoneKinds).optional(), extension: z.string().regex(/^\d{1,8}$/).optional(),
    phoneExpiresAt: instant.optional(), address: freeText(500).optional(), buyerId: freeText(100).optional(), nick: freeText(100).optional(),
  }).optional(),
  sellerNote: freeText(2000).optional(), buyerMessage: freeText(2000).optional(), flag: z.enum(flags).optional(),
  insurance: z.object({ freight: z.boolean().optional(), insuredFen: fen.optional(), platformGuarantee: z.boolean().optional() }).optional(),
  refunds: z.array(z.object({ refundNo: number, fen, state: z.enum(['asked', 'done', 'refused']).default('done'), at: instant.optional() })).max(50).optional(),
  lines: z.array(lineGiven).max(300).optional(),
  trades: z.array(z.object({ tradeNo: number, state: freeText(40).optional(), lines: z.array(z.object({ lineNo: number, quantity: pieces })).max(300).optional() })).max(50).optional(),
  parcels: z.array(parcelGiven).max(50).optional(),
});
export type OrderGiven = z.output<typeof orderGiven>;

const shopName = z.object({ id, code: z.string(), name: z.string(), nameEn: z.string(), platform: z.string() });
const place = z.object({ id, code: z.string(), name: z.string(), nameEn: z.string() });
const time = z.string().nullable();
const money = z.int().nullable();

export const partAnswer = z.object({
  code: z.string(), name: z.string(), nameEn: z.string(), model: z.string().nullable(), erpCode: z.string().nullable(), quantity: z.int(), costFen: money, valueFen: money,
  resentFrom: place.nullable(), resentBy: z.enum(resendSources), stock: z.int().nullable(), stockUntil: z.string().nullable(), picture: z.string().nullable(),
});
export const lineAnswer = z.object({
  id, lineNo: z.string(), kind: z.enum(lineKinds), partOf: id.nullable(), goodsId: id.nullable(), goodsCode: z.string().nullable(), title: z.string(), variant: z.string(),
  quantity: z.int(), priceFen: z.int(), paidFen: money, statedFen: money, shipBy: time,
  /** False: the order came before its goods, so these are the goods' parts of today. */
  partsAsSold: z.boolean(), parts: z.array(partAnswer),
});
export const parcelAnswer = z.object({
  id, orderIds: z.array(id), waybill: z.string(), carrier: place.nullable(), carrierName: z.string().nullable(), warehouse: place.nullable(), state: z.enum(parcelStates),
  weightG: money, weightExpectedG: money, shippedAt: time, signedAt: time, scanAt: time, scanText: z.string().nullable(), scanPlace: z.string().nullable(),
  tradeNos: z.array(z.string()),
  /** `assumed`: nobody said what is in it; it is the order's only parcel. */
  contents: z.array(z.object({ lineId: id, orderId: id, title: z.string(), variant: z.string(), quantity: z.int(), assumed: z.boolean() })),
});
export const contactAnswer = z.object({
  receiver: z.string().nullable(), phone: z.string().nullable(), phoneKind: z.enum(phoneKinds).nullable(), extension: z.string().nullable(), phoneExpiresAt: time, phoneExpired: z.boolean(),
  address: z.string().nullable(), buyerId: z.string().nullable(), nick: z.string().nullable(),
});
export const orderAnswer = z.object({
  id, shop: shopName, orderNo: z.string(), state: z.enum(orderStates), payment: z.enum(['online', 'cod', 'counter']),
  placedAt: time, paidAt: time, shippedAt: time, signedAt: time, completedAt: time,
  goodsFen: money, freightFen: money, discountFen: money, paidFen: money,
  contact: contactAnswer, sellerNote: z.string().nullable(), buyerMessage: z.string().nullable(), flag: z.enum(flags).nullable(),
  insurance: z.object({ freight: z.boolean().nullable(), insuredFen: money, platformGuarantee: z.boolean().nullable() }),
  refunds: z.array(z.object({ refundNo: z.string(), fen: z.int(), state: z.enum(['asked', 'done', 'refused']), at: time })),
  lines: z.array(lineAnswer), trades: z.array(z.object({ id, tradeNo: z.string(), state: z.string().nullable(), lines: z.array(z.object({ lineId: id, quantity: z.int() })) })),
  parcels: z.array(parcelAnswer),
  /** Parcels of the same buyer's other open orders (OR-3). */
  otherParcels: z.array(parcelAnswer),
  rights: z.array(z.object({ right: z.enum(['claim', 'no-reason-return']), until: z.string(), open: z.boolean() })),
  may: z.object({ reveal: z.boolean() }),
});
export type OrderAnswer = z.output<typeof orderAnswer>;

export const orderHit = z.object({
  orderId: id, shop: shopName, orderNo: z.string(), state: z.enum(orderStates), placedAt: time, paidFen: money, receiver: z.string().nullable(), nick: z.string().nullable(), titles: z.array(z.string()),
  /** Which of the things recognised found it, as typed. */
  by: z.string(),
});
export const recognisedAnswer = z.object({ kind: z.string(), value: z.string(), carrier: z.string().optional() });
export type OrderHit = z.output<typeof orderHit>;

const shopFields = z.object({
  name: someText(100), nameEn: someText(100), platform: z.enum(platforms), entity: someText(100), zone: someText(60).default('Asia/Shanghai'), lang: z.enum(['zh', 'en']).default('zh'),
  orderForm: freeText(300).nullable().default(null), signature: freeText(100).default(''), replyFrom: z.email().nullable().default(null),
  hours: z.object({ open: z.string().regex(/^\d\d:\d\d$/), close: z.string().regex(/^\d\d:\d\d$/) }).nullable().default(null),
  payWords: bothWords.optional(), claimDays: z.int().min(1).max(3650).default(30), active: z.boolean().default(true),
});
const placeFields = z.object({ name: someText(100), nameEn: someText(100), email: z.email().nullable().default(null), active: z.boolean().default(true) });
export const shopAnswer = shopFields.extend({ id, code: z.string(), payWords: bothWords, zone: z.string(), replyFrom: z.string().nullable() });
const placeAnswer = placeFields.extend({ id, code: z.string(), email: z.string().nullable() });

export const columnsOf = z.record(z.string().max(40), z.string().max(200));
export const importAnswer = z.object({
  id, shop: shopName, layout: z.enum(importLayouts), fileName: z.string(), bytes: z.int(), state: z.enum(['uploaded', 'waiting', 'running', 'done', 'failed']), encoding: z.string().nullable(),
  rowsRead: z.int(), rowsRefused: z.int(), arrived: z.int(), changed: z.int(), unchanged: z.int(),
  /** Why the whole file was refused, in words. */
  fault: z.object({ code: z.string(), words: bothWords }).nullable(),
  createdAt: z.string(), startedAt: time, endedAt: time,
});
export type ImportAnswer = z.output<typeof importAnswer>;
const previewAnswer = z.object({
  headers: z.array(z.string()), rows: z.array(z.array(z.string())), encoding: z.string(),
  /** Our fields that this layout fills: key, words, whether the file must have it. */
  fields: z.array(z.object({ key: z.string(), words: bothWords, needed: z.boolean() })),
  /** The shop's saved mapping where it fits these headers, else our guess. */
  columns: columnsOf, saved: z.boolean(),
});

const words = (zh: string, en: string) => ({ zh, en });
const byCode = z.object({ code });
const done = z.object({ outcome: z.enum(['arrived', 'changed', 'unchanged']), id });
export const commerceRoutes = {
  putOrder: route({ method: 'PUT', path: '/api/v1/orders/:shop/:orderNo', summary: words('写入订单', 'Put an order'), permission: 'order.import', params: z.object({ shop: code, orderNo: number }), body: orderGiven, answer: done }),
  order: route({ method: 'GET', path: '/api/v1/orders/:orderId', summary: words('订单详情', 'An order'), permission: 'order.read', params: z.object({ orderId: id }), answer: orderAnswer }),
  findOrders: route({ method: 'GET', path: '/api/v1/orders/search', summary: words('按号码或粘贴文字找订单', 'Find orders by number or pasted text'), permission: 'order.read', query: z.object({ q: z.string().trim().min(1).max(5000) }), answer: z.object({ took: z.array(recognisedAnswer), orders: z.array(orderHit) }) }),
  revealContact: route({ method: 'POST', path: '/api/v1/orders/:orderId/reveals', summary: words('查看联系方式明文', 'Reveal the contact'), permission: 'case.reveal', params: z.object({ orderId: id }), body: z.object({ why: someText(200) }), answer: contactAnswer, limit: 60 }),
  putGoods: route({ method: 'PUT', path: '/api/v1/goods/:shop/:goodsCode', summary: words('写入商品与配件', 'Put goods and parts'), permission: 'order.import', params: z.object({ shop: code, goodsCode: someText(60) }), body: goodsGiven, answer: done }),
  goods: route({ method: 'GET', path: '/api/v1/goods/:goodsId', summary: words('商品与配件', 'Goods and parts'), permission: 'order.read', params: z.object({ goodsId: id }), answer: z.object({ id, code: z.string(), title: z.string(), titleEn: z.string(), kind: z.string(), priceFen: money, statedFen: money, version: z.int(), parts: z.array(partAnswer) }) }),
  imports: route({ method: 'GET', path: '/api/v1/imports', summary: words('导入记录', 'Imports'), permission: 'order.import', query: listQuery, answer: listOf(importAnswer) }),
  import: route({ method: 'GET', path: '/api/v1/imports/:importId', summary: words('导入进度', 'Progress of an import'), permission: 'order.import', params: z.object({ importId: id }), answer: importAnswer }),
  importPreview: route({ method: 'GET', path: '/api/v1/imports/:importId/preview', summary: words('预览与列对应', 'Preview and column mapping'), permission: 'order.import', params: z.object({ importId: id }), answer: previewAnswer, limit: 60 }),
  startImport: route({ method: 'POST', path: '/api/v1/imports/:importId/start', summary: words('开始导入', 'Start an import'), permission: 'order.import', params: z.object({ importId: id }), body: z.object({ columns: columnsOf.optional() }), answer: importAnswer, limit: 60 }),
  mappings: route({ method: 'GET', path: '/api/v1/shops/:shop/mappings', summary: words('列对应', 'Column mappings'), permission: 'order.import', params: z.object({ shop: code }), answer: z.object({ items: z.array(z.object({ layout: z.enum(['generic', 'goods']), columns: columnsOf })) }) }),
  putMapping: route({ method: 'PUT', path: '/api/v1/shops/:shop/mappings/:layout', summary: words('保存列对应', 'Save a column mapping'), permission: 'order.import', params: z.object({ shop: code, layout: z.enum(['generic', 'goods']) }), body: z.object({ columns: columnsOf }), answer: z.object({ columns: columnsOf }) }),
  shops: route({ method: 'GET', path: '/api/v1/shops', summary: words('店铺', 'Shops'), permission: 'signed-in', answer: z.object({ items: z.array(shopAnswer) }) }),
  putShop: route({ method: 'PUT', path: '/api/v1/shops/:code', summary: words('新增或修改店铺', 'Add or change a shop'), permission: 'shop.manage', params: byCode, body: shopFields, answer: shopAnswer }),
  warehouses: route({ method: 'GET', path: '/api/v1/warehouses', summary: words('仓库', 'Warehouses'), permission: 'signed-in', answer: z.object({ items: z.array(placeAnswer) }) }),
  putWarehouse: route({ method: 'PUT', path: '/api/v1/warehouses/:code', summary: words('新增或修改仓库', 'Add or change a warehouse'), permission: 'shop.manage', params: byCode, body: placeFields, answer: placeAnswer }),
  carriers: route({ method: 'GET', path: '/api/v1/carriers', summary: words('快递公司', 'Carriers'), permission: 'signed-in', answer: z.object({ items: z.array(placeAnswer) }) }),
  putCarrier: route({ method: 'PUT', path: '/api/v1/carriers/:code', summary: words('新增或修改快递公司', 'Add or change a carrier'), permission: 'shop.manage', params: byCode, body: placeFields, answer: placeAnswer }),
} as const;

/**
 * Routes that carry files. `POST /api/v1/imports`: multipart with the fields shop, layout, start (yes: at once; else it waits
 * for a mapping) and then the file; answers importAnswer. `refused`: the refused rows as CSV, UTF-8 with BOM.
 */
export const commerceFiles = { upload: '/api/v1/imports', refused: '/api/v1/imports/:importId/refused' } as const;
