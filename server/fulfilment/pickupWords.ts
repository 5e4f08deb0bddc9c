import type { Lang } from '#platform/actor.ts';
import { wallClock } from '#platform/localTime.ts';
import { momentWords } from '#case/contract.ts';
import { both } from './kindWords.ts';

/**
 * Said to the customer about a pickup at their door, unless the playbook has a message of that name. `{promisedArrival}` is the
 * window of time, `{carrier}` and `{trackingNo}` are the pickup's own.
 */
export const pickupMessages = {
  'pickup-booked': both(
    '您好，服务单 {caseNumber}：已为您预约{carrier}上门取件，时间 {promisedArrival}。请备好商品和包装，无需付费。时间不方便，请在此告诉我们：{link}',
    'Hello, for case {caseNumber} {carrier} will fetch the goods at your door on {promisedArrival}. Please have them packed; you pay nothing. If the time does not suit, tell us here: {link}',
  ),
  'pickup-booked-number': both(
    '您好，服务单 {caseNumber}：已为您预约{carrier}上门取件（单号 {trackingNo}），时间 {promisedArrival}。请备好商品和包装，无需付费。时间不方便，请在此告诉我们：{link}',
    'Hello, for case {caseNumber} {carrier} (number {trackingNo}) will fetch the goods at your door on {promisedArrival}. Please have them packed; you pay nothing. If the time does not suit, tell us here: {link}',
  ),
  'pickup-missed': both(
    '您好，服务单 {caseNumber} 的上门取件未能完成，很抱歉。我们会在 1 个工作日内重新预约并告诉您时间；方便的时段可在此告诉我们：{link}',
    'Hello, the pickup for case {caseNumber} did not take place; we are sorry. We book it again within one working day and tell you when. You can say here when it suits: {link}',
  ),
  'send-instead': both(
    '您好，服务单 {caseNumber} 的商品改由您方便时寄回，运费由我们承担，凭凭证报销。退货地址与报销上限见：{link}',
    'Hello, the goods of case {caseNumber} are now sent back by you when it suits, at our cost against the receipt. Where to, and up to how much: {link}',
  ),
} as const;

/** 11月25日 14:00–16:00 / 25 November 14:00–16:00, in the shop's zone. */
export function windowWords(from: Date, until: Date | null, zone: string, lang: Lang): string {
  const end = until === null ? '' : sameDay(from, until, zone) ? wallClock(until, zone).time.slice(0, 5) : momentWords(until, zone, lang);
  return `${momentWords(from, zone, lang)}${end === '' ? '' : `–${end}`}`;
}

function sameDay(a: Date, b: Date, zone: string): boolean {
  return wallClock(a, zone).day === wallClock(b, zone).day;
}
