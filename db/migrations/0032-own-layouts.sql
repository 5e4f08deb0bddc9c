-- How a shop's warehouse or ERP names our fields (FU-14). A file keeps the columns that it was made with.
create table resend_layouts (
  id      uuid primary key,
  shop_id uuid not null references shops,
  name    text not null,
  columns jsonb not null,                          -- [{header, field}], in the file's order
  made_by text not null,
  at      timestamptz not null,
  unique (shop_id, name)
);
alter table resend_exports drop constraint resend_exports_layout_check;
alter table resend_exports add constraint resend_exports_layout_check
  check (layout in ('generic', 'wangdiantong', 'jushuitan', 'kuaimai', 'own'));
alter table resend_exports add column columns jsonb;
