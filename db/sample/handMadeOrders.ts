import type { OrderGiven } from '#commerce/wire.ts';
import { liveSession } from './incidentOrders.ts';
import { masked, order, parcel, type ShopOrder, signed, virtualNumbers } from './orderMaking.ts';
import { ago } from './sampleTime.ts';

type Line = NonNullable<OrderGiven['lines']>[number];
type Parcel = NonNullable<OrderGiven['parcels']>[number];
type Contact = NonNullable<OrderGiven['contact']>;

/** Numbers that the manual, the demo's cases and the tests name. */
export const sampleOrderNo = {
  /** Two hinges missing: sideboard, signed for two days ago. */
  hinges: '2611161234567890001',
  /** The wall mount is in a second parcel that is still on its way. */
  splitVacuum: '261116-300000000000001',
  /** A gift that was promised. */
  spoon: '6926111600000000001',
  /** Bought at the counter by a member. */
  blocks: 'WY11160001',
  /** An English customer's bowls. */
  bowls: '2611161234567890002',
  /** The earphones' parcel weighed 410 g instead of 550 g. */
  lightEarphones: '2611161234567890003',
  /** Two orders of one buyer in one parcel. */
  merged: ['2611161234567890011', '2611161234567890012'],
  /** Arrive by late-orders.csv only. */
  late: ['2611201234567890091', '2611201234567890092', '2611201234567890093'],
} as const;

/** The forty orders that show something: split, merged, gifts, bundles, presale, cash on delivery, virtual numbers. */
export function handMadeOrders(now: Date): ShopOrder[] {
  const virtual = virtualNumbers(now);
  return [
    signed(
      now,
      'qimu',
      sampleOrderNo.hinges,
      ['FC-120'],
      2,
      { contact: virtual(31, 20), sellerNote: '客户要求送货上楼', flag: 'yellow' },
      { weightG: 22_880 },
    ),
    signed(now, 'qimu', sampleOrderNo.bowls, ['QC-16'], 4, {
      contact: { ...virtual(32, 15), receiver: 'Harper L.', nick: 'harper_in_lanjiang' },
    }),
    signed(
      now,
      'qimu',
      sampleOrderNo.lightEarphones,
      ['EB-3'],
      3,
      { contact: virtual(33, 12), insurance: { freight: true, insuredFen: 35_900 } },
      { weightG: 410, weightExpectedG: 550 },
    ),
    signed(now, 'wangyue', sampleOrderNo.blocks, ['JM-268'], 1, {
      contact: { receiver: '方小云', phone: '19900000045', phoneKind: 'real', buyerId: 'M100045' },
    }),
    ...splitOrders(now, virtual),
    ...mergedOrders(now),
    ...giftOrders(now),
    ...bundleOrders(now),
    ...presaleOrders(now),
    ...cashOrders(now),
    // Two whose virtual number is over, three that still work.
    ...[
      [34, -3],
      [35, -1],
      [36, 2],
      [37, 9],
      [38, 25],
    ].map(([tail = 0, days = 0], at) =>
      signed(now, 'qimu', `26111612345678900${String(21 + at)}`, ['FC-120'], 6 + at, { contact: virtual(tail, days) }),
    ),
    ...['FC-120', 'WX-8', 'SJ-18', 'FC-120', 'WX-8', 'SJ-18'].map((code, at) =>
      signed(
        now,
        'qimu-outlet',
        `261115-30000000000001${at}`,
        [code],
        3 + at,
        { contact: masked(60 + at) },
        { warehouse: at % 2 === 0 ? 'north' : 'cloud' },
      ),
    ),
  ];
}

/** Six orders in two or three parcels; in the first the missing thing is simply not there yet (OR-3). */
function splitOrders(now: Date, virtual: (tail: number, days: number) => Contact): ShopOrder[] {
  const first = order(now, 'qimu-outlet', sampleOrderNo.splitVacuum, ['WX-8'], 5, { state: 'part-shipped', contact: masked(41) });
  const mount: Line = {
    lineNo: `${sampleOrderNo.splitVacuum}2`,
    title: '壁挂架（随 WX-8）',
    quantity: 1,
    priceFen: 0,
    kind: 'gift',
    statedFen: 3500,
  };
  const lines = [...(first.given.lines ?? []), mount];
  const boxes = (n: number): Parcel[] => [
    parcel(now, 'XC', 700 + n * 10, 'xunchuan', 4, 1),
    {
      ...parcel(now, 'XC', 701 + n * 10, 'xunchuan', 2, null),
      scan: { at: ago(now, 0, '06:10'), text: '快件已到达松川分拨中心', place: '松川分拨中心' },
    },
    ...(n % 2 === 1 ? [parcel(now, 'NQ', 702 + n * 10, 'nanqiao', 2, null)] : []),
  ];
  const others = [1, 2, 3, 4, 5].map((n) => {
    const made = order(now, 'qimu', `26111512345678900${30 + n}`, ['FC-120', 'SJ-18', 'JM-268'], 5, {
      state: 'part-shipped',
      contact: n < 3 ? virtual(50 + n, 8) : masked(50 + n),
    });
    const all = made.given.lines ?? [];
    return {
      ...made,
      given: {
        ...made.given,
        parcels: boxes(n).map((box, at, list) => ({
          ...box,
          contents: all.filter((_, place) => Math.min(place, list.length - 1) === at).map((line) => ({ lineNo: line.lineNo, quantity: 1 })),
        })),
      },
    };
  });
  const split = {
    ...first,
    given: {
      ...first.given,
      lines,
      parcels: boxes(0).map((box, at) => ({ ...box, contents: [{ lineNo: lines[at]?.lineNo ?? '', quantity: 1 }] })),
    },
  };
  return [split, ...others];
}

/** Three parcels that hold two orders each. */
function mergedOrders(now: Date): ShopOrder[] {
  return [0, 1, 2].flatMap((n) =>
    [0, 1].map((each) => {
      const orderNo = n === 0 ? (sampleOrderNo.merged[each] ?? '') : `26111612345678900${10 + n * 2 + each + 1}`;
      const made = order(now, 'qimu', orderNo, [each === 0 ? 'JM-268' : 'EB-3'], 4, { state: 'signed', contact: masked(70 + n) });
      const trade = `JYM${n}`;
      const box = {
        ...parcel(now, 'JL', 800 + n, 'jiangling', 3, 1),
        trades: [trade],
        contents: (made.given.lines ?? []).map((line) => ({ lineNo: line.lineNo, quantity: 1 })),
      };
      return { ...made, given: { ...made.given, trades: [{ tradeNo: trade, state: '已合单' }], parcels: [box] } };
    }),
  );
}

function giftOrders(now: Date): ShopOrder[] {
  return [1, 2, 3, 4].map((n) => {
    const orderNo = n === 1 ? sampleOrderNo.spoon : `692611160000000000${n}`;
    const made = signed(now, 'hexiaochu', orderNo, ['HU-1', 'LS-10'], 2 + n, {
      contact: masked(80 + n),
      sellerNote: '直播间承诺送量勺',
      flag: 'red',
    });
    return {
      ...made,
      given: {
        ...made.given,
        ...(n === 1 ? { liveSession } : {}),
        lines: (made.given.lines ?? []).map((line) =>
          line.goodsCode === 'LS-10' ? { ...line, kind: 'gift' as const, priceFen: 0, statedFen: 800 } : line,
        ),
      },
    };
  });
}

function bundleOrders(now: Date): ShopOrder[] {
  return [1, 2, 3].map((n) => signed(now, 'hexiaochu', `692611150000000000${n}`, ['SC-4'], 3 + n, { contact: masked(84 + n) }));
}

function presaleOrders(now: Date): ShopOrder[] {
  return [1, 2].map((n) => {
    const made = order(now, 'qimu', `26111012345678900${50 + n}`, ['RG-2'], 11, { state: 'paid', contact: masked(90 + n) });
    return {
      ...made,
      given: {
        ...made.given,
        lines: (made.given.lines ?? []).map((line) => ({ ...line, kind: 'presale' as const, shipBy: ago(now, -10, '23:59') })),
      },
    };
  });
}

/** Paid at the door; the fourth was refused there. */
function cashOrders(now: Date): ShopOrder[] {
  return [1, 2, 3, 4, 5].map((n) => {
    const made = signed(now, 'xianhe', `XH26111700010${n}`, [n % 2 === 0 ? 'JC-2' : 'XH-10'], 1, {
      payment: 'cod',
      paidAt: undefined,
      contact: {
        receiver: '沈小满',
        phone: `199000000${20 + n}`,
        phoneKind: 'real',
        address: `澜江市望岳区安澜路 ${n} 号`,
        buyerId: `M1000${20 + n}`,
      },
    });
    if (n !== 4) return made;
    const { signedAt, ...given } = made.given;
    const scan = { at: signedAt ?? '', text: '客户拒收，退回中', place: '望岳网点' };
    const parcels = (given.parcels ?? []).map((box) => ({ ...box, signedAt: undefined, state: 'problem' as const, scan }));
    return { ...made, given: { ...given, state: 'shipped' as const, parcels } };
  });
}
