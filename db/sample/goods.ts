import type { CodedGoods } from '#commerce/saveGoods.ts';
import type { GoodsGiven } from '#commerce/wire.ts';

type Part = NonNullable<GoodsGiven['parts']>[number];

interface SampleGoods extends CodedGoods {
  readonly shops: readonly string[];
  /** Grams of one unit, packed. */
  readonly grams: number;
}

/** Customer value in yuan; cost is taken as two fifths of it. */
function part(code: string, name: string, nameEn: string, quantity: number, yuan: number, more: Partial<Part> = {}): Part {
  return {
    code,
    name,
    nameEn,
    quantity,
    valueFen: yuan * 100,
    costFen: yuan * 40,
    erpCode: `PJ-${code}`,
    resentFrom: 'north',
    resentBy: 'parts-stock',
    stock: 120,
    ...more,
  };
}

function goods(
  code: string,
  title: string,
  titleEn: string,
  yuan: number,
  shops: readonly string[],
  grams: number,
  parts: readonly Part[],
  more: Partial<GoodsGiven> = {},
): SampleGoods {
  return {
    code,
    shops,
    grams,
    given: { title, titleEn, priceFen: Math.round(yuan * 100), warehouse: 'north', parts: [...parts], ...more },
  };
}

const papers = [part('SM', '说明书', 'Manual', 1, 0, { stock: 800 }), part('BX', '保修卡', 'Warranty card', 1, 0, { stock: 800 })];
const kitchen = ['hexiaochu'];
const fresh = ['xianhe'];
const home = ['qimu', 'qimu-outlet'];

/** The goods of the sample shops with the parts that customers find missing (OR-6). Components stand before their bundle. */
export const sampleGoods: readonly SampleGoods[] = [
  goods('FC-120', '栖木折叠餐边柜 FC-120', 'Qimu folding sideboard FC-120', 429, [...home, 'wangyue'], 23_000, [
    part('CB-120', '侧板', 'Side panel', 2, 60, { model: 'FC-120-CB' }),
    part('GB-120', '层板', 'Shelf board', 3, 35, { model: 'FC-120-GB' }),
    part('MB-120', '门板', 'Door', 2, 60, { model: 'FC-120-MB', stock: 0, stockUntil: '月底到货' }),
    part('HJ-35', '铰链', 'Hinge', 4, 4, { model: 'HJ-35', stock: 640 }),
    part('LS-M4', '自攻螺丝 M4×30', 'Screw M4×30', 24, 0, { model: 'M4×30', valueFen: 13, costFen: 4, stock: 9000 }),
    part('CT-5', '层板托', 'Shelf support', 12, 0, { valueFen: 42, costFen: 15, stock: 3000 }),
    part('BS-4', '内六角扳手', 'Hex key', 1, 2, { stock: 500 }),
    ...papers,
  ]),
  goods('WX-8', '无线吸尘器 WX-8', 'Cordless vacuum WX-8', 699, home, 4200, [
    part('WX-ZJ', '主机', 'Main unit', 1, 380, { resentBy: 'unit' }),
    part('WX-DC', '电池', 'Battery', 1, 159),
    part('WX-DS', '地刷', 'Floor brush', 1, 89),
    part('WX-BX', '扁吸', 'Crevice nozzle', 1, 19),
    part('WX-LX', '滤芯', 'Filter', 2, 29),
    part('WX-BG', '壁挂架', 'Wall mount', 1, 35),
    part('WX-LS', '螺丝包', 'Screw pack', 1, 2),
    part('WX-CD', '充电器', 'Charger', 1, 59),
    ...papers,
  ]),
  goods('HU-1', '细口壶', 'Gooseneck kettle', 129, kitchen, 900, []),
  goods('LB-1', '滤杯', 'Dripper', 39, kitchen, 350, []),
  goods('FX-1', '分享壶', 'Coffee server', 49, kitchen, 420, []),
  goods('LS-10', '量勺（赠品）', 'Measuring spoon (gift)', 8, kitchen, 30, [], { kind: 'gift', statedFen: 800 }),
  goods('SC-4', '手冲组合装 SC-4', 'Pour-over set SC-4', 199, kitchen, 1700, [], {
    kind: 'bundle',
    // 129 : 39 : 49 of 217 yuan.
    components: [
      { goodsCode: 'HU-1', quantity: 1, shareBp: 5945 },
      { goodsCode: 'LB-1', quantity: 1, shareBp: 1797 },
      { goodsCode: 'FX-1', quantity: 1, shareBp: 2258 },
    ],
  }),
  goods(
    'QC-16',
    '16 头青瓷餐具 QC-16',
    '16-piece celadon set QC-16',
    268,
    ['qimu', ...kitchen],
    6800,
    [
      part('QC-FW', '饭碗', 'Rice bowl', 6, 12, fromSupplier()),
      part('QC-TW', '汤碗', 'Soup bowl', 2, 18, fromSupplier()),
      part('QC-PZ', '盘', 'Plate', 6, 14, fromSupplier()),
      part('QC-SZ', '勺', 'Spoon', 2, 4, fromSupplier()),
    ],
    { warehouse: 'qingtao' },
  ),
  goods('JM-268', '儿童积木 JM-268', 'Building blocks JM-268', 129, ['qimu', 'wangyue'], 1500, [
    ...['A', 'B', 'C', 'D', 'E', 'F'].map((bag) => part(`JM-${bag}`, `${bag} 袋`, `Bag ${bag}`, 1, 20, { stock: bag === 'D' ? 6 : 30 })),
    part('JM-TC', '图册', 'Picture book', 1, 5),
  ]),
  goods('RG-2', '人体工学椅 RG-2', 'Ergonomic chair RG-2', 899, ['qimu'], 16_500, [
    part('RG-QG', '气杆', 'Gas lift', 1, 99),
    part('RG-WX', '五星脚', 'Five-star base', 1, 120),
    part('RG-LZ', '轮', 'Castor', 5, 12),
    part('RG-FS', '扶手', 'Armrest', 2, 65),
    part('RG-LS', '螺丝包', 'Screw pack', 1, 5),
    ...papers,
  ]),
  goods('EB-3', '蓝牙耳机 EB-3', 'Bluetooth earphones EB-3', 359, ['qimu'], 550, [
    part('EB-EJ', '耳机', 'Earphones', 1, 220, { resentBy: 'unit' }),
    part('EB-HE', '充电盒', 'Charging case', 1, 120),
    part('EB-X', '充电线', 'Cable', 1, 15),
    ...['S', 'M', 'L'].map((size) => part(`EB-ES-${size}`, `耳塞 ${size}`, `Ear tips ${size}`, 1, 3)),
  ]),
  goods(
    'SJ-18',
    '四件套 1.8 m',
    'Bedding set 1.8 m',
    239,
    home,
    2900,
    [part('SJ-BT', '被套', 'Duvet cover', 1, 110), part('SJ-CD', '床单', 'Sheet', 1, 70), part('SJ-ZT', '枕套', 'Pillowcase', 2, 29)],
    { warehouse: 'cloud' },
  ),
  goods('XH-10', '鲜花饼 10 枚', 'Flower cakes, 10', 45, [...fresh, ...kitchen], 620, [], { warehouse: 'fresh' }),
  goods('SJL-5', '水晶梨 5 斤', 'Crystal pears, 2.5 kg', 39.9, fresh, 2700, [], { warehouse: 'fresh' }),
  goods(
    'SWY-4',
    '冷鲜三文鱼 400 g',
    'Chilled salmon, 400 g',
    88,
    fresh,
    900,
    [part('BD', '冰袋', 'Ice pack', 2, 2, { resentFrom: 'fresh' })],
    { warehouse: 'fresh' },
  ),
  goods(
    'JC-2',
    '双人简餐',
    'Meal for two',
    56,
    fresh,
    1100,
    [part('CJ', '餐具', 'Cutlery set', 2, 1, { resentFrom: 'fresh', stock: 2000 })],
    { warehouse: 'fresh' },
  ),
];

function fromSupplier(): Partial<Part> {
  return { resentFrom: 'qingtao', resentBy: 'supplier', stock: null };
}
