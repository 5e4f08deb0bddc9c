import { wordsOf } from '../../words/useWords.ts';
import { en } from './words.en.ts';
import { type RemedyWords, zh } from './words.zh.ts';

export const useRemedyWords = wordsOf<RemedyWords>({ zh, en });
