import type { NumberedOrder } from '#commerce/saveOrders.ts';
import type { OrderGiven } from '#commerce/wire.ts';
import { sampleGoods } from './goods.ts';
import { ago, dice } from './sampleTime.ts';

type Parcel = NonNullable<OrderGiven['parcels']>[number];

interface Habit {
  readonly shop: string;
  readonly share: number;
  readonly carriers: readonly (readonly [code: string, prefix: string, share: number])[];
  readonly number: (n: number, day: string) => string;
}

/** How each shop sells: its share of orders, its carriers, the form of its numbers. The day in a number is the order's. */
const habits: readonly Habit[] = [
  {
    shop: 'qimu',
    share: 0.4,
    carriers: [
      ['xunchuan', 'XC', 0.5],
      ['nanqiao', 'NQ', 0.2],
      ['jiangling', 'JL', 0.3],
    ],
    number: (n, day) => `26${day.slice(4)}${String(10_000_000_000 + n).padStart(13, '0')}`,
  },
  {
    shop: 'qimu-outlet',
    share: 0.25,
    carriers: [
      ['xunchuan', 'XC', 0.7],
      ['nanqiao', 'NQ', 0.3],
    ],
    number: (n, day) => `${day.slice(2)}-${String(200_000_000_000_000 + n)}`,
  },
  {
    shop: 'hexiaochu',
    share: 0.15,
    carriers: [
      ['nanqiao', 'NQ', 0.5],
      ['jiangling', 'JL', 0.5],
    ],
    number: (n, day) => `69${day.slice(2)}${String(10_000_000_000 + n)}`,
  },
  { shop: 'xianhe', share: 0.15, carriers: [['yunling', 'YL', 1]], number: (n, day) => `XH${day.slice(2)}${String(n).padStart(6, '0')}` },
  { shop: 'wangyue', share: 0.05, carriers: [], number: (n, day) => `WY${day.slice(4)}${String(n % 10_000).padStart(4, '0')}` },
];

const names = ['林', '周', '何', '沈', '唐', '邱', '罗', '严', '顾', '白', '孟', '方'];
const places = ['澜江市望岳区', '白鹭市栖霞湾', '松川市北渡镇'];
const nickHeads = ['栖木', '山茶', '南风', '慢半拍', '小满', '折纸', '青柠', '白鹭', '松果', '米粒'];
const nickTails = ['爱好者', '同学', '先生', '的猫', '在路上', '日记'];

/** About `count` orders over the last 90 days, per shop; the same for the same day. */
export function generatedOrders(now: Date, count = 2960): Map<string, NumberedOrder[]> {
  const roll = dice(20_261_121);
  const made = new Map<string, NumberedOrder[]>(habits.map((habit) => [habit.shop, []]));
  for (const habit of habits)
    for (let n = 1; n <= Math.round(count * habit.share); n += 1) made.get(habit.shop)?.push(oneOrder(now, habit, n, roll));
  return made;
}

function oneOrder(now: Date, habit: Habit, n: number, roll: () => number): NumberedOrder {
  const daysAgo = Math.floor(roll() ** 1.3 * 90);
  const time = `${String(8 + Math.floor(roll() * 14)).padStart(2, '0')}:${String(Math.floor(roll() * 60)).padStart(2, '0')}`;
  const placedAt = ago(now, daysAgo, time);
  const day = placedAt.slice(0, 10).replaceAll('-', '');
  const choice = sampleGoods.filter((each) => each.shops.includes(habit.shop) && each.given.kind !== 'gift');
  const first = choice[Math.floor(roll() * choice.length)];
  if (!first) throw new Error(`shop ${habit.shop} sells nothing`);
  const second = roll() < 0.06 ? choice[Math.floor(roll() * choice.length)] : undefined;
  const orderNo = habit.number(n, day);
  const sold = second === undefined || second === first ? [first] : [first, second];
  const lines = sold.map((each, at) => ({
    lineNo: `${orderNo}${at + 1}`,
    goodsCode: each.code,
    title: each.given.title,
    variant: each.code === 'SJ-18' ? ['雾蓝', '米白', '豆沙'][n % 3] : undefined,
    quantity: 1,
    priceFen: each.given.priceFen ?? 0,
  }));
  const goodsFen = lines.reduce((sum, line) => sum + line.priceFen, 0);
  const discountFen = roll() < 0.3 ? Math.min(2000, Math.floor(goodsFen / 1000) * 100) : 0;
  const amounts = {
    placedAt,
    goodsFen,
    freightFen: 0,
    discountFen,
    paidFen: goodsFen - discountFen,
    contact: contactOf(habit.shop, Math.floor(roll() * 700)),
    lines,
  };
  if (habit.shop === 'wangyue')
    return { orderNo, given: { ...amounts, state: 'completed', payment: 'counter', paidAt: placedAt, completedAt: placedAt } };
  if (roll() < 0.02) return { orderNo, given: { ...amounts, state: 'cancelled' } };
  if (daysAgo < 1) return { orderNo, given: { ...amounts, state: 'paid', paidAt: placedAt } };
  const parcel = parcelOf(
    now,
    habit,
    n,
    daysAgo,
    sold.reduce((sum, each) => sum + each.grams, 0),
    roll,
  );
  const state = parcel.signedAt === undefined ? 'shipped' : daysAgo > 14 ? 'completed' : 'signed';
  return {
    orderNo,
    given: {
      ...amounts,
      state,
      paidAt: placedAt,
      shippedAt: parcel.shippedAt,
      signedAt: parcel.signedAt,
      ...(state === 'completed' ? { completedAt: ago(now, daysAgo - 14, '12:00') } : {}),
      insurance: { freight: habit.shop === 'qimu' && n % 3 === 0, ...(first.code === 'EB-3' ? { insuredFen: 35_900 } : {}) },
      trades: [{ tradeNo: `JY${orderNo.replace(/\D/g, '').slice(-12)}`, state: '已发货' }],
      parcels: [
        {
          ...parcel,
          warehouse: first.given.warehouse,
          trades: [`JY${orderNo.replace(/\D/g, '').slice(-12)}`],
          contents: lines.map((line) => ({ lineNo: line.lineNo, quantity: line.quantity })),
        },
      ],
    },
  };
}

function parcelOf(now: Date, habit: Habit, n: number, daysAgo: number, grams: number, roll: () => number): Parcel {
  let at = roll();
  const [carrier = 'xunchuan', prefix = 'XC'] = habit.carriers.find(([, , share]) => (at -= share) < 0) ?? habit.carriers[0] ?? [];
  const days = (carrier === 'nanqiao' ? 4 : carrier === 'yunling' ? 1 : 3) + Math.floor(roll() * 2);
  const shippedAt = ago(now, Math.max(0, daysAgo - 1), '17:30');
  const signedAgo = daysAgo - 1 - days;
  const signedAt = signedAgo >= 0 ? ago(now, signedAgo, '11:40') : undefined;
  const scanAgo = Math.max(0, Math.min(daysAgo - 1, 1));
  return {
    waybill: `${prefix}26${String(habits.indexOf(habit) + 1)}${String(n).padStart(9, '0')}`,
    carrier,
    state: signedAt === undefined ? 'in-transit' : 'signed',
    shippedAt,
    signedAt,
    weightG: Math.round(grams * (0.99 + roll() * 0.02)),
    weightExpectedG: grams,
    scan:
      signedAt === undefined
        ? { at: ago(now, scanAgo, '06:20'), text: '快件已到达松川分拨中心', place: '松川分拨中心' }
        : { at: signedAt, text: '已签收，签收人：本人', place: '望岳网点' },
  };
}

/** Platforms give masked data; the own site and the store know their members. */
function contactOf(shop: string, buyer: number): NonNullable<OrderGiven['contact']> {
  const tail = String(buyer % 100).padStart(2, '0');
  const name = names[buyer % names.length] ?? '林';
  const place = places[buyer % places.length] ?? places[0] ?? '';
  if (shop === 'xianhe' || shop === 'wangyue') {
    return {
      receiver: `${name}${'晓知小云一明'[buyer % 6]}`,
      phone: `199000000${tail}`,
      phoneKind: 'real',
      buyerId: `M${String(100_000 + (buyer % 100))}`,
      ...(shop === 'xianhe' ? { address: `${place}安澜路 ${(buyer % 80) + 1} 号` } : {}),
    };
  }
  return {
    receiver: `${name}**`,
    phone: `199****00${tail}`,
    phoneKind: 'masked',
    address: `${place}****`,
    buyerId: `${shop}-${buyer}`,
    nick: `${nickHeads[buyer % 10]}${nickTails[Math.floor(buyer / 10) % 6]}${buyer}`,
  };
}
