import { commerceRoutes, type OrderGiven } from '#commerce/wire.ts';
import type { Desk } from '../desk.ts';

const day = 86_400_000;

/** The folding sideboard and one order of it in two parcels, the second one lighter than it should be (sample-shop.md, goods 1). */
export async function addSideboardOrder(
  desk: Desk,
  orderNo: string,
  given: { nick?: string; secondWaybill?: string; more?: Partial<OrderGiven> } = {},
): Promise<string> {
  const operations = desk.as('operations');
  await operations.ok(commerceRoutes.putGoods, {
    params: { shop: 'qimu', goodsCode: 'FC-120' },
    body: {
      title: '栖木折叠餐边柜 FC-120',
      titleEn: 'Qimu folding sideboard FC-120',
      priceFen: 42_900,
      warehouse: 'north',
      parts: [
        { code: 'DOOR', name: '门板', nameEn: 'Door', quantity: 2, costFen: 3000, valueFen: 6000, resentFrom: 'north', stock: 20 },
        {
          code: 'HJ-35',
          name: '铰链',
          nameEn: 'Hinge',
          model: 'HJ-35',
          quantity: 4,
          costFen: 210,
          valueFen: 400,
          resentFrom: 'north',
          stock: 180,
        },
        {
          code: 'M4x30',
          name: '自攻螺丝（包）',
          nameEn: 'Screws (bag)',
          model: 'M4×30',
          quantity: 1,
          costFen: 100,
          valueFen: 300,
          resentFrom: 'north',
          stock: 300,
        },
        {
          code: 'SHELF-PIN',
          name: '层板托（包）',
          nameEn: 'Shelf pins (bag)',
          quantity: 1,
          costFen: 200,
          valueFen: 500,
          resentFrom: 'north',
          stock: 90,
        },
        { code: 'HEX', name: '内六角扳手', nameEn: 'Hex key', quantity: 1, costFen: 60, valueFen: 200, resentFrom: 'north', stock: 40 },
        { code: 'MANUAL', name: '说明书', nameEn: 'Manual', quantity: 1, costFen: 50, valueFen: 100, resentFrom: 'north', stock: 100 },
      ],
    },
  });
  const at = (days: number): string => new Date(desk.clock.now().getTime() - days * day).toISOString();
  const put = await operations.ok(commerceRoutes.putOrder, {
    params: { shop: 'qimu', orderNo },
    body: {
      state: 'signed',
      payment: 'online',
      placedAt: at(4),
      paidAt: at(4),
      shippedAt: at(3),
      signedAt: at(1),
      goodsFen: 42_900,
      paidFen: 42_900,
      contact: {
        receiver: `栖${orderNo.slice(-2)}木`,
        phone: `1700${orderNo.slice(-7)}`,
        phoneKind: 'virtual',
        extension: '1207',
        phoneExpiresAt: at(-9),
        address: '澜江市望岳区****',
        nick: given.nick ?? '栖栖小木',
        buyerId: `buyer-${orderNo}`,
      },
      flag: 'yellow',
      sellerNote: '已改约周六送',
      lines: [
        {
          lineNo: '1',
          goodsCode: 'FC-120',
          title: '栖木折叠餐边柜 FC-120',
          variant: '原木色',
          quantity: 1,
          priceFen: 42_900,
          paidFen: 42_900,
        },
      ],
      parcels: [
        {
          waybill: `7729${orderNo.slice(-8)}31`,
          carrier: 'xunchuan',
          warehouse: 'north',
          state: 'signed',
          weightG: 18_200,
          weightExpectedG: 18_300,
          shippedAt: at(3),
          signedAt: at(1),
          contents: [{ lineNo: '1', quantity: 1 }],
        },
        {
          waybill: given.secondWaybill ?? `7729${orderNo.slice(-8)}32`,
          carrier: 'xunchuan',
          warehouse: 'north',
          state: 'signed',
          weightG: 410,
          weightExpectedG: 550,
          shippedAt: at(3),
          signedAt: at(1),
        },
      ],
      ...given.more,
    },
  });
  await desk.settle();
  return put.id;
}
