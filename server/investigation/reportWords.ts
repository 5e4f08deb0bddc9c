import { zhWords } from './reportWords.zh.ts';
import { enWords } from './reportWords.en.ts';

/** The report's own words, in both languages. */
export const reportWords = { zh: zhWords, en: enWords } as const;
