-- A plan of dates on which the customer hears from us again (TA-4), and who owns all of one customer's or order's cases (FU-7).
create table follow_ups (
  id        uuid primary key,
  case_id   uuid not null references cases,
  due_at    timestamptz not null,
  what      text not null,                         -- free text of staff; blanked with the customer
  state     text not null check (state in ('planned', 'done', 'dropped')),
  result    text not null default '',
  planned_by text not null,
  planned_at timestamptz not null,
  done_by   text,
  done_at   timestamptz
);
create index follow_ups_of_case on follow_ups (case_id, due_at);

create table dedications (
  id          uuid primary key,
  customer_id uuid references customers,
  order_id    uuid references orders,
  staff_id    uuid references staff,
  team_id     uuid references teams,
  reason      text not null,
  until       timestamptz,
  ended_at    timestamptz,
  made_by     text not null,
  at          timestamptz not null,
  check ((customer_id is null) <> (order_id is null)),
  check (staff_id is not null or team_id is not null)
);
create index dedications_of_customer on dedications (customer_id) where ended_at is null;
create index dedications_of_order on dedications (order_id) where ended_at is null;
