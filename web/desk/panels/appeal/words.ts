import { wordsOf } from '../../words/useWords.ts';
import { en } from './words.en.ts';
import { type AppealWords, zh } from './words.zh.ts';

export const useAppealWords = wordsOf<AppealWords>({ zh, en });
