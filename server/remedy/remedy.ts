import type { Remedy } from '#case/contract.ts';
import type { Note } from './kind.ts';
import { kindOf } from './kinds.ts';
import type { RemedyPlan } from './plan.ts';
import type { PlanContext } from './planContext.ts';
import type { PolicyRow } from './runPolicy.ts';

export interface PlannedOption {
  /** `refund`; a second option of the same kind is `refund-2`. */
  readonly key: string;
  readonly plan: RemedyPlan;
  readonly notes: readonly Note[];
  /** Role that the row names to approve what is above the offerer; `none`: whose authority covers it. */
  readonly approver: string;
}

/** An option before it has its key among the others. */
export type Made = Omit<PlannedOption, 'key'>;

/**
 * Options out of the rows that fit, in the table's order. A row of which nothing would come (no money left, no goods) is left
 * out; one that another row names in `also` is carried out with that one and is no option by itself.
 */
export function planOptions(rows: readonly PolicyRow[], context: PlanContext): PlannedOption[] {
  const made = standAlone(rows).flatMap((row) => planRow(row, rows, context) ?? []);
  return keyed(made, ({ plan }) => [plan.remedy]);
}

/** Rows that are options by themselves: those that no other row takes along. */
export function standAlone(rows: readonly PolicyRow[]): PolicyRow[] {
  const along = new Set(rows.map((row) => row.also).filter((rowId) => rowId !== 'none'));
  return rows.filter((row) => !along.has(row.rowId));
}

/** Options told apart by their remedies: `refund`, `refund-2`, `refund+points`. */
export function keyed(options: readonly Made[], remedies: (option: Made) => readonly string[]): PlannedOption[] {
  const seen = new Map<string, number>();
  return options.map((option) => {
    const name = remedies(option).join('+');
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    return { ...option, key: nth === 1 ? name : `${name}-${nth}` };
  });
}

/** One row with the row that it takes along as one plan; undefined when nothing would come of it. */
export function planRow(row: PolicyRow, rows: readonly PolicyRow[], context: PlanContext): Made | undefined {
  const made = planAlone(row, context);
  const named = row.also === 'none' ? undefined : rows.find((each) => each.rowId === row.also && each !== row);
  const second = named && planAlone(named, context);
  // Of what goes together the rest is due where the one was given already (RE-13).
  if (!made || !second) return made ?? second;
  return { ...made, plan: { ...made.plan, also: [second.plan] }, notes: [...made.notes, ...second.notes] };
}

/** One row as one plan, without what goes with it. */
export function planAlone(row: PolicyRow, context: PlanContext): Made | undefined {
  const made = kindOf(row.remedy as Remedy).plan(row, context, {
    source: { ...context.source, row: row.row, rowId: row.rowId },
    agentMost: row.agentMost,
    leadMost: row.leadMost,
    valueFen: context.worthAtMost,
  });
  return made && { ...made, approver: row.approver };
}
