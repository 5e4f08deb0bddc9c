import { evaluateExpressionSync, evaluateUnaryExpressionSync } from '@gorules/zen-engine';
import { type Column, completeFacts, neededOutputs, policyInputs, policyOutputs } from './policyColumns.ts';
import type { PolicyTable } from './policyWire.ts';

/** A cell or column that can't stand. `row` counts from 1 as the table is read; 0: the heading. */
export interface CellFault {
  readonly row: number;
  readonly column: string;
  readonly cell: string;
  readonly why:
    | 'unknown-column'
    | 'column-twice'
    | 'column-missing'
    | 'row-id'
    | 'unknown-word'
    | 'wrong-type'
    | 'not-readable'
    | 'not-allowed-value'
    | 'empty';
}

const inputWords = new Set(['and', 'or', 'not', 'in', 'true', 'false', 'startsWith', 'endsWith', 'contains']);
const outputWords = new Set(['min', 'max', 'floor', 'ceil', 'round', 'abs', ...policyInputs.map((column) => column.field)]);

/**
 * Checks every cell (RE-2). The engine answers an invalid cell with nothing at all, silently, so a table that wasn't checked
 * would simply stop offering things. Answers every fault at once; none: the table can be saved.
 */
export function checkTable(table: PolicyTable): CellFault[] {
  const faults = [...checkColumns(table.inputs, policyInputs), ...checkColumns(table.outputs, policyOutputs)];
  const outputs = table.outputs.map((column) => column.field);
  for (const field of neededOutputs) if (!outputs.includes(field)) faults.push({ row: 0, column: field, cell: '', why: 'column-missing' });
  const ids = new Set<string>();
  for (const [at, rule] of table.rules.entries()) {
    const row = at + 1;
    const id = rule['_id'] ?? '';
    if (!/^[a-z0-9-]{1,40}$/.test(id) || ids.has(id)) faults.push({ row, column: '_id', cell: id, why: 'row-id' });
    ids.add(id);
    for (const column of table.inputs) faults.push(...faultOf(row, column.field, rule[column.id] ?? '', policyInputs, checkInput));
    for (const column of table.outputs) faults.push(...faultOf(row, column.field, rule[column.id] ?? '', policyOutputs, checkOutput));
  }
  return [...faults, ...checkAlso(table, ids)];
}

/** What is carried out together is another row of the table, and never one that itself takes a third along. */
function checkAlso(table: PolicyTable, ids: ReadonlySet<string>): CellFault[] {
  const at = table.outputs.find((column) => column.field === 'also')?.id;
  if (!at) return [];
  const named = (cell = ''): string => cell.trim().replace(/^["']|["']$/g, '');
  const taking = new Set(table.rules.filter((rule) => !['', 'none'].includes(named(rule[at]))).map((rule) => rule['_id'] ?? ''));
  return table.rules.flatMap((rule, index) => {
    const also = named(rule[at]);
    if (also === '' || also === 'none' || (ids.has(also) && !taking.has(also))) return [];
    return [{ row: index + 1, column: 'also', cell: rule[at] ?? '', why: 'not-allowed-value' } as const];
  });
}

function checkColumns(columns: PolicyTable['inputs'], known: readonly Column[]): CellFault[] {
  const seen = new Set<string>();
  return columns.flatMap(({ field, id }) => {
    const why = !known.some((column) => column.field === field)
      ? 'unknown-column'
      : seen.has(field) || seen.has(`#${id}`)
        ? 'column-twice'
        : undefined;
    seen.add(field).add(`#${id}`);
    return why ? [{ row: 0, column: field, cell: '', why } as const] : [];
  });
}

type Check = (cell: string, column: Column) => CellFault['why'] | undefined;

function faultOf(row: number, field: string, cell: string, known: readonly Column[], check: Check): CellFault[] {
  const column = known.find((each) => each.field === field);
  const why = column && check(cell.trim(), column);
  return why ? [{ row, column: field, cell, why }] : [];
}

const checkInput: Check = (cell, { type }) => {
  if (cell === '') return undefined; // any
  if (wordsOf(cell).some((word) => !inputWords.has(word))) return 'unknown-word';
  const hasText = /["']/.test(cell);
  // A number compared with a text is no error for the engine, it just never holds.
  if (hasText !== (type === 'code')) return 'wrong-type';
  for (const sample of type === 'code' ? ['none', 'resend'] : [0, 1, 3000]) {
    const answer = attempt(() => evaluateUnaryExpressionSync(cell, { $: sample }));
    if (answer === undefined) return 'not-readable';
    if (typeof answer !== 'boolean') return 'wrong-type';
  }
  return undefined;
};

const checkOutput: Check = (cell, { field, type, oneOf }) => {
  if (cell === '') return (neededOutputs as readonly string[]).includes(field) ? 'empty' : undefined;
  if (wordsOf(cell).some((word) => !outputWords.has(word))) return 'unknown-word';
  const answer = attempt(() => evaluateExpressionSync(cell, completeFacts({})) as unknown);
  if (answer === undefined) return 'not-readable';
  if (typeof answer !== (type === 'code' ? 'string' : 'number')) return 'wrong-type';
  if (oneOf && !(typeof answer === 'string' && oneOf.includes(answer))) return 'not-allowed-value';
  return typeof answer === 'number' && answer < 0 ? 'not-allowed-value' : undefined;
};

/** Names used in a cell, without the texts in quotes. */
function wordsOf(cell: string): string[] {
  return cell.replace(/"[^"]*"|'[^']*'/g, '').match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? [];
}

/** The engine throws on what it can't read; null counts as unreadable too. */
function attempt(evaluate: () => unknown): unknown {
  try {
    return evaluate() ?? undefined;
  } catch {
    return undefined;
  }
}
