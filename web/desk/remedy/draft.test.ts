import { describe, expect, test } from 'vitest';
import type { PolicyTable } from '#remedy/policyWire.ts';
import { type Edit, editDraft, startDraft } from './draft.ts';

const table: PolicyTable = {
  inputs: [{ id: 'i1', field: 'partsValue', name: '配件价值' }],
  outputs: [{ id: 'o1', field: 'remedy', name: '处理方式' }],
  rules: [
    { _id: 'resend', i1: '<= 500', o1: '"resend"' },
    { _id: 'refund', i1: '', o1: '"refund"' },
  ],
};
const after = (...edits: Edit[]) => edits.reduce(editDraft, startDraft(table));
const ids = (...edits: Edit[]) => after(...edits).table.rules.map((rule) => rule['_id']);

describe('editing a policy table', () => {
  test.each<[string, Edit, string[]]>([
    ['a row is added where it is asked for, with an id of its own', { what: 'add', row: 1 }, ['resend', 'row-3', 'refund']],
    ['a row is copied below itself', { what: 'copy', row: 0 }, ['resend', 'row-3', 'refund']],
    ['a row goes', { what: 'remove', row: 0 }, ['refund']],
    ['a row moves up', { what: 'up', row: 1 }, ['refund', 'resend']],
    ['a row moves down', { what: 'down', row: 0 }, ['refund', 'resend']],
    ['the first row stays the first', { what: 'up', row: 0 }, ['resend', 'refund']],
  ])('%s', (_, edit, expected) => expect(ids(edit)).toEqual(expected));

  test('the last row cannot go: a policy has one', () => {
    expect(ids({ what: 'remove', row: 0 }, { what: 'remove', row: 0 })).toEqual(['refund']);
  });

  test('what was done is undone and done again', () => {
    const edit: Edit = { what: 'cell', row: 0, column: 'i1', text: '<= 900' };
    expect(after(edit).table.rules[0]?.['i1']).toBe('<= 900');
    expect(after(edit, { what: 'undo' }).table).toEqual(table);
    expect(after(edit, { what: 'undo' }, { what: 'redo' }).table.rules[0]?.['i1']).toBe('<= 900');
  });

  test('the same text again is no step', () => {
    expect(after({ what: 'cell', row: 0, column: 'i1', text: '<= 500' }).past).toEqual([]);
  });

  test('a column takes its cells with it, and the only column of its kind stays', () => {
    const wider = after({ what: 'add-input', field: 'round', name: '轮次' }, { what: 'cell', row: 0, column: 'c3', text: '1' });
    expect(wider.table.inputs.map((column) => column.field)).toEqual(['partsValue', 'round']);
    const narrower = editDraft(wider, { what: 'remove-column', column: 'c3' });
    expect(narrower.table.rules[0]).toEqual(table.rules[0]);
    expect(editDraft(narrower, { what: 'remove-column', column: 'i1' }).table).toEqual(narrower.table);
  });
});
