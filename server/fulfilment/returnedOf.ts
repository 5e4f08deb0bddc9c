import type { Lang } from '#platform/actor.ts';
import { formatFen } from '#platform/money.ts';
import type { Reader } from '#platform/db.ts';
import { returnAddress, returnedOfCase, type ReturnedRow } from './returnedStore.ts';
import { windowWords } from './pickupWords.ts';
import { lookedFor, toBeFetched } from './returnedStates.ts';

/** Goods that a customer sends back, as they may read it (FU-11): each step, how and where, and the freight. */
export interface ReturnedForCustomer {
  readonly id: string;
  readonly title: string;
  readonly words: string;
  /** What is to be done now: where to send it, or when it is fetched; null once it is here. */
  readonly how: string | null;
  readonly waybill: string | null;
  readonly freight: string | null;
  /** The customer may still say its number. */
  readonly mayAnnounce: boolean;
  /** It is yet to be fetched, and the customer may say when that suits. */
  readonly mayPostpone: boolean;
}

/** While we have yet to fetch it, nothing is asked of the customer. */
const notBooked = { zh: '等待我们安排上门取件', en: 'we arrange the pickup at your door' };
const bookedAgain = { zh: '上次取件未完成，正在重新预约', en: 'the last pickup did not take place; we book it again' };
const otherTime = { zh: '已收到您希望的时间，正在重新预约', en: 'we have noted when it suits you and book it again' };

const steps: Readonly<Record<ReturnedRow['state'], Readonly<Record<Lang, string>>>> = {
  awaited: { zh: '等待您退回', en: 'waiting for you to send it back' },
  booked: { zh: '已预约上门取件', en: 'pickup at your door is booked' },
  'on-its-way': { zh: '退回途中，收到后验收', en: 'on its way to us; we look at it when it arrives' },
  overdue: { zh: '还没有收到，如已寄出请告诉我们单号', en: 'not here yet; if it is on its way, please tell us the number' },
  received: { zh: '已收到，正在验收（1 个工作日内）', en: 'received; inspected within 1 working day' },
  inspected: { zh: '已收到并验收', en: 'received and inspected' },
  'given-up': { zh: '未收到', en: 'not received' },
  'not-ours': { zh: '已收到，但不是本店的商品，专员会联系您', en: 'received, but it is not from our shop; we will contact you' },
};

/** What of a case comes back, for its customer. `zone`: of the shop. */
export async function returnedOf(
  on: Reader,
  of: { caseId: string; shopId: string; zone: string },
  lang: Lang,
): Promise<ReturnedForCustomer[]> {
  const rows = await returnedOfCase(on, of.caseId);
  if (rows.length === 0) return [];
  const address = await returnAddress(on, of.shopId);
  return rows.map((row) => {
    const open = lookedFor.includes(row.state);
    return {
      id: row.id,
      title: row.goods.map((goods) => `${lang === 'zh' ? goods.name : goods.nameEn} ×${goods.quantity}`).join(lang === 'zh' ? '、' : ', '),
      words: wordsOf(row)[lang],
      how: open ? howOf(row, address?.[lang], of.zone, lang) : null,
      waybill: row.waybill,
      freight: freightOf(row, lang),
      mayAnnounce: open && row.wayBack === 'own-shipment',
      mayPostpone: toBeFetched(row),
    };
  });
}

function wordsOf(row: ReturnedRow): Readonly<Record<Lang, string>> {
  if (row.wayBack !== 'pickup' || (row.state !== 'awaited' && row.state !== 'overdue')) return steps[row.state];
  if (row.pickupAt !== null) return steps['booked'];
  if (row.pickupWhy === 'customer-asks') return otherTime;
  return row.pickupFails > 0 ? bookedAgain : notBooked;
}

function howOf(row: ReturnedRow, address: string | undefined, zone: string, lang: Lang): string | null {
  if (row.wayBack === 'pickup') {
    if (row.state === 'on-its-way') return null;
    const when = row.pickupAt ? windowWords(row.pickupAt, row.pickupUntil, zone, lang) : null;
    const carrier = row.carrierName ?? '';
    if (lang === 'zh')
      return when
        ? `${carrier || '快递员'}将于 ${when} 上门取件，请备好商品和包装，无需付费。`
        : '我们会预约快递员上门取件，并提前告诉您时间，无需付费。请先保留商品和包装。';
    return when
      ? `${carrier || 'The carrier'} fetches it on ${when}. Please have it packed; you pay nothing.`
      : 'We book a carrier to fetch it and tell you when; you pay nothing. Please keep the goods and the box until then.';
  }
  if (lang === 'zh') return `请寄到：${address ?? '专员会把退货地址发给您'}。请在包裹内写上服务单号，寄出后在这里填写快递单号。`;
  return `Please send it to: ${address ?? 'we will write you the address'}. Put the case number into the box and enter the tracking number here.`;
}

function freightOf(row: ReturnedRow, lang: Lang): string | null {
  if (row.freightPaidFen !== null)
    return lang === 'zh'
      ? `运费 ${formatFen(row.freightPaidFen, lang)} 已安排退还`
      : `Freight of ${formatFen(row.freightPaidFen, lang)} is being repaid`;
  if (row.freightMostFen === 0) return null;
  const most = formatFen(row.freightMostFen, lang);
  return lang === 'zh'
    ? `您垫付的运费凭凭证报销，最高 ${most}；请把凭证照片补充到本页。`
    : `Freight you lay out is repaid against its receipt, up to ${most}; please add a photo of it on this page.`;
}
