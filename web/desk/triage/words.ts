import { wordsOf } from '../words/useWords.ts';
import { en } from './words.en.ts';
import { type TriageWords, zh } from './words.zh.ts';

export const useTriageWords = wordsOf<TriageWords>({ zh, en });
