import { type Doing, type Effect, tellOf } from '#case/contract.ts';
import { day } from '#platform/clock.ts';
import { newId } from '#platform/ids.ts';
import { chosenOption, type RemedyPlan } from '#remedy/contract.ts';
import { dueDays, expectBooking, openGoodsClock } from './returnedClocks.ts';
import { insertReturned, type ReturnedRow } from './returnedStore.ts';

/** Plans by which goods come back: what was chosen, and what goes with it. */
export function comingBack(plan: RemedyPlan): Extract<RemedyPlan, { sendBack: unknown }>[] {
  return [plan, ...(plan.also ?? [])].filter(
    (each): each is Extract<RemedyPlan, { sendBack: unknown }> => 'sendBack' in each && each.sendBack.length > 0 && each.wayBack !== 'none',
  );
}

/**
 * Goods of the chosen option are awaited from now on (FU-11): when the case comes to the step that waits for them, and, for an
 * exchange or a repair, when it is carried out. Each choice's goods are awaited once.
 */
export async function awaitReturned(doing: Doing, effect: Extract<Effect, { effect: 'inviteAct' }>): Promise<undefined> {
  if (effect.act !== 'goods-inspection' && effect.act !== 'execution') return;
  const { command, theCase } = doing;
  const chosen = await chosenOption(command.tx, theCase.id);
  if (!chosen) return;
  for (const [at, plan] of comingBack(chosen.plan).entries()) {
    const row: Pick<ReturnedRow, 'id' | 'caseId' | 'shopId' | 'round' | 'source' | 'wayBack' | 'goods' | 'dueAt' | 'freightMostFen'> = {
      id: newId(command.now.getTime()),
      caseId: theCase.id,
      shopId: theCase.shopId,
      round: theCase.round,
      source: `choice:${chosen.choiceId}:${at}`,
      wayBack: plan.wayBack === 'pickup' ? 'pickup' : 'own-shipment',
      goods: plan.sendBack.map(({ caseLineId, code, name, nameEn, quantity }) => ({ lineId: caseLineId, code, name, nameEn, quantity })),
      dueAt: new Date(command.now.getTime() + dueDays * day),
      freightMostFen: plan.wayBack === 'own-shipment' ? (plan.freightMostFen ?? 0) : 0,
    };
    if (!(await insertReturned(command, row))) continue;
    await openGoodsClock(doing, row.id, { step: effect.step, from: command.now, days: dueDays });
    if (row.wayBack === 'pickup') await expectBooking(doing, row.id, effect.step);
    await tellOf(command, theCase, { kind: 'returned.awaited', data: { returned: row.id, way: row.wayBack, goods: row.goods.length } });
  }
}
