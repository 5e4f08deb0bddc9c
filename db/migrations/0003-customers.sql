-- Personal data stands here (and in reports and messages), never in events; each row can be blanked while the chain of events stays.
create table customers (
  id          uuid primary key,
  name        text,
  lang        text not null default 'zh' check (lang in ('zh', 'en')),
  preferred   text not null default 'portal',      -- channel on which results are told (TA-1)
  merged_into uuid references customers,
  created_at  timestamptz not null,
  erased_at   timestamptz
);

-- Ways to reach a person: phone, email, nick (marketplace), buyer-id, member-phone.
create table customer_handles (
  id          uuid primary key,
  customer_id uuid not null references customers,
  kind        text not null check (kind in ('phone', 'virtual-phone', 'email', 'nick', 'buyer-id')),
  platform    text not null default '',
  value       text not null,
  extension   text,                                -- of a virtual number
  expires_at  timestamptz,
  hours       text,                                -- when to reach them
  second      boolean not null default false,      -- the second way (IN-2)
  created_at  timestamptz not null
);
create unique index customer_handles_once on customer_handles (kind, platform, value, coalesce(extension, ''), customer_id);
create index customer_handles_value on customer_handles (value text_pattern_ops);

-- The retailer's own points; the balance is the sum of the rows.
create table points_entries (
  id          uuid primary key,
  customer_id uuid not null references customers,
  points      int not null check (points <> 0),
  key         text not null unique,                -- one grant once
  case_id     uuid,
  at          timestamptz not null
);
create index points_of_customer on points_entries (customer_id);
