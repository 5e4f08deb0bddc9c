import type { Actor } from '#platform/actor.ts';
import { kindOf, partsOfPlan } from './kinds.ts';
import type { RemedyPlan } from './plan.ts';

/** How far an actor may go with a plan: of money in fen, of points in points, of goods their value; null: no limit (RE-7). */
export function mostFor(actor: Actor, plan: Pick<RemedyPlan, 'agentMost' | 'leadMost'>): number | null {
  if (actor.kind === 'system' || (actor.kind === 'staff' && actor.role === 'operations')) return null;
  return actor.kind === 'staff' && actor.role === 'lead' ? Math.max(plan.agentMost, plan.leadMost) : plan.agentMost;
}

/** What of a plan by itself counts against the limit; an explanation costs nothing. */
export function weightOf(plan: RemedyPlan): number {
  return kindOf(plan.remedy).weight(plan);
}

/** Whether the plan as it stands, with all that is carried out together with it, is within the actor's limit. */
export function isWithin(actor: Actor, plan: RemedyPlan): boolean {
  return partsOfPlan(plan).every((each) => {
    const most = mostFor(actor, each);
    return most === null || weightOf(each) <= most;
  });
}
