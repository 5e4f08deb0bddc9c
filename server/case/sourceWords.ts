import type { Lang } from '#platform/actor.ts';

const between = ' ‖ ';

/** Where a time is written, in both languages, as one text that a clock's row keeps (CL-8). */
export function sourceInBoth(zh: string, en: string): string {
  return `${zh}${between}${en}`;
}

/** The same in the reader's language; a source that stands in one form, such as CL-2, is the same in both. */
export function sourceIn(source: string, lang: Lang): string {
  const [zh = source, en = zh] = source.split(between);
  return lang === 'zh' ? zh : en;
}
