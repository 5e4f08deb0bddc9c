import type { StandingWords } from './words.zh.ts';

export const en: StandingWords = {
  title: 'Cash on delivery',
  standings: { good: 'Allowed', warned: 'Warned', limited: 'Limited' },
  since: 'Since',
  liftsAt: 'Allowed again at the latest',
  forgottenAt: 'Forgotten at the latest',
  recovers: (orders, days) => `As before after ${orders} accepted orders on delivery, or ${days} days`,
  reasons: { case: 'by a case', 'by-hand': 'by hand', recovered: 'credit recovered' },
  none: 'Never changed',
  why: 'Reason (required)',
  changes: { warn: 'Warn', limit: 'Limit', lift: 'Allow again' },
};
