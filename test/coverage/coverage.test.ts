import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { coveragePage, shownBy } from './coverage.ts';
import { mutations } from './mutations.ts';
import { notYet, required } from './requirements.ts';

const shown = shownBy();
const page = join(import.meta.dirname, '../../docs/coverage.md');

test('there are tests that cite requirements', () => {
  expect(shown.length).toBeGreaterThan(100);
  expect(new Set(required.map((each) => each.id)).size).toBe(required.length);
  expect(required.map((each) => each.id).filter((id) => (notYet as readonly string[]).includes(id))).toEqual([]);
});

test.each(required.map((each) => each.id))('%s is shown by a test that drives HTTP or a browser', (id) => {
  expect(shown.filter((each) => each.id === id && each.by !== 'core').map((each) => each.file)).not.toEqual([]);
});

test.each(mutations)('the fault planted for $id still has a place in $file', ({ file, find }) => {
  expect(readFileSync(join(import.meta.dirname, '../..', file), 'utf8').split(find)).toHaveLength(2);
});

test('docs/coverage.md says what the tests say', () => {
  const generated = coveragePage(shown);
  if (process.env['UPDATE_DOCS']) writeFileSync(page, generated);
  expect(readFileSync(page, 'utf8')).toBe(generated);
});
