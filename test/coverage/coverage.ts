import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { required } from './requirements.ts';

const root = join(import.meta.dirname, '../..');

/** A test that names a requirement in its title, and how it reaches the product. */
export interface Shown {
  readonly id: string;
  readonly file: string;
  readonly title: string;
  /** `core` reaches a function only: it doesn't count. */
  readonly by: 'http' | 'browser' | 'core';
}

const titles = /\b(?:test|it|describe)(?:\.each\([^]*?\))?\(\s*(['"`])((?:\\.|(?!\1)[^])*?)\1/g;
const ids = /\b([A-Z]{2}-\d{1,2})\b/g;
const known = new Set(required.map((each) => each.id));

/** Every test file's titles that cite a requirement. */
export function shownBy(): Shown[] {
  return testFiles().flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const by = file.endsWith('.spec.ts')
      ? 'browser'
      : /\b(?:openDesk|openStory|openFloor|serveDesk|testHttp|walksThroughApi)\(|\.inject\(/.test(text)
        ? 'http'
        : 'core';
    return [...text.matchAll(titles)].flatMap(([, , title = '']) =>
      [...new Set([...title.matchAll(ids)].map(([, id = '']) => id))]
        .filter((id) => known.has(id))
        .map((id) => ({ id, file, title, by }) as const),
    );
  });
}

/** docs/coverage.md: requirement → playbook or screen → tests that drive HTTP or a browser. */
export function coveragePage(shown: readonly Shown[]): string {
  const rows = required.map(({ id, zh, en, where }) => {
    const files = [...new Set(shown.filter((each) => each.id === id && each.by !== 'core').map((each) => each.file))].sort();
    return `| ${id} | ${zh} · ${en} | ${where} | ${files.map((file) => `[${file.split('/').at(-1)}](../${file})`).join(', ')} |`;
  });
  return `# Coverage: requirement → playbook or screen → test
Generated from the titles of tests (\`UPDATE_DOCS=1 vitest run test/coverage\`), and checked by that test. Only tests that drive HTTP or a browser count.
Planted faults that these tests must notice stand in \`test/coverage/mutations.ts\`; \`bin/soak mutations\` plants each and runs its test.

| id | requirement | playbook or screen | tests |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

function testFiles(): string[] {
  return ['server', 'test', 'web'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(test|spec)\.tsx?$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name))),
  );
}
