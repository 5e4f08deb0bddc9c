-- The most that is paid for what was not insured stands in one place: the carriers' terms (EX-9, LI-4). What stood with the values
-- moves there, with its source: into terms that named no cap, and as terms of their own for a carrier that had none. The rows
-- that stood here stay to be read; nothing is decided by them any more.
with caps as (
  select distinct on (c.id) c.id as carrier_id, least(100, greatest(1, ceil(r.times)))::int as times, r.source, r.verified, r.valid_from, r.changed_at, r.changed_by
  from carriers c join valuation_rules r on r.kind = 'uninsured-cap' and r.shop_id is null and (r.carrier_id is null or r.carrier_id = c.id)
  order by c.id, r.carrier_id nulls last, r.valid_from desc
), said as (
  update carrier_terms t set uninsured_times = caps.times, verified = t.verified and caps.verified, source_zh = t.source_zh || '；未保价限额：' || caps.source,
    source_en = t.source_en || '; uninsured cap: ' || caps.source
  from caps where caps.carrier_id = t.carrier_id and t.uninsured_times is null returning t.carrier_id
)
insert into carrier_terms (id, carrier_id, uninsured_times, source_zh, source_en, verified, valid_from, changed_at, changed_by)
  select gen_random_uuid(), carrier_id, times, source, source, verified, valid_from, changed_at, changed_by from caps
  where not exists (select from carrier_terms t where t.carrier_id = caps.carrier_id);

comment on table choices_taken_back is 'Read by nobody any more: what a choice gave is told by its tasks (RE-13). Dropped by a later release.';
