import type { CommerceWords } from './words.zh.ts';

export const en: CommerceWords = {
  paste: 'Paste anything: order, waybill, nick, phone tail, a whole chat …',
  pasteLabel: 'Search or paste',
  took: (what: string) => `Taken for: ${what}`,
  tookNothing: 'No number recognised; searched as text',
  orders: 'Orders',
  cases: 'Cases',
  nothing: 'No order or case found',
  nothingHelp: 'The order may not be imported yet: register the case all the same, it is matched later.',
  opens: 'opens',
  startsCase: 'new case',
  by: (what: string) => `by ${what}`,
  searching: 'Searching',
};
