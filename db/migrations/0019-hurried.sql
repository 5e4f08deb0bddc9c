-- Taking the next case looks at hurried ones first (IN-11): few at any time.
create index cases_hurried on cases (priority desc, nearest_due, id) include (shop_id) where closed_at is null and owner_id is null and priority > 0;
