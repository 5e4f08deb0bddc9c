-- How often something that people set up was changed. What a process keeps of it in memory is good while this number stands:
-- the number is read by each request and job, and moves in the transaction of the change (decision 0011, platform/kept.ts).
create table settings_version (
  one boolean primary key default true check (one),
  n   bigint not null default 0
);
insert into settings_version default values;

create function settings_changed() returns trigger language plpgsql as $$
begin
  update settings_version set n = n + 1;
  return null;
end $$;

create trigger settings_changed after insert or update or delete or truncate on settings for each statement execute function settings_changed();
create trigger settings_changed after insert or update or delete or truncate on shops for each statement execute function settings_changed();
create trigger settings_changed after insert or update or delete or truncate on playbooks for each statement execute function settings_changed();
create trigger settings_changed after insert or update or delete or truncate on playbook_versions for each statement execute function settings_changed();
create trigger settings_changed after insert or update or delete or truncate on calendar_days for each statement execute function settings_changed();
create trigger settings_changed after insert or update or delete or truncate on calendar_years for each statement execute function settings_changed();
-- Not failed sign-ins and presence: they change all day, and nothing that is kept says them.
create trigger settings_changed after insert or update of login, name, role, lang, all_shops, active or delete or truncate on staff
  for each statement execute function settings_changed();
create trigger settings_changed after insert or update or delete or truncate on staff_shops for each statement execute function settings_changed();
create trigger settings_changed after insert or update or delete or truncate on staff_teams for each statement execute function settings_changed();
