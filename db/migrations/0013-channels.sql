-- Messages to and from customers (TA-1, TA-7, TA-11). Personal data and free text stand here and can be blanked; events hold ids only.
create table messages (
  id          uuid primary key,
  n           bigint generated always as identity, -- order of making: one command can make several in one instant
  case_id     uuid not null references cases,
  case_number text not null,
  shop_id     uuid not null references shops,
  customer_id uuid references customers,
  round       int not null,
  direction   text not null check (direction in ('out', 'in')),
  channel     text not null check (channel in ('email', 'byhand', 'phone', 'portal')),
  template    text,                        -- the playbook's name of the message; null: written by hand, or by the customer
  seq         int not null,                -- how often this template was said in this round
  lang        text not null check (lang in ('zh', 'en')),
  subject     text not null default '',
  body        text not null,
  parts       text[] not null default '{}', -- as it is copied into a marketplace's chat
  to_kind     text,
  to_handle   text,                        -- address, number or nick at the time of making
  state       text not null check (state in ('waiting-setup', 'queued', 'delivered', 'failed', 'to-copy', 'copied', 'attested',
                'to-call', 'no-answer', 'called', 'waiting', 'shown', 'replaced', 'received')),
  message_id  text unique,                 -- Message-ID; written before the first try and kept through all others
  external_id text,                        -- of what came in: the channel's own, or a hash of it
  tries       int not null default 0,      -- how often it was started anew after it had failed
  file_ids    uuid[] not null default '{}',
  call_at     timestamptz,                 -- when a call back was promised
  told_at     timestamptz,
  told_how    text check (told_how in ('delivered', 'attested', 'called', 'shown')),
  at          timestamptz not null,
  by_kind     text not null,
  by_id       text not null,
  erased_at   timestamptz,
  check ((direction = 'in') = (state = 'received')),
  check ((told_at is null) = (told_how is null))
);
-- A message of the playbook is made once.
create unique index messages_once on messages (case_id, template, round, seq) where direction = 'out' and template is not null;
-- What came in is taken once.
create unique index messages_external on messages (channel, external_id) where external_id is not null;
create index messages_of_case on messages (case_id, at, n);
create index messages_of_customer on messages (customer_id) where customer_id is not null;
create index messages_work on messages (state, id) include (shop_id)
  where state in ('waiting-setup', 'queued', 'failed', 'to-copy', 'copied', 'to-call', 'no-answer');
create index messages_untold on messages (case_id) where direction = 'out' and told_at is null;

-- Everything that happened to a message, in order.
create table message_attempts (
  message_id uuid not null references messages,
  n          int not null,
  at         timestamptz not null,
  event      text not null,
  fault      text,                         -- code
  note       text,                         -- free text of staff; blanked on erasure
  file_id    uuid,
  by_kind    text not null,
  by_id      text not null,
  primary key (message_id, n)
);
