import { addEvidence, clockEnds, type Doing, lockCase, openClock, ownerOf, playbookOf, saveCase, tellOf } from '#case/contract.ts';
import type { Command } from '#platform/command.ts';
import { sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { attach } from '#platform/uploads.ts';
import { type ArrivalRow, holdArrival, insertArrival, settleArrival } from './arrivalStore.ts';
import { takeBack } from './endResend.ts';
import { endPickup } from './returnedClocks.ts';
import { candidatesFor, certain, type MatchedBy } from './returnedMatch.ts';
import { returnedById, type ReturnedRow, saveReturned, soughtFor } from './returnedStore.ts';
import { returnedTable } from './returnedStates.ts';
import { tasksOfCase } from './tasksStore.ts';

export interface ArrivalGiven {
  readonly waybill?: string | undefined;
  readonly carrier?: string | undefined;
  readonly phoneTail?: string | undefined;
  readonly words: string;
  readonly weightG?: number | undefined;
  readonly photos: readonly string[];
  readonly shopId?: string | undefined;
}

export interface ArrivalSettled {
  readonly id: string;
  readonly state: ArrivalRow['state'];
  readonly returnedId: string | null;
  readonly caseId: string | null;
  readonly caseNumber: string | null;
  readonly by: MatchedBy | 'person' | null;
}

/**
 * Writes down what came in, with a number or without, and matches it at once when a number names exactly one (FU-11). Refuses
 * `nothing-to-know-it-by` and `file-not-yours`.
 */
export async function enterArrival(command: Command, given: ArrivalGiven): Promise<Result<ArrivalSettled>> {
  if (!given.waybill && !given.phoneTail && given.words === '') return refuse('nothing-to-know-it-by', { field: 'waybill' });
  const files = await attach(command, ownerOf(command.actor), given.photos);
  if (files.length !== new Set(given.photos).size) return refuse('file-not-yours', { field: 'photos' });
  const id = newId(command.now.getTime());
  const arrived = { waybill: given.waybill ?? null, phoneTail: given.phoneTail ?? null, words: given.words };
  await insertArrival(command, {
    ...arrived,
    id,
    shopId: given.shopId ?? null,
    carrierName: given.carrier ?? null,
    weightG: given.weightG ?? null,
    files,
  });
  const found = certain(candidatesFor(arrived, await soughtFor(command.tx, command.actor, given.shopId ?? null)));
  if (!found) return ok({ id, state: 'unmatched', returnedId: null, caseId: null, caseNumber: null, by: null });
  return matchArrival(command, id, { returnedId: found.id, by: found.by[0] ?? 'person' });
}

/**
 * Says whose arrival it is; the awaited goods are received by it. Matched so already, it changes nothing. Refuses `not-found`,
 * `arrival-settled`, and `no-such-move` for goods that are here already.
 */
export async function matchArrival(
  command: Command,
  arrivalId: string,
  to: { returnedId: string; by: MatchedBy | 'person' },
): Promise<Result<ArrivalSettled>> {
  const seen = await returnedById(command.tx, to.returnedId);
  if (!seen) return refuse('not-found');
  // What goods wait for these ones is told first: each locks the case for itself.
  for (const task of await tasksOfCase(command.tx, seen.caseId)) {
    if (task.goodsBack !== 'awaited' || task.kind === 'return') continue;
    const taken = await takeBack(command, task.id);
    if (!taken.ok) return taken;
  }
  const locked = await lockCase(command, seen.caseId, null, 'fulfilment.work');
  if (!locked.ok) return locked;
  const theCase = locked.value;
  const arrival = await holdArrival(command, arrivalId);
  const row = await returnedById(command.tx, to.returnedId);
  if (!arrival || !row) return refuse('not-found');
  const settled = {
    id: arrivalId,
    state: 'matched',
    returnedId: row.id,
    caseId: row.caseId,
    caseNumber: row.caseNumber,
    by: to.by,
  } as const;
  if (arrival.returnedId === row.id) return ok(settled);
  if (arrival.state !== 'unmatched') return refuse('arrival-settled', { data: { state: arrival.state } });
  const judged = returnedTable.judge(row.state, 'arrive');
  if (!judged.ok) return refuse('already-here', { data: { number: row.caseNumber } });
  await settleArrival(command, arrivalId, { state: 'matched', returnedId: row.id, by: to.by, shopId: row.shopId });
  const doing: Doing = { command, theCase, playbook: await playbookOf(command.tx, theCase.playbookVersionId) };
  await receive(doing, { ...row, state: judged.to }, arrival);
  await saveCase(command, theCase);
  return ok(settled);
}

/** It belongs to nobody of ours. Refuses `not-found`, `arrival-settled`. */
export async function refuseArrival(command: Command, arrivalId: string, note: string): Promise<Result<ArrivalSettled>> {
  const arrival = await holdArrival(command, arrivalId);
  if (!arrival) return refuse('not-found');
  if (arrival.state !== 'unmatched') return refuse('arrival-settled', { data: { state: arrival.state } });
  await settleArrival(command, arrivalId, { state: 'not-ours', note });
  return ok({ id: arrivalId, state: 'not-ours', returnedId: null, caseId: null, caseNumber: null, by: null });
}

async function receive(doing: Doing, row: ReturnedRow, arrival: ArrivalRow): Promise<void> {
  const { command, theCase } = doing;
  await saveReturned(command, {
    ...row,
    receivedAt: command.now,
    weightG: arrival.weightG,
    waybill: row.waybill ?? arrival.waybill,
    carrierName: row.carrierName ?? arrival.carrierName,
  });
  await addEvidence(command, theCase, {
    ids: arrival.files,
    owner: { kind: arrival.byKind === 'key' ? 'key' : 'staff', id: arrival.byId },
  });
  await clockEnds(doing, sql`purpose = 'task' and subject = ${row.id}`, 'met');
  await endPickup(doing, row.id, 'met');
  if (!theCase.closedAt)
    await openClock(doing, {
      name: 'goods-inspection',
      purpose: 'task',
      step: theCase.step,
      title: { zh: '验收退回商品', en: 'Inspect returned goods' },
      within: { n: 1, unit: 'workingDays' },
      source: 'FU-11',
      mayPause: false,
      ladder: doing.playbook.ladder.slice(0, 1),
      from: command.now,
      subject: row.id,
    });
  await tellOf(command, theCase, { kind: 'returned.received', data: { returned: row.id, arrival: arrival.id, weight: arrival.weightG } });
}
