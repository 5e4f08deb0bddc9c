-- What may be offered, what was offered, what was chosen (RE-1 to RE-4, RE-7, RE-11, RE-13).
create table policies (
  name     text primary key,
  code     text not null unique,                      -- MP; its third version is cited as MP-03
  title_zh text not null,
  title_en text not null
);

create table policy_versions (
  id         uuid primary key,
  policy     text not null references policies,
  shop_id    uuid references shops,                   -- null: every shop
  version    int not null,
  origin     text not null check (origin in ('file', 'product')),
  hash       text not null,
  body       json not null,                           -- JDM document with one decision table; json keeps the order of columns
  note       text not null,
  valid_from timestamptz not null,
  created_at timestamptz not null,
  created_by text not null,
  unique nulls not distinct (policy, shop_id, version)
);

create function policy_versions_are_kept() returns trigger language plpgsql as $$
begin
  raise exception 'a version of a policy is never changed (RE-2)';
end $$;
create trigger policy_versions_are_kept before update or delete on policy_versions for each row execute function policy_versions_are_kept();

create table offers (
  id                uuid primary key,
  case_id           uuid not null references cases,
  shop_id           uuid not null references shops,
  round             int not null,
  seq               int not null,
  state             text not null check (state in ('open', 'chosen', 'declined', 'unwanted', 'expired', 'withdrawn')),
  policy_version_id uuid not null references policy_versions,
  facts             jsonb not null,                   -- what the policy was asked with
  message           text not null default '',
  valid_until       timestamptz not null,
  silence           text not null,                    -- outcome of the case when nobody answers
  reopens           boolean not null default false,   -- and whether the customer may take it up again
  by_rule           boolean not null,
  by_kind           text not null,
  by_id             text not null,
  at                timestamptz not null,
  ended_at          timestamptz,
  unique (case_id, round, seq)
);
create unique index offers_open on offers (case_id) where state = 'open';
create trigger offers_are_kept before update or delete on offers for each row execute function decided_is_kept('earlier', 'message');

create table offer_options (
  id        uuid primary key,
  offer_id  uuid not null references offers,
  case_id   uuid not null references cases,
  round     int not null,
  n         int not null check (n between 1 and 4),
  remedy    text not null,
  plan      jsonb not null,                           -- the one plan that is shown and carried out
  fen       bigint check (fen > 0),                   -- to the customer
  points    int check (points > 0),
  cost_fen  bigint,
  policy_row int not null,
  row_id    text not null,
  unique (offer_id, n)
);
create trigger offer_options_are_kept before update or delete on offer_options for each row execute function decided_is_kept('always');

create table choices (
  id        uuid primary key,
  offer_id  uuid not null unique references offers,
  case_id   uuid not null references cases,
  round     int not null,
  kind      text not null check (kind in ('option', 'declined', 'proposal', 'unwanted')),
  option_id uuid references offer_options,
  proposal  text,                                     -- the customer's own words; blanked on erasure
  channel   text not null,
  by_rule   boolean not null,
  by_kind   text not null,
  by_id     text not null,
  at        timestamptz not null,
  check ((kind = 'option') = (option_id is not null))
);
create index choices_of_case on choices (case_id);
create trigger choices_are_kept before update or delete on choices for each row execute function decided_is_kept('always', 'proposal');
