-- Steps that service can't answer: which roles a case waits for (VE-7, RE-8), so that they find it in a list. A row holds while the case stands at its step.
create table awaited_roles (
  case_id uuid primary key references cases,
  step    text not null,
  roles   text[] not null,
  since   timestamptz not null
);
create index awaited_roles_of on awaited_roles using gin (roles);
