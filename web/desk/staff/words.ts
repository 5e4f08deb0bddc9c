import { wordsOf } from '../words/useWords.ts';
import { en } from './words.en.ts';
import { type StaffWords, zh } from './words.zh.ts';

export const useStaffWords = wordsOf<StaffWords>({ zh, en });
