-- Questions to parties, findings, extensions (IV-1, IV-3, IV-7, IV-8, CL-7).

-- What was decided stays: rows are never deleted, and in an earlier round (or, with 'always', at any time) never changed, but
-- that free text may be blanked when a person's data is erased (IV-7). Arguments: 'always' | 'earlier', then the text columns.
create function decided_is_kept() returns trigger language plpgsql as $$
declare
  kept jsonb;
  made jsonb;
  field text;
begin
  if tg_op = 'DELETE' then
    raise exception '% are never deleted (IV-7)', tg_table_name;
  end if;
  if tg_argv[0] = 'earlier' and (select round from cases where id = old.case_id) <= old.round then
    return new;
  end if;
  kept := to_jsonb(old);
  made := to_jsonb(new);
  for i in 1 .. tg_nargs - 1 loop
    field := tg_argv[i];
    if coalesce(made ->> field, '') = '' then
      kept := kept - field;
      made := made - field;
    end if;
  end loop;
  if kept <> made then
    raise exception '% of a decided round are never changed (IV-7)', tg_table_name;
  end if;
  return new;
end $$;

create table questions (
  id           uuid primary key,
  case_id      uuid not null references cases,
  shop_id      uuid not null references shops,
  round        int not null,
  step         text not null,
  task         text,                      -- of the playbook; null when a person asked
  party        text not null,
  warehouse_id uuid references warehouses,
  carrier_id   uuid references carriers,
  waybills     text[] not null default '{}',
  ask_zh       text not null,
  ask_en       text not null,
  state        text not null check (state in ('asked', 'late', 'answered', 'withdrawn')),
  asked_at     timestamptz not null,
  asked_by     uuid references staff,     -- null: the playbook, or a system
  due_at       timestamptz not null,
  late_at      timestamptz,
  withdrawn_at timestamptz,
  answer       text,                      -- free text of the partner; blanked on erasure
  answered_at  timestamptz,
  answered_by  text,                      -- kind:id of who wrote it down
  evidence     uuid[] not null default '{}',
  check (warehouse_id is null or carrier_id is null),
  check (state <> 'answered' or answered_at is not null)
);
create index questions_of_case on questions (case_id, asked_at);
create index questions_open on questions (due_at, id) include (shop_id, party, warehouse_id, carrier_id) where state in ('asked', 'late');
create index questions_recent on questions (party, asked_at desc, id desc);
create index questions_waybills on questions using gin (waybills) where state in ('asked', 'late');
-- One open question per task and partner.
create unique index questions_once on questions (case_id, round, step, task, coalesce(warehouse_id, carrier_id)) nulls not distinct
  where state in ('asked', 'late') and task is not null;

create table findings (
  id       uuid primary key,
  case_id  uuid not null references cases,
  round    int not null,
  seq      int not null,                  -- several in one round when the case is investigated again; the last one counts
  step     text not null,
  answer   text not null,
  text     text not null default '',
  reason   text not null default '',      -- as the customer is told it
  lines    jsonb not null default '[]',   -- [{"lineId": …, "finding": …}]
  evidence uuid[] not null default '{}',
  by_rule  boolean not null,
  by_kind  text not null,
  by_id    text not null,
  at       timestamptz not null,
  unique (case_id, round, seq)
);
create trigger findings_are_kept before update or delete on findings for each row execute function decided_is_kept('always', 'text', 'reason');

create table extensions (
  id         uuid primary key,
  case_id    uuid not null references cases,
  round      int not null,
  step       text not null,
  seq        int not null,
  n          int not null check (n > 0),
  unit       text not null,
  reason     text not null,
  due_before timestamptz not null,
  due_at     timestamptz not null,
  by_kind    text not null,
  by_id      text not null,
  at         timestamptz not null,
  unique (case_id, round, step, seq)
);
create trigger extensions_are_kept before update or delete on extensions for each row execute function decided_is_kept('always', 'reason');
