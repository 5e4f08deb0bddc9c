import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from './faults.ts';
import { parsePlaybook, type Parsed } from './parsePlaybook.ts';
import type { Playbook } from './playbook.ts';

const folder = join(import.meta.dirname, '../../playbooks');

/** The files as they are shipped. */
export const mainText = readFileSync(join(folder, 'missing-parts.yaml'), 'utf8');
export const wordsText = readFileSync(join(folder, 'missing-parts.words.yaml'), 'utf8');

export function parse(main = mainText, words = wordsText): Parsed {
  return parsePlaybook(main, 'missing-parts.yaml', { text: words, file: 'missing-parts.words.yaml' });
}

export function missingParts(main = mainText, words = wordsText): Playbook {
  const parsed = parse(main, words);
  if (!parsed.ok) throw new Error(parsed.faults.map((fault) => `${fault.file}:${fault.line} ${fault.words.en}`).join('\n'));
  return parsed.playbook;
}

export function faultsOf(parsed: Parsed): readonly Fault[] {
  return parsed.ok ? [] : parsed.faults;
}

/** Replaces a piece of text that must be there exactly once, so that a test can't pass by changing nothing. */
export function change(text: string, from: string, to: string): string {
  const times = text.split(from).length - 1;
  if (times !== 1) throw new Error(`"${from}" stands ${times} times in the file`);
  return text.replace(from, () => to);
}

/** The line, counted from 1, in which a piece of text stands. */
export function lineOf(text: string, piece: string): number {
  const at = text.indexOf(piece);
  if (at < 0) throw new Error(`"${piece}" isn't in the file`);
  return text.slice(0, at).split('\n').length;
}
