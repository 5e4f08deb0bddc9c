import { readCase } from '#case/contract.ts';
import { checkText } from '#channels/contract.ts';
import type { Actor, Lang } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import type { Reader } from '#platform/db.ts';
import { writeEvents } from '#platform/events.ts';
import { newId } from '#platform/ids.ts';
import { ok, refuse, type Refused, type Result } from '#platform/result.ts';
import { coversSum, isSubject, previewOffer, rolesCovering } from '#remedy/contract.ts';
import { may, mayOn } from '#staff/contract.ts';
import { incidentById, type IncidentRow, lockIncident, membersOf } from './incidentStore.ts';
import { decideRemedy, insertRemedy, lockRemedy, type RemedyRow, rowsOf, waitAgain } from './remedyStore.ts';
import { sayWhy } from './whyWords.ts';
import type { PreviewView } from './incidentWire.ts';
import { isNamed } from './workIncident.ts';

/**
 * What one remedy for all cases would come to: which can be offered it, what each costs, what is above the reader's limits,
 * who got something before and is left out (RE-13), and where it isn't possible (BA-2). Writes nothing.
 */
export async function previewForAll(
  on: Reader,
  actor: Actor,
  incident: IncidentRow,
  key: string,
  lang: Lang,
  now: Date,
): Promise<PreviewView> {
  const offered = new Set((await rowsOf(on, incident.id)).filter((row) => row.state === 'done').map((row) => row.caseId));
  const rows: PreviewView['rows'] = [];
  for (const { caseId, number, outcome } of await membersOf(on, incident)) {
    const none = { caseId, number, title: null, cites: null, fen: null, beyond: false, givenFen: 0, why: null };
    const impossible = (why: string): void => void rows.push({ ...none, state: 'impossible', why: sayWhy(why, lang) });
    if (offered.has(caseId)) rows.push({ ...none, state: 'offered' });
    else if (outcome !== null) impossible('case-closed');
    else {
      const found = await readCase(on, actor, caseId);
      const planned = found.ok ? await previewOffer(on, actor, found.value, key, now) : found;
      if (!planned.ok) impossible(planned.refused.code);
      else {
        const { title, cites, weightFen, beyond, givenFen, givenTimes } = planned.value;
        rows.push({
          ...none,
          state: givenTimes > 0 ? 'compensated' : 'ready',
          title: title[lang],
          cites: cites[lang],
          fen: weightFen,
          beyond,
          givenFen,
        });
      }
    }
  }
  const ready = rows.filter((row) => row.state === 'ready');
  const sumFen = ready.reduce((sum, row) => sum + (row.fen ?? 0), 0);
  return {
    n: ready.length,
    sumFen,
    approvers: await rolesCovering(on, incident.shopId, sumFen),
    beyond: ready.filter((row) => row.beyond).length,
    compensated: rows.filter((row) => row.state === 'compensated').length,
    impossible: rows.filter((row) => row.state === 'impossible').length,
    rows,
  };
}

/**
 * Hands one remedy for all in: one approval with the sum (BA-2, RE-7). Refuses `not-found`, `incident-not-open`,
 * `incident-busy`, `may-not-offer`, `subject-of-complaint` (LI-5), `forbidden-words` (RE-11), `nobody-to-offer`.
 */
export async function submitForAll(
  command: Command,
  incidentId: string,
  given: { key: string; message: string },
): Promise<Result<{ id: string; cases: number; sumFen: number }>> {
  const incident = await lockIncident(command, incidentId);
  if (!incident) return refuse('not-found');
  if (incident.state !== 'open') return refuse('incident-not-open');
  if (incident.remedy === 'waiting' || incident.remedy === 'running') return refuse('incident-busy');
  if (!may(command.actor, 'remedy.offer')) return refuse('may-not-offer');
  if (isNamed(incident.finding, command.actor)) return refuse('subject-of-complaint');
  const [forbidden] = checkText(given.message, { outside: false });
  if (forbidden) return refuse('forbidden-words', { field: 'message', data: { words: forbidden.words } });
  const preview = await previewForAll(command.tx, command.actor, incident, given.key, 'zh', command.now);
  const rows = preview.rows.filter((row) => row.state === 'ready').map(({ caseId, fen }) => ({ caseId, fen: fen ?? 0 }));
  if (rows.length === 0) return refuse('nobody-to-offer', { field: 'key', data: { key: given.key } });
  const id = newId(command.now.getTime());
  await insertRemedy(command, { id, incidentId, ...given, sumFen: preview.sumFen, rows });
  await writeEvents(command, [
    {
      kind: 'incident.submitted',
      shopId: incident.shopId,
      data: { incident: incidentId, remedy: id, sum: preview.sumFen, cases: rows.length },
    },
  ]);
  return ok({ id, cases: rows.length, sumFen: preview.sumFen });
}

/** What keeps somebody from deciding a remedy for all; null: they may. */
export async function barsOf(
  on: Reader,
  incident: IncidentRow,
  remedy: RemedyRow,
  actor: Actor,
): Promise<'own' | 'subject' | 'above' | 'role' | 'over' | null> {
  if (remedy.state !== 'waiting') return 'over';
  if (actor.kind !== 'staff' || !mayOn(actor, 'remedy.approve', { shopId: incident.shopId })) return 'role';
  if (remedy.askedBy === actor.id) return 'own';
  if (isNamed(incident.finding, actor)) return 'subject';
  for (const { caseId } of await membersOf(on, incident)) if (await isSubject(on, caseId, actor)) return 'subject';
  return (await coversSum(on, actor, incident.shopId, remedy.sumFen)) ? null : 'above';
}

const refusalOf = {
  own: 'own-offer',
  subject: 'subject-of-complaint',
  above: 'above-authority',
  role: 'not-found',
  over: 'no-approval-now',
} as const;

/**
 * Approves a remedy for all, which is then carried out case by case, or hands it back with a reason. Refuses `not-found`,
 * `no-approval-now`, `own-offer`, `subject-of-complaint`, `above-authority` (data: sum), `reason-needed`.
 */
export async function decideForAll(
  command: Command,
  id: string,
  given: { answer: 'approved' | 'returned'; reason: string },
): Promise<Result<{ id: string; state: string }>> {
  const found = await remedyOf(command, id, 'remedy.approve');
  if (!found.ok) return found;
  const { incident, remedy } = found.value;
  const bars = await barsOf(command.tx, incident, remedy, command.actor);
  const barred = bars === null || (bars === 'above' && given.answer === 'returned') ? undefined : bars;
  if (barred) return refuse(refusalOf[barred], { data: { sum: remedy.sumFen, step: 'incident' } });
  if (given.answer === 'returned' && given.reason === '') return refuse('reason-needed', { field: 'reason' });
  const state = given.answer === 'approved' ? 'running' : 'returned';
  await decideRemedy(command, id, state, given.reason);
  const data = { incident: incident.id, remedy: id, sum: remedy.sumFen, cases: remedy.cases };
  await writeEvents(command, [
    given.answer === 'approved'
      ? { kind: 'incident.approved', shopId: incident.shopId, data }
      : { kind: 'incident.returned', shopId: incident.shopId, data },
  ]);
  return ok({ id, state });
}

/** Tries the rows that failed again; what is done stays done. Refuses `not-found`, `no-approval-now`. */
export async function repeatForAll(command: Command, id: string): Promise<Result<{ id: string; again: number }>> {
  const found = await remedyOf(command, id, 'incident.work');
  if (!found.ok) return found;
  if (found.value.remedy.state !== 'done') return refuse('no-approval-now', { data: { step: 'incident' } });
  return ok({ id, again: await waitAgain(command, id) });
}

async function remedyOf(
  command: Command,
  id: string,
  action: 'remedy.approve' | 'incident.work',
): Promise<Result<{ incident: IncidentRow; remedy: RemedyRow }> | Refused> {
  const remedy = await lockRemedy(command.tx, id);
  const incident = remedy && (await incidentById(command.tx, { kind: 'system', id: 'system' }, remedy.incidentId));
  if (!remedy || !incident || !mayOn(command.actor, action, { shopId: incident.shopId })) return refuse('not-found');
  return ok({ incident, remedy });
}
