-- The customer's confirmation (TA-6) and survey (FB-1).
create table confirmations (
  id      uuid primary key,
  case_id uuid not null references cases,
  round   int not null,
  step    text not null,
  answer  text not null,
  note    text not null default '',
  channel text not null check (channel in ('portal', 'phone', 'chat', 'mail', 'counter')),
  by_kind text not null,
  by_id   text not null,
  at      timestamptz not null
);
create index confirmations_of_case on confirmations (case_id, at);
create trigger confirmations_are_kept before update or delete on confirmations for each row execute function decided_is_kept('always', 'note');

create table surveys (
  id          uuid primary key,
  case_id     uuid not null references cases,
  case_number text not null,
  shop_id     uuid not null references shops,
  round       int not null,
  state       text not null check (state in ('planned', 'asked', 'answered', 'dropped')),
  message     text not null,                      -- of the playbook
  ask_at      timestamptz not null,
  asked_at    timestamptz,
  token_hash  text unique,
  speed       int check (speed between 1 and 5),
  result      int check (result between 1 and 5),
  attitude    int check (attitude between 1 and 5),
  lowest      int generated always as (least(speed, result, attitude)) stored,
  reasons     text[] not null default '{}',
  words       text not null default '',
  channel     text check (channel in ('portal', 'phone', 'chat', 'mail', 'counter')),
  answered_at timestamptz,
  by_kind     text,
  by_id       text,
  -- Once per case and round.
  unique (case_id, round),
  check ((state = 'answered') = (answered_at is not null)),
  check ((state = 'answered') = (lowest is not null))
);
create index surveys_due on surveys (ask_at) where state = 'planned';
create index surveys_answered on surveys (shop_id, answered_at desc, id desc) where state = 'answered';
