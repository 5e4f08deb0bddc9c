import { wordsOf } from '../../words/useWords.ts';
import { en } from './words.en.ts';
import { type InvestigationWords, zh } from './words.zh.ts';

export const useInvestigationWords = wordsOf<InvestigationWords>({ zh, en });
