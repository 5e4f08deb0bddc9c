import { one, type Reader, sql } from '#platform/db.ts';
import type { RemedyPlan } from './plan.ts';
import { promisedLater } from './promises.ts';
import { readPlan } from './storedPlan.ts';

/** The option that the customer chose last in the case's present round. */
export interface ChosenOption {
  readonly choiceId: string;
  readonly optionId: string;
  readonly offerId: string;
  readonly round: number;
  readonly plan: RemedyPlan;
  readonly chosenAt: Date;
}

/** What is to be carried out (FU-1); undefined when nothing was chosen in this round. */
export async function chosenOption(on: Reader, caseId: string): Promise<ChosenOption | undefined> {
  const row = await one(
    sql<
      ChosenOption & { promisesMoved: number; zone: string }
    >`select ch.id as "choiceId", op.id as "optionId", op.offer_id as "offerId", ch.round, op.plan, ch.at as "chosenAt", o.promises_moved as "promisesMoved", sh.zone
      from choices ch join offer_options op on op.id = ch.option_id join offers o on o.id = op.offer_id join shops sh on sh.id = o.shop_id join cases c on c.id = ch.case_id and c.round = ch.round
      where ch.case_id = ${caseId} order by ch.at desc, ch.id desc limit 1`,
    on,
  );
  if (!row) return undefined;
  const { promisesMoved, zone, ...chosen } = row;
  return { ...chosen, plan: promisedLater(readPlan(chosen.plan), promisesMoved, zone) };
}
