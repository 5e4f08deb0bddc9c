import { putLostDays, termsOfCarriers, todayOf } from '#answers/contract.ts';
import { all, one, type Reader, sql } from '#platform/db.ts';
import type { Command } from '#platform/command.ts';
import { newId } from '#platform/ids.ts';
import type { CarrierTerms } from './trace.ts';

export interface TermsRow extends CarrierTerms {
  readonly carrierId: string;
  readonly changedAt: Date;
}

/** The carriers' terms that say when a parcel counts as lost; kept with all else that terms say (answers). */
export async function termsOf(on: Reader, carrierIds: readonly string[], now: Date): Promise<TermsRow[]> {
  return (await termsOfCarriers(on, carrierIds, todayOf(now))).flatMap(
    ({ carrierId, lostDays, sourceZh, sourceEn, verified, changedAt }) =>
      lostDays === null ? [] : [{ carrierId, lostAfterDays: lostDays, sourceZh, sourceEn, verified, changedAt }],
  );
}

export function saveTerms(command: Command, carrierId: string, { lostAfterDays, ...rest }: CarrierTerms): Promise<void> {
  return putLostDays(command, carrierId, { lostDays: lostAfterDays, ...rest });
}

export interface LostRow {
  readonly id: string;
  readonly round: number;
  readonly parcelId: string | null;
  readonly waybill: string | null;
  readonly basis: 'terms' | 'carrier-word' | 'no-answer';
  readonly days: number | null;
  readonly termsDays: number | null;
  readonly source: string | null;
  readonly questionId: string | null;
  readonly lastScanAt: Date | null;
  readonly at: Date;
}

/** Writes a confirmed loss; a parcel confirmed in this round already stays as it was. */
export async function insertLost(command: Command, lost: Omit<LostRow, 'id' | 'at'> & { caseId: string }): Promise<string | undefined> {
  const row = await one(
    sql<{
      id: string;
    }>`insert into lost_parcels (id, case_id, round, parcel_id, waybill, basis, days, terms_days, source, question_id, last_scan_at, at, by_kind, by_id)
      values (${newId(command.now.getTime())}, ${lost.caseId}, ${lost.round}, ${lost.parcelId}, ${lost.waybill}, ${lost.basis}, ${lost.days}, ${lost.termsDays}, ${lost.source},
        ${lost.questionId}, ${lost.lastScanAt}, ${command.now}, ${command.actor.kind}, ${command.actor.id}) on conflict do nothing returning id`,
    command.tx,
  );
  return row?.id;
}

/** What was confirmed as lost in a case, the newest first. */
export function lostOf(on: Reader, caseId: string): Promise<LostRow[]> {
  return all(
    sql<LostRow>`select id, round, parcel_id as "parcelId", waybill, basis, days, terms_days as "termsDays", source, question_id as "questionId", last_scan_at as "lastScanAt", at
      from lost_parcels where case_id = ${caseId} order by at desc, id desc`,
    on,
  );
}
