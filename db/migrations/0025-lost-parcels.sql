-- When a parcel counts as lost: the carrier's terms, and what was confirmed on them or on the carrier's word (IV-4, CL-8).
create table carrier_terms (
  carrier_id      uuid primary key references carriers,
  lost_after_days int not null check (lost_after_days between 1 and 60),   -- days without a scan after which the carrier counts it as lost
  source_zh       text not null,                 -- where that stands
  source_en       text not null,
  verified        boolean not null default false, -- a person has looked it up; false is shown as an unverified example
  changed_at      timestamptz not null,
  changed_by      text not null
);

create table lost_parcels (
  id            uuid primary key,
  case_id       uuid not null references cases,
  round         int not null,
  parcel_id     uuid references parcels,           -- null: the order has no parcel that we know
  waybill       text,
  basis         text not null check (basis in ('terms', 'carrier-word')),
  days          int,                               -- without a scan, when it was confirmed
  terms_days    int,                               -- what the terms said then
  source        text,                              -- and where
  question_id   uuid references questions,         -- the carrier's word
  last_scan_at  timestamptz,
  at            timestamptz not null,
  by_kind       text not null,
  by_id         text not null,
  unique nulls not distinct (case_id, round, parcel_id)
);
create index lost_parcels_parcel on lost_parcels (parcel_id);
create trigger lost_parcels_are_kept before update or delete on lost_parcels for each row execute function decided_is_kept('always');
