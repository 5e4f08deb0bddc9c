-- Order checks, reviews, materials asked for, and what the work lists need.
create table order_checks (
  id       uuid primary key,
  case_id  uuid not null references cases,
  round    int not null,
  answer   text not null,
  order_id uuid references orders,
  reason   text,
  by_rule  boolean not null default false,
  by_kind  text not null,
  by_id    text not null,
  at       timestamptz not null
);
create index order_checks_of_case on order_checks (case_id, at);

-- One review: every acceptance condition ticked or refused, each with its own note (VE-4).
create table reviews (
  id        uuid primary key,
  case_id   uuid not null references cases,
  round     int not null,
  step      text not null,
  answer    text not null,
  ticks     jsonb not null,                      -- condition → {holds, byFacts, note}
  reason    text,
  materials jsonb not null default '[]',         -- what was chosen to be asked for: [{material, note}]
  by_rule   boolean not null default false,
  by_kind   text not null,
  by_id     text not null,
  at        timestamptz not null
);
create index reviews_of_case on reviews (case_id, at);

create table material_requests (
  id          uuid primary key,
  case_id     uuid not null references cases,
  round       int not null,
  asking      int not null,                      -- how often was asked in this case so far: 1, 2 …
  position    int not null,
  material    text not null,
  note        text,
  state       text not null check (state in ('asked', 'received', 'waived')),
  asked_at    timestamptz not null,
  by_kind     text not null,
  by_id       text not null,
  received_at timestamptz,
  unique (case_id, asking, material)
);
create index material_requests_open on material_requests (case_id) where state = 'asked';

-- Lists that are cut by shop and by whom the case waits for read the index alone; ids inside, the rows are joined outside.
create index cases_waiting_in_shop on cases (shop_id, waiting_for, nearest_due, id) where closed_at is null and waiting_for is not null;
-- It takes the place of cases_of_shop, whose columns it holds.
create index cases_open_in_shop on cases (shop_id, nearest_due, id) include (owner_id, team_id, waiting_for, problem, stage) where closed_at is null;
drop index cases_of_shop;
