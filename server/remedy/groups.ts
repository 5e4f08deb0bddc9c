import { kindOf, partsOfPlan, shownOf } from './kinds.ts';
import type { RemedyPlan } from './plan.ts';
import type { Made, PlannedOption } from './remedy.ts';

/** Lines of one kind of problem (IN-10): the first word of its code, so that missing accessory and missing manual are one. */
export interface Group<L> {
  readonly problem: string;
  readonly lines: readonly L[];
}

/** The lines by kind of problem, in their order; the case's own problem stands for the kind that it belongs to. No lines: one group. */
export function groupsOf<L extends { readonly problem: string }>(lines: readonly L[], caseProblem: string): Group<L>[] {
  const heads = [...new Set(lines.map((line) => headOf(line.problem)))];
  if (heads.length <= 1) return [{ problem: caseProblem, lines }];
  return heads.map((head) => {
    const mine = lines.filter((line) => headOf(line.problem) === head);
    return { problem: headOf(caseProblem) === head ? caseProblem : (mine[0]?.problem ?? caseProblem), lines: mine };
  });
}

function headOf(problem: string): string {
  return problem.split('.')[0] ?? problem;
}

/**
 * Options of several groups as options of the case: each of one group with the same remedy of the other where there is one, else
 * with its first; no more money than is left of the order altogether (RE-13).
 */
export function combineGroups(groups: readonly (readonly PlannedOption[])[], remainingFen: number | null): PlannedOption[] {
  const [first = [], ...rest] = groups.filter((options) => options.length > 0);
  return rest.reduce<PlannedOption[]>((made, options) => combineTwo(made, options, remainingFen), [...first]);
}

function combineTwo(left: readonly PlannedOption[], right: readonly PlannedOption[], remainingFen: number | null): PlannedOption[] {
  const pairs = new Map<string, PlannedOption>();
  const take = (a: PlannedOption | undefined, b: PlannedOption | undefined): void => {
    const made = a && b && together(a, b, remainingFen);
    // One explanation is enough, and so is one exchange of what both are about.
    const key = a && made === a ? a.key : b && made === b ? b.key : `${a?.key ?? ''}+${b?.key ?? ''}`;
    if (made) pairs.set(key, { ...made, key });
  };
  for (const a of left) take(a, right.find((b) => b.plan.remedy === a.plan.remedy) ?? right[0]);
  for (const b of right) if (!left.some((a) => a.plan.remedy === b.plan.remedy)) take(left[0], b);
  return [...pairs.values()];
}

/** Two options carried out together, within what is left of the order; undefined when nothing is left for the second. */
export function together<O extends Made>(a: O, b: O, remainingFen: number | null): O | Made | undefined {
  if (a.plan.remedy === 'explanation' && b.plan.remedy === 'explanation') return a;
  if (replaces(a.plan, b.plan)) return a;
  if (replaces(b.plan, a.plan)) return b;
  const second = within(b.plan, remainingFen === null ? null : remainingFen - backOf(a.plan));
  if (!second) return undefined;
  const { also = [], ...alone } = second;
  return {
    approver: a.approver === 'none' ? b.approver : a.approver,
    plan: { ...a.plan, also: [...(a.plan.also ?? []), alone, ...also] },
    notes: [...a.notes, ...b.notes, ...(second === b.plan ? [] : [{ note: 'capped', fen: shownOf(second).fen ?? 0 } as const])],
  };
}

/** Whether one gives anew or takes back whole what the other would only send a part of: then nothing of the other is left to do (IN-10). */
function replaces(whole: RemedyPlan, other: RemedyPlan): boolean {
  if (!['exchange', 'reship', 'return'].includes(whole.remedy) || whole.also || other.also || !('sendBack' in whole)) return false;
  const given = new Set(['goods' in whole ? whole.goods : [], whole.sendBack].flat().flatMap((each) => each.orderLineId ?? []));
  const wanted = 'goods' in other ? other.goods : 'sendBack' in other ? other.sendBack : [];
  return wanted.length > 0 && wanted.every((each) => each.orderLineId !== null && given.has(each.orderLineId));
}

/** Money of the order that goes back with a plan; a coupon or a carrier's compensation is other money. */
function backOf(plan: RemedyPlan): number {
  return partsOfPlan(plan).reduce(
    (sum, each) => sum + ('fen' in each && each.remedy !== 'coupon' && each.remedy !== 'claim-payment' ? each.fen : 0),
    0,
  );
}

function within(plan: RemedyPlan, left: number | null): RemedyPlan | undefined {
  const wanted = backOf(plan);
  if (left === null || wanted <= left) return plan;
  return kindOf(plan.remedy).withAmount(plan, { fen: left - (wanted - backOf({ ...plan, also: [] })) });
}
