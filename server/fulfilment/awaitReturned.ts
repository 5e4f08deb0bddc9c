import { type Doing, type Effect, openClock, tellOf } from '#case/contract.ts';
import { day } from '#platform/clock.ts';
import { newId } from '#platform/ids.ts';
import { chosenOption, type RemedyPlan } from '#remedy/contract.ts';
import { insertReturned, type ReturnedRow } from './returnedStore.ts';

/** How long goods may take to come back before somebody asks about them. Days. */
const dueDays = 10;

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
      freightMostFen: plan.remedy === 'return' && plan.wayBack === 'own-shipment' ? plan.freightMostFen : 0,
    };
    if (!(await insertReturned(command, row))) continue;
    await openClock(doing, {
      name: 'goods-back',
      purpose: 'task',
      step: effect.step,
      title: { zh: '等待退回商品', en: 'Goods to come back' },
      within: { n: dueDays, unit: 'days' },
      source: 'FU-11',
      mayPause: false,
      ladder: doing.playbook.ladder.slice(0, 1),
      from: command.now,
      subject: row.id,
    });
    await tellOf(command, theCase, { kind: 'returned.awaited', data: { returned: row.id, way: row.wayBack, goods: row.goods.length } });
  }
}
