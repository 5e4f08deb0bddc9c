import type { GoodsPlan, MoneyPlan, RemedyPlan } from './plan.ts';

/**
 * A plan as it was stored, also before it had all of today's fields: goods that came back were then sent by the customer at our
 * cost, and money was taken from the parts' value.
 */
export function readPlan(stored: RemedyPlan): RemedyPlan {
  switch (stored.remedy) {
    case 'resend':
    case 'reship':
    case 'exchange':
    case 'repair': {
      const old: Partial<GoodsPlan> = stored;
      const sendBack = old.sendBack ?? [];
      return { ...stored, sendBack, wayBack: old.wayBack ?? (sendBack.length > 0 ? 'own-shipment' : 'none') };
    }
    case 'refund': {
      const old: Partial<MoneyPlan> = stored;
      return { ...stored, basis: old.basis ?? 'parts-value' };
    }
    default:
      return stored;
  }
}
