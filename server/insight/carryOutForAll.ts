import { lockCase, playbookOf, type TheCase } from '#case/contract.ts';
import { recordFinding } from '#investigation/contract.ts';
import { decideLiability } from '#liability/contract.ts';
import { systemActor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { inTransaction, type Tx } from '#platform/db.ts';
import type { House } from '#platform/module.ts';
import { ok, refuse, type Result, RolledBack } from '#platform/result.ts';
import { offerInBatch, previewOffer } from '#remedy/contract.ts';
import { incidentById, incidentOfCase, type IncidentRow, staffActor } from './incidentStore.ts';
import { endFinished, endRow, type RemedyRow, remedyById, takeRow, waitingRows } from './remedyStore.ts';

/** Cases that a sweep carries out at once. */
const atOnce = 50;

/**
 * Carries approved remedies out, case by case, each in a transaction of its own by the ordinary use cases: the incident's
 * finding and liability where the case waits for them, then the offer. A row that is refused says why and the others go on;
 * after a crash what is done stays done (BA-2). Answers how many rows came to an end.
 */
export async function carryOutForAll(house: House): Promise<number> {
  const rows = await waitingRows(house.db, atOnce);
  for (const row of rows) await carryOutOne(house, row);
  for (const id of new Set(rows.map((row) => row.remedyId))) await inTransaction(house.db, (tx) => endFinished(tx, id));
  if (rows.length > 0) house.wake();
  return rows.length;
}

async function carryOutOne(house: House, row: { remedyId: string; caseId: string }): Promise<void> {
  const now = house.clock.now();
  try {
    await inTransaction(house.db, async (tx) => {
      const taken = await takeRow(tx, row.remedyId, row.caseId);
      if (!taken) return;
      const done = await offerOne(tx, now, row, taken.fen);
      // What was found and decided on the way belongs to the offer: without it nothing of it stands.
      if (!done.ok) throw new RolledBack(done);
      await endRow(tx, now, { ...row, state: 'done', offerId: done.value });
    });
  } catch (error) {
    if (!(error instanceof RolledBack))
      house.log.error({ category: 'incident', caseId: row.caseId }, 'a case of an incident could not be offered its remedy');
    const why = error instanceof RolledBack ? error.refused.refused.code : 'fault';
    await inTransaction(house.db, (tx) => endRow(tx, now, { ...row, state: 'failed', why }));
  }
}

async function offerOne(tx: Tx, now: Date, row: { remedyId: string; caseId: string }, approvedFen: number): Promise<Result<string>> {
  const remedy = await remedyById(tx, row.remedyId);
  const incident = remedy && (await incidentById(tx, systemActor, remedy.incidentId));
  if (!remedy?.decidedBy || !incident) throw new Error('a row that runs has a remedy that was decided');
  const actor = await staffActor(tx, remedy.askedBy);
  const command: Command = { tx, now, actor, cause: `incident:${incident.id}` };
  const locked = await lockCase(command, row.caseId, null, 'remedy.offer');
  if (!locked.ok) return locked;
  if (locked.value.closedAt) return refuse('case-closed');
  if ((await incidentOfCase(tx, row.caseId))?.id !== incident.id) return refuse('left-incident');
  const ready = await leadToOffer(command, locked.value, incident);
  if (!ready.ok) return ready;
  const preview = await previewOffer(tx, actor, ready.value, remedy.key, now);
  if (!preview.ok) return preview;
  if (preview.value.givenTimes > 0) return refuse('compensated');
  const offered = await offerInBatch(command, ready.value, {
    key: remedy.key,
    message: remedy.message,
    approvedFen,
    approver: await staffActor(tx, remedy.decidedBy),
    note: noteOf(incident, remedy),
  });
  if (!offered.ok) return offered;
  return ok(offered.value.offerId);
}

/** Writes the incident's finding and liability into a case that waits for them; another step is left to people. */
async function leadToOffer(command: Command, theCase: TheCase, { finding, n }: IncidentRow): Promise<Result<TheCase>> {
  let now = theCase;
  for (let moves = 0; moves < 2; moves += 1) {
    const playbook = await playbookOf(command.tx, now.playbookVersionId);
    const act = playbook.steps[now.step]?.act;
    if (act !== 'finding' && act !== 'liability') break;
    if (!finding) return refuse('no-finding');
    const text = `事件 #${n}：${finding.text}`;
    const done =
      act === 'finding'
        ? await recordFinding(command, now, { answer: finding.answer, text, reason: finding.text, lines: [], evidence: [] })
        : await decideLiability(command, now, { byRule: false, shares: finding.shares, cause: finding.cause, text, evidence: [] });
    if (!done.ok) return done;
    now = done.value.theCase;
  }
  return ok(now);
}

function noteOf(incident: IncidentRow, remedy: RemedyRow): string {
  return `事件 #${incident.n}，${remedy.cases} 单合并审批 / incident #${incident.n}, ${remedy.cases} cases approved together`;
}
