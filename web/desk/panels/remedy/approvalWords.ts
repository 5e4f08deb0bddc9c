import { wordsOf } from '../../words/useWords.ts';
import { en } from './approvalWords.en.ts';
import { type ApprovalWords, zh } from './approvalWords.zh.ts';

export const useApprovalWords = wordsOf<ApprovalWords>({ zh, en });
