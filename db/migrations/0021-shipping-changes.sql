-- Every change to an order's shipping information, as the systems tell it (IV-2, FU-8, FU-9). No personal data here.
create table shipping_changes (
  id           uuid primary key,
  shop_id      uuid not null references shops,
  order_id     uuid not null references orders,
  source       text not null,                       -- the system that tells it: erp, platform, wms, oms …
  source_key   text not null,                       -- that system's own key of the change
  field        text not null check (field in ('address', 'receiver', 'phone', 'method', 'delivery-time')),
  made_by      text not null check (made_by in ('buyer', 'staff', 'system', 'carrier', 'unknown')),
  asked_at     timestamptz,                         -- when the buyer asked for it; null: nobody says that they did
  asked_how    text,
  made_at      timestamptz not null,                -- when it was made in that system
  warehouse_at timestamptz,                         -- acknowledged by the warehouse
  carrier_at   timestamptz,                         -- acknowledged by the carrier
  printed_at   timestamptz,                         -- the label was printed
  label        text check (label in ('old', 'new')),           -- what the label carries
  delivered    text check (delivered in ('old', 'new', 'elsewhere')),
  told_case    uuid,                                -- the case in which the buyer was told (FU-9)
  told_at      timestamptz,
  objected_at  timestamptz,
  arrived_at   timestamptz not null,
  changed_at   timestamptz not null,
  unique (shop_id, source, source_key)
);
create index shipping_changes_order on shipping_changes (order_id, made_at);

-- What it was and what it became: personal data, apart so that it can be blanked.
create table shipping_change_values (
  change_id uuid primary key references shipping_changes,
  shop_id   uuid not null references shops,
  old_value text,
  new_value text,
  account   text,                                   -- who made it there, as that system names them
  erased_at timestamptz
);
