-- Events, cursors of their readers, intents, idempotency, limits. architecture.md: "Rules that every part keeps".
create extension if not exists pg_trgm;

create table events (
  id         bigint generated always as identity,
  tx         xid8 not null default pg_current_xact_id(),
  at         timestamptz not null,
  written_at timestamptz not null default clock_timestamp(),  -- measures lag only; business time is "at"
  kind       text not null,
  case_id    uuid,
  shop_id    uuid,
  version    int,
  actor_kind text not null,
  actor_id   text not null,
  cause      text not null,
  origin     text not null default 'live' check (origin in ('live', 'import')),
  data       jsonb not null default '{}',
  primary key (id)
);
create index events_stream on events (tx, id);
create index events_of_case on events (case_id, id) where case_id is not null;

create function events_are_kept() returns trigger language plpgsql as $$
begin
  raise exception 'events are never changed (IV-7)';
end $$;
create trigger events_are_kept before update or delete on events for each row execute function events_are_kept();

create table event_cursors (
  reader   text primary key,
  tx       xid8 not null default '0'::xid8,
  event_id bigint not null default 0
);

create table intents (
  id         uuid primary key,
  key        text not null unique,
  kind       text not null,
  case_id    uuid,
  shop_id    uuid,
  subject_id uuid,
  payload    jsonb not null,
  state      text not null check (state in ('ready', 'calling', 'waiting', 'done', 'refused', 'uncertain', 'needs-person', 'recalled')),
  attempts   int not null default 0,
  wake_at    timestamptz,            -- when it is due, or when the lease of a call in flight ends
  answer     jsonb,
  fault      text,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create index intents_due on intents (wake_at) where state in ('ready', 'calling', 'waiting');
create index intents_of_case on intents (case_id) where case_id is not null;
create index intents_open on intents (kind, created_at) where state in ('ready', 'calling', 'waiting', 'uncertain', 'needs-person');

create table idempotency (
  actor      text not null,
  key        text not null,
  route      text not null,
  body_hash  text not null,
  status     int not null,
  answer     jsonb,
  at         timestamptz not null,
  primary key (actor, key)
);
create index idempotency_age on idempotency (at);

create table access_log (
  id         bigint generated always as identity primary key,
  at         timestamptz not null,
  actor_kind text not null,
  actor_id   text not null,
  act        text not null,          -- reveal, export, download
  subject    text not null,          -- kind of thing
  subject_id text not null,
  why        text not null
);
create index access_log_subject on access_log (subject, subject_id);

create table settings (
  key        text primary key,
  value      jsonb not null,
  changed_at timestamptz not null,
  changed_by text not null
);
