import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chartSvg } from '#case/chartSvg.ts';
import { flowChart } from '#case/flowChart.ts';
import { parsePlaybook } from '#case/parsePlaybook.ts';
import { samplePeople } from '../db/sample/people.ts';

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

  it('name every long run', () => {
    const runs = /const long = \{([\s\S]*?)\n\};/.exec(read('bin/soak.mjs'))?.[1] ?? '';
    const names = [...runs.matchAll(/^ {2}([a-z]+):/gm)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(3);
    for (const file of ['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md'])
      expect(names.filter((name) => !read(file).includes(`\`${name}\``))).toEqual([]);
  });

  it('explain every setting', () => {
    const variables = /const variables = \{([\s\S]*?)\n\}/.exec(read('server/platform/config.ts'))?.[1] ?? '';
    const names = [...variables.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name = '']) => name).filter((name) => name !== 'AMENDS_DEMO');
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) expect(read('docs/operations.md')).toContain(name);
  });

  it('lead to files that are there', () => {
    for (const file of [
      'README.md',
      'README.zh-CN.md',
      'CONTRIBUTING.md',
      'docs/operations.md',
      'docs/journey.md',
      'playbooks/README.md',
    ]) {
      for (const [, target = ''] of read(file).matchAll(/\]\((?!https?:)([^)#]+)\)/g))
        expect([file, target, existsSync(join(root, file, '..', target))]).toEqual([file, target, true]);
    }
  });

  const playbooks = readdirSync(join(root, 'playbooks')).flatMap((file) => /^([a-z-]+)\.yaml$/.exec(file)?.[1] ?? []);

  it.each(playbooks)('show %s as it is executed', async (name) => {
    const words = { file: `${name}.words.yaml`, text: read(`playbooks/${name}.words.yaml`) };
    const parsed = parsePlaybook(read(`playbooks/${name}.yaml`), `${name}.yaml`, words);
    if (!parsed.ok) throw new Error('the playbook has faults');
    const drawn = `${chartSvg(await flowChart(parsed.playbook, 'zh'), { lang: 'zh', lit: [] })}\n`;
    const file = join(root, `docs/pictures/${name}.svg`);
    if (process.env['UPDATE_DOCS']) writeFileSync(file, drawn);
    expect(
      existsSync(file) && readFileSync(file, 'utf8') === drawn,
      `draw docs/pictures/${name}.svg anew: UPDATE_DOCS=1 npx vitest run test/docs.test.ts`,
    ).toBe(true);
  });

  it('list every playbook with its picture, and no picture without a playbook', () => {
    expect(playbooks.length).toBeGreaterThan(10);
    const list = read('playbooks/README.md');
    expect(playbooks.filter((name) => !list.includes(`](../docs/pictures/${name}.svg)`))).toEqual([]);
    const pictures = readdirSync(join(root, 'docs/pictures')).flatMap((file) => /^(.+)\.svg$/.exec(file)?.[1] ?? []);
    expect(pictures.toSorted()).toEqual(playbooks.toSorted());
  });

  it('name everybody of the sample shop with their login, in both READMEs', () => {
    for (const file of ['README.md', 'README.zh-CN.md']) {
      expect(samplePeople.map(({ login }) => login).filter((login) => !read(file).includes(`\`${login}\``))).toEqual([]);
    }
  });

  it('name only files that are there, in the README of each stage', () => {
    const stages = readdirSync(join(root, 'server'), { withFileTypes: true }).filter((each) => each.isDirectory());
    const known = filesUnder(join(root, 'server'));
    const missing = stages.flatMap(({ name }) => {
      const file = `server/${name}/README.md`;
      return [...read(file).matchAll(/`(?:[a-z]+\/)?([a-zA-Z.]+\.ts)`/g)].flatMap(([, each = '']) =>
        known.has(each) ? [] : [`${file}: ${each}`],
      );
    });
    expect(missing).toEqual([]);
  });
});

function filesUnder(folder: string): ReadonlySet<string> {
  return new Set(readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((each) => each.split('/').at(-1) ?? []));
}
