-- Appeals (复核, TA-3): what the first decision rested on is frozen as a list with a hash; somebody else decides.
create table appeals (
  id          uuid primary key,
  case_id     uuid not null references cases,
  shop_id     uuid not null references shops,
  level       int not null check (level >= 1),
  round       int not null,                       -- the round that it opens
  journey_id  uuid not null references journey_steps, -- the step that decided
  outcome     text not null,                      -- as the case had ended
  reason      text not null,                      -- the customer's own words
  evidence    jsonb not null,                     -- [{kind, id, round, at, sha}], oldest first
  hash        text not null,                      -- SHA-256 over it
  reviewer_id uuid references staff,              -- proposed: decided nothing before
  filed_at    timestamptz not null,
  by_kind     text not null,
  by_id       text not null,
  unique (case_id, level),
  unique (case_id, round)
);
create trigger appeals_are_kept before update or delete on appeals for each row execute function decided_is_kept('always', 'reason');

-- What was brought for the appeal, beside files (case_files of the appeal's round).
create table appeal_words (
  id        uuid primary key,
  appeal_id uuid not null references appeals,
  case_id   uuid not null references cases,
  round     int not null,
  words     text not null,
  at        timestamptz not null,
  by_kind   text not null,
  by_id     text not null
);
create index appeal_words_of on appeal_words (appeal_id, at);
create trigger appeal_words_are_kept before update or delete on appeal_words for each row execute function decided_is_kept('always', 'words');

create table appeal_decisions (
  id        uuid primary key,
  appeal_id uuid not null unique references appeals,
  case_id   uuid not null references cases,
  round     int not null,
  step      text not null,
  answer    text not null,
  reasons   text not null,
  by_kind   text not null,
  by_id     text not null,
  at        timestamptz not null
);
create trigger appeal_decisions_are_kept before update or delete on appeal_decisions for each row execute function decided_is_kept('always', 'reasons');
