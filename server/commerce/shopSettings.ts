import type { Command } from '#platform/command.ts';
import { writeEvents } from '#platform/events.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { mayOn } from '#staff/contract.ts';
import type { Place, Shop } from './contract.ts';
import { savePlace, saveShop, shopByCode } from './shopsStore.ts';
import type { Body } from '#platform/wire.ts';
import type { commerceRoutes } from './wire.ts';

/** Adds or changes a shop (OR-1). Refuses `order-form-broken`, `zone-unknown`, and a shop outside the actor's. */
export async function putShop(command: Command, code: string, given: Body<typeof commerceRoutes.putShop>): Promise<Result<Shop>> {
  const known = await shopByCode(command.tx, code);
  if (!mayOn(command.actor, 'shop.manage', { shopId: known?.id ?? null })) return refuse('not-allowed');
  if (given.orderForm !== null && !isPattern(given.orderForm)) return refuse('order-form-broken', { field: 'orderForm' });
  if (!isZone(given.zone)) return refuse('zone-unknown', { field: 'zone' });
  const shop = await saveShop(command, { code, ...given });
  await writeEvents(command, [{ kind: 'shop.saved', shopId: shop.id, data: { shopId: shop.id } }]);
  return ok(shop);
}

/** Adds or changes a warehouse or carrier. */
export async function putPlace(
  command: Command,
  kind: 'warehouses' | 'carriers',
  code: string,
  given: Body<typeof commerceRoutes.putWarehouse>,
): Promise<Result<Place>> {
  const place = await savePlace(command, kind, { code, ...given });
  await writeEvents(command, [{ kind: kind === 'carriers' ? 'carrier.saved' : 'warehouse.saved', data: { id: place.id } }]);
  return ok(place);
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) instanceof Intl.DateTimeFormat;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
