-- The tiers that the shop's members list knows (RE-2): a code for the policies, words for people. Customers' own stand in customer_tiers.
create table tiers (
  code       text primary key check (code ~ '^[a-z][a-z0-9-]{0,30}$' and code <> 'none'),
  words      text not null,
  words_en   text not null,
  rank       int not null check (rank between 0 and 99),   -- the highest stands first
  changed_at timestamptz not null,
  changed_by text not null
);
insert into tiers (code, words, words_en, rank, changed_at, changed_by)
  select tier, tier, tier, 0, max(changed_at), 'system:file' from customer_tiers where tier <> 'none' group by tier;
delete from customer_tiers where tier = 'none';
alter table customer_tiers add foreign key (tier) references tiers;
create index customer_tiers_of on customer_tiers (tier);
create trigger settings_changed after insert or update or delete or truncate on tiers for each statement execute function settings_changed();
