import { systemActor } from '#platform/actor.ts';
import { hour } from '#platform/clock.ts';
import type { Command } from '#platform/command.ts';
import { inTransaction, jsonb, sql } from '#platform/db.ts';
import { writeEvents } from '#platform/events.ts';
import { newId } from '#platform/ids.ts';
import type { House } from '#platform/module.ts';
import { addCandidates, insertIncident, settingsOf } from './incidentStore.ts';
import { type Pattern, recognise } from './recognise.ts';
import { liveOf, seenSince, wasDismissed } from './signStore.ts';

/**
 * Looks whether many cases of late have one cause, and proposes it to the leads; nothing else happens until a person opens it
 * (BA-2). Answers how many were proposed.
 */
export async function proposeIncidents(house: House): Promise<number> {
  const now = house.clock.now();
  const rule = await settingsOf(house.db);
  const seen = await seenSince(house.db, new Date(now.getTime() - rule.hours * hour));
  if (seen.length < rule.cases) return 0;
  let proposed = 0;
  for (const pattern of recognise(seen, rule, now)) {
    const command = { now, actor: systemActor, cause: 'sweep:incidents' };
    proposed += await inTransaction(house.db, (tx) => propose({ ...command, tx }, pattern));
  }
  if (proposed > 0) house.wake();
  return proposed;
}

async function propose(command: Command, pattern: Pattern): Promise<number> {
  const { tx, now } = command;
  const live = await liveOf(tx, pattern);
  if (live) {
    const fresh = pattern.caseIds.filter((id) => !live.known.includes(id));
    if (live.state === 'proposed' && fresh.length > 0) await addCandidates(tx, live.id, fresh);
    return 0;
  }
  if (await wasDismissed(tx, pattern)) return 0;
  const id = newId(now.getTime());
  const { shopId, cause, key, problem, caseIds } = pattern;
  const made = await insertIncident(tx, {
    id,
    shopId,
    state: 'proposed',
    cause,
    key,
    problem,
    title: '',
    candidates: caseIds,
    at: now,
    by: null,
  });
  if (!made) return 0;
  await writeEvents(command, [{ kind: 'incident.proposed', shopId, data: { incident: id, cause, cases: caseIds.length } }]);
  await sql`insert into notices (id, role, case_id, kind, data, at) values (${newId()}, 'lead', ${caseIds.at(-1) ?? null}, 'incident.proposed',
    ${jsonb({ incident: id, cases: caseIds.length })}, ${now})`.execute(tx);
  return 1;
}
