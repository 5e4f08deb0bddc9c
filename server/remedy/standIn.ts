import type { Actor } from '#platform/actor.ts';
import type { Reader } from '#platform/db.ts';
import type { ApprovalRow } from './approvalStore.ts';
import { actorsBehind } from './delegationStore.ts';
import { coversPlan } from './limits.ts';
import type { RemedyPlan } from './plan.ts';
import { reachNow } from './reach.ts';

/**
 * On whose authority somebody may approve these plans: their own (null), or that of an absent person who handed it to them,
 * never the offerer's (RE-7). Undefined: on nobody's.
 */
export async function standInFor(
  on: Reader,
  actor: Actor,
  theCase: { readonly id: string; readonly shopId: string },
  approval: Pick<ApprovalRow, 'approver' | 'askedKind' | 'askedBy'>,
  plans: readonly RemedyPlan[],
  now: Date,
): Promise<string | null | undefined> {
  const covers = async (who: Actor): Promise<boolean> => {
    const reach = await reachNow(on, who, theCase, now);
    return plans.every((plan) => coversPlan(reach, plan, approval.approver));
  };
  if (await covers(actor)) return null;
  if (actor.kind !== 'staff') return undefined;
  for (const absent of await actorsBehind(on, actor, theCase.shopId, now)) {
    const isOfferer = approval.askedKind === 'staff' && approval.askedBy === absent.id;
    if (!isOfferer && (await covers(absent))) return absent.id;
  }
  return undefined;
}
