// Where the synthetic year of closed cases comes from: so many cases a month of one problem, goods, carrier and place.

/** How a past case ended: goods sent again, money back, points, or an explanation. */
export type PastEnd = 'resend' | 'reship' | 'refund' | 'difference' | 'points' | 'explained' | 'done';

export const pastPlaces = ['澜江市望岳区', '白鹭市栖霞湾', '松川市北渡镇'] as const;
export type PastPlace = (typeof pastPlaces)[number];

export interface Stream {
  readonly shop: string;
  readonly playbook: string;
  readonly problem: string;
  readonly goods: string;
  /** The part that the case is about; without one it is the goods. */
  readonly part?: string;
  readonly carrier: 'xunchuan' | 'nanqiao' | 'jiangling' | 'yunling' | null;
  readonly warehouse: string;
  /** Delivered there; without one anywhere. */
  readonly place?: PastPlace;
  /** How many come in a month, beside the other streams; `month` counts from 1, the oldest. */
  readonly perMonth: number | ((month: number) => number);
  readonly end: PastEnd;
  /** Who answers for it. */
  readonly liable: 'warehouse' | 'carrier' | 'supplier' | 'system' | null;
  /** Days from shipping to sign-off. */
  readonly transit?: number;
  readonly words: readonly string[];
}

/** In this month the sideboards of the north warehouse got new packaging (the first planted truth). */
export const packagingMonth = 8;
const damaged = (before: number, after: number) => (month: number) => (month < packagingMonth ? before : after);

const missing = {
  playbook: 'missing-parts',
  problem: 'missing.accessory',
  warehouse: 'north',
  end: 'resend',
  liable: 'warehouse',
} as const;
const broken = { playbook: 'damaged-lost', problem: 'damaged.goods', end: 'refund', liable: 'carrier' } as const;
const late = { shop: 'qimu', playbook: 'express-complaint', problem: 'delayed.parcel', goods: 'FC-120', warehouse: 'north' } as const;
const slow = {
  ...late,
  end: 'points',
  liable: 'carrier',
  words: ['物流好几天没动，什么时候能到？', '一直停在分拨中心不走。', '说三天到，一个星期了。'],
} as const;
const lost = {
  playbook: 'damaged-lost',
  problem: 'lost.parcel',
  end: 'explained',
  liable: null,
  words: ['物流不更新了，是不是丢了？', '包裹一直没收到。'],
} as const;
const fresh = { shop: 'xianhe', playbook: 'quality-quantity', carrier: 'yunling', warehouse: 'fresh', liable: 'warehouse' } as const;
const corner = ['柜门磕了一个角。', '侧板裂了一道。', '门板边上有磕碰，漆掉了一块。', '层板断了。'];
const hinge = ['少两个铰链，柜门装不上。', '铰链少一个。', '五金包里缺铰链。'];

export const streams: readonly Stream[] = [
  {
    ...broken,
    shop: 'qimu',
    goods: 'FC-120',
    part: 'MB-120',
    carrier: 'xunchuan',
    warehouse: 'north',
    perMonth: damaged(150, 42),
    words: corner,
  },
  {
    ...broken,
    shop: 'qimu-outlet',
    goods: 'FC-120',
    part: 'GB-120',
    carrier: 'xunchuan',
    warehouse: 'north',
    perMonth: damaged(48, 13),
    words: corner,
  },
  { ...broken, shop: 'qimu', goods: 'FC-120', part: 'CB-120', carrier: 'jiangling', warehouse: 'north', perMonth: 30, words: corner },
  {
    ...broken,
    shop: 'qimu',
    goods: 'RG-2',
    part: 'RG-FS',
    carrier: 'xunchuan',
    warehouse: 'north',
    perMonth: 34,
    words: ['扶手断了一只。', '椅脚磕坏了。'],
  },
  {
    ...broken,
    shop: 'qimu',
    goods: 'QC-16',
    part: 'QC-FW',
    carrier: 'xunchuan',
    warehouse: 'qingtao',
    perMonth: 62,
    liable: 'supplier',
    words: ['饭碗碎了两个。', '有一个盘子裂了。'],
  },
  { ...missing, shop: 'qimu', goods: 'FC-120', part: 'HJ-35', carrier: 'xunchuan', perMonth: 200, words: hinge },
  { ...missing, shop: 'qimu', goods: 'FC-120', part: 'HJ-35', carrier: 'jiangling', perMonth: 74, words: hinge },
  {
    ...missing,
    shop: 'qimu',
    goods: 'FC-120',
    part: 'CT-5',
    carrier: 'nanqiao',
    perMonth: 58,
    words: ['层板托少了四个。', '少层板托，层板放不平。'],
  },
  {
    ...missing,
    shop: 'qimu-outlet',
    goods: 'WX-8',
    part: 'WX-BG',
    carrier: 'xunchuan',
    perMonth: 90,
    words: ['没有壁挂架。', '少一个滤芯。'],
  },
  { ...missing, shop: 'qimu', goods: 'RG-2', part: 'RG-LS', carrier: 'jiangling', perMonth: 40, words: ['椅子螺丝包没有。'] },
  {
    ...missing,
    shop: 'qimu',
    goods: 'FC-120',
    part: 'SM',
    carrier: 'xunchuan',
    problem: 'missing.manual',
    perMonth: 40,
    words: ['没有说明书，不会装。'],
  },
  {
    ...missing,
    shop: 'hexiaochu',
    goods: 'HU-1',
    carrier: 'nanqiao',
    problem: 'missing.gift',
    end: 'points',
    perMonth: 52,
    words: ['赠品没收到。', '说好的量勺没有。'],
  },
  { ...slow, carrier: 'nanqiao', place: '松川市北渡镇', transit: 9, perMonth: 112 },
  { ...slow, carrier: 'nanqiao', place: '澜江市望岳区', perMonth: 13 },
  { ...slow, carrier: 'nanqiao', place: '白鹭市栖霞湾', perMonth: 15 },
  { ...slow, carrier: 'xunchuan', perMonth: 33 },
  { ...slow, carrier: 'jiangling', perMonth: 24 },
  { ...lost, shop: 'qimu', goods: 'SJ-18', carrier: 'xunchuan', warehouse: 'cloud', perMonth: 36 },
  { ...lost, shop: 'hexiaochu', goods: 'SC-4', carrier: 'nanqiao', warehouse: 'north', perMonth: 26 },
  { ...fresh, problem: 'quality.food', goods: 'XH-10', end: 'refund', perMonth: 52, words: ['鲜花饼受潮了。', '有一枚发霉。'] },
  { ...fresh, problem: 'quality.fresh', goods: 'SJL-5', end: 'refund', perMonth: 60, words: ['梨烂了三个。', '有几个梨压坏了。'] },
  { ...fresh, problem: 'quality.fresh', goods: 'SWY-4', end: 'refund', perMonth: 25, words: ['三文鱼到手冰袋化了。'] },
  {
    playbook: 'price',
    problem: 'price.dropped',
    shop: 'qimu-outlet',
    goods: 'SJ-18',
    carrier: 'xunchuan',
    warehouse: 'cloud',
    end: 'difference',
    liable: null,
    perMonth: 52,
    words: ['刚买就降价。', '昨天买贵了四十。'],
  },
  {
    playbook: 'invoice',
    problem: 'invoice.missing',
    shop: 'qimu',
    goods: 'RG-2',
    carrier: 'xunchuan',
    warehouse: 'north',
    end: 'done',
    liable: null,
    perMonth: 46,
    words: ['发票还没开。', '要发票报销。'],
  },
  {
    playbook: 'unlike-listing',
    problem: 'listing.text',
    shop: 'qimu',
    goods: 'FC-120',
    carrier: 'xunchuan',
    warehouse: 'north',
    end: 'explained',
    liable: null,
    perMonth: 20,
    words: ['颜色跟页面不一样。', '页面写的尺寸不对。'],
  },
  {
    playbook: 'missing-components',
    problem: 'missing.component',
    shop: 'xianhe',
    goods: 'JC-2',
    carrier: 'yunling',
    warehouse: 'fresh',
    end: 'points',
    liable: null,
    perMonth: 46,
    words: ['少一双筷子。', '没给餐具。'],
  },
  {
    playbook: 'express-complaint',
    problem: 'signed.left-without-consent',
    shop: 'qimu',
    goods: 'JM-268',
    carrier: 'xunchuan',
    warehouse: 'north',
    end: 'points',
    liable: 'carrier',
    perMonth: 48,
    words: ['没打电话就放驿站了。', '扔在门口，没人问过我。'],
  },
];
