import { wordsOf } from '../../words/useWords.ts';
import { en } from './words.en.ts';
import { type FeedbackWords, zh } from './words.zh.ts';

export const useFeedbackWords = wordsOf<FeedbackWords>({ zh, en });
