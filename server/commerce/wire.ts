import { z } from 'zod';
import { bothTexts, bothWords, freeText, id, listOf, listQuery, route, someText } from '#platform/wire.ts';
import { contactAnswer, money, orderAnswer, orderHit, partAnswer, recognisedAnswer, shopName, time } from './answerWire.ts';
import { code, goodsGiven, number, orderGiven, platforms } from './givenWire.ts';

export { type OrderAnswer, type OrderHit } from './answerWire.ts';
export {
  flags,
  type GoodsGiven,
  goodsGiven,
  lineKinds,
  type OrderGiven,
  orderGiven,
  orderStates,
  parcelStates,
  phoneKinds,
  platforms,
  resendSources,
} from './givenWire.ts';

export const importLayouts = ['taobao', 'generic', 'goods'] as const;

const shopFields = z.object({
  name: someText(100),
  nameEn: someText(100),
  platform: z.enum(platforms),
  entity: someText(100),
  zone: someText(60).default('Asia/Shanghai'),
  lang: z.enum(['zh', 'en']).default('zh'),
  orderForm: freeText(300).nullable().default(null),
  signature: freeText(100).default(''),
  replyFrom: z.email().nullable().default(null),
  /** Shown to customers as it stands. */
  phone: z
    .string()
    .trim()
    .regex(/^(?:\+?\d[\d -]{4,28}\d)?$/)
    .default(''),
  hours: z
    .object({ open: z.string().regex(/^\d\d:\d\d$/), close: z.string().regex(/^\d\d:\d\d$/) })
    .nullable()
    .default(null),
  payWords: bothTexts(500).optional(),
  claimDays: z.int().min(1).max(3650).default(30),
  active: z.boolean().default(true),
});
const placeFields = z.object({
  name: someText(100),
  nameEn: someText(100),
  email: z.email().nullable().default(null),
  active: z.boolean().default(true),
});
export const shopAnswer = shopFields.extend({
  id,
  code: z.string(),
  payWords: bothWords,
  zone: z.string(),
  replyFrom: z.string().nullable(),
});
const placeAnswer = placeFields.extend({ id, code: z.string(), email: z.string().nullable() });

export const columnsOf = z.record(z.string().max(40), z.string().max(200));
export const importAnswer = z.object({
  id,
  shop: shopName,
  layout: z.enum(importLayouts),
  fileName: z.string(),
  bytes: z.int(),
  state: z.enum(['uploaded', 'waiting', 'running', 'done', 'failed']),
  encoding: z.string().nullable(),
  rowsRead: z.int(),
  rowsRefused: z.int(),
  arrived: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  /** Why the whole file was refused, in words. */
  fault: z.object({ code: z.string(), words: bothWords }).nullable(),
  createdAt: z.string(),
  startedAt: time,
  endedAt: time,
});
export type ImportAnswer = z.output<typeof importAnswer>;
const previewAnswer = z.object({
  headers: z.array(z.string()),
  rows: z.array(z.array(z.string())),
  encoding: z.string(),
  /** Our fields that this layout fills: key, words, whether the file must have it. */
  fields: z.array(z.object({ key: z.string(), words: bothWords, needed: z.boolean() })),
  /** The shop's saved mapping where it fits these headers, else our guess. */
  columns: columnsOf,
  saved: z.boolean(),
});

const words = (zh: string, en: string) => ({ zh, en });
const byCode = z.object({ code });
const done = z.object({ outcome: z.enum(['arrived', 'changed', 'unchanged']), id });
export const commerceRoutes = {
  putOrder: route({
    method: 'PUT',
    path: '/api/v1/orders/:shop/:orderNo',
    summary: words('写入订单', 'Put an order'),
    permission: 'order.import',
    params: z.object({ shop: code, orderNo: number }),
    body: orderGiven,
    answer: done,
  }),
  order: route({
    method: 'GET',
    path: '/api/v1/orders/:orderId',
    summary: words('订单详情', 'An order'),
    permission: 'order.read',
    params: z.object({ orderId: id }),
    answer: orderAnswer,
  }),
  findOrders: route({
    method: 'GET',
    path: '/api/v1/orders/search',
    summary: words('按号码或粘贴文字找订单', 'Find orders by number or pasted text'),
    permission: 'order.read',
    query: z.object({ q: z.string().trim().min(1).max(5000) }),
    answer: z.object({ took: z.array(recognisedAnswer), orders: z.array(orderHit) }),
  }),
  revealContact: route({
    method: 'POST',
    path: '/api/v1/orders/:orderId/reveals',
    summary: words('查看联系方式明文', 'Reveal the contact'),
    permission: 'case.reveal',
    params: z.object({ orderId: id }),
    body: z.object({ why: someText(200) }),
    answer: contactAnswer,
    answerKept: false,
    limit: 60,
  }),
  putGoods: route({
    method: 'PUT',
    path: '/api/v1/goods/:shop/:goodsCode',
    summary: words('写入商品与配件', 'Put goods and parts'),
    permission: 'order.import',
    params: z.object({ shop: code, goodsCode: someText(60) }),
    body: goodsGiven,
    answer: done,
  }),
  goods: route({
    method: 'GET',
    path: '/api/v1/goods/:goodsId',
    summary: words('商品与配件', 'Goods and parts'),
    permission: 'order.read',
    params: z.object({ goodsId: id }),
    answer: z.object({
      id,
      code: z.string(),
      title: z.string(),
      titleEn: z.string(),
      kind: z.string(),
      priceFen: money,
      statedFen: money,
      version: z.int(),
      parts: z.array(partAnswer),
    }),
  }),
  imports: route({
    method: 'GET',
    path: '/api/v1/imports',
    summary: words('导入记录', 'Imports'),
    permission: 'order.import',
    query: listQuery,
    answer: listOf(importAnswer),
  }),
  import: route({
    method: 'GET',
    path: '/api/v1/imports/:importId',
    summary: words('导入进度', 'Progress of an import'),
    permission: 'order.import',
    params: z.object({ importId: id }),
    answer: importAnswer,
  }),
  importPreview: route({
    method: 'GET',
    path: '/api/v1/imports/:importId/preview',
    summary: words('预览与列对应', 'Preview and column mapping'),
    permission: 'order.import',
    params: z.object({ importId: id }),
    answer: previewAnswer,
    limit: 60,
  }),
  startImport: route({
    method: 'POST',
    path: '/api/v1/imports/:importId/start',
    summary: words('开始导入', 'Start an import'),
    permission: 'order.import',
    params: z.object({ importId: id }),
    body: z.object({ columns: columnsOf.optional() }),
    answer: importAnswer,
    limit: 60,
  }),
  mappings: route({
    method: 'GET',
    path: '/api/v1/shops/:shop/mappings',
    summary: words('列对应', 'Column mappings'),
    permission: 'order.import',
    params: z.object({ shop: code }),
    answer: z.object({ items: z.array(z.object({ layout: z.enum(['generic', 'goods']), columns: columnsOf })) }),
  }),
  putMapping: route({
    method: 'PUT',
    path: '/api/v1/shops/:shop/mappings/:layout',
    summary: words('保存列对应', 'Save a column mapping'),
    permission: 'order.import',
    params: z.object({ shop: code, layout: z.enum(['generic', 'goods']) }),
    body: z.object({ columns: columnsOf }),
    answer: z.object({ columns: columnsOf }),
  }),
  shops: route({
    method: 'GET',
    path: '/api/v1/shops',
    summary: words('店铺', 'Shops'),
    permission: 'signed-in',
    answer: z.object({ items: z.array(shopAnswer) }),
  }),
  putShop: route({
    method: 'PUT',
    path: '/api/v1/shops/:code',
    summary: words('新增或修改店铺', 'Add or change a shop'),
    permission: 'shop.manage',
    params: byCode,
    body: shopFields,
    answer: shopAnswer,
  }),
  warehouses: route({
    method: 'GET',
    path: '/api/v1/warehouses',
    summary: words('仓库', 'Warehouses'),
    permission: 'signed-in',
    answer: z.object({ items: z.array(placeAnswer) }),
  }),
  putWarehouse: route({
    method: 'PUT',
    path: '/api/v1/warehouses/:code',
    summary: words('新增或修改仓库', 'Add or change a warehouse'),
    permission: 'shop.manage',
    params: byCode,
    body: placeFields,
    answer: placeAnswer,
  }),
  carriers: route({
    method: 'GET',
    path: '/api/v1/carriers',
    summary: words('快递公司', 'Carriers'),
    permission: 'signed-in',
    answer: z.object({ items: z.array(placeAnswer) }),
  }),
  putCarrier: route({
    method: 'PUT',
    path: '/api/v1/carriers/:code',
    summary: words('新增或修改快递公司', 'Add or change a carrier'),
    permission: 'shop.manage',
    params: byCode,
    body: placeFields,
    answer: placeAnswer,
  }),
} as const;

/**
 * Routes that carry files. `POST /api/v1/imports`: multipart with the fields shop, layout, start (yes: at once; else it waits
 * for a mapping) and then the file; answers importAnswer. `refused`: the refused rows as CSV, UTF-8 with BOM.
 */
export const commerceFiles = { upload: '/api/v1/imports', refused: '/api/v1/imports/:importId/refused' } as const;
