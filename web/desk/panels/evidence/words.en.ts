import type { EvidenceWords } from './words.zh.ts';

export const en: EvidenceWords = {
  title: 'Evidence',
  count: (n: number) => (n === 1 ? '1 file' : `${n} files`),
  none: 'No evidence yet',
  noneHelp: 'Paste a picture with Ctrl+V anywhere here, or add a file.',
  add: 'Add files',
  sending: (share: number) => `Uploading ${Math.round(share * 100)}%`,
  original: 'As received',
  video: 'Video',
  turn: 'Turn by 90°',
  previous: 'Previous',
  next: 'Next',
  byCustomer: 'from the customer',
  byStaff: 'added by us',
  open: (name: string) => `Look at ${name}`,
};
