-- What was reported: the customer's words, the lines, what came with them, and what the case is tied to. Personal text stands
-- here, never in events, and can be blanked (erased_at) while the chain of events stays.
create table reports (
  case_id       uuid not null references cases,
  round         int not null,
  channel       text not null,
  reporter_id   uuid references customers,
  words         text not null,                    -- the customer's own
  registered    jsonb not null default '{}',      -- the playbook's registration fields by id (IN-8)
  claimed_fen   bigint check (claimed_fen >= 0),
  claimed_basis text,                             -- how the amount was arrived at (VE-6)
  wish          text,
  needed_by     timestamptz,
  received_at   timestamptz not null,
  erased_at     timestamptz,
  primary key (case_id, round)
);
create index reports_of_reporter on reports (reporter_id) where reporter_id is not null;

-- One row for each thing the case is about (IN-10). A correction replaces rows and keeps the old ones; a later round writes its own.
create table case_lines (
  id            uuid primary key,
  case_id       uuid not null references cases,
  round         int not null,
  line_no       int not null,
  order_line_id uuid references sub_orders,
  part_code     text,
  name          text not null,
  model         text,
  quantity      int not null check (quantity > 0),
  problem       text not null,
  value_fen     bigint check (value_fen >= 0),    -- of the whole line, to the customer; null: nobody knows yet
  value_basis   text not null check (value_basis in ('part', 'stated', 'share', 'price', 'most', 'claimed', 'unknown')),
  on_list       boolean not null,
  finding       text,
  remedy        text,
  written_at    timestamptz not null,
  replaced_at   timestamptz
);
create unique index case_lines_current on case_lines (case_id, round, line_no) where replaced_at is null;
create index case_lines_of_order_line on case_lines (order_line_id) where order_line_id is not null;

-- A decided round is frozen: its lines change no more (architecture.md, "A case has rounds").
create function decided_lines_are_frozen() returns trigger language plpgsql as $$
begin
  if old.round < (select round from cases where id = old.case_id) then
    raise exception 'the lines of a decided round are frozen';
  end if;
  return new;
end $$;
create trigger decided_lines_are_frozen before update or delete on case_lines for each row execute function decided_lines_are_frozen();

create table case_relations (
  case_id  uuid not null references cases,
  other_id uuid not null references cases,
  kind     text not null check (kind in ('duplicates', 'earlier')),
  reason   text,
  at       timestamptz not null,
  by_kind  text not null,
  by_id    text not null,
  primary key (case_id, other_id, kind),
  check (case_id <> other_id)
);
create index case_relations_other on case_relations (other_id);

create table hurries (
  id      uuid primary key,
  case_id uuid not null references cases,
  channel text not null,
  words   text not null default '',
  at      timestamptz not null,
  by_kind text not null,
  by_id   text not null
);
create index hurries_of_case on hurries (case_id, at);

-- Materials that are words, not files (VE-6); files are evidence of the case (case_files).
create table case_materials (
  id       uuid primary key,
  case_id  uuid not null references cases,
  round    int not null,
  material text not null,                         -- of the playbook's checklist; 'other' when nobody said
  words    text not null,
  at       timestamptz not null,
  by_kind  text not null,
  by_id    text not null
);
create index case_materials_of_case on case_materials (case_id, at);

-- Cases by the number that the customer gave, whether or not the order is here (IN-6, IN-7).
create index cases_of_order_no on cases (shop_id, order_no) where order_no is not null;
-- "Same address" (IN-7): equality only.
create index order_contacts_address on order_contacts using hash (address) where address is not null;
