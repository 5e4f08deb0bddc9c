import type { Actor, Lang } from '#platform/actor.ts';
import type { Reader } from '#platform/db.ts';
import { mayOn } from '#staff/contract.ts';
import { partyNames } from './bearers.ts';
import { costsOfCase } from './ledgerStore.ts';
import { recoveryTable } from './recoveryStates.ts';
import { movesOf, recoveredOfCase, recoveriesOfCase, type RecoveryRow } from './recoveryStore.ts';
import { recoveryMoves, type RecoveryView } from './recoveryWire.ts';

/** Recoveries as readers get them, with names of parties, their road, and what this reader may do next. */
export async function presentRecoveries(
  on: Reader,
  rows: readonly RecoveryRow[],
  reader: { actor: Actor; lang: Lang; now: Date },
): Promise<RecoveryView[]> {
  const names = await partyNames(on, [...new Set(rows.map((row) => row.party))], reader.lang);
  const moves = await movesOf(
    on,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    id: row.id,
    caseId: row.caseId,
    caseNumber: row.caseNumber,
    party: names.get(row.party) ?? row.party,
    partyKey: row.party,
    carrierId: row.carrierId,
    state: row.state,
    costFen: row.costFen,
    amountFen: row.amountFen,
    capFen: row.capFen,
    offeredFen: row.offeredFen,
    agreedFen: row.agreedFen,
    receivedFen: row.receivedFen,
    deadline: row.deadline?.toISOString() ?? null,
    late: row.deadline !== null && row.filedAt === null && row.settledAt === null && row.deadline < reader.now,
    source: row.source,
    waybill: row.waybill,
    theirNo: row.theirNo,
    openedAt: row.openedAt.toISOString(),
    filedAt: row.filedAt?.toISOString() ?? null,
    settledAt: row.settledAt?.toISOString() ?? null,
    may: mayOn(reader.actor, 'recovery.work', { shopId: row.shopId })
      ? recoveryMoves.filter((move) => recoveryTable.judge(row.state, move).ok)
      : [],
    moves: moves
      .filter((move) => move.recoveryId === row.id)
      .map(({ move, state, fen, note, by, at }) => ({ move, state, fen, note, by, at: at.toISOString() })),
  }));
}

/** What a case cost, what came back, and what is our own loss, in all and per party (LI-4). */
export async function lossOfCase(on: Reader, caseId: string, reader: { actor: Actor; lang: Lang; now: Date }) {
  const costs = (await costsOfCase(on, caseId)).filter((cost) => cost.unit === 'fen');
  const back = await recoveredOfCase(on, caseId);
  const parties = [...new Set([...costs.map((cost) => cost.party), ...back.map((each) => each.party)])];
  const names = await partyNames(on, parties, reader.lang);
  const byParty = parties.map((party) => {
    const paidOutFen = costs.find((cost) => cost.party === party)?.amount ?? 0;
    const recoveredFen = back.find((each) => each.party === party)?.fen ?? 0;
    return { party: names.get(party) ?? party, partyKey: party, paidOutFen, recoveredFen, ownLossFen: paidOutFen - recoveredFen };
  });
  const sum = (of: 'paidOutFen' | 'recoveredFen' | 'ownLossFen') => byParty.reduce((total, each) => total + each[of], 0);
  return {
    items: await presentRecoveries(on, await recoveriesOfCase(on, caseId), reader),
    paidOutFen: sum('paidOutFen'),
    recoveredFen: sum('recoveredFen'),
    ownLossFen: sum('ownLossFen'),
    byParty,
  };
}
