import { expect, test } from 'vitest';
import type { ParcelFacts, Shop } from './contract.ts';
import { parcelSigns } from './parcelFacts.ts';
import { rightsOf, signedOffAt } from './rights.ts';

const shop = { zone: 'Asia/Shanghai', claimDays: 30 } as Shop;
const at = (text: string): Date => new Date(text);
const parcel = (more: Partial<ParcelFacts>): ParcelFacts => ({
  id: 'p',
  shopId: 's',
  orderIds: ['o'],
  waybill: 'XC1',
  carrierId: 'c',
  carrierName: null,
  warehouseId: null,
  state: 'signed',
  weightG: null,
  weightExpectedG: null,
  shippedAt: null,
  signedAt: null,
  scanAt: null,
  scanText: null,
  scanPlace: null,
  trip: null,
  tradeNos: [],
  contents: [],
  ...more,
});

test('rights end with the last day in the shop’s zone', () => {
  // Signed for at half past midnight in China, which is still the day before in UTC.
  const order = { signedAt: at('2026-11-13T16:30:00Z'), parcels: [] };
  expect(rightsOf(shop, order, at('2026-11-21T15:59:59Z'))).toEqual([
    { right: 'claim', until: at('2026-12-14T16:00:00Z'), open: true },
    { right: 'no-reason-return', until: at('2026-11-21T16:00:00Z'), open: true },
  ]);
  expect(rightsOf(shop, order, at('2026-11-21T16:00:00Z'))[1]).toMatchObject({ open: false });
});

test('they run from the last parcel, and not while one is on its way', () => {
  const first = parcel({ signedAt: at('2026-11-10T04:00:00Z') });
  const second = parcel({ id: 'q', signedAt: at('2026-11-12T04:00:00Z') });
  expect(signedOffAt({ signedAt: null, parcels: [first, second] })).toEqual(at('2026-11-12T04:00:00Z'));
  expect(rightsOf(shop, { signedAt: null, parcels: [first, parcel({ id: 'r' })] }, at('2026-11-20T00:00:00Z'))).toEqual([]);
  expect(signedOffAt({ signedAt: null, parcels: [] })).toBeNull();
});

test.each([
  ['25 g of 500', 475, 500, false],
  ['40 g of 500', 460, 500, true],
  ['140 g of 550', 410, 550, true],
  ['150 g of 23,000', 22_850, 23_000, false],
  ['nothing', 520, 500, false],
])('a parcel lighter by %s', (_, weightG, weightExpectedG, weightDiffers) => {
  expect(parcelSigns([parcel({ weightG, weightExpectedG })], [], at('2026-11-20T00:00:00Z'))).toMatchObject({ weightDiffers });
});

test('a single parcel on its way is no second one', () => {
  const signs = parcelSigns([parcel({ state: 'in-transit' })], [], at('2026-11-20T00:00:00Z'));
  expect(signs).toMatchObject({ secondParcelOpen: false, openParcels: [], lightGrams: null, daysSinceSigned: null });
});
