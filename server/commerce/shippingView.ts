import { maskAddress, maskName, maskPhone } from '#platform/text.ts';
import type { Answer } from '#platform/wire.ts';
import type { ShippingChangeInFull } from './shippingStore.ts';
import type { shippingRoutes } from './shippingWire.ts';

/** A change as anybody with the order may see it. */
export function presentChange(row: ShippingChangeInFull): Answer<typeof shippingRoutes.list>['items'][number] {
  return {
    id: row.id,
    source: row.source,
    field: row.field,
    madeBy: row.madeBy,
    old: maskValue(row.field, row.old),
    new: maskValue(row.field, row.new),
    account: row.account === null || row.madeBy === 'staff' || row.madeBy === 'system' ? row.account : maskName(row.account),
    askedAt: iso(row.askedAt),
    askedHow: row.askedHow,
    madeAt: row.madeAt.toISOString(),
    warehouseAt: iso(row.warehouseAt),
    carrierAt: iso(row.carrierAt),
    printedAt: iso(row.printedAt),
    label: row.label,
    delivered: row.delivered,
    toldAt: iso(row.toldAt),
    objectedAt: iso(row.objectedAt),
  };
}

/** A value of a shipping field as it may be shown: a method and a delivery time name nobody. */
function maskValue(field: ShippingChangeInFull['field'], value: string | null): string | null {
  if (value === null || value.includes('*')) return value;
  if (field === 'address') return maskAddress(value);
  if (field === 'receiver') return maskName(value);
  return field === 'phone' ? maskPhone(value) : value;
}

function iso(at: Date | null): string | null {
  return at === null ? null : at.toISOString();
}
