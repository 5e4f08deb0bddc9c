import { wordsOf } from '../../words/useWords.ts';
import { en } from './words.en.ts';
import { type LiabilityWords, zh } from './words.zh.ts';

export const useLiabilityWords = wordsOf<LiabilityWords>({ zh, en });
