import {
  addEvidence,
  clockEnds,
  type Doing,
  evidenceOf,
  lockCase,
  noAnswer,
  playbookOf,
  saveCase,
  takeStep,
  tellOf,
  type TheCase,
} from '#case/contract.ts';
import type { Command } from '#platform/command.ts';
import { sql } from '#platform/db.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { Action } from '#staff/contract.ts';
import { endPickup } from './returnedClocks.ts';
import { repayFreight } from './returnedMoney.ts';
import { returnedById, returnedOfCase, type ReturnedRow, saveReturned } from './returnedStore.ts';
import { lookedFor, returnedTable } from './returnedStates.ts';

interface Announced {
  readonly carrier?: string | undefined;
  readonly waybill: string;
}

export interface ReturnedChanged {
  readonly row: ReturnedRow;
  readonly theCase: TheCase;
}

/** It is on its way: the customer sent it, or the carrier fetched it. Another number corrects the first. Refuses `not-found`, `already-here`. */
export function announceReturned(command: Command, returnedId: string, given: Announced): Promise<Result<ReturnedChanged>> {
  return onReturned(command, returnedId, 'fulfilment.work', (doing, row) => announce(doing, row, given));
}

/** The customer says on their page under which number they sent it. Refuses `nothing-to-know-it-by` and `already-here`. The case is locked and saved by the caller. */
export async function announceByCustomer(command: Command, theCase: TheCase, given: { waybill: string }): Promise<Result<void>> {
  const waybill = given.waybill.normalize('NFKC').replaceAll(/\s/g, '');
  if (!/^[0-9A-Za-z-]{6,40}$/.test(waybill)) return refuse('nothing-to-know-it-by', { field: 'waybill' });
  const row = (await returnedOfCase(command.tx, theCase.id)).find((each) => lookedFor.includes(each.state));
  if (!row) return refuse('already-here', { data: { number: theCase.number } });
  const playbook = await playbookOf(command.tx, theCase.playbookVersionId);
  const announced = await announce({ command, theCase, playbook }, row, { waybill });
  return announced.ok ? ok(undefined) : announced;
}

async function announce(doing: Doing, row: ReturnedRow, given: Announced): Promise<Result<ReturnedRow>> {
  const { command, theCase } = doing;
  const judged = returnedTable.judge(row.state, 'announce');
  if (!judged.ok) return refuse('already-here', { data: { number: row.caseNumber } });
  const after: ReturnedRow = {
    ...row,
    state: judged.to,
    waybill: given.waybill,
    carrierName: given.carrier || row.carrierName,
  };
  await saveReturned(command, after);
  await endPickup(doing, row.id, 'met');
  await tellOf(command, theCase, { kind: 'returned.announced', data: { returned: row.id, pickup: after.pickupAt?.toISOString() ?? null } });
  return ok(after);
}

/**
 * Nobody waits for it any more; if it comes all the same it is received all the same. A case that waits for nothing else goes
 * where its playbook goes when goods never come. Refuses `not-found`, `already-here`.
 */
export function giveUpReturned(command: Command, returnedId: string): Promise<Result<ReturnedChanged>> {
  return onReturned(command, returnedId, 'fulfilment.work', async (doing, row) => {
    if (row.state === 'given-up') return ok(row);
    const judged = returnedTable.judge(row.state, 'give-up');
    if (!judged.ok) return refuse('already-here', { data: { number: row.caseNumber } });
    const left = await leave(doing, row);
    const gone = await goOnWithout(doing);
    return gone.ok ? ok(left) : gone;
  });
}

async function goOnWithout({ command, theCase, playbook }: Doing): Promise<Result<unknown>> {
  const waits = playbook.steps[theCase.step]?.waits;
  if (theCase.closedAt || waits?.for !== 'goods' || !waits.then) return ok(undefined);
  const rows = (await returnedOfCase(command.tx, theCase.id)).filter((each) => each.round === theCase.round);
  if (rows.some((each) => each.state === 'received' || lookedFor.includes(each.state))) return ok(undefined);
  return takeStep(command, theCase, { kind: 'answer', answer: noAnswer, by: 'system' });
}

/** Freight that the customer laid out, by its receipt (FU-10). Refuses `no-freight-due`, `freight-claimed` (data: fen), `file-not-yours`. */
export async function claimFreight(
  command: Command,
  returnedId: string,
  given: { fen: number; fileId: string },
): Promise<Result<ReturnedChanged & { repaidFen: number | null }>> {
  let repaidFen: number | null = null;
  const done = await onReturned(command, returnedId, 'fulfilment.recall', async (doing, row) => {
    const { theCase } = doing;
    if (row.freightMostFen === 0) return refuse('no-freight-due');
    if (row.freightFen === given.fen && row.freightFileId === given.fileId) return ok(row);
    if (row.freightFen !== null) return refuse('freight-claimed', { data: { fen: row.freightFen } });
    if (!(await evidenceOf(command.tx, theCase.id)).some((file) => file.fileId === given.fileId)) {
      const added = await addEvidence(command, theCase, { ids: [given.fileId] });
      if (!added.ok) return added;
    }
    const after = { ...row, freightFen: given.fen, freightFileId: given.fileId };
    await saveReturned(command, after);
    await tellOf(command, theCase, { kind: 'returned.freight-claimed', data: { returned: row.id, fen: given.fen } });
    repaidFen = await repayFreight(doing, after);
    return ok(after);
  });
  return done.ok ? ok({ ...done.value, repaidFen }) : done;
}

/** The case left the step that waited for goods, or ended: nobody waits for what hasn't come. */
export async function stopWaiting(doing: Doing): Promise<void> {
  for (const row of await returnedOfCase(doing.command.tx, doing.theCase.id)) if (lookedFor.includes(row.state)) await leave(doing, row);
}

async function leave(doing: Doing, row: ReturnedRow): Promise<ReturnedRow> {
  const after: ReturnedRow = { ...row, state: 'given-up' };
  await saveReturned(doing.command, after);
  await clockEnds(doing, sql`purpose = 'task' and subject = ${row.id}`, 'left');
  await endPickup(doing, row.id, 'left');
  await tellOf(doing.command, doing.theCase, { kind: 'returned.given-up', data: { returned: row.id } });
  return after;
}

/** Changes awaited goods under their case's lock. Refuses `not-found` and what the change refuses. */
export async function onReturned(
  command: Command,
  returnedId: string,
  action: Action,
  change: (doing: Doing, row: ReturnedRow) => Promise<Result<ReturnedRow>>,
): Promise<Result<ReturnedChanged>> {
  const seen = await returnedById(command.tx, returnedId);
  if (!seen) return refuse('not-found');
  const locked = await lockCase(command, seen.caseId, null, action);
  if (!locked.ok) return locked;
  const theCase = locked.value;
  const row = await returnedById(command.tx, returnedId);
  if (!row) return refuse('not-found');
  const changed = await change({ command, theCase, playbook: await playbookOf(command.tx, theCase.playbookVersionId) }, row);
  if (!changed.ok) return changed;
  await saveCase(command, theCase);
  return ok({ row: changed.value, theCase });
}
