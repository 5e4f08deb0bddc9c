-- Who may grant how much, and what somebody else approves first (RE-7, LI-5).
alter table offers drop constraint offers_state_check;
alter table offers add constraint offers_state_check
  check (state in ('submitted', 'returned', 'open', 'chosen', 'declined', 'unwanted', 'expired', 'withdrawn'));
alter table offers add column answers_choice uuid references choices;   -- the proposal that a counter-offer answers
create unique index offers_submitted on offers (case_id) where state = 'submitted';

alter table offer_options add column weight_fen bigint;                 -- what counts against limits, fen; points at their cost
create index offer_options_of_case on offer_options (case_id);

-- Most that a role may grant by itself. Remedy '*': every remedy that has no row of its own. The shop's own row goes before the house's.
create table remedy_authority (
  id           uuid primary key,
  shop_id      uuid references shops,
  role         text not null,
  remedy       text not null,
  per_case_fen bigint check (per_case_fen >= 0),  -- null: no limit
  per_day_fen  bigint check (per_day_fen >= 0),   -- of what one person offers by themselves in a day; null: no limit
  example      boolean not null default false,
  changed_at   timestamptz not null,
  changed_by   text not null,
  unique nulls not distinct (shop_id, role, remedy)
);

insert into remedy_authority (id, role, remedy, per_case_fen, per_day_fen, example, changed_at, changed_by) values
  ('01980000-0000-7000-8000-000000000001', 'agent', 'points', 1000, 200000, true, now(), 'system:file'),
  ('01980000-0000-7000-8000-000000000002', 'agent', 'coupon', 1000, 200000, true, now(), 'system:file'),
  ('01980000-0000-7000-8000-000000000003', 'lead', 'points', 10000, 1000000, true, now(), 'system:file'),
  ('01980000-0000-7000-8000-000000000004', 'lead', 'coupon', 10000, 1000000, true, now(), 'system:file'),
  ('01980000-0000-7000-8000-000000000005', 'claims', '*', 500000, null, true, now(), 'system:file'),
  ('01980000-0000-7000-8000-000000000006', 'finance', '*', 500000, null, true, now(), 'system:file');

create table approvals (
  id           uuid primary key,
  offer_id     uuid not null unique references offers,
  case_id      uuid not null references cases,
  shop_id      uuid not null references shops,
  round        int not null,
  state        text not null check (state in ('waiting', 'approved', 'returned', 'dropped')),
  needs        jsonb not null,                    -- why: [{remedy, why, most}]
  approver     text not null default 'none',      -- role that the policy's row names
  most_fen     bigint not null,                   -- the dearest option
  sum_fen      bigint not null,                   -- with what was chosen in the case before
  outlier      jsonb,                             -- figures of like cases when it lies outside them
  asked_kind   text not null,
  asked_by     text not null,
  asked_at     timestamptz not null,
  decided_kind text,
  decided_by   text,
  on_behalf_of uuid references staff,             -- the absent person whose authority was used
  via          text check (via in ('case', 'mail')),
  note         text not null default '',          -- what the offerer says to the approver
  reason       text,
  decided_at   timestamptz,
  check ((state in ('approved', 'returned')) = (decided_by is not null))
);
create unique index approvals_waiting on approvals (case_id) where state = 'waiting';
create index approvals_of_case on approvals (case_id);
create trigger approvals_are_kept before update or delete on approvals for each row execute function decided_is_kept('earlier', 'note', 'reason');

-- While somebody is away another approves with their authority; never an offer of either of the two.
create table approval_delegations (
  id       uuid primary key,
  from_id  uuid not null references staff,
  to_id    uuid not null references staff,
  from_at  timestamptz not null,
  until_at timestamptz not null,
  note     text not null default '',
  made_at  timestamptz not null,
  made_by  text not null,
  ended_at timestamptz,
  check (from_id <> to_id and from_at < until_at)
);
create index approval_delegations_to on approval_delegations (to_id, until_at);

-- One-time links in letters to approvers: they lead to a page, and count only with that person signed in.
create table approval_links (
  id          uuid primary key,
  token_hash  text not null unique,
  sealed      text not null,                      -- the secret, for the letter; sealed by the house's key
  approval_id uuid not null references approvals,
  staff_id    uuid not null references staff,
  created_at  timestamptz not null,
  expires_at  timestamptz not null,
  used_at     timestamptz
);
