import { later, sql, type Tx } from '#platform/db.ts';
import type { ClockRow } from './clocks.ts';
import { freshClocks, keepClocks } from './freshClocks.ts';

/** Writes a clock that starts now; one of the same name and subject that isn't over stays instead. */
export async function insertClock(tx: Tx, clock: ClockRow): Promise<void> {
  const fresh = freshClocks(tx, clock.caseId);
  if (fresh?.some((each) => each.round === clock.round && each.name === clock.name && each.subject === clock.subject)) return;
  const plain = sql`insert into clocks (id, case_id, round, name, purpose, step, title_zh, title_en, source, within, warn, may_pause, ladder, subject, say,
      state, started_at, due_at, warn_at, fires_at, reason, unpublished)
    values (${clock.id}, ${clock.caseId}, ${clock.round}, ${clock.name}, ${clock.purpose}, ${clock.step}, ${clock.titleZh}, ${clock.titleEn},
      ${clock.source}, ${JSON.stringify(clock.within)}::jsonb, ${clock.warn && JSON.stringify(clock.warn)}::jsonb, ${clock.mayPause}, ${[...clock.ladder]}::text[], ${clock.subject},
      ${clock.say}, 'running', ${clock.startedAt}, ${clock.dueAt}, ${clock.warnAt}, ${clock.firesAt}, ${JSON.stringify(clock.reason)}::jsonb, ${[...clock.unpublished]})`;
  // Among the clocks of a new case none can be in the way: plain inserts become one statement with everything else.
  await later(
    tx,
    fresh
      ? plain
      : sql`${plain} on conflict (case_id, round, name, coalesce(subject, '')) where state in ('running', 'paused', 'overdue') do nothing`,
  );
  if (fresh) keepClocks(tx, clock.caseId, [...fresh, clock]);
}
