-- New shipping information is verified before it is used (FU-8): four ticks, each with what shows it.
create table information_checks (
  id      uuid primary key,
  case_id uuid not null references cases,
  shop_id uuid not null references shops,
  round   int not null,
  seq     int not null,
  step    text not null,
  field   text,                           -- of the shipping information; null: not said
  verdict text not null check (verdict in ('verified', 'not-verified')),
  asked   boolean not null,               -- asked for by the buyer
  complete boolean not null,
  deliverable boolean not null,           -- by that carrier
  confirmed boolean not null,             -- read back and confirmed
  notes   jsonb,                          -- {"asked": "chat 20:12", …}: free text, blanked on erasure
  by_kind text not null,
  by_id   text not null,
  at      timestamptz not null,
  unique (case_id, round, seq)
);
create trigger information_checks_are_kept before update or delete on information_checks for each row execute function decided_is_kept('always', 'notes');
