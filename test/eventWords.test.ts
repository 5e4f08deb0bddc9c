import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { en } from '../web/desk/case/events.en.ts';
import { zh } from '../web/desk/case/events.zh.ts';
import { en as appEn } from '../web/desk/app/words.en.ts';
import { zh as appZh } from '../web/desk/app/words.zh.ts';

const folder = join(import.meta.dirname, '../server');
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

/** Names of constants that hold a kind: `export const orderArrived = 'order.arrived'`. */
const constants = new Map(
  sources.flatMap(({ text }) => [...text.matchAll(/\bconst (\w+) = '([a-z-]+\.[a-z-]+)'/g)].map(([, name, kind]) => [name, kind] as const)),
);

/** Where the bracket that opens at or after `from` is closed. */
function closedAt(text: string, from: number, [open, close]: readonly [string, string]): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === open) depth += 1;
    if (text[at] === close && (depth -= 1) === 0) return at + 1;
  }
  return text.length;
}

/** What stands in `tellOf(…)` and `writeEvents(…)`, without the events' own data. */
function callsIn(text: string): string[] {
  return [...text.matchAll(/\b(?:tellOf|writeEvents)\(/g)].map(({ index }) => {
    const call = text.slice(index, closedAt(text, index, ['(', ')']));
    const data = call.indexOf('data: {');
    return data < 0 ? call : call.slice(0, data) + call.slice(closedAt(call, data, ['{', '}']));
  });
}

/** Kinds that a file works out from a table of its own: the literals of that table. */
const tables: Readonly<Record<string, (text: string) => string[]>> = {
  'channels/moveMessage.ts': (text) => [...text.matchAll(/'(message\.[a-z-]+)'/g)].map(([, kind]) => kind ?? ''),
  'fulfilment/moveTask.ts': (text) =>
    [...(/const eventOf[^{]*\{([^}]+)\}/.exec(text)?.[1] ?? '').matchAll(/: '([a-z-]+)'/g)].map(([, end]) => `fulfilment.${end}`),
  // The one that passes on what it was given.
  'case/theCase.ts': () => [],
  'platform/events.ts': () => [],
};

interface Used {
  readonly kind: string;
  readonly name: string;
}

const worksOut = new Set<string>();
const used: Used[] = sources.flatMap(({ name, text }) => {
  const literal = [...text.matchAll(/\bkind: '([a-z-]+\.[a-z-]+)'/g)].map(([, kind]) => kind ?? '');
  const named = callsIn(text).flatMap((call) =>
    [...call.matchAll(/\bkind(?:: ([^,}]*))?[,}\s]/g)].flatMap(([, word = '']) => {
      const kinds = [...word.matchAll(/'([a-z-]+\.[a-z-]+)'/g)].map(([, kind]) => kind ?? '');
      const kind = constants.get(word.trim());
      if (kind === undefined && kinds.length === 0) worksOut.add(name);
      return kind === undefined ? kinds : [kind];
    }),
  );
  return [...literal, ...named, ...(tables[name]?.(text) ?? [])].map((kind) => ({ kind, name }));
});

describe('what the time line says of events', () => {
  test('there is something to look at, and every kind that is worked out is known', () => {
    expect(used.length).toBeGreaterThan(70);
    expect([...worksOut].filter((name) => !(name in tables))).toEqual([]);
    for (const [name, kinds] of Object.entries(tables).slice(0, 2))
      expect(kinds(sources.find((each) => each.name === name)?.text ?? '').length).toBeGreaterThan(4);
  });

  test.each([
    ['Chinese', zh],
    ['English', en],
  ])('every kind that the server writes has words in %s', (_, words) => {
    const wordless = used.filter(({ kind }) => !(kind in words)).map(({ kind, name }) => `${kind} in ${name}`);
    expect([...new Set(wordless)].sort()).toEqual([]);
  });

  test('no words for what nobody writes', () => {
    const written = new Set(used.map(({ kind }) => kind));
    expect(Object.keys(zh).filter((kind) => !written.has(kind))).toEqual([]);
  });
});

/** Kinds of notices: what is inserted, asked of `insertNotice` and `tellRole`, or passed on from an event. */
const noticed = sources.flatMap(({ name, text }) => [
  ...[...text.matchAll(/\binsert into notices[^`]*?'([a-z]+\.[a-z-]+)'/g)].map(([, kind]) => ({ kind: kind ?? '', name })),
  ...[...text.matchAll(/\bnotice(?:: | = )(?:[^;,]*\? )?'([a-z]+\.[a-z-]+)'(?: : '([a-z]+\.[a-z-]+)')?/g)].flatMap(([, ...kinds]) =>
    kinds.flatMap((kind) => (kind ? [{ kind, name }] : [])),
  ),
  ...[...text.matchAll(/\binsertNotice\(/g)].flatMap(({ index }) =>
    [...text.slice(index, closedAt(text, index, ['(', ')'])).matchAll(/kind: '([a-z]+\.[a-z-]+)'/g)].map(([, kind]) => ({
      kind: kind ?? '',
      name,
    })),
  ),
  ...(name === 'case/talkModule.ts' ? ['message.failed', 'message.received'].map((kind) => ({ kind, name })) : []),
]);

describe('what the pill of notices says', () => {
  test.each([
    ['Chinese', appZh.noticeKinds],
    ['English', appEn.noticeKinds],
  ])('every kind of notice has words in %s', (_, words) => {
    expect(noticed.length).toBeGreaterThan(12);
    expect([...new Set(noticed.filter(({ kind }) => !(kind in words)).map(({ kind, name }) => `${kind} in ${name}`))].sort()).toEqual([]);
  });
});
