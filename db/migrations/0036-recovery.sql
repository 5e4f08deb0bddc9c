-- What a carrier or supplier owes us is claimed back (LI-4, domain.md §4.3). One row per case and party; its road is kept.
create table recoveries (
  id           uuid primary key,
  case_id      uuid not null references cases,
  shop_id      uuid not null references shops,
  party        text not null,                       -- as the ledger names it: carrier:<id>, supplier:<name>
  carrier_id   uuid references carriers,
  state        text not null check (state in ('draft', 'filed', 'accepted', 'more-asked', 'offered', 'agreed', 'paid', 'written-off', 'refused')),
  cost_fen     bigint not null check (cost_fen >= 0),          -- what the case cost at this party's share, when last looked at
  amount_fen   bigint not null check (amount_fen > 0),         -- what we claim
  cap_fen      bigint check (cap_fen >= 0),                    -- most by the carrier's terms when not insured; contract, contestable
  offered_fen  bigint check (offered_fen >= 0),
  agreed_fen   bigint check (agreed_fen >= 0),
  received_fen bigint not null default 0 check (received_fen >= 0),
  deadline     timestamptz,                         -- by when it must be filed, from the carrier's terms
  source       text not null default '',            -- where that is written
  waybill      text,
  their_no     text,                                -- the carrier's number of our claim
  opened_at    timestamptz not null,
  filed_at     timestamptz,
  settled_at   timestamptz,
  changed_at   timestamptz not null,
  unique (case_id, party)
);
create index recoveries_due on recoveries (deadline nulls last, id) where settled_at is null;
create index recoveries_in_time on recoveries (changed_at desc, id desc);

create table recovery_moves (
  id          uuid primary key,
  recovery_id uuid not null references recoveries,
  move        text not null,
  state       text not null,
  fen         bigint,
  note        text not null default '',
  by_kind     text not null,
  by_id       text not null,
  at          timestamptz not null
);
create index recovery_moves_of on recovery_moves (recovery_id, at);

alter table ledger_lines drop constraint ledger_lines_account_check;
alter table ledger_lines add constraint ledger_lines_account_check check (account in ('remedy-cost', 'payable-to-customer', 'payment-partner',
  'points-issued', 'coupons-issued', 'parts-cost', 'freight', 'recovery-receivable', 'recovery-income', 'recovered'));
-- What is lost and what comes back is somebody's.
alter table ledger_lines drop constraint ledger_lines_check1;
alter table ledger_lines add constraint ledger_lines_party_check
  check ((account in ('remedy-cost', 'recovery-receivable', 'recovery-income', 'recovered')) = (party is not null));
