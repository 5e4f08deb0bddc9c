import { wordsOf } from '../../words/useWords.ts';
import { en } from './words.en.ts';
import { type StandingWords, zh } from './words.zh.ts';

export const useStandingWords = wordsOf<StandingWords>({ zh, en });
