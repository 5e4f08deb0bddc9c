import type { RemedyPlan } from '#remedy/contract.ts';
import { carrierOf } from './kinds.ts';
import type { PlannedTask, Planning } from './taskKind.ts';

/** What the customer chose, as this stage carries it out. */
export interface Chosen {
  /** `choice:<id>`, when it was handed back `choice:<id>:<try>`: each carries its plan out once. */
  readonly source: string;
  readonly plan: RemedyPlan;
  /** Tried once more: the promise of the offer no longer holds. */
  readonly anew: boolean;
  /** Slots that are still to be carried out; absent: all of them. */
  readonly only?: ReadonlySet<string>;
}

/**
 * The tasks of a plan and of what goes together with it (FU-1). A plan beside another has its own slots (`+1/points`), so that
 * the two halves of an offer never take each other's. Pure.
 */
export function tasksOf({ plan, anew, only }: Chosen, when: Omit<Planning, 'anew'>): PlannedTask[] {
  const among = [plan, ...(plan.also ?? [])].flatMap((each, i) =>
    carrierOf(each)
      .tasks(each, { ...when, anew })
      .map((task) => (i === 0 ? task : { ...task, slot: `+${i}/${task.slot}` })),
  );
  return only ? among.filter((task) => only.has(task.slot)) : among;
}
