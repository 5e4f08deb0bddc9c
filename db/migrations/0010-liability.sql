-- Who answers for it, in per cent, on which evidence (LI-1, LI-2, LI-5, LI-6).
create table liability_rules (
  id               text primary key,
  position         int not null,
  title_zh         text not null,
  title_en         text not null,
  problems         text[] not null default '{}',      -- codes or their beginnings; empty: any
  weight           text not null default 'any' check (weight in ('any', 'as-due', 'lighter', 'unknown')),
  scans            text not null default 'any' check (scans in ('any', 'clean', 'problem')),
  history_at_least int not null default 0 check (history_at_least >= 0),
  shares           jsonb not null,                    -- [{"party": "warehouse", "percent": 100}]
  cause            text not null check (cause in ('human', 'system', 'external')),
  at_most_fen      bigint not null check (at_most_fen >= 0),
  active           boolean not null default true,
  changed_at       timestamptz not null,
  changed_by       text not null
);

create table liabilities (
  id       uuid primary key,
  case_id  uuid not null references cases,
  shop_id  uuid not null references shops,
  round    int not null,
  seq      int not null,
  problem  text not null,
  cause    text not null check (cause in ('human', 'system', 'external')),
  text     text not null default '',
  evidence uuid[] not null default '{}',
  impact   jsonb,
  rule     text,                                      -- that decided, or that a person followed
  by_rule  boolean not null,
  by_kind  text not null,
  by_id    text not null,
  at       timestamptz not null,
  unique (case_id, round, seq)
);
create trigger liabilities_are_kept before update or delete on liabilities for each row execute function decided_is_kept('always', 'text');

create table liability_shares (
  liability_id uuid not null references liabilities,
  position     int not null,
  party        text not null check (party in ('carrier', 'warehouse', 'supplier', 'staff', 'system', 'listing', 'customer', 'force-majeure')),
  carrier_id   uuid references carriers,
  warehouse_id uuid references warehouses,
  staff_id     uuid references staff,
  name         text not null default '',              -- of a supplier
  percent      int not null check (percent between 1 and 100),
  at           timestamptz not null,
  primary key (liability_id, position),
  check ((party = 'carrier') = (carrier_id is not null)),
  check ((party = 'warehouse') = (warehouse_id is not null)),
  check ((party = 'staff') = (staff_id is not null)),
  check ((party = 'supplier') = (name <> ''))
);
create index liability_shares_of_warehouse on liability_shares (warehouse_id, at) where warehouse_id is not null;
create index liability_shares_of_carrier on liability_shares (carrier_id, at) where carrier_id is not null;

create function shares_are_whole() returns trigger language plpgsql as $$
begin
  if (select sum(percent) from liability_shares where liability_id = new.liability_id) <> 100 then
    raise exception 'the shares of a liability add up to 100 (LI-2)';
  end if;
  return null;
end $$;
create constraint trigger shares_are_whole after insert on liability_shares deferrable initially deferred for each row execute function shares_are_whole();

create function shares_are_kept() returns trigger language plpgsql as $$
begin
  raise exception 'liability_shares are never changed (IV-7)';
end $$;
create trigger shares_are_kept before update or delete on liability_shares for each row execute function shares_are_kept();
