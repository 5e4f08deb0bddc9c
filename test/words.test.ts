import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { explainRefusal } from '#platform/problem.ts';
import type { RefusalText } from '#platform/result.ts';
import { modules, refusals } from '../server/main.ts';

const root = join(import.meta.dirname, '..');
const chinese = /\p{Script=Han}/u;
const folder = join(root, 'server');
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

/** Codes as they are written: refuse('…'), no('…') and the like read back as `refuse`; `{ code: '…' }` of a refused value. */
const used = sources.flatMap(({ name, text }) =>
  [...text.matchAll(/\b(?:refuse|refused)\(\s*'([^']+)'|\brefused: \{\s*code: '([^']+)'|\{ code: '([a-z-]+)' \}/g)].map(([, a, b, c]) => ({
    name,
    code: a ?? b ?? c ?? '',
  })),
);

function textOf(text: RefusalText, reader: 'agent' | 'customer'): string {
  const chosen = text[reader];
  return typeof chosen === 'function' ? chosen(anything) : (chosen ?? '');
}

/** Stands for whatever particulars a text asks for. */
const anything: Record<string, unknown> = new Proxy({}, { get: () => 1 });

describe('refusals', () => {
  test('there is something to look at', () => {
    expect(used.length).toBeGreaterThan(40);
    expect(Object.keys(refusals).length).toBeGreaterThan(40);
  });

  test('every code that the server uses has words', () => {
    const wordless = used.filter(({ code }) => !(code in refusals));
    expect([...new Set(wordless.map(({ code, name }) => `${code} in ${name}`))]).toEqual([]);
  });

  test('a code has its words once', () => {
    const codes = modules.flatMap((module) => Object.keys(module.refusals ?? {}));
    expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
  });

  test.each(Object.entries(refusals))('%s speaks Chinese and English', (code, words) => {
    const said = (['agent', 'customer'] as const).map((reader) => ({ zh: textOf(words.zh, reader), en: textOf(words.en, reader) }));
    expect(said[0]).toEqual({ zh: expect.stringMatching(chinese), en: expect.stringMatching(/[a-z]/) });
    expect(said.filter(({ zh }) => zh !== '' && !chinese.test(zh))).toEqual([]);
    expect(said.filter(({ en }) => chinese.test(en))).toEqual([]);
    expect(JSON.stringify(said)).not.toMatch(/undefined|\[object/);
    expect(explainRefusal(refusals, { code }, 'zh', 'customer').status).toBe(words.status);
  });

  test('customers are told 您, never 亲 or 你', () => {
    const told = Object.values(refusals).map((words) => textOf(words.zh, 'customer'));
    expect(told.filter((text) => /亲|你/.test(text))).toEqual([]);
  });
});

describe('catalogues', () => {
  const catalogues = ['server', 'web'].flatMap((area) =>
    existsSync(join(root, area))
      ? readdirSync(join(root, area), { recursive: true, encoding: 'utf8' })
          .filter((name) => /[wW]ords\.(zh|en)\.tsx?$/.test(name) && !name.includes('node_modules'))
          .map((name) => join(area, name))
      : [],
  );

  test('each Chinese catalogue stands beside an English one', () => {
    const other = (name: string) => name.replace(/\.(zh|en)\./, (_, lang: string) => (lang === 'zh' ? '.en.' : '.zh.'));
    expect(catalogues.filter((name) => !catalogues.includes(other(name)))).toEqual([]);
  });

  test.each(catalogues.map((name) => [name]))('%s says something, with the same keys in both languages', async (name) => {
    const load = async (path: string): Promise<Record<string, unknown>> => (await import(join(root, path))) as Record<string, unknown>;
    const [own, twin] = [await load(name), await load(name.replace(/\.(zh|en)\./, (_, lang: string) => (lang === 'zh' ? '.en.' : '.zh.')))];
    expect(keysIn(own).length).toBeGreaterThan(0);
    expect(keysIn(own)).toEqual(keysIn(twin));
  });
});

/** All keys, the first level (the exported name, which may differ by language) left out. */
function keysIn(words: Record<string, unknown>): string[] {
  return Object.values(words)
    .flatMap((each) => deep(each, ''))
    .sort();
}

function deep(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => deep(inner, `${path}.${key}`));
}
