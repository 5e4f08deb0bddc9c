-- A pickup at the door is booked for a window of time, and may fail (FU-1, FU-10): then it is booked again or sent by the customer.
alter table returned_goods drop constraint returned_goods_state_check;
alter table returned_goods add constraint returned_goods_state_check
  check (state in ('awaited', 'booked', 'on-its-way', 'overdue', 'received', 'inspected', 'given-up', 'not-ours'));
alter table returned_goods add column pickup_until timestamptz;               -- the carrier comes between pickup_at and this
alter table returned_goods add column pickup_fails int not null default 0;
alter table returned_goods add column pickup_why text                         -- why the last one failed
  check (pickup_why in ('nobody-home', 'not-packed', 'carrier-missed', 'carrier-refused', 'customer-asks', 'other'));
alter table returned_goods add column pickup_wish text not null default '';   -- when it suits, in the customer's words; blanked with the person
