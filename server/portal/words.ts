import type { Lang } from '#platform/actor.ts';
import { en } from './words.en.ts';
import { type Words, zh } from './words.zh.ts';

export type { Words };

export function wordsOf(lang: Lang): Words {
  return lang === 'zh' ? zh : en;
}
