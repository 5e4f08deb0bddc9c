import type { Lang } from '#platform/actor.ts';
import type { Reader } from '#platform/db.ts';
import { placeholdersFrom } from './wiring.ts';
import type { TheCase } from './theCase.ts';

/**
 * Fills `{placeholders}` of a playbook's message or script with what the stages know of the case. A value that nobody knows
 * yet is left out together with nothing else: the gap reads as an ellipsis, so that a letter never shows a brace.
 */
export async function fillWords(
  on: Reader,
  theCase: TheCase,
  text: string,
  lang: Lang,
  now: Date,
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const wanted = [...text.matchAll(/\{([a-zA-Z]+)\}/g)].map((found) => found[1] ?? '');
  const unknown = wanted.filter((name) => more[name] === undefined);
  const values = { ...(await placeholdersFrom(on, theCase, unknown, lang, now)), ...more };
  return text.replaceAll(/\{([a-zA-Z]+)\}/g, (_, name: string) => values[name] ?? '…');
}
