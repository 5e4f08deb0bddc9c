import type { Refused } from '../call.ts';

/** A cell that the server couldn't take. `row` counts from 1; 0: the heading. */
export interface CellFault {
  readonly row: number;
  readonly column: string;
  readonly cell: string;
  readonly why: string;
}

/** The cells of a refused table; empty when it was refused for something else. */
export function faultsOf({ problem: { code, data } }: Refused): readonly CellFault[] {
  if (code !== 'policy-cells' || !data) return [];
  const all = Array.isArray(data['faults']) ? (data['faults'] as unknown[]) : [data];
  return all.filter(isFault);
}

function isFault(value: unknown): value is CellFault {
  return (
    typeof value === 'object' &&
    value !== null &&
    'row' in value &&
    typeof value.row === 'number' &&
    'column' in value &&
    typeof value.column === 'string'
  );
}
