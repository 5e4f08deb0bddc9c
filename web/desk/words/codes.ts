import { en } from './codes.en.ts';
import { type Codes, zh } from './codes.zh.ts';
import { wordsOf } from './useWords.ts';

/** Stages in the order of a case's life. */
export const stageCodes: readonly string[] = Object.keys(zh.stages);

const useCatalogue = wordsOf<Codes>({ zh, en });

/** Words for a code of a group: `code('stages', theCase.stage)`. A code nobody has named shows itself. */
export function useCodes(): (group: keyof Codes, code: string | null | undefined) => string {
  const catalogue = useCatalogue();
  return (group, code) => (code ? ((catalogue[group] as Readonly<Record<string, string>>)[code] ?? code) : '');
}
