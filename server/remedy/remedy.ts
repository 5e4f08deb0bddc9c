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

type Made = Omit<PlannedOption, 'key'>;

/**
 * Options out of the rows that fit, in the table's order. A row of which nothing would come (no money left, no goods) is left
 * out; one that another row names in `also` is carried out with that one and is no option by itself.
 */
export function planOptions(rows: readonly PolicyRow[], context: PlanContext): PlannedOption[] {
  const together = new Set(rows.map((row) => row.also).filter((rowId) => rowId !== 'none'));
  const seen = new Map<string, number>();
  return rows.flatMap((row) => {
    if (together.has(row.rowId)) return [];
    const made = planRow(row, rows, context);
    if (!made) return [];
    const nth = (seen.get(made.plan.remedy) ?? 0) + 1;
    seen.set(made.plan.remedy, nth);
    return [{ ...made, key: nth === 1 ? made.plan.remedy : `${made.plan.remedy}-${nth}` }];
  });
}

function planRow(row: PolicyRow, rows: readonly PolicyRow[], context: PlanContext): Made | undefined {
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
