import { wordsOf } from './useWords.ts';
import { en } from './pageWords.en.ts';
import { type PageWords, zh } from './pageWords.zh.ts';

export const usePageWords = wordsOf<PageWords>({ zh, en });
