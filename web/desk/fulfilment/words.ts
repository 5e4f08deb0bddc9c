import { wordsOf } from '../words/useWords.ts';
import { en } from './words.en.ts';
import { type FulfilmentWords, zh } from './words.zh.ts';

export const useFulfilmentWords = wordsOf<FulfilmentWords>({ zh, en });
