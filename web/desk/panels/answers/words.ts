import { wordsOf } from '../../words/useWords.ts';
import { en } from './words.en.ts';
import { type ExternalWords, zh } from './words.zh.ts';

export const useExternalWords = wordsOf<ExternalWords>({ zh, en });
