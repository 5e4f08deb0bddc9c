-- Statutory multiples, lawyers' letters, regulators' reports: no offer until it is decided, and the evidence frozen (RE-12).
create table legal_reviews (
  id         uuid primary key,
  case_id    uuid not null references cases,
  shop_id    uuid not null references shops,
  round      int not null,
  flags      text[] not null check (flags <@ array['statutory-multiple', 'lawyer-letter', 'regulator-report'] and cardinality(flags) > 0),
  note       text not null default '',
  state      text not null check (state in ('open', 'decided')),
  evidence   jsonb not null,                      -- what stood when it was raised
  hash       text not null,
  by_kind    text not null,
  by_id      text not null,
  at         timestamptz not null,
  decision   text check (decision in ('offer-by-policy', 'offer-with-approval', 'no-offer')),
  reason     text,
  decided_kind text,
  decided_by text,
  decided_at timestamptz,
  check ((state = 'decided') = (decision is not null))
);
create unique index legal_reviews_open on legal_reviews (case_id) where state = 'open';
create index legal_reviews_of_case on legal_reviews (case_id);
create trigger legal_reviews_are_kept before update or delete on legal_reviews for each row execute function decided_is_kept('earlier', 'note', 'reason');
