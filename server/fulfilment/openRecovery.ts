import { sourceOf, termsOfCarrier, todayOf } from '#answers/contract.ts';
import { holdCase, tellOf, type TheCase } from '#case/contract.ts';
import { carrierOfOrder, orderForCase } from '#commerce/contract.ts';
import { systemActor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { inTransaction } from '#platform/db.ts';
import type { StoredEvent } from '#platform/events.ts';
import type { House } from '#platform/module.ts';
import { costsOfCase } from './ledgerStore.ts';
import { capOf, deadlineOf } from './recoveryMath.ts';
import { draftRecovery, dropRecoveries } from './recoveryStore.ts';

/** Who pays us back: what the ledger has charged to others than ourselves. */
const recoverable = /^(carrier|supplier|branch):(.+)$/;

/** Money or goods went out, or somebody was found liable: whoever else bears it is claimed on, as a draft (LI-4). */
export function openAfter(event: StoredEvent, house: House): Promise<void> {
  const { caseId } = event;
  if (caseId === null) return Promise.resolve();
  return inTransaction(house.db, async (tx) => {
    const command: Command = { tx, now: house.clock.now(), actor: systemActor, cause: `event:${event.id}` };
    const held = await holdCase(command, caseId);
    if (held.ok) await openRecoveries(command, held.value);
  });
}

/** One draft for each carrier or supplier that bears some of what the case has cost; an unfiled draft follows the cost, and goes with it. */
export async function openRecoveries(command: Command, theCase: TheCase): Promise<void> {
  const costs = await costsOfCase(command.tx, theCase.id);
  for (const cost of costs.filter((each) => each.unit === 'fen' && each.amount > 0)) {
    const [, kind, thing = ''] = recoverable.exec(cost.party) ?? [];
    if (kind === undefined) continue;
    const carrierId = kind === 'carrier' && /^[0-9a-f-]{36}$/.test(thing) ? thing : null;
    const terms = carrierId ? await termsOfCarrier(command.tx, carrierId, todayOf(command.now)) : undefined;
    const parcel = theCase.orderId ? await carrierOfOrder(command.tx, theCase.orderId) : undefined;
    const order = theCase.orderId ? await orderForCase(command.tx, theCase.orderId) : undefined;
    const drafted = await draftRecovery(command, {
      caseId: theCase.id,
      shopId: theCase.shopId,
      party: cost.party,
      carrierId,
      costFen: cost.amount,
      capFen: capOf(terms, order),
      deadline: deadlineOf(terms, parcel),
      source: terms ? sourceOf(terms) : '',
      waybill: parcel?.waybill ?? null,
    });
    if (drafted?.isNew) await tellOf(command, theCase, { kind: 'recovery.opened', data: { recovery: drafted.id, fen: cost.amount } });
  }
  const bearing = costs.filter((each) => each.unit === 'fen' && each.amount > 0).map((each) => each.party);
  for (const recovery of await dropRecoveries(command, theCase.id, bearing))
    await tellOf(command, theCase, { kind: 'recovery.dropped', data: { recovery } });
}
