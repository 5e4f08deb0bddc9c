-- What needs no case: kept knowledge, tariffs, delivery areas, carriers' terms. EX-1, EX-2, CL-8, LI-4.
create table articles (
  id          uuid primary key,
  topic       text not null check (topic in ('time-limit', 'fee', 'area', 'claim', 'handling', 'other')),
  title_zh    text not null,
  title_en    text not null,
  body_zh     text not null,
  body_en     text not null,
  asked_zh    text not null default '',            -- how people ask for it, one question a line
  asked_en    text not null default '',
  source      text not null,                       -- where it comes from; shown beside it
  verified    boolean not null default false,      -- false: marked 示例，未核实
  public      boolean not null default true,       -- on the portal as well
  valid_from  date not null,
  valid_until date,
  tokens      tsvector not null,
  useful      int not null default 0,
  useless     int not null default 0,
  changed_at  timestamptz not null,
  changed_by  text not null,
  retired_at  timestamptz
);
create index articles_tokens on articles using gin (tokens);

-- "Was this useful": one answer per reader and article.
create table article_votes (
  article_id uuid not null references articles,
  reader     text not null,                        -- a person's id, or the hash of a browser's visit
  useful     boolean not null,
  at         timestamptz not null,
  primary key (article_id, reader)
);

-- Price of a consignment from zone to zone; '*' is any. Never changed once it is in force: a new row from a later day.
create table tariffs (
  id               uuid primary key,
  carrier_id       uuid not null references carriers,
  service_zh       text not null,
  service_en       text not null,
  origin           text not null,
  destination      text not null,
  first_g          int not null check (first_g > 0),
  first_fen        bigint not null check (first_fen >= 0),
  further_g        int not null check (further_g > 0),
  further_fen      bigint not null check (further_fen >= 0),
  volume_divisor   int not null check (volume_divisor > 0),   -- cm³ that weigh one kilogram
  insured_per_mille int not null default 0 check (insured_per_mille between 0 and 1000),
  insured_least_fen bigint not null default 0 check (insured_least_fen >= 0),
  days_least       int not null check (days_least >= 0),
  days_most        int not null,
  source           text not null,
  verified         boolean not null default false,
  valid_from       date not null,
  valid_until      date,
  changed_at       timestamptz not null,
  changed_by       text not null,
  check (days_most >= days_least),
  unique (carrier_id, service_zh, origin, destination, valid_from)
);

-- Where a carrier delivers, by place names as they stand in addresses; the most exact one decides.
create table delivery_places (
  id         uuid primary key,
  carrier_id uuid not null references carriers,
  place      text not null,                        -- 澜江市/望岳区, outer to inner
  place_en   text not null default '',
  zone       text not null,
  delivered  text not null check (delivered in ('yes', 'limited', 'no')),
  note_zh    text not null default '',
  note_en    text not null default '',
  changed_at timestamptz not null,
  changed_by text not null,
  unique (carrier_id, place)
);

-- What a carrier's terms say, per day from which they hold (domain.md §1.4). Settings with a source, never law. The days of
-- 0025 move here: one place for all that terms say.
alter table carrier_terms rename to carrier_terms_before;
create table carrier_terms (
  id                uuid primary key,
  carrier_id        uuid not null references carriers,
  lost_days         int check (lost_days > 0),           -- days without a scan after which a parcel counts as lost
  claim_days        int check (claim_days > 0),          -- window for a claim, from shipping
  damage_days       int check (damage_days > 0),         -- window for damage and missing contents, from sign-off
  acceptance_days   int check (acceptance_days > 0),     -- they say whether they take the claim
  decision_days     int check (decision_days > 0),
  payment_days      int check (payment_days > 0),
  uninsured_times   int check (uninsured_times > 0),     -- most that is paid without insurance, as a multiple of the freight
  source_zh         text not null,
  source_en         text not null,
  verified          boolean not null default false,
  valid_from        date not null,
  changed_at        timestamptz not null,
  changed_by        text not null,
  unique (carrier_id, valid_from)
);
insert into carrier_terms (id, carrier_id, lost_days, source_zh, source_en, verified, valid_from, changed_at, changed_by)
  select gen_random_uuid(), carrier_id, lost_after_days, source_zh, source_en, verified, '2020-01-01', changed_at, changed_by from carrier_terms_before;
drop table carrier_terms_before;

-- Within what time the company answers a complaint that an authority forwarded (EX-11). A setting with its source, never law.
create table authority_terms (
  authority   text primary key check (authority in ('12305', '12315', '12345')),
  answer_days int not null check (answer_days > 0),
  working     boolean not null,
  source_zh   text not null,
  source_en   text not null,
  verified    boolean not null default false,
  changed_at  timestamptz not null,
  changed_by  text not null
);

-- A complaint that an authority forwarded. The row stays for the rate per million parcels.
create table external_complaints (
  case_id      uuid primary key references cases,
  shop_id      uuid not null references shops,
  authority    text not null check (authority in ('12305', '12315', '12345')),
  authority_no text not null,
  received_at  timestamptz not null,
  answer_due   timestamptz,
  carrier_id   uuid references carriers,
  demand       text not null default '',
  verdict      text check (verdict in ('valid', 'invalid')),
  answer       text not null default '',
  answered_at  timestamptz,
  registered_by text not null,
  unique (authority, authority_no)
);
create index external_complaints_received on external_complaints (received_at desc, case_id);
