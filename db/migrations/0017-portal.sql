-- The customer's pages: reports that are still being written, tries at proving who one is, codes by mail, what files are for.
create table portal_drafts (
  id         uuid primary key,
  visit_hash text not null,                       -- of the browser's cookie
  playbook   text not null references playbooks,
  shop_id    uuid references shops,
  order_id   uuid references orders,              -- null: the order isn't here yet (VE-8), or nobody has proven anything yet
  order_no   text,
  proven_by  text check (proven_by in ('phone', 'virtual-phone', 'waybill', 'code', 'pending')),
  form       jsonb not null default '{}',         -- everything typed so far, right or wrong; blanked when the report is sent
  case_id    uuid references cases,               -- what became of it
  created_at timestamptz not null,
  changed_at timestamptz not null,
  expires_at timestamptz not null
);
create unique index portal_drafts_open on portal_drafts (visit_hash, playbook) where case_id is null;
create index portal_drafts_expired on portal_drafts (expires_at);

-- Failed tries, per order number and per address; both only as a hash (TA-5, TA-7).
create table portal_tries (
  key text not null,
  at  timestamptz not null
);
create index portal_tries_key on portal_tries (key, at);
create index portal_tries_old on portal_tries (at);

create table portal_codes (
  id         uuid primary key,
  order_id   uuid not null references orders,
  visit_hash text not null,
  code       text not null,                       -- six digits; blanked once used or expired
  address    text not null,                       -- mail address; blanked likewise
  lang       text not null check (lang in ('zh', 'en')),
  tries      int not null default 0,
  at         timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index portal_codes_of_order on portal_codes (order_id, at);
create index portal_codes_expired on portal_codes (expires_at) where code <> '';

-- Which material an upload is for, until it is attached to the case.
create table portal_files (
  file_id  uuid primary key references files,
  material text not null
);
