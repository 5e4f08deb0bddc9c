import { wordsOf } from '../../words/useWords.ts';
import { en } from './words.en.ts';
import { type TalkWords, zh } from './words.zh.ts';

export const useTalkWords = wordsOf<TalkWords>({ zh, en });
