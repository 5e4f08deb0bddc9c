import { wordsOf } from '../words/useWords.ts';
import { en } from './words.en.ts';
import { type CommerceWords, zh } from './words.zh.ts';

export const useCommerceWords = wordsOf<CommerceWords>({ zh, en });
