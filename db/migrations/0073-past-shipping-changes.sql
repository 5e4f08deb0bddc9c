-- A change of shipping information that was loaded from the past as proof: the customer isn't told of it (FU-9).
alter table shipping_changes add column past boolean not null default false;
