-- An offer that was approved later than it was made promises everything as many days later (FU-1); its plans stay as they were offered.
alter table offers add column promises_moved int not null default 0 check (promises_moved >= 0);
