import { wordsOf } from '../words/useWords.ts';
import { en } from './words.en.ts';
import { type CaseWords, zh } from './words.zh.ts';

export const useCaseWords = wordsOf<CaseWords>({ zh, en });
