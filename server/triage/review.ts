import { type Facts, judge, type Playbook, type ReviewCondition, type Step, testsOf } from '#case/contract.ts';
import type { Lang } from '#platform/actor.ts';
import { ok, refuse, type Refused, type Result } from '#platform/result.ts';
import type { Tick, WantedMaterial } from './triageStore.ts';

/** A review as it is given: ticks by condition; a condition left out counts as the facts say. */
export interface ReviewGiven {
  readonly answer: string;
  readonly ticks: Readonly<Record<string, { readonly holds: boolean; readonly note?: string | undefined }>>;
  readonly reason?: string | undefined;
  readonly materials?: readonly WantedMaterial[] | undefined;
}

export interface Reviewed {
  readonly ticks: Readonly<Record<string, Tick>>;
  readonly reason: string | null;
  readonly materials: readonly WantedMaterial[];
}

/** The facts that a step's conditions ask for. */
export function factsOfConditions(step: Step): string[] {
  return (step.conditions ?? []).flatMap((condition) => (condition.holds ? testsOf(condition.holds).map((test) => test.fact) : []));
}

/**
 * Judges a review against its step's acceptance conditions (VE-4). Accepting needs every condition to hold, or a note that
 * says why it was let through; rejecting needs at least one that fails, and a reason for the customer: when none is
 * written, the failing conditions' own words in the customer's language.
 * Refusals: `unknown-condition`, `conditions-unticked`, `condition-not-met`, `nothing-fails`, `unknown-material`.
 */
export function judgeReview(playbook: Playbook, step: Step, given: ReviewGiven, facts: Facts, lang: Lang): Result<Reviewed> {
  const conditions = step.conditions ?? [];
  const stranger = Object.keys(given.ticks).find((id) => !conditions.some((condition) => condition.id === id));
  if (stranger) return refuse('unknown-condition', { field: `ticks.${stranger}`, data: { name: stranger } });
  const ticks = Object.fromEntries(conditions.map((condition) => [condition.id, tickOf(condition, given, facts)]));
  const fails = conditions.filter((condition) => ticks[condition.id]?.holds === false);
  const refused = mayAccept(conditions, ticks, fails, given) ?? mayReject(fails, given) ?? knownMaterials(playbook, given);
  if (refused) return refused;
  return ok({
    ticks: decided(ticks),
    reason: given.reason || (given.answer === 'rejected' ? wordsOf(fails, lang) : null) || null,
    materials: given.materials ?? [],
  });
}

type OpenTick = Omit<Tick, 'holds'> & { readonly holds: boolean | null };

function tickOf(condition: ReviewCondition, given: ReviewGiven, facts: Facts): OpenTick {
  const verdict = condition.holds ? judge(condition.holds, facts) : undefined;
  const byFacts = verdict?.known ? verdict.holds : null;
  const tick = given.ticks[condition.id];
  return { holds: tick?.holds ?? byFacts, byFacts, note: tick?.note || null };
}

function mayAccept(
  conditions: readonly ReviewCondition[],
  ticks: Readonly<Record<string, OpenTick>>,
  fails: readonly ReviewCondition[],
  given: ReviewGiven,
): Refused | null {
  if (given.answer !== 'accepted') return null;
  const open = conditions.filter((condition) => ticks[condition.id]?.holds === null);
  if (open.length > 0)
    return refuse('conditions-unticked', { field: 'ticks', data: { conditions: open.map((condition) => condition.title) } });
  const without = fails.filter((condition) => !ticks[condition.id]?.note);
  return without.length > 0
    ? refuse('condition-not-met', { field: `ticks.${without[0]?.id}`, data: { conditions: without.map((condition) => condition.title) } })
    : null;
}

function mayReject(fails: readonly ReviewCondition[], given: ReviewGiven): Refused | null {
  return given.answer === 'rejected' && fails.length === 0 ? refuse('nothing-fails', { field: 'ticks' }) : null;
}

function knownMaterials(playbook: Playbook, given: ReviewGiven): Refused | null {
  const stranger = (given.materials ?? []).find(
    (each) => each.material !== 'other' && !playbook.registration.materials.some((rule) => rule.id === each.material),
  );
  if (stranger) return refuse('unknown-material', { field: 'materials', data: { name: stranger.material } });
  const vague = (given.materials ?? []).find((each) => each.material === 'other' && !each.note);
  return vague ? refuse('material-needs-note', { field: 'materials' }) : null;
}

/** A condition that nobody ticked and no fact knows doesn't hold; only an acceptance insists on each. */
function decided(ticks: Readonly<Record<string, OpenTick>>): Readonly<Record<string, Tick>> {
  return Object.fromEntries(Object.entries(ticks).map(([id, tick]) => [id, { ...tick, holds: tick.holds ?? false }]));
}

function wordsOf(fails: readonly ReviewCondition[], lang: Lang): string {
  return fails.map((condition) => (condition.refusal ?? condition.title)[lang]).join(lang === 'zh' ? '；' : '; ');
}
