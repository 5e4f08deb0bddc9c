import { commerceRoutes } from '#commerce/wire.ts';
import { callRemote } from '../remote.ts';

/** Puts n signed orders of a cabinet with hinges through the API; answers their numbers. */
export async function seedCrashOrders(base: string, cookie: string, n: number): Promise<string[]> {
  const now = Date.now();
  const at = (days: number): string => new Date(now - days * 86_400_000).toISOString();
  const goods = await callRemote(base, cookie, commerceRoutes.putGoods, {
    params: { shop: 'qimu', goodsCode: 'FC-120' },
    body: {
      title: '栖木折叠餐边柜 FC-120',
      priceFen: 42_900,
      warehouse: 'north',
      parts: [
        { code: 'HJ-35', name: '铰链', model: 'HJ-35', quantity: 4, valueFen: 400, costFen: 210, resentFrom: 'north', stock: 100_000 },
      ],
    },
  });
  if (goods.kind !== 'ok') throw new Error(`goods were not taken: ${JSON.stringify(goods)}`);
  const numbers = Array.from({ length: n }, (_, i) => `2611${String(10_000_000 + i)}`);
  for (const orderNo of numbers) {
    const put = await callRemote(base, cookie, commerceRoutes.putOrder, {
      params: { shop: 'qimu', orderNo },
      body: {
        state: 'signed',
        placedAt: at(6),
        paidAt: at(6),
        shippedAt: at(5),
        signedAt: at(2),
        goodsFen: 42_900,
        paidFen: 42_900,
        contact: { receiver: '林**', phone: '19900000001', phoneKind: 'real', nick: `buyer${orderNo}`, buyerId: `b${orderNo}` },
        lines: [{ lineNo: '1', goodsCode: 'FC-120', title: '栖木折叠餐边柜 FC-120', quantity: 1, priceFen: 42_900, paidFen: 42_900 }],
        parcels: [
          {
            waybill: `77${orderNo}`,
            carrier: 'xunchuan',
            warehouse: 'north',
            state: 'signed',
            weightG: 18_200,
            weightExpectedG: 18_300,
            shippedAt: at(5),
            signedAt: at(2),
          },
        ],
      },
    });
    if (put.kind !== 'ok') throw new Error(`order ${orderNo} was not taken: ${JSON.stringify(put)}`);
  }
  return numbers;
}
