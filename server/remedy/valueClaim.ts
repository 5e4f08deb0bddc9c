import { answerStep, calendarOf, type Doing, type FactProvider, playbookOf, type Preset, tellOf, type TheCase } from '#case/contract.ts';
import { uninsuredCap } from '#answers/contract.ts';
import { orderForCase } from '#commerce/contract.ts';
import type { Lang } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { one, type Reader, sql } from '#platform/db.ts';
import { localDayOf } from '#platform/localTime.ts';
import { ok, refuse, type Refused, type Result } from '#platform/result.ts';
import { isSubject } from './fairness.ts';
import { capOf, type Rung, valueBy, type Valued } from './ladder.ts';
import { concernedOrAll, goodsWorth } from './planContext.ts';
import { linesToMend } from './linesToMend.ts';
import { classDefault, insertValuation, type ValuationRow, valuationsOf } from './valuationStore.ts';

/** What the claims department says beyond what we know. */
export interface ValueGiven {
  readonly declaredFen?: number | undefined;
  readonly invoiceFen?: number | undefined;
  readonly salvageFen: number;
  readonly freightFen?: number | undefined;
  readonly note: string;
}

/** The ladder as it stands for a case: declared or insured → invoice → order price → class default; and the cap of the carrier's terms (EX-9). */
export async function ladderOf(
  on: Reader,
  theCase: TheCase,
  now: Date,
  given: Partial<ValueGiven> = {},
  lang: Lang = 'zh',
): Promise<{ ladder: Rung[]; cap: { fen: number; source: string } | null }> {
  const order = theCase.orderId ? ((await orderForCase(on, theCase.orderId)) ?? null) : null;
  const context = { lines: await linesToMend(on, theCase), order };
  const goods = concernedOrAll(context);
  const { zone } = await calendarOf(on, theCase.shopId);
  const asked = { shopId: theCase.shopId, day: localDayOf(now, zone) };
  const byClass = await classDefault(on, { ...asked, codes: goods.flatMap(({ line }) => line.goodsCode ?? []) });
  const cap = await uninsuredCap(on, theCase, now);
  const registered = await registeredValues(on, theCase.id);
  const declared = given.declaredFen ?? order?.insuredFen ?? registered.declaredFen;
  const ladder: Rung[] = [
    {
      basis: 'declared',
      fen: declared ?? null,
      source: given.declaredFen === undefined ? (order?.insuredFen ? 'order-insured' : 'registered') : 'voucher',
    },
    { basis: 'invoice', fen: given.invoiceFen ?? registered.invoiceFen, source: given.invoiceFen === undefined ? 'registered' : 'invoice' },
    { basis: 'order', fen: goodsWorth(context) || null, source: order ? 'order-price' : '' },
    { basis: 'class', fen: byClass?.fen ?? null, source: byClass?.source ?? '' },
  ];
  return { ladder, cap: capOf(cap && { times: cap.times, source: cap.source[lang] }, given.freightFen ?? order?.freightFen ?? null) };
}

/** Values that were registered with the claim, where its playbook asks for them. */
async function registeredValues(on: Reader, caseId: string): Promise<{ declaredFen: number | null; invoiceFen: number | null }> {
  const row = await one(
    sql<{
      declared: string | null;
      invoice: string | null;
    }>`select registered ->> 'declaredValue' as declared, registered ->> 'invoiceValue' as invoice
      from reports where case_id = ${caseId} order by round desc limit 1`,
    on,
  );
  const read = (text: string | null | undefined): number | null => (text && /^\d{1,12}$/.test(text) ? Number(text) : null);
  return { declaredFen: read(row?.declared), invoiceFen: read(row?.invoice) };
}

/**
 * Values what was lost or damaged, and goes on (EX-9). Which rung was used stands in the row. Refuses `no-valuation-now`,
 * `subject-of-complaint` (LI-5), `nothing-to-value` (no rung is known), `salvage-too-high`, and what the step refuses.
 */
export async function valueClaim(
  command: Command,
  theCase: TheCase,
  given: ValueGiven,
): Promise<Result<{ theCase: TheCase; valuationId: string; valued: Valued }>> {
  const doing: Doing = { command, theCase, playbook: await playbookOf(command.tx, theCase.playbookVersionId) };
  const made = await value(doing, given);
  if (!made.ok) return made;
  const taken = await answerStep(command, theCase, { answer: 'valued', byAct: true });
  return taken.ok ? ok({ theCase: taken.value, ...made.value }) : taken;
}

/** By rule, with what is known (EX-5): small claims wait for nobody. */
export async function presetValuation(doing: Doing, answer: string, _preset: Preset): Promise<Result<{ answer: string }>> {
  const made = await value(doing, { salvageFen: 0, note: '' });
  return made.ok ? ok({ answer }) : made;
}

async function value(doing: Doing, given: ValueGiven): Promise<Result<{ valuationId: string; valued: Valued }>> {
  const { command, theCase } = doing;
  const why = await whyNot(doing);
  if (why) return why;
  const { ladder, cap } = await ladderOf(command.tx, theCase, command.now, given);
  const valued = valueBy(ladder, given.salvageFen, cap);
  if (!valued) {
    return ladder.some((rung) => rung.fen !== null && rung.fen > 0)
      ? refuse('salvage-too-high', { field: 'salvageFen' })
      : refuse('nothing-to-value', { field: 'invoiceFen' });
  }
  const { id, shopId, round } = theCase;
  const valuationId = await insertValuation(command, { ...valued, caseId: id, shopId, round, note: given.note });
  const { basis, valueFen, salvageFen, capFen, claimFen } = valued;
  await tellOf(command, theCase, {
    kind: 'claim.valued',
    data: { valuation: valuationId, basis, value: valueFen, salvage: salvageFen, cap: capFen, claim: claimFen },
  });
  return ok({ valuationId, valued });
}

async function whyNot({ command, theCase, playbook }: Doing): Promise<Refused | undefined> {
  if (theCase.closedAt || playbook.steps[theCase.step]?.act !== 'valuation')
    return refuse('no-valuation-now', { data: { step: theCase.step } });
  return (await isSubject(command.tx, theCase.id, command.actor)) ? refuse('subject-of-complaint') : undefined;
}

/** The valuation that counts: the last of the case. */
export async function lastValuation(on: Reader, caseId: string): Promise<ValuationRow | undefined> {
  return (await valuationsOf(on, caseId))[0];
}

export const claimValueFact: FactProvider = {
  names: ['claimValue'],
  load: async (on, theCase) => ({ claimValue: (await lastValuation(on, theCase.id))?.claimFen ?? 0 }),
};
