import { parcelByWaybill, waybillsIn } from '#commerce/contract.ts';
import type { Lang } from '#platform/actor.ts';
import type { Reader } from '#platform/db.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { todayOf } from './findArticles.ts';
import { usualDays } from './tariffStore.ts';
import { termsOfCarrier } from './termsStore.ts';
import { expectedOf, maskScan, maskWaybill } from './tracking.ts';
import type { TrackingView } from './wire.ts';

const stateWords: Readonly<Record<string, { zh: string; en: string }>> = {
  created: { zh: '待揽收', en: 'Waiting to be collected' },
  collected: { zh: '已揽收', en: 'Collected' },
  'in-transit': { zh: '运输中', en: 'On its way' },
  delivering: { zh: '派送中', en: 'Out for delivery' },
  signed: { zh: '已签收', en: 'Signed for' },
  problem: { zh: '派送异常', en: 'A problem on delivery' },
  returned: { zh: '退回中', en: 'Going back' },
  lost: { zh: '已确认遗失', en: 'Confirmed lost' },
};

/**
 * Where the parcel of a waybill number is, without a case and without anything that tells whose it is (EX-2). `q` may be the
 * number, or a text that holds it. Refuses `no-waybill-in-text`, `waybill-not-known`.
 */
export async function trackParcel(on: Reader, q: string, now: Date, lang: Lang): Promise<Result<TrackingView>> {
  const numbers = waybillsIn(q);
  if (numbers.length === 0) return refuse('no-waybill-in-text', { field: 'q' });
  const parcel = await parcelByWaybill(on, numbers);
  if (!parcel) return refuse('waybill-not-known', { field: 'q' });
  const today = todayOf(now);
  const terms = parcel.carrierId ? await termsOfCarrier(on, parcel.carrierId, today) : undefined;
  const daysMost = parcel.carrierId ? await usualDays(on, parcel.carrierId, today) : null;
  return ok({
    waybill: maskWaybill(parcel.waybill),
    carrier: lang === 'zh' ? parcel.carrierZh : parcel.carrierEn,
    state: parcel.state,
    stateWords: stateWords[parcel.state]?.[lang] ?? parcel.state,
    place: parcel.scanPlace,
    scanAt: parcel.scanAt?.toISOString() ?? null,
    scanText: parcel.scanText === null ? null : maskScan(parcel.scanText),
    ...expectedOf({ ...parcel, daysMost, lostDays: terms?.lostDays ?? null }, now, parcel.zone, lang),
    took: lang === 'zh' ? '识别为运单号' : 'taken for a waybill number',
  });
}
