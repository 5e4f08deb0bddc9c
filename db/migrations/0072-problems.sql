-- Problems that an operator added below the shipped ones (IN-4): `damaged.goods.corner` is handled like `damaged.goods`.
create table problems (
  code       text primary key check (code ~ '^[a-z][a-z-]*(\.[a-z0-9][a-z0-9-]*){1,4}$'),
  title_zh   text not null,
  title_en   text not null,
  active     boolean not null default true,
  changed_by text not null,
  changed_at timestamptz not null
);
