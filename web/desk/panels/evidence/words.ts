import { wordsOf } from '../../words/useWords.ts';
import { en } from './words.en.ts';
import { type EvidenceWords, zh } from './words.zh.ts';

export const useEvidenceWords = wordsOf<EvidenceWords>({ zh, en });
