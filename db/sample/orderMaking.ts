import type { NumberedOrder } from '#commerce/saveOrders.ts';
import type { OrderGiven } from '#commerce/wire.ts';
import { sampleGoods } from './goods.ts';
import { ago } from './sampleTime.ts';

type Line = NonNullable<OrderGiven['lines']>[number];
type Parcel = NonNullable<OrderGiven['parcels']>[number];
type Contact = NonNullable<OrderGiven['contact']>;

export interface ShopOrder extends NumberedOrder {
  readonly shop: string;
}

export function order(now: Date, shop: string, orderNo: string, codes: readonly string[], daysAgo: number, more: OrderGiven): ShopOrder {
  const lines = codes.map((code, at): Line => {
    const goods = sampleGoods.find((each) => each.code === code);
    if (!goods) throw new Error(`no sample goods ${code}`);
    return { lineNo: `${orderNo}${at + 1}`, goodsCode: code, title: goods.given.title, quantity: 1, priceFen: goods.given.priceFen ?? 0 };
  });
  const paidFen = lines.reduce((sum, line) => sum + line.priceFen, 0);
  const placedAt = ago(now, daysAgo, '20:14');
  return {
    shop,
    orderNo,
    given: { placedAt, paidAt: placedAt, goodsFen: paidFen, freightFen: 0, discountFen: 0, paidFen, lines, ...more },
  };
}

/** An order in one parcel that was signed for `signedAgo` days ago; from the counter without one. */
export function signed(
  now: Date,
  shop: string,
  orderNo: string,
  codes: readonly string[],
  signedAgo: number,
  more: OrderGiven,
  box: Partial<Parcel> = {},
): ShopOrder {
  const made = order(now, shop, orderNo, codes, signedAgo + 4, more);
  const signedAt = ago(now, signedAgo, '11:40');
  if (shop === 'wangyue')
    return {
      ...made,
      given: { ...made.given, state: 'completed', payment: 'counter', placedAt: signedAt, paidAt: signedAt, completedAt: signedAt },
    };
  const grams = codes.reduce((sum, code) => sum + (sampleGoods.find((each) => each.code === code)?.grams ?? 0), 0);
  const trade = `JY${orderNo.replace(/\D/g, '').slice(-12)}`;
  const one: Parcel = {
    ...parcel(
      now,
      shop === 'xianhe' ? 'YL' : 'XC',
      Number(orderNo.replace(/\D/g, '').slice(-8)),
      shop === 'xianhe' ? 'yunling' : 'xunchuan',
      signedAgo + 3,
      signedAgo,
    ),
    weightG: grams,
    weightExpectedG: grams,
    trades: [trade],
    ...box,
  };
  return {
    ...made,
    given: {
      ...made.given,
      state: 'signed',
      shippedAt: one.shippedAt,
      signedAt,
      trades: [{ tradeNo: trade, state: '已发货' }],
      parcels: [{ ...one, contents: (made.given.lines ?? []).map((line) => ({ lineNo: line.lineNo, quantity: 1 })) }],
    },
  };
}

export function parcel(now: Date, prefix: string, n: number, carrier: string, shippedAgo: number, signedAgo: number | null): Parcel {
  const state = signedAgo === null ? 'in-transit' : 'signed';
  const signedAt = signedAgo === null ? undefined : ago(now, signedAgo, '11:40');
  return {
    waybill: `${prefix}2690${String(n).padStart(8, '0')}`,
    carrier,
    warehouse: prefix === 'YL' ? 'fresh' : 'north',
    state,
    shippedAt: ago(now, shippedAgo, '17:30'),
    ...(signedAt === undefined ? {} : { signedAt, scan: { at: signedAt, text: '已签收，签收人：本人', place: '望岳网点' } }),
  };
}

export function virtualNumbers(now: Date): (tail: number, days: number) => Contact {
  return (tail, days) => ({
    receiver: '林**',
    phone: `170000000${tail}`,
    phoneKind: 'virtual',
    extension: `12${tail}`,
    phoneExpiresAt: ago(now, -days, '23:59'),
    address: '澜江市望岳区****',
    buyerId: `buyer-${tail}`,
    nick: `栖木老友_${tail}`,
  });
}

export function masked(tail: number): Contact {
  return {
    receiver: '周**',
    phone: `199****00${tail}`,
    phoneKind: 'masked',
    address: '白鹭市栖霞湾****',
    buyerId: `buyer-${tail}`,
    nick: `山茶同学_${tail}`,
  };
}
