import { wordsOf } from '../../words/useWords.ts';
import { en } from './words.en.ts';
import { type FollowUpWords, zh } from './words.zh.ts';

export const useFollowUpWords = wordsOf<FollowUpWords>({ zh, en });
