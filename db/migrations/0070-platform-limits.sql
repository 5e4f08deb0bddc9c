-- Platform clocks of ordinary after-sale orders, per platform × kind (CL-9): an operator's settings with source and date.
create table platform_limits (
  id          uuid primary key,
  platform    text not null,
  kind        text not null check (kind in ('refund-unshipped', 'refund-only', 'return', 'exchange', 'reship', 'repair', 'platform-steps-in')),
  hours       int not null check (hours between 1 and 2160),
  source      text not null,
  verified    boolean not null default false,      -- false: shown as an example, never as the platform's rule
  valid_from  timestamptz not null,
  created_by  text not null,
  created_at  timestamptz not null,
  unique (platform, kind, valid_from)
);

create table platform_sales (
  id          uuid primary key,
  case_id     uuid not null references cases,
  number      text not null,                       -- the platform's after-sale number
  platform    text not null,
  kind        text not null,
  applied_at  timestamptz not null,
  limit_id    uuid references platform_limits,
  due_at      timestamptz,
  settled_at  timestamptz,
  added_by    text not null,
  at          timestamptz not null,
  unique (case_id, number)
);
