import { tellOf, type TheCase } from '#case/contract.ts';
import type { Command } from '#platform/command.ts';
import { insertApproval } from './approvalStore.ts';
import { grantedIn } from './authorityStore.ts';
import { findOutlier } from './fairness.ts';
import { type Need, wholeWeightFen } from './limits.ts';
import type { RemedyPlan } from './plan.ts';

/** Hands an offer to those who may approve it, with its sum and whether like cases got far less or more (RE-7, LI-5). Answers the approval's id. */
export async function askApproval(
  command: Command,
  theCase: TheCase,
  asked: { offerId: string; plans: readonly RemedyPlan[]; needs: readonly Need[]; approver: string; note: string },
): Promise<string> {
  const dearest = [...asked.plans].sort((a, b) => wholeWeightFen(b) - wholeWeightFen(a))[0];
  const mostFen = dearest ? wholeWeightFen(dearest) : 0;
  const before = (await grantedIn(command.tx, theCase.id)).reduce((sum, each) => sum + each.fen, 0);
  const outlier = await findOutlier(command.tx, {
    caseId: theCase.id,
    problem: theCase.problem,
    worth: dearest?.valueFen ?? 0,
    fen: mostFen,
    now: command.now,
  });
  const approval = await insertApproval(command, {
    offerId: asked.offerId,
    caseId: theCase.id,
    shopId: theCase.shopId,
    round: theCase.round,
    needs: asked.needs,
    approver: asked.approver,
    mostFen,
    sumFen: mostFen + before,
    outlier: outlier ?? null,
    note: asked.note,
  });
  await tellOf(command, theCase, {
    kind: 'approval.asked',
    data: {
      approval,
      offer: asked.offerId,
      most: mostFen,
      sum: mostFen + before,
      needs: asked.needs.map((need) => need.why),
      approver: asked.approver,
    },
  });
  return approval;
}
