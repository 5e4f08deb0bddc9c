-- What a reviewer saw on the photos (IV-5): one row per review, never changed but that free text may be blanked (IV-7).
create table photo_reviews (
  id      uuid primary key,
  case_id uuid not null references cases,
  round   int not null,
  seq     int not null,                  -- several in one round when more photos were asked for; the last one counts
  step    text not null,
  answer  text not null,
  lines   jsonb not null,                -- [{"lineId": …, "verdict": …, "degree": …}]
  degree  text not null check (degree in ('none', 'light', 'medium', 'heavy')),  -- the worst of its lines
  photos  uuid[] not null,               -- the files that were looked at
  note    text not null default '',      -- for colleagues
  reason  text not null default '',      -- as the customer is told it
  by_kind text not null,
  by_id   text not null,
  at      timestamptz not null,
  unique (case_id, round, seq)
);
create trigger photo_reviews_are_kept before update or delete on photo_reviews for each row execute function decided_is_kept('always', 'note', 'reason');
