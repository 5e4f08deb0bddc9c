import { wordsOf } from '../words/useWords.ts';
import { en } from './words.en.ts';
import { type ChannelWords, zh } from './words.zh.ts';

export const useChannelWords = wordsOf<ChannelWords>({ zh, en });
