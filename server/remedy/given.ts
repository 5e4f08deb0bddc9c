import { carriedOutIn, type Carried } from '#case/contract.ts';
import type { OrderFacts } from '#commerce/contract.ts';
import { all, type Reader, sql } from '#platform/db.ts';
import { partsOfPlan, shownOf } from './kinds.ts';
import type { RemedyPlan } from './plan.ts';
import { readPlan } from './storedPlan.ts';

/** Something that was already given, or that somebody else may pay, for the same goods (RE-13). */
export interface Given {
  readonly source: 'platform' | 'we' | 'freight-insurance' | 'guarantee';
  /** Number of the after-sale or of our case. */
  readonly number: string | null;
  readonly remedy: string | null;
  /** Of ours: promised (chosen, nothing begun), under-way, done. */
  readonly state: string | null;
  readonly fen: number | null;
  readonly points: number | null;
  readonly at: Date | null;
}

/** Everything that was given on an order: refunds of the platform, what customers have or will have by us, insurance to look at first. */
export async function givenFor(on: Reader, order: OrderFacts | null, caseId: string): Promise<Given[]> {
  const none = { number: null, remedy: null, state: null, fen: null, points: null, at: null };
  const parts = await standingParts(on, caseId, 'same');
  // What we had the platform pay comes back as its own after-sale record: it is the same money.
  const ourOwn = new Set(parts.flatMap((part) => part.numbers));
  const platform = (order?.refunds ?? [])
    .filter((refund) => refund.state !== 'refused' && !ourOwn.has(refund.refundNo))
    .map(
      (refund): Given => ({
        ...none,
        source: 'platform',
        number: refund.refundNo,
        remedy: 'refund',
        state: refund.state,
        fen: refund.fen,
        at: refund.at,
      }),
    );
  const others: Given[] = [];
  if (order?.freightInsured) others.push({ ...none, source: 'freight-insurance' });
  if (order?.platformGuarantee) others.push({ ...none, source: 'guarantee' });
  return [...platform, ...parts.map(givenOf), ...others];
}

/** One part of a choice that still stands: done, under way, or promised and not begun. */
export interface StandingPart {
  readonly number: string;
  readonly caseId: string;
  /** Round of the case in which it was chosen. */
  readonly round: number;
  readonly at: Date;
  readonly plan: RemedyPlan;
  readonly state: 'promised' | 'under-way' | 'done';
  /** What really goes out, where that is known; fen and points. */
  readonly fen: number | null;
  readonly points: number | null;
  /** Under which numbers others know of its money. */
  readonly numbers: readonly string[];
}

interface ChoiceRow extends Pick<StandingPart, 'number' | 'caseId' | 'round' | 'at' | 'plan'> {
  readonly id: string;
  /** Nothing of it has begun, and the case is on its way to it. */
  readonly awaited: boolean;
}

/**
 * What of the choices in this case, or in all about the same goods, the customer has or will have, each part by itself
 * (RE-13): of a refund with a resend, a resend that failed leaves the refund given. A choice of which nothing has begun counts while
 * its case is on the way to it: open, and not back at an offer.
 */
export async function standingParts(on: Reader, caseId: string, goods: 'same' | 'case' = 'case'): Promise<StandingPart[]> {
  const choices = await all(
    sql<ChoiceRow>`select ch.id, ch.case_id as "caseId", c.number, ch.round, ch.at, op.plan,
        c.closed_at is null and c.round = ch.round and c.stage not in ('remedy', 'approval', 'choice')
          and not exists (select from choices later where later.case_id = ch.case_id and later.option_id is not null and (later.at, later.id) > (ch.at, ch.id)) as awaited
      from choices ch join offer_options op on op.id = ch.option_id join cases c on c.id = ch.case_id
      where c.id in ${goods === 'same' ? sql`(select cases_of_same_goods(${caseId}))` : sql`(${caseId})`} order by ch.at, ch.id`,
    on,
  );
  const carried = await carriedOutIn(on, [...new Set(choices.map((choice) => choice.caseId))]);
  return choices.flatMap((choice) =>
    partsStanding(
      { ...choice, plan: readPlan(choice.plan) },
      carried.filter((each) => each.choiceId === choice.id),
    ),
  );
}

/** The parts of one choice that stand, by what was carried out of it. Pure. */
export function partsStanding({ id: _id, awaited, ...choice }: ChoiceRow, carried: readonly Carried[]): StandingPart[] {
  return partsOfPlan(choice.plan).flatMap((part, at): StandingPart[] => {
    const { also: _also, ...plan } = part;
    if (carried.length === 0) {
      const { fen, points } = shownOf(plan);
      return awaited ? [{ ...choice, plan, state: 'promised', fen, points, numbers: [] }] : [];
    }
    const kept = carried.filter((each) => each.part === at && each.fate !== 'lost');
    if (kept.length === 0) return [];
    const state = kept.some((each) => each.fate === 'waiting') ? 'under-way' : 'done';
    return [
      {
        ...choice,
        plan,
        state,
        fen: sumKnown(kept.map((each) => each.fen)),
        points: sumKnown(kept.map((each) => each.points)),
        numbers: kept.flatMap((each) => each.numbers),
      },
    ];
  });
}

function sumKnown(amounts: readonly (number | null)[]): number | null {
  return amounts.reduce<number | null>((sum, each) => (each === null ? sum : (sum ?? 0) + each), null);
}

function givenOf({ number, plan, state, fen, points, at }: StandingPart): Given {
  return { source: 'we', number, remedy: plan.remedy, state, fen, points, at };
}

/** Money of what was given, fen. A coupon is shown, but it is no money of the order's. */
export function moneyOf(given: readonly Pick<Given, 'remedy' | 'fen'>[]): number {
  return given.reduce((sum, each) => sum + (each.remedy === 'coupon' ? 0 : (each.fen ?? 0)), 0);
}

/** What of the order's money hasn't gone back, nor been promised back; null: nobody knows what was paid. */
export function remainingOf(order: OrderFacts | null, given: readonly Given[]): number | null {
  const paid = order?.paidFen ?? null;
  return paid === null ? null : Math.max(0, paid - moneyOf(given));
}

/** What the customer chose in this very case and still has, or will have. */
export async function givenInCase(on: Reader, theCase: { readonly id: string }): Promise<Given[]> {
  return (await standingParts(on, theCase.id)).map(givenOf);
}

/** Ways of paying that were begun in this case and failed; what was taken back before it began could still work (FU-15). */
export async function failedWays(on: Reader, caseId: string): Promise<string[]> {
  return [...new Set((await carriedOutIn(on, [caseId])).flatMap((each) => (each.failed && each.way !== null ? [each.way] : [])))];
}
