import { type Doing, type FactProvider, tellOf } from '#case/contract.ts';
import { orderForCase } from '#commerce/contract.ts';
import type { Reader } from '#platform/db.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { type QuestionRow, questionsOf } from './questionStore.ts';
import { daysWithoutScan, lostByTerms, stateOf, type TracedParcel } from './trace.ts';
import { insertLost, termsOf } from './traceStore.ts';

/** The order's parcels with the terms of their carriers. */
export async function tracedParcels(on: Reader, orderId: string | null, now: Date): Promise<TracedParcel[]> {
  const parcels = orderId ? ((await orderForCase(on, orderId))?.parcels ?? []) : [];
  const terms = new Map(
    (
      await termsOf(
        on,
        parcels.flatMap((parcel) => parcel.carrierId ?? []),
        now,
      )
    ).map((row) => [row.carrierId, row]),
  );
  return parcels.map((parcel) => ({ ...parcel, terms: (parcel.carrierId && terms.get(parcel.carrierId)) || null }));
}

/**
 * Confirms what a finding calls lost (IV-4, LI-2): by the carrier's terms, so many days without a scan; else by the carrier's
 * word, an answer given in this round; else by its silence, where the playbook's question says that it counts so. Nobody's impression is enough, for money follows from it. Each parcel concerned gets a
 * row of its own. Refuses `lost-not-confirmed` (data: days, terms) and names what is missing.
 */
export async function confirmLost(doing: Doing): Promise<Result<void>> {
  const { command, theCase } = doing;
  const parcels = await tracedParcels(command.tx, theCase.orderId, command.now);
  const byTerms = parcels.filter((parcel) => lostByTerms(parcel, command.now));
  const questions = (await questionsOf(command.tx, theCase.id)).filter((each) => each.party === 'carrier' && each.round === theCase.round);
  const word =
    questions.findLast((question) => question.state === 'answered') ?? questions.findLast((question) => isSilent(doing, question));
  if (byTerms.length === 0 && !word) {
    const days = Math.max(0, ...parcels.map((parcel) => daysWithoutScan(parcel, command.now)));
    return refuse('lost-not-confirmed', {
      field: 'answer',
      data: { days, terms: parcels.find((parcel) => parcel.terms)?.terms?.lostAfterDays ?? null },
    });
  }
  const basis = byTerms.length > 0 ? 'terms' : word?.state === 'answered' ? 'carrier-word' : 'no-answer';
  const named = parcels.filter((parcel) => word?.waybills.includes(parcel.waybill));
  const concerned = byTerms.length > 0 ? byTerms : named.length > 0 ? named : parcels;
  for (const parcel of concerned.length > 0 ? concerned : [null]) {
    const terms = parcel && byTerms.includes(parcel) ? parcel.terms : null;
    const lost = await insertLost(command, {
      caseId: theCase.id,
      round: theCase.round,
      parcelId: parcel?.id ?? null,
      waybill: parcel?.waybill ?? null,
      basis,
      days: parcel ? daysWithoutScan(parcel, command.now) : null,
      termsDays: terms?.lostAfterDays ?? null,
      source: terms?.sourceZh ?? null,
      questionId: byTerms.length > 0 ? null : (word?.id ?? null),
      lastScanAt: parcel?.scanAt ?? null,
    });
    if (lost === undefined) continue;
    await tellOf(command, theCase, {
      kind: 'parcel.confirmed-lost',
      data: { lost, parcel: parcel?.id ?? null, basis, round: theCase.round },
    });
  }
  return ok(undefined);
}

/** A question that is due without an answer, and of which the playbook says that this counts as lost (LI-6). */
function isSilent({ command, playbook }: Doing, question: QuestionRow): boolean {
  const rule = playbook.steps[question.step]?.tasks?.find((task) => task.id === question.task);
  return rule?.unanswered === 'lost' && question.state !== 'withdrawn' && question.dueAt <= command.now;
}

/** What conditions may ask about the order's parcels (IV-4): the one that is worst off speaks. */
export const traceFacts: FactProvider = {
  names: ['daysWithoutScan', 'parcelState'],
  load: async (on, theCase, now) => {
    const parcels = await tracedParcels(on, theCase.orderId, now);
    return { daysWithoutScan: Math.max(0, ...parcels.map((parcel) => daysWithoutScan(parcel, now))), parcelState: stateOf(parcels) };
  },
};
