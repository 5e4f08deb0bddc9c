import type { FactProvider, TheCase } from '#case/contract.ts';
import { orderForCase } from '#commerce/contract.ts';
import { standingOf } from '#customers/contract.ts';
import type { Reader } from '#platform/db.ts';
import { casePrices } from './casePrices.ts';
import { commonSettingsOf } from './commonSettings.ts';
import { reportOf } from './intakeStore.ts';
import { differenceOf, type QuantityUnit } from './quantity.ts';

/** A complaint about a listing or a price needs no order (VE-3). */
export const givenFacts: FactProvider = {
  names: ['orderGiven'],
  load: (_on, theCase) => Promise.resolve({ orderGiven: theCase.orderId !== null || theCase.orderNo !== null }),
};

/** Whether it is paid on delivery, and where the customer stands for that (RE-6). */
export const codFacts: FactProvider = {
  names: ['paymentCod', 'codStanding'],
  load: async (on, theCase) => {
    const order = theCase.orderId ? await orderForCase(on, theCase.orderId) : undefined;
    return {
      paymentCod: order?.payment === 'cod',
      codStanding: theCase.customerId ? await standingOf(on, theCase.customerId) : 'good',
    };
  },
};

/** What was paid for the goods that the case is about, less what they cost today, fen; and whether that is still in time. */
export const priceFacts: FactProvider = {
  names: ['priceDrop', 'inPriceProtection'],
  load: async (on, theCase) => {
    const { dropFen, inTime } = await casePrices(on, theCase);
    return { priceDrop: dropFen, inPriceProtection: inTime };
  },
};

/** Ordered and received as the report says, in its own unit, with tolerance (RE-5). */
export const quantityFacts: FactProvider = {
  names: ['quantityDiff', 'quantityOrdered', 'quantityUnit'],
  load: async (on, theCase) => {
    const { ordered, received, unit } = await quantityOf(on, theCase);
    return {
      quantityDiff: differenceOf(ordered, received, unit, await commonSettingsOf(on)),
      quantityOrdered: Number.isFinite(ordered) ? ordered : 0,
      quantityUnit: unit,
    };
  },
};

async function quantityOf(on: Reader, theCase: TheCase): Promise<{ ordered: number; received: number; unit: QuantityUnit }> {
  const registered = (await reportOf(on, theCase.id))?.registered ?? {};
  const number = (id: string): number => Number(registered[id] === undefined || registered[id] === '' ? Number.NaN : registered[id]);
  const unit = registered['quantityUnit'];
  return {
    ordered: number('quantityOrdered'),
    received: number('quantityReceived'),
    unit: unit === 'kg' || unit === 'g' || unit === 'pieces' ? unit : 'none',
  };
}
