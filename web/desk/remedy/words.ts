import { wordsOf } from '../words/useWords.ts';
import { en } from './words.en.ts';
import { type PolicyWords, zh } from './words.zh.ts';

export const usePolicyWords = wordsOf<PolicyWords>({ zh, en });
