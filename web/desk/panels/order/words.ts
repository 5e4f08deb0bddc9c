import { wordsOf } from '../../words/useWords.ts';
import { en } from './words.en.ts';
import { type OrderWords, zh } from './words.zh.ts';

export const useOrderWords = wordsOf<OrderWords>({ zh, en });
