-- An opinion that a colleague gives on an escalated case (RE-8): a note with the step at which it was given.
alter table notes add column step text;
-- Where a shop's customers reach a person by phone; '' where it has no line of its own.
alter table shops add column phone text not null default '';
