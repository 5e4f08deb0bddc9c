-- An enquiry or a suggestion needs no order, so nothing is proven (EX-1, FB-8). What is shown beside a price or an answer is
-- where it comes from, in the reader's language; '': as in Chinese.
alter table portal_drafts drop constraint portal_drafts_proven_by_check;
alter table portal_drafts add constraint portal_drafts_proven_by_check
  check (proven_by in ('phone', 'virtual-phone', 'waybill', 'code', 'pending', 'none'));
alter table articles add column source_en text not null default '';
alter table tariffs add column source_en text not null default '';
