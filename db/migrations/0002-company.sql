-- One installation is one company with many shops (architecture.md, Shops).
create table shops (
  id          uuid primary key,
  code        text not null unique,                -- short, stable; used in API paths and file layouts
  name        text not null,
  name_en     text not null,
  platform    text not null,                       -- taobao, pdd, douyin, jd, own, store
  entity      text not null,                       -- legal entity
  zone        text not null default 'Asia/Shanghai',
  lang        text not null default 'zh' check (lang in ('zh', 'en')),
  order_form  text,                                -- regular expression of the shop's order numbers: tells "not imported yet" from "wrong" (VE-8)
  signature   text not null default '',            -- of texts and letters
  reply_from  text,                                -- mailbox
  hours       jsonb,                               -- {"open":"09:00","close":"18:00"}; null: a working day ends at 24:00
  pay_words   jsonb not null default '{"zh":"预计 1–3 个工作日到账，以银行为准","en":"usually 1–3 working days, depending on the bank"}',
  claim_days  int not null default 30 check (claim_days between 1 and 3650),  -- window for filing after sign-off
  active      boolean not null default true,
  created_at  timestamptz not null
);

create table warehouses (
  id      uuid primary key,
  code    text not null unique,
  name    text not null,
  name_en text not null,
  email   text,
  active  boolean not null default true
);

create table carriers (
  id      uuid primary key,
  code    text not null unique,
  name    text not null,
  name_en text not null,
  email   text,
  active  boolean not null default true
);

create table teams (
  id   uuid primary key,
  name text not null unique,
  name_en text not null
);

create table staff (
  id           uuid primary key,
  login        text not null unique,
  name         text not null,
  email        text,
  role         text not null,                      -- agent, lead, logistics, operations, administrator, store (roles.ts)
  lang         text not null default 'zh' check (lang in ('zh', 'en')),
  all_shops    boolean not null default false,
  password     text,                               -- argon2id; null until the person has set one
  failed       int not null default 0,
  locked_until timestamptz,
  present      boolean not null default true,
  active       boolean not null default true,
  created_at   timestamptz not null
);

create table staff_shops (
  staff_id uuid not null references staff,
  shop_id  uuid not null references shops,
  primary key (staff_id, shop_id)
);

create table staff_teams (
  staff_id uuid not null references staff,
  team_id  uuid not null references teams,
  primary key (staff_id, team_id)
);

create table sessions (
  token_hash text primary key,
  staff_id   uuid not null references staff,
  created_at timestamptz not null,
  seen_at    timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_of_staff on sessions (staff_id);

create table api_keys (
  id         uuid primary key,
  name       text not null,
  key_hash   text not null unique,
  scopes     text[] not null,
  all_shops  boolean not null default false,
  shop_ids   uuid[] not null default '{}',
  created_by uuid not null references staff,
  created_at timestamptz not null,
  used_at    timestamptz,
  revoked_at timestamptz
);

-- One-time links: first administrator, password setting. Hashed, expiring.
create table invitations (
  token_hash text primary key,
  purpose    text not null check (purpose in ('first-administrator', 'set-password')),
  staff_id   uuid references staff,
  expires_at timestamptz not null,
  used_at    timestamptz
);

-- A working calendar's exceptions; shop_id null is the company's. Seeded from the statutory calendar (CL-5).
create table calendar_days (
  shop_id uuid references shops,
  day     date not null,
  work    boolean not null,
  name    text not null default '',
  name_en text not null default '',
  source  text not null,
  unique nulls not distinct (shop_id, day)
);
create table calendar_years (
  year      int primary key,
  published boolean not null
);
