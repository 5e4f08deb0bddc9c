import { wordsOf } from '../words/useWords.ts';
import { en } from './words.en.ts';
import { type SurveyWords, zh } from './words.zh.ts';

export const useSurveyWords = wordsOf<SurveyWords>({ zh, en });
