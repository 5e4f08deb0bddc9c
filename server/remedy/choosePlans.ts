import { freeRemedies, type Remedy } from '#case/contract.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { kindOf, withOtherAmount } from './kinds.ts';
import { type Need, needsOf, type Reach } from './limits.ts';
import type { RemedyPlan } from './plan.ts';
import type { Proposal } from './propose.ts';
import { planAlone } from './remedy.ts';
import type { PolicyRow } from './runPolicy.ts';

export interface OptionGiven {
  readonly key: string;
  /** Another amount than proposed, of money or of points. */
  readonly fen?: number | undefined;
  readonly points?: number | undefined;
}

/** A remedy that the policy doesn't permit; somebody else decides it. */
export interface OutsideGiven {
  readonly remedy: string;
  readonly fen?: number | undefined;
  readonly points?: number | undefined;
}

/** The plans of an offer, what they need somebody else for, and who that has to be. */
export interface ChosenPlans {
  readonly plans: readonly RemedyPlan[];
  readonly needs: readonly Need[];
  /** Role that must approve; `none`: whose authority covers it. */
  readonly approver: string;
}

/** From the least to the most. */
const rising = ['none', 'lead', 'claims', 'finance', 'operations', 'executive'];

/**
 * The chosen plans with the amounts given, and what of them is beyond the offerer. Refuses `unknown-option`, `option-twice`,
 * `no-amount-here`, and `beyond-policy` when the step has nobody to ask. Pure.
 */
export function choosePlans(
  proposal: Pick<Proposal, 'options'> & Partial<Pick<Proposal, 'context'>>,
  given: readonly OptionGiven[],
  reach: Reach,
  more: { outside?: readonly OutsideGiven[]; mayAsk?: boolean } = {},
): Result<ChosenPlans> {
  const plans: RemedyPlan[] = [];
  const needs: Need[] = [];
  let approver = 'none';
  const raise = (role: string): void => {
    if (rising.indexOf(role) > rising.indexOf(approver)) approver = role;
  };
  for (const [at, wanted] of given.entries()) {
    const field = `options.${at}`;
    const option = proposal.options.find((each) => each.key === wanted.key);
    if (!option)
      return refuse('unknown-option', {
        field: `${field}.key`,
        data: { key: wanted.key, keys: proposal.options.map((each) => each.key).join(', ') },
      });
    if (given.findIndex((each) => each.key === wanted.key) !== at) return refuse('option-twice', { field: `${field}.key` });
    const plan = withAmount(option.plan, wanted);
    if (!plan) return refuse('no-amount-here', { field });
    const mine = needsOf(reach, plan);
    const [first] = mine;
    if (first && !more.mayAsk) return refuse('beyond-policy', { field, data: { most: first.most, remedy: first.remedy } });
    if (first) raise(option.approver);
    plans.push(plan);
    needs.push(...mine);
  }
  for (const [at, wanted] of (more.outside ?? []).entries()) {
    const field = `outside.${at}`;
    if (!more.mayAsk) return refuse('outside-policy', { field });
    const plan = proposal.context && planOutside(wanted, proposal.context);
    if (!plan) return refuse('no-amount-here', { field });
    plans.push(plan);
    needs.push(...needsOf(reach, plan));
    raise('operations');
  }
  return ok({ plans, needs, approver });
}

function withAmount(plan: RemedyPlan, { fen, points }: OptionGiven): RemedyPlan | undefined {
  if (fen === undefined && points === undefined) return plan;
  return withOtherAmount(plan, { fen, points });
}

/** What the playbook grants and costs nothing, without a row of the policy; undefined for everything else. */
export function planFree(remedy: string, context: Proposal['context']): RemedyPlan | undefined {
  return freeRemedies.some((each) => each === remedy) ? planOutside({ remedy }, context) : undefined;
}

/** A plan that no row allowed: row 0, and the amount that was given. Coupons come out of a pool that a row names, so there are none. */
function planOutside({ remedy, fen, points }: OutsideGiven, context: Proposal['context']): RemedyPlan | undefined {
  const amount = fen ?? points ?? 0;
  const row: PolicyRow = {
    row: 0,
    rowId: 'outside',
    description: '',
    remedy,
    amount: amount > 0 ? 'fixed' : 'none',
    percent: 100,
    fixed: amount,
    pointsPerYuan: 100,
    agentMost: 0,
    leadMost: 0,
    arriveDays: 7,
    sendBack: 'none',
    wayBack: 'none',
    party: 'none',
    doneDays: 3,
    pool: 'none',
    freightMost: 0,
    also: 'none',
    approver: 'operations',
  };
  const made = planAlone(row, context)?.plan;
  if (!made) return undefined;
  const kind = kindOf(remedy as Remedy);
  const takes = kind.withAmount(made, { fen: 1 }) ? 'fen' : kind.withAmount(made, { points: 1 }) ? 'points' : null;
  const given = fen !== undefined && points === undefined ? 'fen' : points !== undefined && fen === undefined ? 'points' : null;
  return takes === given && !(fen !== undefined && points !== undefined) ? made : undefined;
}
