import { addEvidence, answerStep, clockEnds, type Doing, lockCase, playbookOf, saveCase, tellOf, type TheCase } from '#case/contract.ts';
import type { Command } from '#platform/command.ts';
import { sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { repayFreight, settleReturns } from './returnedMoney.ts';
import { insertInspection, returnedById, returnedOfCase, saveReturned } from './returnedStore.ts';
import { type GoodsGrade, lookedFor, returnedTable, type ReturnedState, worstGrade } from './returnedStates.ts';
import { settleRound } from './settleRound.ts';

export interface InspectionGiven {
  readonly lines: readonly { readonly code: string; readonly grade: GoodsGrade }[];
  readonly weightG?: number | undefined;
  readonly note: string;
  readonly photos: readonly string[];
  readonly answer?: string | undefined;
  readonly reason: string;
}

export interface Inspected {
  readonly id: string;
  readonly state: ReturnedState;
  readonly caseId: string;
  readonly stage: string;
}

/**
 * What came back is graded line by line (FU-11); kept for ever. Freight with a receipt is repaid, the money of a return begins,
 * and the case that waits for the goods goes on by the inspector's answer, once all of them were inspected. Refuses `not-found`,
 * `not-received` (data: state), `line-not-graded`, `answer-missing`, `file-not-yours`, and what the step refuses.
 */
export async function inspectGoods(command: Command, returnedId: string, given: InspectionGiven): Promise<Result<Inspected>> {
  const seen = await returnedById(command.tx, returnedId);
  if (!seen) return refuse('not-found');
  const locked = await lockCase(command, seen.caseId, null, 'fulfilment.work');
  if (!locked.ok) return locked;
  const theCase = locked.value;
  const row = await returnedById(command.tx, returnedId);
  if (!row) return refuse('not-found');
  const ungraded = row.goods.find((goods) => !given.lines.some((line) => line.code === goods.code));
  if (ungraded) return refuse('line-not-graded', { field: 'lines', data: { name: ungraded.name } });
  const grades = new Map(given.lines.map((line) => [line.code, line.grade]));
  const lines = row.goods.map(({ code, name, quantity }) => ({ code, name, quantity, grade: grades.get(code) ?? 'incomplete' }));
  const grade = worstGrade(lines) ?? 'incomplete';
  const judged = returnedTable.judge(row.state, lines.every((line) => line.grade === 'not-ours') ? 'refuse' : 'inspect');
  if (!judged.ok) return refuse('not-received', { data: { state: row.state } });
  const playbook = await playbookOf(command.tx, theCase.playbookVersionId);
  const doing: Doing = { command, theCase, playbook };
  const photos = await addEvidence(command, theCase, { ids: given.photos });
  if (!photos.ok) return photos;
  const after = { ...row, state: judged.to, inspectedAt: command.now, weightG: given.weightG ?? row.weightG };
  await saveReturned(command, after);
  await insertInspection(command, {
    id: newId(command.now.getTime()),
    returnedId,
    caseId: theCase.id,
    round: row.round,
    lines,
    grade,
    note: given.note,
    weightG: given.weightG ?? null,
    files: given.photos,
  });
  await clockEnds(doing, sql`purpose = 'task' and subject = ${returnedId}`, 'met');
  await tellOf(command, theCase, {
    kind: judged.to === 'not-ours' ? 'returned.not-ours' : 'returned.inspected',
    data: { returned: returnedId, grade, grades: lines.map((line) => line.grade) },
  });
  await repayFreight(doing, after);
  const gone = await goOn(doing, given);
  return gone.ok ? ok({ id: returnedId, state: judged.to, caseId: theCase.id, stage: gone.value.stage }) : gone;
}

/** Where the case waits for the goods it is answered, once all of them were looked at; elsewhere the money of a return goes on by itself. */
async function goOn(doing: Doing, given: Pick<InspectionGiven, 'answer' | 'note' | 'reason'>): Promise<Result<TheCase>> {
  const { command, theCase, playbook } = doing;
  if (theCase.closedAt || playbook.steps[theCase.step]?.act !== 'goods-inspection') {
    await settleReturns(doing, false);
    const settled = await settleRound(doing);
    return settled.ok ? ok(theCase) : settled;
  }
  const mine = (await returnedOfCase(command.tx, theCase.id)).filter((each) => each.round === theCase.round);
  if (mine.some((each) => each.state === 'received' || lookedFor.includes(each.state))) {
    await saveCase(command, theCase);
    return ok(theCase);
  }
  if (!given.answer) return refuse('answer-missing', { field: 'answer' });
  const reason = given.reason || given.note;
  return answerStep(command, theCase, { answer: given.answer, byAct: true, ...(reason ? { reason } : {}) });
}
