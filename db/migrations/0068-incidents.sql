-- Incidents: many cases with one cause, one finding and liability for all, one remedy offered at once (BA-2). Proposed by a
-- pattern, made by a person.
create table incident_settings (
  one        boolean primary key default true check (one),
  hours      int not null check (hours between 1 and 720),     -- cases that came in within so many hours …
  cases      int not null check (cases between 2 and 1000),    -- … and at least so many of one cause are proposed
  example    boolean not null default false,
  changed_at timestamptz not null,
  changed_by text not null
);
insert into incident_settings values (true, 24, 8, true, now(), 'system:file');

create sequence incident_seq;
create table incidents (
  id          uuid primary key,
  seq         bigint not null unique default nextval('incident_seq'),
  shop_id     uuid not null references shops,
  state       text not null check (state in ('proposed', 'open', 'settled', 'dismissed')),
  cause       text not null check (cause in ('goods', 'warehouse', 'carrier', 'place', 'van', 'live', 'other')),
  cause_key   text not null,                     -- id of the thing, or its name
  problem     text not null,                     -- '*': any
  title       text not null default '',
  candidates  uuid[] not null default '{}',      -- cases that the pattern found
  finding     jsonb,                             -- {answer, text, cause, shares}: one for all cases
  finding_by  uuid references staff,
  finding_at  timestamptz,
  proposed_at timestamptz,
  opened_at   timestamptz,
  opened_by   uuid references staff,
  ended_at    timestamptz,
  ended_by    uuid references staff,
  reason      text not null default ''           -- why it was dismissed
);
create unique index incidents_live on incidents (shop_id, cause, cause_key, problem) where state in ('proposed', 'open');
create index incidents_of_state on incidents (state, seq desc);

create table incident_cases (
  id          uuid primary key,
  incident_id uuid not null references incidents,
  case_id     uuid not null references cases,
  joined_at   timestamptz not null,
  joined_by   text not null,
  left_at     timestamptz,
  left_by     text
);
create index incident_cases_of on incident_cases (incident_id, case_id);
create unique index incident_cases_once on incident_cases (case_id) where left_at is null;

-- One remedy for all: asked by one, approved by another with the sum, carried out case by case.
create table incident_remedies (
  id          uuid primary key,
  incident_id uuid not null references incidents,
  state       text not null check (state in ('waiting', 'running', 'done', 'returned')),
  remedy_key  text not null,
  message     text not null default '',
  sum_fen     bigint not null,
  cases       int not null,
  asked_by    uuid not null references staff,
  asked_at    timestamptz not null,
  decided_by  uuid references staff,
  decided_at  timestamptz,
  reason      text not null default ''
);
create unique index incident_remedies_live on incident_remedies (incident_id) where state in ('waiting', 'running');

create table incident_rows (
  remedy_id   uuid not null references incident_remedies,
  incident_id uuid not null references incidents,
  case_id     uuid not null references cases,
  state       text not null check (state in ('waiting', 'done', 'failed')),
  fen         bigint,                            -- what was approved for this case
  why         text,                              -- refusal that it failed with
  offer_id    uuid references offers,
  tries       int not null default 0,
  at          timestamptz,
  primary key (remedy_id, case_id)
);
create index incident_rows_waiting on incident_rows (remedy_id, case_id) where state = 'waiting';
-- Nobody is offered it twice, whatever is repeated.
create unique index incident_rows_once on incident_rows (incident_id, case_id) where state = 'done';

-- How much one approval may cover: the remedy 'incident' of the authority table, by its sum (RE-7).
insert into remedy_authority (id, role, remedy, per_case_fen, per_day_fen, example, changed_at, changed_by) values
  ('01980000-0000-7000-8000-000000000068', 'lead', 'incident', 500000, null, true, now(), 'system:file'),
  ('01980000-0000-7000-8000-000000000069', 'operations', 'incident', 5000000, null, true, now(), 'system:file'),
  ('01980000-0000-7000-8000-00000000006a', 'executive', 'incident', null, null, true, now(), 'system:file');
