import { wordsOf } from '../words/useWords.ts';
import { en } from './workWords.en.ts';
import { type WorkWords, zh } from './workWords.zh.ts';

export const useWorkWords = wordsOf<WorkWords>({ zh, en });
