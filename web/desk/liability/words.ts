import { wordsOf } from '../words/useWords.ts';
import { en } from './words.en.ts';
import { type RuleWords, zh } from './words.zh.ts';

export const useRuleWords = wordsOf<RuleWords>({ zh, en });
