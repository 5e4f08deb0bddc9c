import type { MergeTable } from './mergeRows.ts';

const text = { type: 'text' };
const uuid = { type: 'uuid' };
const int = { type: 'int' };
const fen = { type: 'bigint' };
const time = { type: 'timestamptz' };
const bool = { type: 'boolean' };

export const ordersTable: MergeTable = {
  name: 'orders',
  key: ['shop_id', 'order_no'],
  columns: {
    id: { type: 'uuid', once: true },
    shop_id: uuid,
    order_no: text,
    platform: { type: 'text', once: true },
    state: {
      type: 'text',
      orElse: 'g.state_else',
      inOrder: ['unpaid', 'paid', 'part-shipped', 'shipped', 'signed', 'completed', 'cancelled'],
    },
    payment: { type: 'text', orElse: `'online'` },
    placed_at: time,
    paid_at: time,
    shipped_at: time,
    signed_at: time,
    completed_at: time,
    goods_fen: fen,
    freight_fen: fen,
    discount_fen: fen,
    paid_fen: fen,
    flag: text,
    freight_insured: bool,
    insured_fen: fen,
    platform_guarantee: bool,
    live_session: text,
    arrived_at: { type: 'timestamptz', once: true },
    changed_at: { type: 'timestamptz', once: true },
  },
  extra: { state_else: 'text', only_on: 'boolean' },
  onChange: 'changed_at = g.changed_at',
};

export const contactsTable: MergeTable = {
  name: 'order_contacts',
  key: ['order_id'],
  columns: {
    order_id: uuid,
    shop_id: { type: 'uuid', once: true },
    receiver: text,
    phone: text,
    phone_kind: text,
    extension: text,
    phone_expires_at: time,
    address: text,
    buyer_id: text,
    nick: text,
    seller_note: text,
    buyer_message: text,
  },
};

export const refundsTable: MergeTable = {
  name: 'order_refunds',
  key: ['order_id', 'refund_no'],
  columns: {
    order_id: uuid,
    shop_id: { type: 'uuid', once: true },
    refund_no: text,
    fen,
    state: { type: 'text', orElse: `'done'` },
    at: time,
  },
};

export const linesTable: MergeTable = {
  name: 'sub_orders',
  key: ['order_id', 'line_no'],
  columns: {
    id: { type: 'uuid', once: true },
    order_id: uuid,
    shop_id: { type: 'uuid', once: true },
    line_no: text,
    position: { type: 'int', once: true },
    part_of: { type: 'uuid', once: true },
    kind: { type: 'text', orElse: 'g.kind_else' },
    goods_id: { type: 'uuid', once: true },
    goods_code: text,
    goods_version: { type: 'int', once: true },
    title: text,
    variant: { type: 'text', orElse: `''` },
    quantity: int,
    price_fen: fen,
    paid_fen: fen,
    stated_fen: { type: 'bigint', orElse: 'g.stated_else' },
    ship_by: time,
  },
  extra: { kind_else: 'text', stated_else: 'bigint' },
};

export const tradesTable: MergeTable = {
  name: 'erp_trades',
  key: ['shop_id', 'trade_no'],
  columns: { id: { type: 'uuid', once: true }, shop_id: uuid, trade_no: text, state: text },
};

export const lineTradesTable: MergeTable = {
  name: 'sub_order_trades',
  key: ['line_id', 'trade_id'],
  columns: { line_id: uuid, trade_id: uuid, shop_id: { type: 'uuid', once: true }, quantity: int },
};

export const parcelsTable: MergeTable = {
  name: 'parcels',
  key: ['shop_id', 'waybill'],
  columns: {
    id: { type: 'uuid', once: true },
    shop_id: uuid,
    waybill: text,
    carrier_id: uuid,
    carrier_name: text,
    warehouse_id: uuid,
    state: {
      type: 'text',
      orElse: 'g.state_else',
      inOrder: ['created', 'collected', 'in-transit', 'delivering', 'problem', 'lost', 'signed', 'returned'],
    },
    weight_g: int,
    weight_expected_g: int,
    shipped_at: time,
    signed_at: time,
    scan_at: time,
    scan_text: text,
    scan_place: text,
    trip: text,
  },
  extra: { state_else: 'text', only_on: 'boolean' },
};

export const orderParcelsTable: MergeTable = {
  name: 'order_parcels',
  key: ['order_id', 'parcel_id'],
  columns: { order_id: uuid, parcel_id: uuid, shop_id: { type: 'uuid', once: true } },
};
export const tradeParcelsTable: MergeTable = {
  name: 'trade_parcels',
  key: ['trade_id', 'parcel_id'],
  columns: { trade_id: uuid, parcel_id: uuid, shop_id: { type: 'uuid', once: true } },
};
export const contentsTable: MergeTable = {
  name: 'parcel_contents',
  key: ['parcel_id', 'line_id'],
  columns: { parcel_id: uuid, line_id: uuid, shop_id: { type: 'uuid', once: true }, quantity: int },
};

export const goodsTable: MergeTable = {
  name: 'goods',
  key: ['shop_id', 'code'],
  columns: {
    id: { type: 'uuid', once: true },
    shop_id: uuid,
    code: text,
    title: text,
    title_en: { type: 'text', orElse: `''` },
    kind: { type: 'text', orElse: `'goods'` },
    price_fen: fen,
    stated_fen: fen,
    warehouse_id: uuid,
    picture: text,
    changed_at: { type: 'timestamptz', once: true },
  },
  onChange: 'changed_at = g.changed_at, version = t.version + 1',
};

export const partsTable: MergeTable = {
  name: 'goods_parts',
  key: ['goods_id', 'code'],
  columns: {
    id: { type: 'uuid', once: true },
    goods_id: uuid,
    position: { type: 'int', once: true },
    code: text,
    name: text,
    name_en: { type: 'text', orElse: `''` },
    model: text,
    erp_code: text,
    quantity: int,
    cost_fen: fen,
    value_fen: fen,
    resent_from: uuid,
    resent_by: { type: 'text', orElse: `'parts-stock'` },
    stock: int,
    stock_until: text,
    picture: text,
    active: { type: 'boolean', orElse: 'true' },
  },
};

export const componentsTable: MergeTable = {
  name: 'bundle_components',
  key: ['bundle_id', 'component_id'],
  columns: { bundle_id: uuid, component_id: uuid, quantity: int, share_bp: int, position: { type: 'int', once: true } },
};
