import { wordsOf } from '../words/useWords.ts';
import { en } from './words.en.ts';
import { type QuestionWords, zh } from './words.zh.ts';

export const useQuestionWords = wordsOf<QuestionWords>({ zh, en });
