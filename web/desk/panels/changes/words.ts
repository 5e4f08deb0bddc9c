import { wordsOf } from '../../words/useWords.ts';
import { en } from './words.en.ts';
import { type ChangeWords, zh } from './words.zh.ts';

export const useChangeWords = wordsOf<ChangeWords>({ zh, en });
