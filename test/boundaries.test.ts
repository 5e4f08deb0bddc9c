import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf, type SourceFile, violations } from './boundaries.ts';

const root = join(import.meta.dirname, '..');
const files: SourceFile[] = ['server', 'web', 'test', 'bin', 'bench'].flatMap((folder) =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(ts|tsx|mjs)$/.test(name) && !/(^|\/)(node_modules|dist)\//.test(name))
        .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(join(root, folder, name), 'utf8') }))
    : [],
);

describe('who imports whom', () => {
  test.each([
    ['server/platform/', 30],
    ['server/case/', 20],
    ['server/staff/', 15],
    ['web/desk/', 10],
    ['web/portal/', 1],
  ])('there is something to look at in %s', (folder, least) => {
    const seen = files.filter((file) => file.path.startsWith(folder));
    expect(seen.length).toBeGreaterThanOrEqual(least);
    expect(seen.flatMap(importsOf).length).toBeGreaterThan(0);
  });

  test('nobody reaches across', () => {
    expect(violations(files)).toEqual([]);
  });
});

describe('the check sees what it should', () => {
  test.each<[string, string, string]>([
    ['up the rank', 'server/case/x.ts', `import { offer } from '#remedy/contract.ts';`],
    ['across one rank', 'server/staff/x.ts', `import { grantPoints } from '#customers/contract.ts';`],
    ['past the contract', 'server/remedy/x.ts', `import { lockCase } from '#case/theCase.ts';`],
    ['past the contract, only a type', 'server/remedy/x.ts', `import type { A } from '#case/theCase.ts';`],
    ['by a relative path', 'server/remedy/x.ts', `import { lockCase } from '../case/theCase.ts';`],
    ['over several lines', 'server/remedy/x.ts', `import {\n  a,\n  b,\n} from '#case/theCase.ts';`],
    ['by a re-export', 'server/remedy/x.ts', `export { a } from '#case/theCase.ts';`],
    ['at run time', 'server/remedy/x.ts', `const a = await import('#case/theCase.ts');`],
    ['a module from a stage', 'server/remedy/x.ts', `import { caseModule } from '#case/module.ts';`],
    ['main.ts from a stage', 'server/remedy/x.ts', `import { modules } from '#main.ts';`],
    ["main.ts past a stage's module", 'server/main.ts', `import { offer } from '#remedy/offerRemedy.ts';`],
    ['a folder without a rank', 'server/misc/x.ts', `import { a } from '#case/contract.ts';`],
    ['platform upwards', 'server/platform/x.ts', `import { may } from '#staff/contract.ts';`],
    ['the server from a screen', 'web/desk/case/X.tsx', `import { lockCase } from '#case/theCase.ts';`],
    ["a contract's value on a screen", 'web/desk/case/X.tsx', `import { may } from '#staff/contract.ts';`],
    ['a value in the portal', 'web/portal/x.ts', `import { signInRoute } from '#staff/wire.ts';`],
    ['one stage of the desk from another', 'web/desk/remedy/X.tsx', `import { A } from '../case/A.tsx';`],
    ['domain words in ui', 'web/ui/X.tsx', `import type { A } from '#case/contract.ts';`],
    ['a package in a wire', 'server/remedy/wire.ts', `import { parse } from 'yaml';`],
    ['pg outside platform', 'server/remedy/x.ts', `import pg from 'pg';`],
    ['a call to another system', 'server/remedy/x.ts', `await fetch('http://partner');`],
    ["the machine's time", 'server/remedy/x.ts', 'const at = new Date();'],
    ['a barrel', 'server/remedy/contract.ts', `export * from './remedy.ts';`],
    ['a file too long', 'web/desk/x.ts', 'x;\n'.repeat(301)],
  ])('%s', (_, path, text) => {
    expect(violations([{ path, text }])).toHaveLength(1);
  });

  test('a wire that drags the server in through another file', () => {
    const planted = [
      { path: 'server/remedy/wire.ts', text: `import { a } from './remedy.ts';` },
      { path: 'server/remedy/remedy.ts', text: `import { createHash } from 'node:crypto';` },
    ];
    expect(violations(planted)).toEqual(['server/remedy/wire.ts drags in node:crypto through server/remedy/remedy.ts']);
  });

  test.each([
    ['server/remedy/x.ts', `import { openCase } from '#case/contract.ts';`],
    ['server/remedy/wire.ts', `import { changedCase } from '#case/wire.ts';`],
    ['server/main.ts', `import { caseModule } from '#case/module.ts';`],
    [
      'web/desk/case/X.tsx',
      `import { signInRoute } from '#staff/wire.ts';\nimport type { Case } from '#case/contract.ts';\nimport { Card } from '../../ui/Card.tsx';`,
    ],
    ['web/portal/x.ts', `import { type Case } from '#case/wire.ts';`],
    ['server/remedy/x.test.ts', `import { openDesk } from '../../test/desk.ts';`],
  ])('and lets pass what is right: %s', (path, text) => {
    expect(violations([{ path, text }])).toEqual([]);
  });
});
