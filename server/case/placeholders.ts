import type { Actor, Lang } from '#platform/actor.ts';
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
  const unknown = namesIn(text).filter((name) => more[name] === undefined);
  const values = { ...(await placeholdersFrom(on, theCase, unknown, lang, now)), ...more };
  return text.replaceAll(placeAndStop, (_, name: string, stop: string) => endedOnce(values[name] ?? '…', stop));
}

/** Fills a script for the agent to say. A sentence with something that nobody knows yet isn't said; null when none is left. */
export async function fillScript(
  on: Reader,
  theCase: TheCase,
  text: string,
  reader: { readonly actor: Actor; readonly lang: Lang },
  now: Date,
): Promise<string | null> {
  return withoutGaps(text, await placeholdersFrom(on, theCase, namesIn(text), reader.lang, now, reader.actor));
}

/** The sentences of which every placeholder has a value, filled in. Pure. */
export function withoutGaps(text: string, values: Readonly<Record<string, string>>): string | null {
  const sentences = text.match(/[^。？！?!.]+(?:[。？！]|[?!.](?=\s|$)|[?!.]|$)\s*/g) ?? [text];
  const known = sentences.filter((sentence) => namesIn(sentence).every((name) => values[name]));
  return known.length === 0
    ? null
    : known
        .join('')
        .replaceAll(place, (_, name: string) => values[name] ?? '')
        .trim();
}

const place = /\{([a-zA-Z]+)\}/g;
const placeAndStop = /\{([a-zA-Z]+)\}([。.]?)/g;

/** What a customer wrote may end its own sentence: 能赔吗？ isn't followed by another stop. */
export function endedOnce(value: string, stop: string): string {
  return /[。？！?!…]$/.test(value) ? value : `${value}${stop}`;
}

function namesIn(text: string): string[] {
  return [...text.matchAll(place)].map((found) => found[1] ?? '');
}
