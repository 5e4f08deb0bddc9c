import { type ClockTerms, type FactProvider, sourceInBoth, type TheCase, type Words } from '#case/contract.ts';
import { carrierById, carrierOfOrder, parcelByWaybill } from '#commerce/contract.ts';
import type { Lang } from '#platform/actor.ts';
import { day, minute } from '#platform/clock.ts';
import type { Command } from '#platform/command.ts';
import type { Reader } from '#platform/db.ts';
import { writeEvents } from '#platform/events.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { Body } from '#platform/wire.ts';
import { todayOf } from './findArticles.ts';
import {
  type AuthorityTerms,
  type CarrierTerms,
  externalOf,
  listAuthorities,
  listTerms,
  saveAuthority,
  saveTerms,
  termsOfCarrier,
} from './termsStore.ts';
import { type answersRoutes, authorities, type TermsView } from './wire.ts';

export function presentTerms(row: CarrierTerms, lang: Lang): TermsView {
  const { carrierZh, carrierEn, changedAt: _, ...rest } = row;
  return { ...rest, carrier: lang === 'zh' ? carrierZh : carrierEn };
}

/** Writes what a carrier's terms say from a day on; an earlier day's row stays (CL-8). Refuses `not-found`. */
export async function putTerms(
  command: Command,
  carrierId: string,
  given: Body<typeof answersRoutes.putTerms>,
  lang: Lang,
): Promise<Result<TermsView>> {
  if (!(await carrierById(command.tx, carrierId))) return refuse('not-found', { field: 'carrierId' });
  await saveTerms(command, carrierId, given);
  await writeEvents(command, [{ kind: 'terms.saved', data: { carrier: carrierId, from: given.validFrom } }]);
  const saved = (await listTerms(command.tx, todayOf(command.now))).find(
    (each) => each.carrierId === carrierId && each.validFrom === given.validFrom,
  );
  return saved ? ok(presentTerms(saved, lang)) : refuse('not-found');
}

/** Writes within what time we answer an authority (EX-11). Refuses `not-found` for one that isn't known. */
export async function putAuthority(
  command: Command,
  authority: string,
  given: Body<typeof answersRoutes.putAuthority>,
): Promise<Result<AuthorityTerms>> {
  const known = authorities.find((each) => each === authority);
  if (!known) return refuse('not-found', { field: 'authority' });
  const row = { authority: known, ...given };
  await saveAuthority(command, row);
  await writeEvents(command, [{ kind: 'terms.saved', data: { authority: known } }]);
  return ok(row);
}

/** The terms of the carrier of a case's parcel that hold today; undefined without a carrier, or without terms. */
async function termsOfCase(on: Reader, theCase: Pick<TheCase, 'orderId' | 'orderNo'>, now: Date): Promise<CarrierTerms | undefined> {
  const carrierId = await carrierOfCase(on, theCase);
  return carrierId ? termsOfCarrier(on, carrierId, todayOf(now)) : undefined;
}

/** The carrier of a case's order; of a case that names only a waybill, that parcel's. */
export async function carrierOfCase(on: Reader, theCase: Pick<TheCase, 'orderId' | 'orderNo'>): Promise<string | null> {
  if (theCase.orderId) return (await carrierOfOrder(on, theCase.orderId))?.carrierId ?? null;
  return theCase.orderNo ? ((await parcelByWaybill(on, [theCase.orderNo]))?.carrierId ?? null) : null;
}

/** Most that a carrier's terms let be paid for what was not insured: so many times the freight, and where that is written. */
export interface UninsuredCap {
  readonly carrierId: string;
  readonly carrier: Words;
  readonly times: number;
  readonly source: Words;
  readonly verified: boolean;
  readonly validFrom: string;
}

/** The cap for a case's parcel (EX-9); undefined where its carrier's terms name none: nobody is cut down by what we don't know. */
export async function uninsuredCap(
  on: Reader,
  theCase: Pick<TheCase, 'orderId' | 'orderNo'>,
  now: Date,
): Promise<UninsuredCap | undefined> {
  const terms = await termsOfCase(on, theCase, now);
  return terms && capIn(terms);
}

/** The caps of all carriers that hold today. */
export async function uninsuredCaps(on: Reader, now: Date): Promise<UninsuredCap[]> {
  return (await listTerms(on, todayOf(now))).filter((terms) => terms.inForce).flatMap((terms) => capIn(terms) ?? []);
}

function capIn(terms: CarrierTerms): UninsuredCap | undefined {
  const { carrierId, carrierZh, carrierEn, uninsuredTimes, verified, validFrom } = terms;
  if (uninsuredTimes === null) return undefined;
  const source = {
    zh: `${carrierZh}条款：${sourceOf(terms)}`,
    en: `terms of ${carrierEn}: ${terms.sourceEn}${verified ? '' : ' (example, not verified)'}`,
  };
  return { carrierId, carrier: { zh: carrierZh, en: carrierEn }, times: uninsuredTimes, source, verified, validFrom };
}

/** How long a clock runs by kept terms (CL-8, EX-11); undefined where nothing is kept: the playbook's own time holds. */
export async function clockTerms(on: Reader, theCase: TheCase, name: string, now: Date): Promise<ClockTerms | undefined> {
  if (name === 'authority-answer') return authorityTime(on, theCase);
  const terms = await termsOfCase(on, theCase, now);
  const days = {
    'carrier-acceptance': terms?.acceptanceDays,
    'carrier-decision': terms?.decisionDays,
    'carrier-payment': terms?.paymentDays,
  }[name];
  return terms && days ? { within: { n: days, unit: 'days' }, source: sourceOfClock(terms) } : undefined;
}

/** The authority's own word, else the setting; counted from when it reached us. */
async function authorityTime(on: Reader, theCase: TheCase): Promise<ClockTerms | undefined> {
  const row = await externalOf(on, theCase.id);
  if (!row) return undefined;
  const setting = (await listAuthorities(on)).find((each) => each.authority === row.authority);
  if (row.answerDue) {
    const minutes = Math.max(1, Math.round((row.answerDue.getTime() - row.receivedAt.getTime()) / minute));
    return { within: { n: minutes, unit: 'minutes' }, source: `EX-11 ${row.authority}`, from: row.receivedAt };
  }
  if (!setting) return undefined;
  return {
    within: { n: setting.answerDays, unit: setting.working ? 'workingDays' : 'days' },
    source: sourceOfClock(setting),
    from: row.receivedAt,
  };
}

/** The same for a clock, whose row is read in either language. */
function sourceOfClock(kept: { readonly sourceZh: string; readonly sourceEn: string; readonly verified: boolean }): string {
  const en = kept.verified || kept.sourceEn.includes('not verified') ? kept.sourceEn : `${kept.sourceEn} (example, not verified)`;
  return sourceInBoth(sourceOf(kept), en);
}

/** What is shown beside a time: where it is written, and that nobody has verified it yet. */
export function sourceOf(kept: { readonly sourceZh: string; readonly verified: boolean }): string {
  return kept.verified || kept.sourceZh.includes('未核实') ? kept.sourceZh : `${kept.sourceZh}（示例，未核实）`;
}

/** What customers may read of kept limits: carriers' terms in force today, and our answer times to authorities (CL-8, EX-11). */
export async function termsPublished(on: Reader, now: Date): Promise<{ carriers: CarrierTerms[]; authorities: AuthorityTerms[] }> {
  const rows = await listTerms(on, todayOf(now));
  return { carriers: rows.filter((row) => row.inForce), authorities: await listAuthorities(on) };
}

/** Writes only after how many days a parcel counts as lost; the rest of the carrier's terms stays as it holds today. */
export async function putLostDays(
  command: Command,
  carrierId: string,
  given: { lostDays: number; sourceZh: string; sourceEn: string; verified: boolean },
): Promise<void> {
  const today = todayOf(command.now);
  const { claimDays, damageDays, acceptanceDays, decisionDays, paymentDays, uninsuredTimes } =
    (await termsOfCarrier(command.tx, carrierId, today)) ?? nothingSaid;
  await saveTerms(command, carrierId, {
    claimDays,
    damageDays,
    acceptanceDays,
    decisionDays,
    paymentDays,
    uninsuredTimes,
    ...given,
    validFrom: today,
  });
}

const nothingSaid = {
  claimDays: null,
  damageDays: null,
  acceptanceDays: null,
  decisionDays: null,
  paymentDays: null,
  uninsuredTimes: null,
};

/** Whether a case's parcel has been without a scan for as long as its carrier's terms ask for (EX-4). */
export const termFacts: FactProvider = {
  names: ['lostByTerms'],
  load: async (on, theCase, now) => {
    const parcel = theCase.orderId ? await carrierOfOrder(on, theCase.orderId) : undefined;
    const terms = parcel ? await termsOfCarrier(on, parcel.carrierId, todayOf(now)) : undefined;
    const seen = parcel ? await parcelByWaybill(on, [parcel.waybill]) : undefined;
    if (!terms?.lostDays || !seen) return { lostByTerms: seen?.state === 'lost' };
    const last = seen.scanAt ?? seen.shippedAt;
    const over = ['signed', 'returned'].includes(seen.state);
    return { lostByTerms: seen.state === 'lost' || (!over && last !== null && now.getTime() - last.getTime() >= terms.lostDays * day) };
  },
};
