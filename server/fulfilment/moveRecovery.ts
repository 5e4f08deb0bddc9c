import { holdCase, tellOf } from '#case/contract.ts';
import type { Command } from '#platform/command.ts';
import { ok, refuse, type Refused, type Result } from '#platform/result.ts';
import type { Body } from '#platform/wire.ts';
import type { Booking } from './ledger.ts';
import { book } from './ledgerStore.ts';
import { claimWrittenOff, recoveryAgreed, recoveryGivenUp, recoveryReceived } from './recoveryMath.ts';
import { recoveryTable, type RecoveryMove } from './recoveryStates.ts';
import { insertMove, recoveryById, type RecoveryRow, saveRecovery } from './recoveryStore.ts';
import type { recoveryRoutes } from './recoveryWire.ts';

type Given = Body<typeof recoveryRoutes.move>;

const needsAmount: readonly RecoveryMove[] = ['offer', 'pay'];
const needsReason: readonly RecoveryMove[] = ['write-off', 'refuse', 'dispute'];

/**
 * Moves a claim on a carrier or supplier on; what is agreed, comes in or is given up is booked in the same transaction (LI-4).
 * Refuses `not-found`, `no-such-move`, `amount-needed`, `reason-required`, `more-than-claimed`.
 */
export async function moveRecovery(command: Command, id: string, given: Given): Promise<Result<RecoveryRow>> {
  const seen = await recoveryById(command.tx, command.actor, id, 'recovery.work');
  if (!seen) return refuse('not-found');
  const held = await holdCase(command, seen.caseId, 'recovery.work');
  if (!held.ok) return held;
  const row = await recoveryById(command.tx, command.actor, id, 'recovery.work');
  if (!row) return refuse('not-found');
  const judged = recoveryTable.judge(row.state, given.move);
  if (!judged.ok) return judged;
  const wrong = faultOf(row, given);
  if (wrong) return wrong;
  const moved = after({ ...row, state: judged.to }, given, command.now);
  for (const booking of bookingsOf(row, moved, given)) await book(command, row, booking);
  await saveRecovery(command, moved);
  await insertMove(command, { recoveryId: id, move: given.move, state: moved.state, fen: amountOf(row, given), note: given.note });
  await tellOf(command, held.value, {
    kind: 'recovery.moved',
    data: { recovery: id, move: given.move, state: moved.state, fen: amountOf(row, given) },
  });
  return ok(moved);
}

function faultOf(row: RecoveryRow, given: Given): Refused | undefined {
  if (needsAmount.includes(given.move) && !given.fen) return refuse('amount-needed', { field: 'fen' });
  if (needsReason.includes(given.move) && given.note.trim() === '') return refuse('reason-required', { field: 'note' });
  const most = given.move === 'file' ? Number.POSITIVE_INFINITY : row.amountFen;
  return (amountOf(row, given) ?? 0) > most ? refuse('more-than-claimed', { field: 'fen', data: { fen: row.amountFen } }) : undefined;
}

/** What the move is about, fen: an agreement without an amount is on what they offered. */
function amountOf(row: RecoveryRow, given: Given): number | null {
  if (given.move === 'agree') return given.fen ?? row.offeredFen;
  if (given.move === 'file') return given.fen ?? row.amountFen;
  return given.fen ?? null;
}

function after(row: RecoveryRow, given: Given, now: Date): RecoveryRow {
  const fen = amountOf(row, given);
  const common = { ...row, theirNo: given.theirNo || row.theirNo };
  switch (given.move) {
    case 'file':
      return { ...common, amountFen: fen || row.amountFen, filedAt: now };
    case 'offer':
      return { ...common, offeredFen: fen };
    case 'agree':
      return { ...common, agreedFen: fen };
    case 'pay':
      return { ...common, agreedFen: row.agreedFen ?? fen, receivedFen: fen ?? 0, settledAt: now };
    case 'write-off':
      return { ...common, settledAt: now };
    case 'accept':
    case 'ask-more':
    case 'dispute':
    case 'refuse':
      return common;
    default:
      return given.move satisfies never;
  }
}

/** Paid without an agreement before: agreed and received at once. Paid less than agreed: the rest is given up. */
function bookingsOf(before: RecoveryRow, moved: RecoveryRow, given: Given): Booking[] {
  const { id, party } = before;
  const agreed = before.agreedFen ?? 0;
  if (given.move === 'agree') return moved.agreedFen ? [recoveryAgreed(id, party, moved.agreedFen)] : [];
  if (given.move === 'write-off')
    return [...(agreed > 0 ? [recoveryGivenUp(id, party, agreed)] : []), claimWrittenOff(id, party, before.amountFen)];
  if (given.move !== 'pay') return [];
  const fen = moved.receivedFen;
  const owed = agreed > 0 ? [] : [recoveryAgreed(id, party, fen)];
  const more = agreed > 0 && fen > agreed ? [{ ...recoveryAgreed(id, party, fen - agreed), key: `recovery-agreed-more:${id}` }] : [];
  const less = agreed > fen ? [recoveryGivenUp(id, party, agreed - fen)] : [];
  return [...owed, ...more, recoveryReceived(id, party, fen), ...less];
}
