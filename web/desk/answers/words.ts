import { wordsOf } from '../words/useWords.ts';
import { en } from './words.en.ts';
import { type AnswersWords, zh } from './words.zh.ts';

export const useAnswersWords = wordsOf<AnswersWords>({ zh, en });
