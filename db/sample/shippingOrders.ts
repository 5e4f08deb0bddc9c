import { commerceRoutes } from '#commerce/wire.ts';
import { hour } from '#platform/clock.ts';
import type { Leader } from './leading.ts';
import type { SampleShop } from './signedIn.ts';

/** Orders that the stories of shipping information are about. */
export const shippingOrders = {
  lost: '2611161234567890071',
  unasked: 'XH261116000072',
  house: '2611161234567890073',
  later: '6926111600000000074',
  told: '2611161234567890075',
} as const;

type State = 'created' | 'in-transit' | 'delivering' | 'problem';

const goods = {
  qimu: { goodsCode: 'FC-120', title: '栖木折叠餐边柜 FC-120', fen: 42_900, carrier: 'xunchuan', warehouse: 'north' },
  hexiaochu: { goodsCode: 'SC-4', title: '手冲组合装 SC-4', fen: 19_900, carrier: 'nanqiao', warehouse: 'north' },
  xianhe: { goodsCode: 'SJL-5', title: '水晶梨 5 斤', fen: 3990, carrier: 'yunling', warehouse: 'fresh' },
} as const;

const scans: Readonly<Record<Exclude<State, 'created'>, { text: string; place: string }>> = {
  'in-transit': { text: '到达松川分拨中心', place: '松川市' },
  delivering: { text: '派件中', place: '澜江市望岳区' },
  problem: { text: '查无此人，滞留网点', place: '望岳网点' },
};

/** Puts an order whose one parcel stands as told; the same again moves the parcel on. */
export async function putShippingOrder(
  leader: Leader,
  shop: SampleShop,
  given: { orderNo: string; shop: keyof typeof goods; state: State; hoursAgo?: number; placedAt?: string },
): Promise<void> {
  const sold = goods[given.shop];
  const placed = given.placedAt ? Date.parse(given.placedAt) : shop.now.getTime() - (given.hoursAgo ?? 0) * hour;
  const after = (hours: number): string => new Date(placed + hours * hour).toISOString();
  const moved = given.state === 'created' ? null : scans[given.state];
  await leader.ok('guxi', commerceRoutes.putOrder, {
    params: { shop: given.shop, orderNo: given.orderNo },
    body: {
      state: moved ? 'shipped' : 'paid',
      placedAt: after(0),
      paidAt: after(0),
      ...(moved ? { shippedAt: after(3) } : {}),
      goodsFen: sold.fen,
      freightFen: 0,
      paidFen: sold.fen,
      contact: {
        receiver: '林**',
        phone: '17000000071',
        phoneKind: 'virtual',
        extension: '1271',
        phoneExpiresAt: new Date(shop.now.getTime() + 240 * hour).toISOString(),
        address: '澜江市望岳区***',
      },
      lines: [{ lineNo: '1', goodsCode: sold.goodsCode, title: sold.title, quantity: 1, priceFen: sold.fen, paidFen: sold.fen }],
      parcels: [
        {
          waybill: `77291${given.orderNo.slice(-8)}`,
          carrier: sold.carrier,
          warehouse: sold.warehouse,
          state: given.state,
          ...(moved ? { shippedAt: after(3), scan: { at: scannedAt(shop, given.state), ...moved } } : {}),
        },
      ],
    },
  });
}

/** A parcel that nobody was found for was scanned half a day after it went out. */
function scannedAt(shop: SampleShop, state: State): string {
  return new Date(shop.now.getTime() - (state === 'problem' ? 7.2 : 10) * hour).toISOString();
}
