import { freshRows, type Reader, type Tx } from '#platform/db.ts';
import type { ClockRow } from './clocks.ts';

const fresh = freshRows<readonly ClockRow[]>('clocks');

/**
 * The clocks of a case that was registered in this very command: what was started is known without reading it back. Undefined for
 * every other case, and once a statement has changed clocks (a stop, a pause): then the rows are read.
 */
export function freshClocks(on: Reader, caseId: string): readonly ClockRow[] | undefined {
  return fresh.of(on, caseId);
}

/** Says that a new case has these clocks and no others. */
export function keepClocks(tx: Tx, caseId: string, clocks: readonly ClockRow[]): void {
  fresh.keep(tx, caseId, clocks);
}

/** The clock by which a case stands in the work lists: of those that run or ran out, the one that falls due first. */
export function nearestOf(clocks: readonly ClockRow[]): ClockRow | undefined {
  return byDue(clocks.filter((each) => ['deadline', 'limit', 'task'].includes(each.purpose)))[0];
}

/** Clocks that run or ran out, by when they fall due. */
export function byDue(clocks: readonly ClockRow[]): (ClockRow & { readonly dueAt: Date })[] {
  return clocks
    .filter((each): each is ClockRow & { readonly dueAt: Date } => each.dueAt !== null && ['running', 'overdue'].includes(each.state))
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
}
