-- Where a parcel has been, as its carrier says (IV-4). Replaced as a whole by each answer of the same source.
create table parcel_scans (
  parcel_id uuid not null references parcels,
  shop_id   uuid not null references shops,
  n         int not null,                           -- counted from 1, the oldest first
  at        timestamptz not null,
  place     text,
  text      text not null,
  code      text,                                   -- state as the source codes it
  source    text not null,
  primary key (parcel_id, source, n)
);

-- When a parcel's tracking was asked for and what came of it: a source locks whoever asks more often than every 30 minutes.
create table parcel_tracking (
  parcel_id     uuid primary key references parcels,
  shop_id       uuid not null references shops,
  asked_at      timestamptz not null,
  answered_at   timestamptz,
  fault         text,
  tries         int not null default 0,
  subscribed_at timestamptz,
  ended_at      timestamptz                         -- the source watches it no longer
);
