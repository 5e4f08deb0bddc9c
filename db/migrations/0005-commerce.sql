-- What the shop knows: goods and their parts, orders as sold, ERP trades, parcels, imports. OR-1 to OR-8.
create table goods (
  id           uuid primary key,
  shop_id      uuid not null references shops,
  code         text not null,                       -- the merchant's code (商家编码)
  title        text not null,
  title_en     text not null default '',
  kind         text not null default 'goods' check (kind in ('goods', 'bundle', 'gift', 'service')),
  price_fen    bigint check (price_fen >= 0),
  stated_fen   bigint check (stated_fen > 0),       -- of a gift: what it counts for in remedies, never 0 (OR-4)
  warehouse_id uuid references warehouses,          -- ships from
  picture      text,
  version      int not null default 1,              -- goes up whenever the goods or their parts change
  changed_at   timestamptz not null,
  unique (shop_id, code)
);

create table goods_parts (
  id          uuid primary key,
  goods_id    uuid not null references goods,
  position    int not null default 0,
  code        text not null,
  name        text not null,
  name_en     text not null default '',
  model       text,
  erp_code    text,
  quantity    int not null check (quantity > 0),    -- in one unit of the goods
  cost_fen    bigint check (cost_fen >= 0),         -- what it costs us
  value_fen   bigint check (value_fen >= 0),        -- what it is worth to the customer
  resent_from uuid references warehouses,
  resent_by   text not null default 'parts-stock' check (resent_by in ('parts-stock', 'unit', 'supplier')),
  stock       int,                                  -- null: not known
  stock_until text,                                 -- "no stock until …", as the warehouse says it
  picture     text,
  active      boolean not null default true,
  unique (goods_id, code)
);

create table bundle_components (
  bundle_id    uuid not null references goods,
  component_id uuid not null references goods,
  quantity     int not null default 1 check (quantity > 0),
  share_bp     int not null check (share_bp between 0 and 10000),  -- share of the bundle's price, 1/100 per cent
  position     int not null default 0,
  primary key (bundle_id, component_id)
);

create table orders (
  id                 uuid primary key,
  shop_id            uuid not null references shops,
  order_no           text not null,
  platform           text not null,
  state              text not null check (state in ('unpaid', 'paid', 'part-shipped', 'shipped', 'signed', 'completed', 'cancelled')),
  payment            text not null default 'online' check (payment in ('online', 'cod', 'counter')),
  placed_at          timestamptz,
  paid_at            timestamptz,
  shipped_at         timestamptz,
  signed_at          timestamptz,
  completed_at       timestamptz,
  goods_fen          bigint check (goods_fen >= 0),
  freight_fen        bigint check (freight_fen >= 0),
  discount_fen       bigint check (discount_fen >= 0),
  paid_fen           bigint check (paid_fen >= 0),
  flag               text check (flag in ('red', 'yellow', 'green', 'blue', 'purple', 'grey')),  -- seller's flag (OR-8)
  freight_insured    boolean,                       -- 运费险 (OR-7)
  insured_fen        bigint check (insured_fen >= 0),
  platform_guarantee boolean,
  arrived_at         timestamptz not null,
  changed_at         timestamptz not null,
  unique (shop_id, order_no)
);
create index orders_no on orders (order_no text_pattern_ops);
create index orders_no_tail on orders (reverse(order_no) text_pattern_ops);
create index orders_recent on orders (shop_id, placed_at desc, id desc);

-- Personal data and free text of an order, as the platform gave them (OR-5): apart, so that they can be blanked.
create table order_contacts (
  order_id         uuid primary key references orders,
  shop_id          uuid not null references shops,
  receiver         text,
  phone            text,                            -- real, masked (183****2807) or the main number of a virtual one
  phone_kind       text check (phone_kind in ('real', 'masked', 'virtual')),
  extension        text,
  phone_expires_at timestamptz,
  address          text,
  buyer_id         text,
  nick             text,
  seller_note      text,                            -- OR-8
  buyer_message    text,
  phone_tail       text generated always as (right(regexp_replace(coalesce(phone, ''), '\D', '', 'g'), 4)) stored,
  erased_at        timestamptz
);
create index order_contacts_phone on order_contacts (phone text_pattern_ops);
create index order_contacts_tail on order_contacts (phone_tail, order_id) where phone_tail <> '';
create index order_contacts_extension on order_contacts (extension) where extension is not null;
create index order_contacts_nick on order_contacts (lower(nick) text_pattern_ops);
create index order_contacts_nick_part on order_contacts using gin (lower(nick) gin_trgm_ops);
create index order_contacts_buyer on order_contacts (buyer_id) where buyer_id is not null;

-- Money that already went back on the platform, with the after-sale number (RE-13).
create table order_refunds (
  order_id  uuid not null references orders,
  shop_id   uuid not null references shops,
  refund_no text not null,
  fen       bigint not null check (fen >= 0),
  state     text not null default 'done' check (state in ('asked', 'done', 'refused')),
  at        timestamptz,
  primary key (order_id, refund_no)
);
create index order_refunds_no on order_refunds (refund_no text_pattern_ops);

create table sub_orders (
  id            uuid primary key,
  order_id      uuid not null references orders,
  shop_id       uuid not null references shops,
  line_no       text not null,                      -- the platform's sub-order number, or made from goods and variant
  position      int not null default 0,
  part_of       uuid references sub_orders,         -- of a bundle's component: the bundle's line
  kind          text not null check (kind in ('goods', 'bundle', 'component', 'gift', 'presale', 'service')),
  goods_id      uuid references goods,              -- null while the goods aren't known to us
  goods_code    text,
  goods_version int,
  title         text not null,                      -- as sold
  variant       text not null default '',
  quantity      int not null check (quantity > 0),
  price_fen     bigint not null check (price_fen >= 0),   -- of one unit, as sold; of a component: its share
  paid_fen      bigint check (paid_fen >= 0),       -- for the whole line after discounts
  stated_fen    bigint check (stated_fen > 0),      -- of one gift
  ship_by       timestamptz,                        -- promised ship date of a presale
  unique (order_id, line_no)
);
create index sub_orders_no on sub_orders (line_no text_pattern_ops);
create index sub_orders_goods on sub_orders (goods_id);

-- The goods' parts as they were when the order came in (OR-4, OR-6).
create table order_line_parts (
  line_id     uuid not null references sub_orders,
  shop_id     uuid not null references shops,
  part_id     uuid references goods_parts,
  position    int not null default 0,
  code        text not null,
  name        text not null,
  name_en     text not null default '',
  model       text,
  erp_code    text,
  quantity    int not null check (quantity > 0),    -- in one unit of the goods
  cost_fen    bigint,
  value_fen   bigint,
  resent_from uuid references warehouses,
  resent_by   text not null default 'parts-stock',
  picture     text,
  primary key (line_id, code)
);

create table erp_trades (
  id       uuid primary key,
  shop_id  uuid not null references shops,
  trade_no text not null,
  state    text,
  unique (shop_id, trade_no)
);
create index erp_trades_no on erp_trades (trade_no text_pattern_ops);

create table sub_order_trades (
  line_id  uuid not null references sub_orders,
  trade_id uuid not null references erp_trades,
  shop_id  uuid not null references shops,
  quantity int not null check (quantity > 0),
  primary key (line_id, trade_id)
);
create index sub_order_trades_trade on sub_order_trades (trade_id);

create table parcels (
  id                uuid primary key,
  shop_id           uuid not null references shops,
  waybill           text not null,
  carrier_id        uuid references carriers,
  carrier_name      text,                           -- as written in the file, when no carrier of ours has that name
  warehouse_id      uuid references warehouses,
  state             text not null check (state in ('created', 'collected', 'in-transit', 'delivering', 'signed', 'problem', 'returned', 'lost')),
  weight_g          int check (weight_g >= 0),      -- weighed when it was shipped
  weight_expected_g int check (weight_expected_g >= 0),
  shipped_at        timestamptz,
  signed_at         timestamptz,
  scan_at           timestamptz,
  scan_text         text,
  scan_place        text,
  unique (shop_id, waybill)
);
create index parcels_waybill on parcels (waybill text_pattern_ops);
create index parcels_waybill_tail on parcels (reverse(waybill) text_pattern_ops);

create table order_parcels (
  order_id  uuid not null references orders,
  parcel_id uuid not null references parcels,
  shop_id   uuid not null references shops,
  primary key (order_id, parcel_id)
);
create index order_parcels_parcel on order_parcels (parcel_id);

create table trade_parcels (
  trade_id  uuid not null references erp_trades,
  parcel_id uuid not null references parcels,
  shop_id   uuid not null references shops,
  primary key (trade_id, parcel_id)
);
create index trade_parcels_parcel on trade_parcels (parcel_id);

create table parcel_contents (
  parcel_id uuid not null references parcels,
  line_id   uuid not null references sub_orders,
  shop_id   uuid not null references shops,
  quantity  int not null check (quantity > 0),
  primary key (parcel_id, line_id)
);
create index parcel_contents_line on parcel_contents (line_id);

-- Which column of a shop's files holds what: {"orderNo": "订单编号", …}.
create table import_mappings (
  shop_id    uuid not null references shops,
  layout     text not null check (layout in ('generic', 'goods')),
  columns    jsonb not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (shop_id, layout)
);

create table imports (
  id           uuid primary key,
  shop_id      uuid not null references shops,
  layout       text not null check (layout in ('taobao', 'generic', 'goods')),
  file_name    text not null,
  file_key     text,                                -- null: read from a path by the command line
  bytes        bigint not null,
  state        text not null check (state in ('uploaded', 'waiting', 'running', 'done', 'failed')),
  columns      jsonb,
  encoding     text,
  rows_read    int not null default 0,
  rows_refused int not null default 0,
  arrived      int not null default 0,              -- orders or goods that are new
  changed      int not null default 0,
  unchanged    int not null default 0,
  fault        text,                                -- refusal code when the whole file was refused
  requested_by text not null,
  created_at   timestamptz not null,
  started_at   timestamptz,
  ended_at     timestamptz,
  lease_until  timestamptz                          -- a run that is silent for longer was broken off
);
create index imports_of_shop on imports (shop_id, id desc);
create index imports_open on imports (created_at) where state in ('waiting', 'running');

create table import_refusals (
  import_id uuid not null references imports,
  line      int not null,                           -- in the file, the header being line 1
  code      text not null,
  field     text,
  cells     jsonb not null,
  primary key (import_id, line)
);
