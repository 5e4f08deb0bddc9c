import { stateTable } from '#platform/stateTable.ts';
import type { goodsGrades } from './returnedWire.ts';

/**
 * Goods on their way back to us (FU-11). What was given up may still arrive. Received and inspected are two facts: money
 * follows the second. A pickup is booked, and missed where nothing was fetched.
 */
export const returnedTable = stateTable({
  name: 'returned goods',
  initial: 'awaited',
  moves: {
    awaited: { book: 'booked', announce: 'on-its-way', lapse: 'overdue', arrive: 'received', 'give-up': 'given-up' },
    booked: { book: 'booked', miss: 'awaited', announce: 'on-its-way', lapse: 'overdue', arrive: 'received', 'give-up': 'given-up' },
    'on-its-way': { announce: 'on-its-way', lapse: 'overdue', arrive: 'received', 'give-up': 'given-up' },
    overdue: { book: 'booked', miss: 'awaited', announce: 'on-its-way', arrive: 'received', 'give-up': 'given-up' },
    received: { inspect: 'inspected', refuse: 'not-ours' },
    'given-up': { arrive: 'received' },
    inspected: {},
    'not-ours': {},
  },
  ends: ['inspected', 'not-ours', 'given-up'],
});
export type ReturnedState = (typeof returnedTable.states)[number];
export type ReturnedMove = 'book' | 'miss' | 'announce' | 'lapse' | 'arrive' | 'give-up' | 'inspect' | 'refuse';

/** States in which the goods are still looked for. */
export const lookedFor: readonly ReturnedState[] = ['awaited', 'booked', 'on-its-way', 'overdue'];

export type GoodsGrade = (typeof goodsGrades)[number];
const worse: readonly GoodsGrade[] = ['resell', 'second', 'scrap', 'incomplete', 'not-ours'];

/** The worst grade of some lines; undefined without any. */
export function worstGrade(lines: readonly { readonly grade: GoodsGrade }[]): GoodsGrade | undefined {
  return worse[Math.max(-1, ...lines.map((line) => worse.indexOf(line.grade)))];
}

/** Freight that is repaid: what was laid out, up to the cap (FU-10). Fen. */
export function freightDue(laidOutFen: number, mostFen: number): number {
  return Math.max(0, Math.min(laidOutFen, mostFen));
}

/** Whether the goods are yet to be fetched by us. */
export function toBeFetched(row: { readonly state: ReturnedState; readonly wayBack: 'pickup' | 'own-shipment' }): boolean {
  return row.wayBack === 'pickup' && row.state !== 'on-its-way' && lookedFor.includes(row.state);
}
