import { answerStep, type Doing, playbookOf, type TheCase } from '#case/contract.ts';
import { checkText } from '#channels/contract.ts';
import type { Actor, Lang } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import type { Reader } from '#platform/db.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { insertApproval, settleApproval } from './approvalStore.ts';
import { choosePlans } from './choosePlans.ts';
import { shownOf } from './kinds.ts';
import { wholeWeightFen } from './limits.ts';
import { legalStanding } from './legalStore.ts';
import { store, whyNotMay, whyNotNow } from './offerRemedy.ts';
import { citesOf, titleOf } from './optionWords.ts';
import { codeOf } from './policyStore.ts';
import { propose } from './propose.ts';
import { reachNow } from './reach.ts';

/** What one remedy would come to in one of many cases, before anything is offered (BA-2). */
export interface BatchOffer {
  /** As the customer would read it, in both languages. */
  readonly title: Readonly<Record<Lang, string>>;
  /** The row of the policy that allows it. */
  readonly cites: Readonly<Record<Lang, string>>;
  /** Money to the customer; null: none. */
  readonly fen: number | null;
  /** What counts against limits, with all that goes along; fen. */
  readonly weightFen: number;
  /** It is above what the actor may grant alone. */
  readonly beyond: boolean;
  /** Given before for the same order, by the platform or by us; fen, and how often (points and goods count as well). */
  readonly givenFen: number;
  readonly givenTimes: number;
}

/** Plans one remedy for one case without offering it. Refuses `no-policy`, `unknown-option` where the policy doesn't permit it. */
export async function previewOffer(on: Reader, actor: Actor, theCase: TheCase, key: string, now: Date): Promise<Result<BatchOffer>> {
  const proposal = await propose(on, theCase, now);
  if (!proposal.ok) return proposal;
  const reach = await reachNow(on, actor, theCase, now);
  const chosen = choosePlans(proposal.value, [{ key }], reach, { mayAsk: true });
  if (!chosen.ok) return chosen;
  const [plan] = chosen.value.plans;
  if (!plan) throw new Error('one option makes one plan');
  const code = codeOf(proposal.value.policy);
  const given = proposal.value.given.filter((each) => each.source === 'platform' || each.source === 'we');
  return ok({
    title: { zh: titleOf(plan, 'zh'), en: titleOf(plan, 'en') },
    cites: { zh: citesOf(plan, code, 'zh'), en: citesOf(plan, code, 'en') },
    fen: shownOf(plan).fen,
    weightFen: wholeWeightFen(plan),
    beyond: chosen.value.needs.length > 0,
    givenFen: given.reduce((sum, each) => sum + (each.fen ?? 0), 0),
    givenTimes: given.length,
  });
}

/**
 * Makes an ordinary offer of one remedy that was approved for many cases at once (BA-2): its own rows, its own row of the
 * policy, and where it is above the offerer its own approval, decided by who approved the whole. Refuses `no-offer-now`,
 * `subject-of-complaint`, `legal-review`, `forbidden-words`, `unknown-option`, `batch-changed` when it would now cost more than was approved.
 */
export async function offerInBatch(
  command: Command,
  theCase: TheCase,
  given: { key: string; message: string; approvedFen: number; approver: Actor; note: string },
): Promise<Result<{ theCase: TheCase; offerId: string }>> {
  const doing: Doing = { command, theCase, playbook: await playbookOf(command.tx, theCase.playbookVersionId) };
  const not = whyNotNow(doing) ?? (await whyNotMay(doing));
  if (not) return not;
  if ((await legalStanding(command.tx, theCase.id)) !== 'none') return refuse('legal-review');
  const [forbidden] = checkText(given.message, { outside: false });
  if (forbidden) return refuse('forbidden-words', { field: 'message', data: { words: forbidden.words } });
  const proposal = await propose(command.tx, theCase, command.now);
  if (!proposal.ok) return proposal;
  const reach = await reachNow(command.tx, command.actor, theCase, command.now);
  const chosen = choosePlans(proposal.value, [{ key: given.key }], reach, { mayAsk: true });
  if (!chosen.ok) return chosen;
  const { plans, needs, approver } = chosen.value;
  const weight = plans.reduce((sum, plan) => sum + wholeWeightFen(plan), 0);
  if (weight > given.approvedFen) return refuse('batch-changed', { data: { sum: weight, approved: given.approvedFen } });
  const offerId = await store(doing, proposal.value, plans, { message: given.message, byRule: false, state: 'open' });
  if (needs.length > 0) {
    const approval = await insertApproval(command, {
      offerId,
      caseId: theCase.id,
      shopId: theCase.shopId,
      round: theCase.round,
      needs,
      approver,
      mostFen: weight,
      sumFen: weight,
      outlier: null,
      note: given.note,
    });
    await settleApproval({ ...command, actor: given.approver }, approval, {
      state: 'approved',
      reason: given.note,
      via: 'case',
      onBehalfOf: null,
    });
  }
  const taken = await answerStep(command, theCase, { answer: 'sent', byAct: true });
  return taken.ok ? ok({ theCase: taken.value, offerId }) : taken;
}
