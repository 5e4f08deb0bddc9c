import { isMap, isScalar, isSeq, type Document, type LineCounter } from 'yaml';
import type { Words } from './playbook.ts';

/** A place inside a playbook: the keys that lead there. */
export type Place = readonly (string | number)[];

/** Why a playbook isn't taken, with the line to mend, in both languages. `line` counts from 1. */
export type Fault = { readonly code: string; readonly file: string; readonly line: number; readonly path: string; readonly words: Words };

/** Finds the line of a place; a place that doesn't exist has the line of its nearest existing parent. */
export type Source = { locate(place: Place): { file: string; line: number } };

/** Builds a fault at a place. */
export function faultAt(source: Source, place: Place, code: string, zh: string, en: string): Fault {
  return { code, ...source.locate(place), path: place.join('.'), words: { zh, en } };
}

/** One fault as a line for the log or the start-up screen. */
export function sayFault(fault: Fault, lang: 'zh' | 'en'): string {
  return `${fault.file}:${fault.line} ${fault.path}: ${fault.words[lang]}`;
}

export type Part = { readonly file: string; readonly document: Document; readonly lines: LineCounter };

/** A source over the playbook's file and, for its words, the file beside it. */
export function sourceOf(main: Part, words?: Part): Source {
  return {
    locate(place) {
      const first = String(place[0] ?? '');
      const part = words && !has(main, first) && has(words, first) ? words : main;
      return { file: part.file, line: lineIn(part, place) };
    },
  };
}

function has(part: Part, key: string): boolean {
  return isMap(part.document.contents) && part.document.contents.has(key);
}

function lineIn({ document, lines }: Part, place: Place): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of place) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      if (!pair) break;
      if (isScalar(pair.key) && pair.key.range) offset = pair.key.range[0];
      node = pair.value;
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(key)];
      if (item === undefined) break;
      offset = startOf(item) ?? offset;
      node = item;
    } else break;
  }
  return lines.linePos(offset).line || 1;
}

function startOf(node: unknown): number | undefined {
  return isMap(node) || isSeq(node) || isScalar(node) ? node.range?.[0] : undefined;
}
