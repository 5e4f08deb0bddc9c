import { wordsOf } from '../words/useWords.ts';
import { en } from './words.en.ts';
import { type AppWords, zh } from './words.zh.ts';

export const useAppWords = wordsOf<AppWords>({ zh, en });
