-- Every remedy is carried out: its kinds and states stand in fulfilment/kinds.ts and taskStates.ts, checked at start.
-- Coupons come out of imported pools, one code once (FU-16).
alter table fulfilment_tasks drop constraint fulfilment_tasks_kind_check;
alter table fulfilment_tasks drop constraint fulfilment_tasks_state_check;
alter table fulfilment_tasks drop constraint fulfilment_tasks_pay_way_check;
alter table fulfilment_tasks add constraint fulfilment_tasks_pay_way_check
  check (pay_way in ('platform-refund', 'platform-payment', 'counter', 'payout'));
alter table fulfilment_tasks add column owner_id uuid references staff;      -- who has taken it on, or brings it (FU-13)
alter table fulfilment_tasks add column pick_up_by timestamptz;              -- by when a warehouse or ERP should take it over (FU-14)
alter table fulfilment_tasks add column picked_at timestamptz;
alter table fulfilment_tasks add column detail jsonb not null default '{}';  -- particulars of single kinds; never a name, phone or address

drop index resend_board;
drop index resend_board_all;
create index resend_board on fulfilment_tasks (state, promised_at, id)
  where kind in ('resend', 'reship', 'exchange', 'repair', 'follow-up');
create index resend_board_all on fulfilment_tasks (promised_at, id)
  where kind in ('resend', 'reship', 'exchange', 'repair', 'follow-up');
create index tasks_of_person on fulfilment_tasks (owner_id, promised_at) where owner_id is not null;

alter table ledger_lines drop constraint ledger_lines_account_check;
alter table ledger_lines add constraint ledger_lines_account_check
  check (account in ('remedy-cost', 'payable-to-customer', 'payment-partner', 'points-issued', 'coupons-issued', 'parts-cost', 'freight'));

create table coupon_pools (
  id          uuid primary key,
  shop_id     uuid references shops,               -- null: for every shop
  code        text not null,                       -- as policies name it
  name        text not null,
  name_en     text not null,
  valid_until timestamptz,
  low_mark    int not null default 20,             -- with fewer left operations are told
  active      boolean not null default true,
  created_at  timestamptz not null
);
create unique index coupon_pools_code on coupon_pools (code, coalesce(shop_id, '00000000-0000-0000-0000-000000000000'));

create table coupon_codes (
  id       uuid primary key,
  pool_id  uuid not null references coupon_pools,
  code     text not null,
  task_id  uuid unique references fulfilment_tasks,  -- one code for one task
  given_at timestamptz,
  added_at timestamptz not null,
  unique (pool_id, code),
  check ((task_id is null) = (given_at is null))
);
create index coupon_codes_left on coupon_codes (pool_id, id) where task_id is null;
