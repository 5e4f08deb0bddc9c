import { day, hour } from '#platform/clock.ts';
import { masked, type ShopOrder, signed } from './orderMaking.ts';

/** Boxes of one van that got wet, and orders of one live stream whose gift was never packed (design/sample-shop.md, 7 and 10). */
export const wetBoxes = 46;
export const liveOrders = 23;

/** What the files call the van and the live stream. */
export const wetTrip = '迅川 7-31';
export const liveSession = '11-16 晚场直播';

export const wetOrderNo = (n: number): string => `261119-4000000000${String(70_000 + n)}`;
export const liveOrderNo = (n: number): string => `69261116000000001${String(n).padStart(2, '0')}`;

/** The orders of both incidents; the first of the live stream is made by hand (`sampleOrderNo.spoon`). */
export function incidentOrders(now: Date): ShopOrder[] {
  return [
    ...Array.from({ length: wetBoxes }, (_, at) => wetBox(now, at + 1)),
    ...Array.from({ length: liveOrders - 1 }, (_, at) => withoutGift(now, at + 2)),
  ];
}

/** A sideboard that left two days ago, so that five of the carrier's seven days for a claim are left, and was signed for this morning. */
function wetBox(now: Date, n: number): ShopOrder {
  const at = (days: number): string => new Date(now.getTime() - days * day).toISOString();
  const orderNo = wetOrderNo(n);
  const signedAt = new Date(now.getTime() - 7 * hour - n * 60_000).toISOString();
  return {
    shop: 'qimu-outlet',
    orderNo,
    given: {
      state: 'signed',
      placedAt: at(3),
      paidAt: at(3),
      shippedAt: at(2),
      signedAt,
      goodsFen: 42_900,
      freightFen: 0,
      discountFen: 0,
      paidFen: 42_900,
      contact: { ...masked(n % 100), phone: `199****00${String(n).padStart(2, '0')}`, buyerId: `outlet-wet-${n}`, nick: `雨天${n}` },
      lines: [{ lineNo: `${orderNo}1`, goodsCode: 'FC-120', title: '栖木折叠餐边柜 FC-120', quantity: 1, priceFen: 42_900 }],
      parcels: [
        {
          waybill: `XC2690731${String(n).padStart(5, '0')}`,
          carrier: 'xunchuan',
          trip: wetTrip,
          warehouse: 'north',
          state: 'signed',
          shippedAt: at(2),
          signedAt,
          weightG: 23_400,
          weightExpectedG: 23_000,
          contents: [{ lineNo: `${orderNo}1`, quantity: 1 }],
          scan: { at: signedAt, text: '已签收，外箱潮湿', place: '澜江望岳营业部' },
        },
      ],
    },
  };
}

function withoutGift(now: Date, n: number): ShopOrder {
  const made = signed(now, 'hexiaochu', liveOrderNo(n), ['HU-1', 'LS-10'], 2, {
    contact: { ...masked(n), phone: `199****00${String(n).padStart(2, '0')}`, buyerId: `live-${n}`, nick: `晚八点${n}` },
    sellerNote: '直播间承诺送量勺',
  });
  return {
    ...made,
    given: {
      ...made.given,
      liveSession,
      lines: (made.given.lines ?? []).map((line) =>
        line.goodsCode === 'LS-10' ? { ...line, kind: 'gift' as const, priceFen: 0, statedFen: 800 } : line,
      ),
    },
  };
}
