import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chartSvg } from '#case/chartSvg.ts';
import { flowChart } from '#case/flowChart.ts';
import { parsePlaybook } from '#case/parsePlaybook.ts';

// What the documents say is held against the tree, so that they can't quietly become untrue.
const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('the documents', () => {
  it('name every stage folder, in both READMEs', () => {
    const stages = readdirSync(join(root, 'server'), { withFileTypes: true }).filter((each) => each.isDirectory());
    expect(stages.length).toBeGreaterThan(10);
    for (const file of ['README.md', 'README.zh-CN.md']) {
      expect(stages.map(({ name }) => name).filter((name) => !read(file).includes(`\`${name}\``))).toEqual([]);
    }
  });

  it('name only commands that exist', () => {
    const scripts = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts;
    for (const file of ['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', 'docs/operations.md']) {
      for (const [, name = ''] of read(file).matchAll(/npm run ([a-z:]+)/g)) expect(scripts).toHaveProperty([name]);
      for (const [, name = ''] of read(file).matchAll(/\bbin\/([a-z]+(?:\.mjs)?)\b/g))
        expect([file, name, existsSync(join(root, 'bin', name))]).toEqual([file, name, true]);
    }
  });

  it('explain every setting', () => {
    const variables = /const variables = \{([\s\S]*?)\n\}/.exec(read('server/platform/config.ts'))?.[1] ?? '';
    const names = [...variables.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name = '']) => name).filter((name) => name !== 'AMENDS_DEMO');
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) expect(read('docs/operations.md')).toContain(name);
  });

  it('lead to files that are there', () => {
    for (const file of ['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', 'docs/operations.md', 'docs/journey.md']) {
      for (const [, target = ''] of read(file).matchAll(/\]\((?!https?:)([^)#]+)\)/g))
        expect([file, target, existsSync(join(root, file, '..', target))]).toEqual([file, target, true]);
    }
  });

  it('show the playbook as it is executed', async () => {
    const words = { file: 'missing-parts.words.yaml', text: read('playbooks/missing-parts.words.yaml') };
    const parsed = parsePlaybook(read('playbooks/missing-parts.yaml'), 'missing-parts.yaml', words);
    if (!parsed.ok) throw new Error('the playbook has faults');
    const drawn = `${chartSvg(await flowChart(parsed.playbook, 'zh'), { lang: 'zh', lit: [] })}\n`;
    const file = join(root, 'docs/pictures/missing-parts.svg');
    if (process.env['UPDATE_DOCS']) writeFileSync(file, drawn);
    expect(readFileSync(file, 'utf8')).toBe(drawn);
  });
});
