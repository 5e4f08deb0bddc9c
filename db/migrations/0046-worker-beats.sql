-- One row per worker process, renewed after its rounds: how `serve`, a process of its own, knows that somebody works.
create table worker_beats (
  process text primary key,
  at      timestamptz not null
);
