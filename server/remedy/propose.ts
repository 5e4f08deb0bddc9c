import { calendarOf, dueAt, type Playbook, playbookOf, type TheCase } from '#case/contract.ts';
import { type OrderFacts, orderForCase, shopById } from '#commerce/contract.ts';
import type { Reader } from '#platform/db.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { degreesOf, planByDegree } from './degrees.ts';
import { failedWays, type Given, givenFor, moneyOf, remainingOf } from './given.ts';
import { combineGroups, type Group, groupsOf } from './groups.ts';
import { partsOfPlan } from './kinds.ts';
import type { RemedyPlan } from './plan.ts';
import { decisionOf, policyInForce, type PolicyVersion } from './policyStore.ts';
import { goodsWorth, type LineToMend, type PlanContext, stockOf } from './planContext.ts';
import type { PolicyFacts } from './policyColumns.ts';
import { linesToMend } from './linesToMend.ts';
import { policyFacts } from './policyFacts.ts';
import type { PlannedOption } from './remedy.ts';
import { runPolicy } from './runPolicy.ts';
import { type Deductions, deductionsLeft } from './settled.ts';
import { settledIn } from './settledIn.ts';

export interface Proposal {
  readonly policy: PolicyVersion;
  readonly facts: PolicyFacts;
  readonly options: readonly PlannedOption[];
  readonly given: readonly Given[];
  readonly validUntil: Date;
  /** Outcome of the case when nobody answers. */
  readonly silence: string;
  readonly reopens: boolean;
  /** What an offer outside the policy is planned with. */
  readonly context: PlanContext;
}

/** Without a rule of the playbook an offer stands this long. */
const usualValidity = { n: 5, unit: 'days' } as const;

/**
 * What may be offered now: the policy's rows that fit, each turned into the one plan that is shown and carried out (RE-2, style
 * 10), with what was already given (RE-13). Refuses `no-policy` when the playbook names none or none is in force.
 */
export async function propose(on: Reader, theCase: TheCase, now: Date): Promise<Result<Proposal>> {
  const playbook = await playbookOf(on, theCase.playbookVersionId);
  const name = playbook.steps[theCase.step]?.policy ?? playbook.policy;
  const policy = name ? await policyInForce(on, name, theCase.shopId, now) : undefined;
  if (!policy) return refuse('no-policy', { data: { policy: name ?? '' } });
  const order = theCase.orderId ? ((await orderForCase(on, theCase.orderId)) ?? null) : null;
  const lines = await linesToMend(on, theCase);
  const facts = await policyFacts(on, theCase, now, { order, lines });
  const given = await givenFor(on, order, theCase.id);
  const shop = await shopById(on, theCase.shopId);
  const calendar = await calendarOf(on, theCase.shopId);
  const after = (n: number, unit: 'days' | 'hours' | 'minutes' | 'workingDays') =>
    dueAt({ start: now, amount: { n, unit }, calendar, pauses: [], mayPause: false }).due;
  const decision = await decisionOf(on, policy.id);
  const shared = {
    order,
    settled: await settledIn(on, theCase, Math.max(0, ...lines.map((line) => line.round))),
    givenFen: moneyOf(given),
    remainingFen: remainingOf(order, given),
    failedWays: await failedWays(on, theCase.id),
    payWords: shop?.payWords ?? { zh: '', en: '' },
    arriveAfter: (days: number) => after(days, 'days'),
    source: { policy: policy.policy, version: policy.version },
  };
  // Lines of different problems are asked for each by itself, and answered together (IN-10).
  const groups = groupsOf(lines, theCase.problem);
  const asked = await Promise.all(
    groups.map(async (group) => {
      const mine = groups.length === 1 ? facts : factsOfGroup(facts, group, order);
      // Lines that are damaged to different degrees are asked for each by its own (RE-2).
      const degrees = degreesOf(group.lines);
      const byDegree = await Promise.all(
        (degrees.length > 0 ? degrees : [facts['damageDegree'] ?? 'none']).map(async (degree) => ({
          degree: String(degree),
          rows: await runPolicy(decision, { ...mine, damageDegree: degree }),
        })),
      );
      return { byDegree, about: { lines: group.lines, facts: mine, worthAtMost: Number(mine['partsValue']) } };
    }),
  );
  // Of several problems answered together what was given is deducted once: from the next what the first didn't take up.
  let rest: Deductions = shared;
  const planned = asked.map(({ byDegree, about }) => {
    const options = planByDegree(byDegree, { ...shared, ...rest, ...about });
    const whole = groups.length === 1 ? [] : planByDegree(byDegree, { ...shared, ...about, settled: [], givenFen: 0 });
    rest = deductionsLeft(rest, Math.max(0, ...whole.map(({ plan }) => moneyIn(plan))));
    return options;
  });
  const options = combineGroups(planned, shared.remainingFen);
  const valid = playbook.steps[theCase.step]?.validFor ?? usualValidity;
  const context = { ...shared, lines, facts, worthAtMost: Number(facts['partsValue']) };
  return ok({ policy, facts, options, context, given, validUntil: after(valid.n, valid.unit), ...silenceOf(playbook, theCase.step) });
}

/** Money that a plan pays with all that goes along; a coupon is none. */
function moneyIn(plan: RemedyPlan): number {
  return partsOfPlan(plan).reduce((sum, each) => sum + ('fen' in each && each.remedy !== 'coupon' ? each.fen : 0), 0);
}

/** The case's facts as they are for the lines of one problem. */
function factsOfGroup(facts: PolicyFacts, group: Group<LineToMend>, order: OrderFacts | null): PolicyFacts {
  const here = { lines: group.lines, order };
  const worth = group.lines.reduce((sum, line) => sum + (line.valueFen ?? 0), 0);
  return { ...facts, problem: group.problem, partsValue: worth, goodsValue: goodsWorth(here), stock: stockOf(here) };
}

/** What the playbook does when nobody answers an offer. */
function silenceOf(playbook: Playbook, step: string): { silence: string; reopens: boolean } {
  const sent = playbook.steps[step]?.answers['sent']?.to ?? '';
  const choosing = playbook.steps[sent] ?? Object.values(playbook.steps).find((each) => each.act === 'choice');
  const way = choosing?.waits?.then;
  return { silence: way?.as ?? 'closed-unanswered', reopens: (way?.reopenBy ?? []).includes('customer') };
}
