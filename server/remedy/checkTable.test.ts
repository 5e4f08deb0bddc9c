import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkTable } from './checkTable.ts';
import { completeFacts } from './policyColumns.ts';
import { documentOf, prepare, runPolicy, tableOf } from './runPolicy.ts';
import type { PolicyTable } from './policyWire.ts';

const shipped = (
  JSON.parse(readFileSync(join(import.meta.dirname, '../../playbooks/policies/missing-parts.json'), 'utf8')) as { table: PolicyTable }
).table;

function withCell(field: string, cell: string): PolicyTable {
  const column = [...shipped.inputs, ...shipped.outputs].find((each) => each.field === field);
  return { ...shipped, rules: shipped.rules.map((rule, at) => (at === 1 && column ? { ...rule, [column.id]: cell } : rule)) };
}
const rowsFor = async (facts: Record<string, unknown>, table = shipped) =>
  (await runPolicy(prepare(documentOf(table)), completeFacts(facts))).map((row) => `${row.row} ${row.rowId}`);

describe('the cells of a policy (RE-2)', () => {
  it('all stand in the shipped table', () => {
    expect(checkTable(shipped)).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['partsValue', '<= 50000 fen', 'unknown-word'],
    ['partsValue', '<= ', 'not-readable'],
    ['partsValue', '"3000"', 'wrong-type'],
    ['partsValue', '小于 3000', 'unknown-word'],
    ['problem', 'missing', 'unknown-word'],
    ['problem', '3000', 'wrong-type'],
    ['problem', '"missing', 'unknown-word'],
    ['liability', 'len($) > 2', 'unknown-word'],
    ['remedy', 'refund', 'unknown-word'],
    ['remedy', '"gift-card"', 'not-allowed-value'],
    ['remedy', '', 'empty'],
    ['agentMost', '"100"', 'wrong-type'],
    ['agentMost', '-1', 'not-allowed-value'],
    ['agentMost', '100 +', 'not-readable'],
    ['amount', '"whatever"', 'not-allowed-value'],
  ])('%s = %s is refused: %s', (field, cell, why) => {
    expect(checkTable(withCell(field, cell))).toContainEqual({ row: 2, column: field, cell, why });
  });

  it.each<[string, string]>([
    ['partsValue', '[0..5000]'],
    ['partsValue', '> 100 and < 5000'],
    ['problem', 'startsWith($, "missing")'],
    ['problem', '"missing.accessory", "missing.gift"'],
    ['agentMost', 'min([partsValue, 5000])'],
    ['percent', ''],
  ])('%s = %s can stand', (field, cell) => {
    expect(checkTable(withCell(field, cell))).toEqual([]);
  });

  it('name columns that are unknown, twice, or missing, and rows without an id of their own', () => {
    const [first] = shipped.inputs;
    const table = {
      ...shipped,
      inputs: [{ id: 'x', field: 'weather', name: '' }, ...(first ? [first, first] : [])],
      outputs: shipped.outputs.filter((each) => each.field !== 'remedy'),
      rules: shipped.rules.map((rule) => ({ ...rule, _id: 'same' })),
    };
    expect(new Set(checkTable(table).map((fault) => fault.why))).toEqual(
      new Set(['unknown-column', 'column-twice', 'column-missing', 'row-id']),
    );
  });
});

describe('asking a policy', () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ['a hinge in stock', { partsValue: 800, stock: 'enough' }, ['1 resend', '3 refund', '7 points', '8 explanation']],
    ['a hinge that is out', { partsValue: 800, stock: 'short' }, ['2 resend-later', '3 refund', '7 points', '8 explanation']],
    [
      'after a decline the refund grows',
      { partsValue: 800, stock: 'enough', declines: 1 },
      ['1 resend', '4 refund-more', '7 points', '8 explanation'],
    ],
    ['a dear battery', { partsValue: 15_900, stock: 'enough' }, ['1 resend', '3 refund', '5 exchange-dear', '7 points', '8 explanation']],
    [
      'short again',
      { partsValue: 800, stock: 'enough', round: 2 },
      ['1 resend', '3 refund', '6 exchange-again', '7 points', '8 explanation'],
    ],
    ['the customer’s own doing', { partsValue: 800, liability: 'customer' }, ['7 points', '8 explanation']],
    ['of unknown value', { stock: 'unknown' }, ['1 resend', '7 points', '8 explanation']],
  ])('%s', async (_, facts, rows) => {
    expect(await rowsFor(facts)).toEqual(rows);
  });

  it('says which row it was when cells leave values out', async () => {
    const rows = await runPolicy(prepare(documentOf(shipped)), completeFacts({ partsValue: 800, stock: 'enough' }));
    expect(rows[1]).toMatchObject({
      row: 3,
      rowId: 'refund',
      remedy: 'refund',
      amount: 'parts-value',
      percent: 100,
      agentMost: 10_000,
      arriveDays: 4,
    });
  });

  it('keeps a table whole through its document', () => {
    expect(tableOf(documentOf(shipped))).toEqual(shipped);
  });
});
