import { wordsOf } from '../words/useWords.ts';
import { en } from './houseWords.en.ts';
import { type HouseWords, zh } from './houseWords.zh.ts';

export const useHouseWords = wordsOf<HouseWords>({ zh, en });
