import type { PolicyTable } from '#remedy/policyWire.ts';

/** A table being edited, with all the steps back and forth. */
export interface Draft {
  readonly past: readonly PolicyTable[];
  readonly table: PolicyTable;
  readonly future: readonly PolicyTable[];
}

export type Edit =
  | { readonly what: 'cell'; readonly row: number; readonly column: string; readonly text: string }
  | { readonly what: 'add' | 'copy' | 'remove' | 'up' | 'down'; readonly row: number }
  | { readonly what: 'add-input' | 'add-output'; readonly field: string; readonly name: string }
  | { readonly what: 'remove-column'; readonly column: string }
  | { readonly what: 'undo' }
  | { readonly what: 'redo' };

export const startDraft = (table: PolicyTable): Draft => ({ past: [], table, future: [] });

/** The draft after an edit. Typing on in one cell is one step. */
export function editDraft(draft: Draft, edit: Edit): Draft {
  if (edit.what === 'undo') {
    const before = draft.past.at(-1);
    return before ? { past: draft.past.slice(0, -1), table: before, future: [draft.table, ...draft.future] } : draft;
  }
  if (edit.what === 'redo') {
    const [next, ...future] = draft.future;
    return next ? { past: [...draft.past, draft.table], table: next, future } : draft;
  }
  const table = edited(draft.table, edit);
  return table === draft.table ? draft : { past: [...draft.past, draft.table], table, future: [] };
}

function edited(table: PolicyTable, edit: Exclude<Edit, { what: 'undo' | 'redo' }>): PolicyTable {
  const { rules } = table;
  switch (edit.what) {
    case 'cell': {
      if ((rules[edit.row]?.[edit.column] ?? '') === edit.text) return table;
      return { ...table, rules: rules.map((rule, i) => (i === edit.row ? { ...rule, [edit.column]: edit.text } : rule)) };
    }
    case 'add':
      return { ...table, rules: [...rules.slice(0, edit.row), { ...blankRow(table), _id: newRowId(table) }, ...rules.slice(edit.row)] };
    case 'copy':
      return {
        ...table,
        rules: [...rules.slice(0, edit.row + 1), { ...rules[edit.row], _id: newRowId(table) }, ...rules.slice(edit.row + 1)],
      };
    case 'remove':
      return rules.length === 1 ? table : { ...table, rules: rules.filter((_, i) => i !== edit.row) };
    case 'up':
      return edit.row === 0 ? table : { ...table, rules: swapped(rules, edit.row - 1) };
    case 'down':
      return edit.row >= rules.length - 1 ? table : { ...table, rules: swapped(rules, edit.row) };
    case 'add-input':
      return { ...table, inputs: [...table.inputs, { id: newColumnId(table), field: edit.field, name: edit.name }] };
    case 'add-output':
      return { ...table, outputs: [...table.outputs, { id: newColumnId(table), field: edit.field, name: edit.name }] };
    case 'remove-column': {
      const inputs = table.inputs.filter((column) => column.id !== edit.column);
      const outputs = table.outputs.filter((column) => column.id !== edit.column);
      if (inputs.length === 0 || outputs.length === 0) return table;
      return { inputs, outputs, rules: rules.map((rule) => Object.fromEntries(Object.entries(rule).filter(([id]) => id !== edit.column))) };
    }
    default: {
      const never: never = edit;
      return never;
    }
  }
}

function swapped(rules: PolicyTable['rules'], at: number): PolicyTable['rules'] {
  return rules.map((rule, i) => (i === at ? (rules[at + 1] ?? rule) : i === at + 1 ? (rules[at] ?? rule) : rule));
}

function blankRow(table: PolicyTable): Record<string, string> {
  return Object.fromEntries(['_description', ...[...table.inputs, ...table.outputs].map((column) => column.id)].map((id) => [id, '']));
}

function newRowId(table: PolicyTable): string {
  const taken = new Set(table.rules.map((rule) => rule['_id']));
  let n = table.rules.length + 1;
  while (taken.has(`row-${n}`)) n += 1;
  return `row-${n}`;
}

function newColumnId(table: PolicyTable): string {
  const taken = new Set([...table.inputs, ...table.outputs].map((column) => column.id));
  let n = taken.size + 1;
  while (taken.has(`c${n}`)) n += 1;
  return `c${n}`;
}
