-- The bank returns money after it had said that it was paid (退票, FU-15): the payment is open again and can be paid once more.
alter table payouts add column bounces int not null default 0 check (bounces >= 0);
alter table payout_rows drop constraint payout_rows_outcome_check;
alter table payout_rows add constraint payout_rows_outcome_check check (outcome in ('waiting', 'paid', 'failed', 'returned', 'withdrawn', 'bounced'));

-- A difference of the reconciliation that somebody has looked into (FU-5): it counts no more while its figures stay as they were seen.
create table reconciliation_ticks (
  id      uuid primary key,
  what    text not null,
  key     text not null,
  case_id uuid references cases,
  ours    bigint not null,
  ledger  bigint not null,
  partner bigint not null,
  reason  text not null,
  by_id   uuid not null references staff,
  at      timestamptz not null
);
create index reconciliation_ticks_of on reconciliation_ticks (what, key, at desc);
create trigger reconciliation_ticks_are_kept before update or delete on reconciliation_ticks for each row execute function decided_is_kept('always', 'reason');
