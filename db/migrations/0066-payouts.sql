-- Money to an account of the customer's, by maker and checker (FU-15). A task is paid out once, by its own row; a row that
-- was sent is in no other batch until its result says that it failed.
create table payouts (
  task_id      uuid primary key references fulfilment_tasks,
  case_id      uuid not null references cases,
  shop_id      uuid not null references shops,
  state        text not null check (state in ('waiting-payee', 'ready', 'in-batch', 'sent', 'paid', 'failed', 'recalled')),
  amount_fen   bigint not null check (amount_fen > 0),
  way          text check (way in ('alipay', 'wechat', 'bank')),
  payee        text,                                -- name, account and bank, sealed (platform/sealed.ts)
  name_mask    text not null default '',
  account_mask text not null default '',
  payee_by     text check (payee_by in ('customer', 'staff')),
  payee_at     timestamptz,
  failure      text,                                -- code
  failure_note text,                                -- what the bank wrote; never in events
  their_no     text,                                -- the bank's or Alipay's number of the payment
  opened_at    timestamptz not null,
  changed_at   timestamptz not null,
  paid_at      timestamptz
);
create index payouts_in_time on payouts (state, opened_at, task_id);
create index payouts_of_case on payouts (case_id);

create table payout_batches (
  id         uuid primary key,
  number     text not null unique,                  -- P261121-1
  state      text not null check (state in ('in-check', 'approved', 'returned', 'sent', 'settled')),
  made_by    text not null,                         -- staff:<id>
  made_at    timestamptz not null,
  checked_by text,
  checked_at timestamptz,
  note       text,                                  -- why it was returned
  override   text,                                  -- why more goes out than was paid
  layout     text check (layout in ('generic', 'alipay')),
  format     text check (format in ('csv', 'xlsx')),
  sent_at    timestamptz,
  downloads  int not null default 0,
  -- Nobody checks their own.
  check (checked_by <> made_by)
);
create index payout_batches_in_time on payout_batches (made_at desc, id desc);

create table payout_rows (
  batch_id   uuid not null references payout_batches,
  task_id    uuid not null references payouts,
  position   int not null,
  amount_fen bigint not null,
  outcome    text not null check (outcome in ('waiting', 'paid', 'failed', 'returned', 'withdrawn')),
  why        text,
  their_no   text,
  at         timestamptz not null,
  primary key (batch_id, task_id),
  unique (batch_id, position)
);
create unique index payout_in_one_batch on payout_rows (task_id) where outcome in ('waiting', 'paid');
create index payout_rows_of_task on payout_rows (task_id);

create table payout_results (
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

-- What waited before this could be done.
insert into payouts (task_id, case_id, shop_id, state, amount_fen, opened_at, changed_at)
  select id, case_id, shop_id, 'waiting-payee', amount_fen, created_at, created_at from fulfilment_tasks
  where kind = 'payout' and state = 'open' and amount_fen is not null;
