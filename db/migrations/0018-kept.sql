-- What was decided stays, in every stage (architecture.md, "A case has rounds"; IV-7), and what each version of a playbook said.

-- A file may go back to what it said before: that is a version of its own.
alter table playbook_versions drop constraint playbook_versions_playbook_hash_key;

create function playbook_versions_are_kept() returns trigger language plpgsql as $$
begin
  raise exception 'versions of a playbook are never changed: running cases keep theirs';
end $$;
create trigger playbook_versions_are_kept before update or delete on playbook_versions for each row execute function playbook_versions_are_kept();

create trigger order_checks_are_kept before update or delete on order_checks for each row execute function decided_is_kept('always', 'reason');

-- A review: its reason may be blanked, and the notes of its ticks and of the materials asked for taken out.
create function review_without_notes(review reviews) returns reviews language plpgsql immutable as $$
begin
  review.reason := null;
  review.ticks := (select coalesce(jsonb_object_agg(key, value - 'note'), '{}') from jsonb_each(review.ticks));
  review.materials := (select coalesce(jsonb_agg(value - 'note' order by n), '[]') from jsonb_array_elements(review.materials) with ordinality as m (value, n));
  return review;
end $$;
create function reviews_are_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'reviews are never deleted (IV-7)';
  end if;
  if new is distinct from review_without_notes(old) then
    raise exception 'a review is never changed (IV-7)';
  end if;
  return new;
end $$;
create trigger reviews_are_kept before update or delete on reviews for each row execute function reviews_are_kept();

-- A step that was left, with its answer; the open one is closed once.
create function left_steps_are_kept() returns trigger language plpgsql as $$
declare
  kept journey_steps := old;
begin
  if tg_op = 'DELETE' then
    raise exception 'journey_steps are never deleted (IV-7)';
  end if;
  if old.left_at is null then
    return new;
  end if;
  kept.reason := new.reason;
  if new.reason is not null or kept is distinct from new then
    raise exception 'a step that was left is never changed (IV-7)';
  end if;
  return new;
end $$;
create trigger left_steps_are_kept before update or delete on journey_steps for each row execute function left_steps_are_kept();

-- A question that was answered; its words may be blanked.
create function answered_questions_are_kept() returns trigger language plpgsql as $$
declare
  kept questions := old;
begin
  if tg_op = 'DELETE' then
    raise exception 'questions are never deleted (IV-7)';
  end if;
  if old.state <> 'answered' then
    return new;
  end if;
  kept.answer := new.answer;
  kept.ask_zh := new.ask_zh;
  kept.ask_en := new.ask_en;
  if coalesce(new.answer, '') <> '' or kept is distinct from new then
    raise exception 'an answered question is never changed (IV-7)';
  end if;
  return new;
end $$;
create trigger answered_questions_are_kept before update or delete on questions for each row execute function answered_questions_are_kept();

-- A clock that ended: why it fell when it fell can't be rewritten.
create function ended_clocks_are_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.state in ('met', 'dropped') then
    raise exception 'a clock that ended is never changed (IV-7)';
  end if;
  return new;
end $$;
create trigger ended_clocks_are_kept before update or delete on clocks for each row execute function ended_clocks_are_kept();
