-- Files: receiving → stored → checked → attached; what nobody attaches goes after 24 hours (architecture.md, Files).
create table files (
  id          uuid primary key,
  owner_kind  text not null check (owner_kind in ('staff', 'key', 'customer', 'draft')),
  owner_id    text not null,
  name        text not null,                     -- as the sender called it; shown, never used as a path
  size        bigint not null check (size > 0),
  state       text not null check (state in ('receiving', 'stored', 'checked', 'refused', 'attached', 'gone')),
  type        text,                              -- sniffed from the bytes, never believed from the name
  sha256      text,
  width       int,
  height      int,
  pictures    boolean not null default false,    -- a thumbnail and a view without EXIF and GPS were made
  fault       text,
  created_at  timestamptz not null,
  changed_at  timestamptz not null
);
create index files_orphans on files (created_at) where state in ('receiving', 'stored', 'checked', 'refused');
create index files_of_owner on files (owner_kind, owner_id);

create table case_files (
  case_id   uuid not null references cases,
  file_id   uuid not null references files,
  round     int not null,
  material  text,                                -- of the playbook's checklist
  by_kind   text not null,
  by_id     text not null,
  added_at  timestamptz not null,
  primary key (case_id, file_id)
);
create index case_files_of_file on case_files (file_id);
