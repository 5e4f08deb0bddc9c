import { en } from './codes.en.ts';
import { type Codes, zh } from './codes.zh.ts';
import { useOwnProblems } from './ownProblems.ts';
import { useLang, wordsOf } from './useWords.ts';

/** Stages in the order of a case's life. */
export const stageCodes: readonly string[] = Object.keys(zh.stages);

const useCatalogue = wordsOf<Codes>({ zh, en });

/** Words for a code of a group: `code('stages', theCase.stage)`. A code nobody has named shows itself. */
export function useCodes(): (group: keyof Codes, code: string | null | undefined) => string {
  const catalogue = useCatalogue();
  const own = useOwnProblems();
  const lang = useLang();
  return (group, code) => {
    if (!code) return '';
    const added = group === 'problems' ? own[code]?.[lang] : undefined;
    return added ?? (catalogue[group] as Readonly<Record<string, string>>)[code] ?? code;
  };
}
