-- Complaints and claims as they are reported to operations and the executive by mail (FB-7): one row per case, in one letter each or in a digest.
create table complaint_reports (
  case_id     uuid primary key references cases,
  shop_id     uuid not null references shops,
  grave       text[] not null default '{}',        -- why it is marked: food, safety, external, contacts
  mode        text not null check (mode in ('each', 'digest')),
  at          timestamptz not null,
  reported_at timestamptz                          -- when its letters, or the digest with it, were written; null: waits for the digest
);
create index complaint_reports_waiting on complaint_reports (at) where reported_at is null;
