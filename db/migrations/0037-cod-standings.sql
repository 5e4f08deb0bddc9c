-- Whether a person may pay on delivery (RE-6): every change a row of its own, the newest counts; nobody without one is limited.
create table cod_standings (
  id          uuid primary key,
  customer_id uuid not null references customers,
  standing    text not null check (standing in ('good', 'warned', 'limited')),
  because     text not null check (because in ('case', 'by-hand', 'recovered')),
  case_id     uuid,
  why         text,                                -- free text of staff; blanked on erasure
  by_kind     text not null,
  by_id       text not null,
  at          timestamptz not null
);
create index cod_standings_of_customer on cod_standings (customer_id, at desc, id desc);
