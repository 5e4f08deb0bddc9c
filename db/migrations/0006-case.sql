-- The thin spine: identity, parties, rounds, journey, playbooks, clocks. No stage's facts live here.
create table playbooks (
  name       text primary key,
  shop_ids   uuid[],                    -- null: every shop
  active     boolean not null default true
);
create table playbook_versions (
  id         uuid primary key,
  playbook   text not null references playbooks,
  version    int not null,
  origin     text not null check (origin in ('file', 'product')),
  hash       text not null,
  body       json not null,             -- json keeps the order of answers (keys 1–4), jsonb doesn't
  valid_from timestamptz not null,
  created_by text not null,
  unique (playbook, version),
  unique (playbook, hash)
);

create sequence case_seq;               -- never reset, gaps allowed

create table cases (
  id          uuid primary key,
  seq         bigint not null unique,
  number      text not null unique,
  shop_id     uuid not null references shops,
  team_id     uuid references teams,
  owner_id    uuid references staff,
  playbook    text not null references playbooks,
  playbook_version_id uuid not null references playbook_versions,
  kind        text not null,
  problem     text not null,
  channel     text not null,
  customer_id uuid references customers,
  order_id    uuid references orders,
  order_no    text,                     -- as the customer gave it
  wish        text,
  step        text not null,
  stage       text not null,
  waiting_for text,                     -- customer, order, warehouse, carrier …; null: waits for us
  round       int not null default 1,
  appeals     int not null default 0,
  version     int not null default 1,
  origin      text not null default 'live' check (origin in ('live', 'import')),
  fast        boolean not null default false,
  hurried     int not null default 0,
  priority    int not null default 0,
  summary     text not null default '', -- the customer's own words, first line; blanked on erasure
  received_at timestamptz not null,
  registered_at timestamptz not null,
  closed_at   timestamptz,
  outcome     text,
  ended_by    text,
  appeal_until timestamptz,
  reopen_by   text[] not null default '{}',
  merged_into uuid references cases,
  nearest_due timestamptz,              -- of all running clocks, written by whoever changes a clock
  nearest_clock text,
  breached    int not null default 0,
  last_told_at timestamptz,
  registered_by text not null,
  check ((closed_at is null) = (outcome is null))
);
-- Work lists: active cases only, nearest clock first, keyset.
create index cases_due on cases (nearest_due, id) include (shop_id, owner_id, team_id, waiting_for) where closed_at is null;
create index cases_of_owner on cases (owner_id, nearest_due, id) where closed_at is null and owner_id is not null;
create index cases_of_team on cases (team_id, nearest_due, id) where closed_at is null;
create index cases_unassigned on cases (shop_id, nearest_due, id) where closed_at is null and owner_id is null;
create index cases_waiting on cases (waiting_for, nearest_due, id) where closed_at is null and waiting_for is not null;
create index cases_of_shop on cases (shop_id, nearest_due, id) where closed_at is null;
create index cases_of_order on cases (order_id) where order_id is not null;
create index cases_of_customer on cases (customer_id) where customer_id is not null;
create index cases_pending_order on cases (shop_id, order_no) where closed_at is null and order_id is null and order_no is not null;
create index cases_recent on cases (seq desc);

-- One row for each step that the case was in: the journey, for the strip, the chart and loop limits.
create table journey_steps (
  id         uuid primary key,
  case_id    uuid not null references cases,
  seq        int not null,
  round      int not null,
  step       text not null,
  stage      text not null,
  came_from  text,
  entered_at timestamptz not null,
  tell_every jsonb,
  left_at    timestamptz,
  answer     text,
  by_role    text,
  by_kind    text,
  by_id      text,
  by_rule    boolean not null default false,   -- fast lane, sweep or rule; a person confirmed it or nobody did
  reason     text,                             -- free text of staff; blanked on erasure
  unique (case_id, seq)
);
create unique index journey_current on journey_steps (case_id) where left_at is null;

create table clocks (
  id         uuid primary key,
  case_id    uuid not null references cases,
  round      int not null,
  name       text not null,                    -- of the playbook, or step:remind / step:give-up / step:limit / silence
  purpose    text not null check (purpose in ('deadline', 'remind', 'give-up', 'limit', 'silence', 'task')),
  step       text not null,
  title_zh   text not null,
  title_en   text not null,
  source     text not null default '',
  within     jsonb not null,                   -- Duration of the playbook
  warn       jsonb,
  may_pause  boolean not null,
  ladder     text[] not null default '{}',
  subject    text,                             -- task or message it belongs to
  say        text,                             -- message that a reminder says
  state      text not null check (state in ('running', 'paused', 'overdue', 'met', 'dropped')),
  started_at timestamptz not null,
  due_at     timestamptz,                      -- null while paused
  warn_at    timestamptz,
  fires_at   timestamptz,                      -- when the sweep must look: warning, breach or next rung
  rung       int not null default 0,           -- how far up the ladder; 0 nobody yet
  warned_at  timestamptz,
  breached_at timestamptz,
  ended_at   timestamptz,
  told_by    text[] not null default '{}',
  tells      text,                             -- message whose delivery meets it
  reason     jsonb not null default '[]',      -- why it falls when it falls: WhyLine[]
  unpublished int[] not null default '{}'
);
create index clocks_fire on clocks (fires_at) where state in ('running', 'overdue');
create index clocks_of_case on clocks (case_id) where state in ('running', 'paused', 'overdue');
create index clocks_history on clocks (case_id, started_at);
create unique index clocks_once on clocks (case_id, round, name, coalesce(subject, '')) where state in ('running', 'paused', 'overdue');

create table clock_pauses (
  clock_id uuid not null references clocks,
  because  text not null,
  from_at  timestamptz not null,
  to_at    timestamptz,
  primary key (clock_id, from_at, because)
);
create unique index clock_pause_open on clock_pauses (clock_id, because) where to_at is null;
create index clock_pauses_open on clock_pauses (clock_id) where to_at is null;

create table case_links (
  token_hash text primary key,
  case_id    uuid not null references cases,
  purpose    text not null default 'customer',
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index case_links_of_case on case_links (case_id);

create table notes (
  id       uuid primary key,
  case_id  uuid not null references cases,
  staff_id uuid not null references staff,
  body     text not null,
  mentions uuid[] not null default '{}',
  at       timestamptz not null
);
create index notes_of_case on notes (case_id, at);

-- Full text: bigrams made by the program (bigrams.ts); kept by the "search" projection.
create table case_search (
  case_id uuid primary key references cases,
  shop_id uuid not null,
  seq     bigint not null,
  body    text not null,
  v       tsvector not null
);
create index case_search_v on case_search using gin (v);
create index case_search_seq on case_search (seq desc);

-- Telling somebody on the desk: warnings, breaches, mentions, overdue tasks.
create table notices (
  id       uuid primary key,
  staff_id uuid references staff,
  role     text,
  case_id  uuid references cases,
  kind     text not null,
  data     jsonb not null default '{}',
  at       timestamptz not null,
  seen_at  timestamptz
);
create index notices_of_staff on notices (staff_id, at desc) where seen_at is null;
create index notices_of_role on notices (role, at desc) where seen_at is null;
