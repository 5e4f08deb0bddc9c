import { wordsOf } from '../../words/useWords.ts';
import { en } from './words.en.ts';
import { type RecoveryWords, zh } from './words.zh.ts';

export const useRecoveryWords = wordsOf<RecoveryWords>({ zh, en });
