import { wordsOf } from '../words/useWords.ts';
import { en } from './words.en.ts';
import { type InsightWords, zh } from './words.zh.ts';

export const useInsightWords = wordsOf<InsightWords>({ zh, en });
