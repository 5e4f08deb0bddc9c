-- Cases that are about the goods of a case, for looking at what was given before money leaves (RE-13): of the same order, or, where an
-- order isn't known, of the same number that the customer gave: an order's, or a waybill's of its parcels.
create function cases_of_same_goods(wanted uuid) returns setof uuid stable language sql as $$
  with mine as (select id, shop_id, order_id, nullif(order_no, '') as order_no from cases where id = wanted),
    numbers as (
      select shop_id, order_no from mine where order_no is not null
      union select m.shop_id, o.order_no from mine m join orders o on o.id = m.order_id
      union select m.shop_id, p.waybill from mine m join order_parcels op on op.order_id = m.order_id join parcels p on p.id = op.parcel_id
    )
  select id from mine
  union select c.id from mine m join cases c on c.order_id = m.order_id
  union select c.id from numbers n join cases c on c.shop_id = n.shop_id and c.order_no = n.order_no and c.order_id is null
  union select c.id from mine m join parcels p on p.shop_id = m.shop_id and p.waybill = m.order_no
    join order_parcels op on op.parcel_id = p.id join cases c on c.order_id = op.order_id where m.order_id is null
$$;
