-- What a lost or damaged thing is worth (EX-9), and what a policy may ask of the customer (RE-2).
create table valuations (
  id          uuid primary key,
  case_id     uuid not null references cases,
  shop_id     uuid not null references shops,
  round       int not null,
  seq         int not null,
  basis       text not null check (basis in ('declared', 'invoice', 'order', 'class')),
  ladder      jsonb not null,                     -- every rung as it stood: [{basis, fen, source}]
  value_fen   bigint not null check (value_fen >= 0),
  salvage_fen bigint not null check (salvage_fen >= 0 and salvage_fen <= value_fen),
  cap_fen     bigint check (cap_fen >= 0),        -- by the carrier's terms when not insured; null: no cap
  cap_source  text,
  claim_fen   bigint not null check (claim_fen >= 0),
  note        text not null default '',
  by_kind     text not null,
  by_id       text not null,
  at          timestamptz not null,
  unique (case_id, round, seq)
);
create trigger valuations_are_kept before update or delete on valuations for each row execute function decided_is_kept('always', 'note');

-- Settings with their source: a default value for a class of goods, or the most that is paid for what was not insured.
create table valuation_rules (
  id         uuid primary key,
  shop_id    uuid references shops,               -- null: the house's
  kind       text not null check (kind in ('class-default', 'uninsured-cap')),
  class      text not null default '*',           -- beginning of a goods code; * any
  carrier_id uuid references carriers,            -- of a cap; null: any carrier
  fen        bigint check (fen > 0),              -- of a default
  times      numeric(6, 2) check (times > 0),     -- of a cap: times the freight
  source     text not null,
  verified   boolean not null default false,      -- a person has looked it up; else shown as an unverified example
  valid_from date not null,
  changed_at timestamptz not null,
  changed_by text not null,
  check ((kind = 'class-default') = (fen is not null) and (kind = 'uninsured-cap') = (times is not null)),
  unique nulls not distinct (shop_id, kind, class, carrier_id, valid_from)
);
insert into valuation_rules (id, kind, class, fen, times, source, verified, valid_from, changed_at, changed_by) values
  ('01980000-0000-7000-8000-000000000011', 'class-default', '*', 5000, null, '示例，未核实', false, '2020-01-01', now(), 'system:file'),
  ('01980000-0000-7000-8000-000000000012', 'uninsured-cap', '*', null, 5, '示例，未核实：未保价按运费倍数', false, '2020-01-01', now(), 'system:file');

create table customer_tiers (
  customer_id uuid primary key references customers,
  tier        text not null check (tier ~ '^[a-z][a-z0-9-]{0,30}$'),
  changed_at  timestamptz not null,
  changed_by  text not null
);
