import { stateTable } from '#platform/stateTable.ts';
import type { goodsGrades } from './returnedWire.ts';

/**
 * Goods on their way back to us (FU-11). What was given up may still arrive. Received and inspected are two facts: money
 * follows the second.
 */
export const returnedTable = stateTable({
  name: 'returned goods',
  initial: 'awaited',
  moves: {
    awaited: { announce: 'on-its-way', lapse: 'overdue', arrive: 'received', 'give-up': 'given-up' },
    'on-its-way': { announce: 'on-its-way', lapse: 'overdue', arrive: 'received', 'give-up': 'given-up' },
    overdue: { announce: 'on-its-way', arrive: 'received', 'give-up': 'given-up' },
    received: { inspect: 'inspected', refuse: 'not-ours' },
    'given-up': { arrive: 'received' },
    inspected: {},
    'not-ours': {},
  },
  ends: ['inspected', 'not-ours', 'given-up'],
});
export type ReturnedState = (typeof returnedTable.states)[number];
export type ReturnedMove = 'announce' | 'lapse' | 'arrive' | 'give-up' | 'inspect' | 'refuse';

/** States in which the goods are still looked for. */
export const lookedFor: readonly ReturnedState[] = ['awaited', 'on-its-way', 'overdue'];

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
