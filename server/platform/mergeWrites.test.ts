import { describe, expect, it } from 'vitest';
import { mergeWrites } from './mergeWrites.ts';
import type { Query } from './sql.ts';

const q = (text: string, ...values: unknown[]): Query => ({ text, values });
const said = (merged: readonly Query[]) => merged.map(({ text, values }) => [text, values]);

describe('writes that wait for nobody', () => {
  it('leaves a single write as it is', () => {
    const only = q('insert into a (x) values ($1)', 1);
    expect(mergeWrites([only])).toEqual([only]);
  });

  it('makes rows for one table one insert, in their order', () => {
    expect(
      said(mergeWrites([q('insert into a (x, y) values ($1, $2)', 1, 2), q('insert into a (x, y) values ($1, $2), ($3, $4)', 3, 4, 5, 6)])),
    ).toEqual([['insert into a (x, y) values ($1, $2), ($3, $4), ($5, $6)', [1, 2, 3, 4, 5, 6]]]);
  });

  it('makes inserts into several tables one statement', () => {
    const [merged] = mergeWrites([
      q('insert into a (x) values ($1)', 1),
      q('insert into b (y) values ($1)', 2),
      q('insert into a (x) values ($1)', 3),
    ]);
    expect(merged?.text).toBe('with w0 as (insert into a (x) values ($1), ($2)) insert into b (y) values ($3)');
    expect(merged?.values).toEqual([1, 3, 2]);
  });

  it('adds no rows to an insert that says what happens on a conflict', () => {
    const [merged] = mergeWrites([q('insert into a (x) values ($1) on conflict do nothing', 1), q('insert into a (x) values ($1)', 2)]);
    expect(merged?.text).toBe('with w0 as (insert into a (x) values ($1) on conflict do nothing) insert into a (x) values ($2)');
  });

  it.each([
    ['update a set x = $1'],
    ['insert into a (x) select y from b'],
    ['insert into a (x) values ((select max(x) from a))'],
    ['begin'],
  ])('moves nothing past %s', (text) => {
    const before = q('insert into b (y) values ($1)', 1);
    const after = q('insert into b (y) values ($1)', 2);
    expect(mergeWrites([before, q(text), after]).map((each) => each.text)).toEqual([before.text, text, after.text]);
  });
});
