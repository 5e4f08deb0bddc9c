import type { Place, Shop } from '#commerce/contract.ts';

// The invented business of the sample shop (design/sample-shop.md): 栖禾商贸 with five shops.

type SampleShop = Omit<Shop, 'id' | 'payWords'>;

const shop = (code: string, name: string, nameEn: string, platform: Shop['platform'], orderForm: string, phone = ''): SampleShop => ({
  code,
  name,
  nameEn,
  platform,
  orderForm,
  entity: '栖禾商贸',
  zone: 'Asia/Shanghai',
  lang: 'zh',
  signature: `${name}客服`,
  replyFrom: null,
  phone,
  hours: { open: '09:00', close: '21:00' },
  claimDays: 30,
  active: true,
});

export const sampleShops: readonly SampleShop[] = [
  shop('qimu', '栖木家居旗舰店', 'Qimu Home', 'taobao', '26\\d{17}'),
  shop('qimu-outlet', '栖木家居折扣店', 'Qimu Outlet', 'pdd', '\\d{6}-\\d{15}'),
  shop('hexiaochu', '禾小厨官方店', 'Hexiaochu Kitchen', 'douyin', '69\\d{17}'),
  shop('xianhe', '鲜禾到家', 'Xianhe Fresh', 'own', 'XH\\d{12}', '199 0000 0081'),
  shop('wangyue', '望岳路体验店', 'Wangyue Road Store', 'store', 'WY\\d{8}', '199 0000 0082'),
];

const place = (code: string, name: string, nameEn: string, email: string | null = null): Omit<Place, 'id'> => ({
  code,
  name,
  nameEn,
  email,
  active: true,
});

export const sampleWarehouses: readonly Omit<Place, 'id'>[] = [
  place('north', '澜江北仓', 'Lanjiang North', 'north@warehouse.example'),
  place('cloud', '白鹭云仓', 'Bailu Cloud (3PL)', 'hemin@cloud.example'),
  place('fresh', '鲜禾前置仓', 'Xianhe Forward'),
  place('qingtao', '供应商代发-青陶', 'Qingtao (drop ship)', 'orders@qingtao.example'),
];

export const sampleCarriers: readonly Omit<Place, 'id'>[] = [
  place('xunchuan', '迅川快递', 'Xunchuan Express', 'claims@xunchuan.example'),
  place('nanqiao', '南桥速递', 'Nanqiao Courier', 'claims@nanqiao.example'),
  place('yunling', '云岭冷链', 'Yunling Cold Chain', 'service@yunling.example'),
  place('jiangling', '江岭速运', 'Jiangling Express', 'desk@jiangling.example'),
];
