-- Carrying out what was chosen: tasks, files to and from the warehouse, the ledger. FU-1, FU-4 to FU-6, FU-14, FU-17, RE-13.
create table fulfilment_tasks (
  id           uuid primary key,
  case_id      uuid not null references cases,
  shop_id      uuid not null references shops,
  n            int not null,                       -- counted within the case
  round        int not null,
  source       text not null,                      -- choice:<id>, goodwill:<case>:<round>, or the playbook's task
  slot         text not null,                      -- what of it: line and part, money, points
  key          text not null unique,               -- ours: in the warehouse's remark, or the payment partner's out_request_no
  kind         text not null check (kind in ('resend', 'exchange', 'refund', 'points', 'explanation', 'follow-up')),
  state        text not null check (state in ('open', 'sent-to-warehouse', 'shipped', 'arrived', 'done', 'failed', 'recalled')),
  party        text,                               -- of a follow-up: who does it
  ask_zh       text,                               -- of a follow-up: what is to be done, the playbook's words
  ask_en       text,
  order_id     uuid references orders,
  order_no     text,
  line_id      uuid,
  part_code    text,
  part_name    text,
  erp_code     text,
  quantity     int check (quantity > 0),
  warehouse_id uuid references warehouses,
  cost_fen     bigint not null default 0 check (cost_fen >= 0),
  amount_fen   bigint check (amount_fen > 0),
  pay_way      text check (pay_way in ('platform-refund', 'counter')),
  points       int check (points > 0),
  carrier_id   uuid references carriers,
  carrier_name text,
  waybill      text,
  freight_fen  bigint check (freight_fen >= 0),
  ship_by      timestamptz,
  promised_at  timestamptz,
  late_at      timestamptz,
  late_why     text,
  failure      text,                               -- code
  failure_note text,                               -- free text of staff; never in events
  doubted_at   timestamptz,                        -- the customer says that it hasn't come, whatever the scan says
  raised_at    timestamptz,                        -- when its failure led the case to a new offer
  goods_back   text not null default 'none' check (goods_back in ('none', 'awaited', 'received')),
  goods_back_at timestamptz,
  intent_id    uuid references intents,
  created_at   timestamptz not null,
  sent_at      timestamptz,
  shipped_at   timestamptz,
  settled_at   timestamptz,
  -- One resend exactly once: a choice has each of its lines once (FU-5).
  unique (source, slot)
);
create index fulfilment_tasks_of_case on fulfilment_tasks (case_id, n);
create index fulfilment_tasks_of_order on fulfilment_tasks (order_id) where order_id is not null;
create index resend_board on fulfilment_tasks (state, promised_at, id) where kind in ('resend', 'exchange', 'follow-up');
create index resend_board_all on fulfilment_tasks (promised_at, id) where kind in ('resend', 'exchange', 'follow-up');
create index resends_on_the_way on fulfilment_tasks (shop_id, waybill) where state = 'shipped';

create table resend_exports (
  id       uuid primary key,
  layout   text not null check (layout in ('generic', 'wangdiantong')),
  format   text not null check (format in ('csv', 'xlsx')),
  task_ids uuid[] not null,
  made_by  text not null,
  at       timestamptz not null
);

create table resend_imports (
  id        uuid primary key,
  file_name text not null,
  sha256    text not null,
  row_count int not null,
  changed   int not null,
  unchanged int not null,
  refused   jsonb not null,
  made_by   text not null,
  at        timestamptz not null
);

-- Double entry, in fen and in points. An entry is never changed: a mistake is reversed by another entry.
create table ledger_entries (
  id      uuid primary key,
  at      timestamptz not null,
  kind    text not null,
  key     text not null unique,                    -- one booking once
  case_id uuid references cases,
  shop_id uuid not null references shops
);
create index ledger_of_shop on ledger_entries (shop_id, at desc, id desc);
create index ledger_in_time on ledger_entries (at desc, id desc);
create index ledger_of_case on ledger_entries (case_id) where case_id is not null;

create table ledger_lines (
  entry_id uuid not null references ledger_entries,
  position int not null,
  account  text not null check (account in ('remedy-cost', 'payable-to-customer', 'payment-partner', 'points-issued', 'parts-cost', 'freight')),
  party    text,                                   -- of remedy-cost: who is liable, e.g. warehouse:<id>; own when nobody was named
  unit     text not null check (unit in ('fen', 'points')),
  debit    bigint not null default 0 check (debit >= 0),
  credit   bigint not null default 0 check (credit >= 0),
  primary key (entry_id, position),
  check ((debit = 0) <> (credit = 0)),
  check ((account = 'remedy-cost') = (party is not null))
);
create index ledger_lines_account on ledger_lines (account, party);

create function ledger_balances() returns trigger language plpgsql as $$
begin
  if exists (select 1 from ledger_lines where entry_id = new.entry_id group by unit having sum(debit) <> sum(credit)) then
    raise exception 'ledger entry % does not balance', new.entry_id;
  end if;
  return null;
end $$;
create constraint trigger ledger_balances after insert on ledger_lines deferrable initially deferred for each row execute function ledger_balances();

create function ledger_has_lines() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from ledger_lines where entry_id = new.id) then
    raise exception 'ledger entry % has no lines', new.id;
  end if;
  return null;
end $$;
create constraint trigger ledger_has_lines after insert on ledger_entries deferrable initially deferred for each row execute function ledger_has_lines();

create function ledger_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is never changed: book the reverse';
end $$;
create trigger ledger_is_kept before update or delete on ledger_entries for each row execute function ledger_is_kept();
create trigger ledger_is_kept before update or delete on ledger_lines for each row execute function ledger_is_kept();
