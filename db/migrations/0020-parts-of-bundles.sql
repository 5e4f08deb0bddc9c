-- A bundle's components by their bundle: without it every look at an order's parcels read all order lines ever sold
-- (7 ms at 20,000 orders, found by bench/; growing with them).
create index sub_orders_part_of on sub_orders (part_of) where part_of is not null;
