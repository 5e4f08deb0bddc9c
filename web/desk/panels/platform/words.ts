import { wordsOf } from '../../words/useWords.ts';
import { en } from './words.en.ts';
import { type PlatformWords, zh } from './words.zh.ts';

export const usePlatformWords = wordsOf<PlatformWords>({ zh, en });
