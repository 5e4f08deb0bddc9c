import { wordsOf } from '../../words/useWords.ts';

const zh = {
  prices: '价格',
  listing: '商品页面',
  paid: '实付',
  now: '现价',
  drop: '降价',
  dropInAll: '合计降价',
  noDrop: '没有降价',
  unknown: '无现价记录',
  noOrder: '没有核对到订单，无实付价可比。',
  protectedUntil: (day: string, inTime: boolean) => (inTime ? `价保期内（至 ${day}）` : `已过价保期（${day}）`),
  protection: (days: number) => (days === 0 ? '未设价保期' : `价保期：自付款起 ${days} 天`),
  invoice: '发票',
  nothingSaid: '没有登记发票信息。',
  noReissue: '还没有重开发票。',
};
type PanelWords = typeof zh;
const en: PanelWords = {
  prices: 'Prices',
  listing: 'Listing',
  paid: 'Paid',
  now: 'Today',
  drop: 'Dropped by',
  dropInAll: 'Dropped in all',
  noDrop: 'Not at all',
  unknown: 'Not known',
  noOrder: 'No order was found, so there is nothing paid to compare.',
  protectedUntil: (day, inTime) => (inTime ? `In time (until ${day})` : `Too late (${day})`),
  protection: (days) => (days === 0 ? 'No price protection' : `Price protection: ${days} days from payment`),
  invoice: 'Invoice',
  nothingSaid: 'Nothing was registered of the invoice.',
  noReissue: 'No invoice was issued anew yet.',
};

/** Words of what a report says of prices and invoices. */
export const usePanelWords = wordsOf<PanelWords>({ zh, en });
