-- Work lists filtered by text, warehouse or carrier look through the open cases only, in one index: nine in ten hits of a
-- word are closed cases, and a carrier that few orders use was sought by walking the whole list (issue 2).
alter table case_search
  add column open boolean not null default false,      -- as of the last event that the projection read; the case's own row decides
  add column places uuid[] not null default '{}';      -- warehouses and carriers of its order's parcels
update case_search s set open = true, places = coalesce((
    select array_agg(distinct place) from order_parcels op join parcels p on p.id = op.parcel_id,
      lateral (values (p.warehouse_id), (p.carrier_id)) each (place) where op.order_id = c.order_id and place is not null), '{}')
  from cases c where c.id = s.case_id and c.closed_at is null;
create index case_search_open on case_search using gin (v, places) where open;
