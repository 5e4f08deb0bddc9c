import { wordsOf } from '../words/useWords.ts';
import { en } from './words.en.ts';
import { type IntakeWords, zh } from './words.zh.ts';

export const useIntakeWords = wordsOf<IntakeWords>({ zh, en });
