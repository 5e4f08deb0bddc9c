-- Goods that come back (FU-11): what is awaited, what came in at the door, what it was found to be; freight laid out (FU-10).
create table returned_goods (
  id               uuid primary key,
  case_id          uuid not null references cases,
  shop_id          uuid not null references shops,
  round            int not null,
  source           text not null unique,           -- the choice that makes it come, each plan of it once
  way_back         text not null check (way_back in ('pickup', 'own-shipment')),
  goods            jsonb not null,                  -- [{"lineId": …, "code": …, "name": …, "nameEn": …, "quantity": …}]
  state            text not null check (state in ('awaited', 'on-its-way', 'overdue', 'received', 'inspected', 'given-up', 'not-ours')),
  due_at           timestamptz not null,
  carrier_name     text,
  waybill          text,
  pickup_at        timestamptz,                     -- when the carrier fetches it at the door
  announced_at     timestamptz,
  received_at      timestamptz,
  weight_g         int check (weight_g >= 0),       -- weighed when it came in
  inspected_at     timestamptz,
  freight_most_fen bigint not null default 0 check (freight_most_fen >= 0),
  freight_fen      bigint check (freight_fen > 0),  -- laid out by the customer, as the receipt says
  freight_file_id  uuid references files,
  freight_at       timestamptz,
  freight_paid_fen bigint check (freight_paid_fen > 0),
  created_at       timestamptz not null,
  check (freight_fen is null or freight_file_id is not null),
  check (freight_paid_fen is null or freight_paid_fen <= freight_most_fen)
);
create index returned_goods_of_case on returned_goods (case_id, created_at);
create index returned_goods_board on returned_goods (due_at, id) include (shop_id, state);
create index returned_goods_waybill on returned_goods (waybill) where waybill is not null;

-- What stood at the door, with or without a number. Matched once, at once or later.
create table goods_arrivals (
  id           uuid primary key,
  shop_id      uuid references shops,               -- null: nobody can tell yet
  waybill      text,
  carrier_name text,
  phone_tail   text check (phone_tail ~ '^\d{4}$'),
  words        text not null default '',            -- what the sender wrote on or in it; blanked when the person is erased
  weight_g     int check (weight_g >= 0),
  files        uuid[] not null default '{}',
  state        text not null check (state in ('unmatched', 'matched', 'not-ours')),
  returned_id  uuid references returned_goods,
  matched_by   text,                                -- waybill, case-number, order, phone, goods, person
  matched_at   timestamptz,
  note         text not null default '',
  at           timestamptz not null,
  by_kind      text not null,
  by_id        text not null,
  check ((state = 'matched') = (returned_id is not null))
);
create index goods_arrivals_open on goods_arrivals (at, id) where state = 'unmatched';
create unique index goods_arrivals_of_returned on goods_arrivals (returned_id) where returned_id is not null;

create table goods_inspections (
  id          uuid primary key,
  returned_id uuid not null references returned_goods,
  case_id     uuid not null references cases,
  round       int not null,
  lines       jsonb not null,                       -- [{"code": …, "name": …, "quantity": …, "grade": …}]
  grade       text not null check (grade in ('resell', 'second', 'scrap', 'not-ours', 'incomplete')),  -- the worst of its lines
  weight_g    int check (weight_g >= 0),
  note        text not null default '',
  files       uuid[] not null default '{}',
  by_kind     text not null,
  by_id       text not null,
  at          timestamptz not null,
  unique (returned_id)
);
create index goods_inspections_of_case on goods_inspections (case_id);
create trigger goods_inspections_are_kept before update or delete on goods_inspections for each row execute function decided_is_kept('always', 'note');

-- Where goods of a shop are sent back to, as the customer reads it (OR-1).
create table return_addresses (
  shop_id    uuid primary key references shops,
  words      text not null,
  words_en   text not null,
  changed_at timestamptz not null,
  changed_by text not null
);

-- A parcel compensated as lost that was scanned again (FU-12): recognised once.
create table turned_up_parcels (
  lost_id uuid primary key references lost_parcels,
  case_id uuid not null references cases,
  state   text not null,
  scan_at timestamptz,
  at      timestamptz not null
);
