import { wordsOf } from '../words/useWords.ts';
import { en } from './payoutWords.en.ts';
import { type PayoutWords, zh } from './payoutWords.zh.ts';

export const usePayoutWords = wordsOf<PayoutWords>({ zh, en });
