-- Complaints are reported by a reader of the stream instead of a job for each (FB-7). It goes on an hour before it is set up, so
-- that no job that waited is lost: a case that was reported is not reported again.
insert into event_cursors (reader, tx, event_id)
  select 'complaints', tx, id from events where written_at < now() - interval '1 hour' order by tx desc, id desc limit 1
  on conflict do nothing;
