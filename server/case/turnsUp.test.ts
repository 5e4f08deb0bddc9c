import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { factsOf } from './edges.ts';
import { change } from './missingParts.fixture.ts';
import { parsePlaybook } from './parsePlaybook.ts';

const folder = join(import.meta.dirname, '../../playbooks');
const main = readFileSync(join(folder, 'damaged-lost.yaml'), 'utf8');
const words = readFileSync(join(folder, 'damaged-lost.words.yaml'), 'utf8');
const parse = (text: string) => parsePlaybook(text, 'damaged-lost.yaml', { text: words, file: 'damaged-lost.words.yaml' });
const codesOf = (text: string): string[] => {
  const parsed = parse(text);
  return parsed.ok ? [] : parsed.faults.map((fault) => fault.code);
};

describe('what a playbook says of a parcel that turns up after it was compensated (FU-12)', () => {
  it('is a message and tasks, and a playbook may leave it out', () => {
    const parsed = parse(main);
    expect(parsed.ok && parsed.playbook.turnsUp).toMatchObject({ say: 'turned-up', tasks: [{ id: 'turned-up', to: 'logistics' }] });
    const [before = ''] = main.split('turnsUp:');
    expect(codesOf(before)).toEqual(['unused-words']);
  });

  it('names a message that is there', () => {
    expect(codesOf(change(main, '  say: turned-up', '  say: turned-upp'))).toContain('unknown-message');
  });

  it('names facts that are declared, which the case then supplies', () => {
    const asked = 'id: turned-up, to: logistics, when: { all: [{ fact: FACT, operator: is, value: signed }] },';
    const task = (fact: string) => change(main, 'id: turned-up, to: logistics,', asked.replace('FACT', fact));
    expect(codesOf(task('parcelStat'))).toContain('unknown-fact');
    const parsed = parse(task('parcelState'));
    expect(parsed.ok && factsOf(parsed.playbook)).toContain('parcelState');
  });

  it('needs a step that carries something out, since only what was compensated turns up', () => {
    expect(codesOf(change(main, '    act: execution\n', ''))).toContain('nothing-compensated');
  });
});
