import type { Actor } from '#platform/actor.ts';
import type { RemedyPlan } from './plan.ts';

/** How far an actor may go with a plan: of money in fen, of points in points, of goods their value; null: no limit (RE-7). */
export function mostFor(actor: Actor, plan: Pick<RemedyPlan, 'agentMost' | 'leadMost'>): number | null {
  if (actor.kind === 'system' || (actor.kind === 'staff' && actor.role === 'operations')) return null;
  return actor.kind === 'staff' && actor.role === 'lead' ? Math.max(plan.agentMost, plan.leadMost) : plan.agentMost;
}

/** What of a plan counts against the limit; an explanation costs nothing. */
export function weightOf(plan: RemedyPlan): number {
  switch (plan.remedy) {
    case 'refund':
      return plan.fen;
    case 'points':
      return plan.points;
    case 'resend':
    case 'exchange':
      return plan.valueFen;
    case 'explanation':
      return 0;
    default:
      return plan satisfies never;
  }
}

/** Whether the plan as it stands is within the actor's limit. */
export function isWithin(actor: Actor, plan: RemedyPlan): boolean {
  const most = mostFor(actor, plan);
  return most === null || weightOf(plan) <= most;
}
