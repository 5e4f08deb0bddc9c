import { cleanPasted } from '#platform/text.ts';
import { carrierNames, type Shape, shapesOf, withoutBoxSuffix } from './numberShapes.ts';
import { wordsOf } from './pastedWords.ts';

export type GuessKind = Shape['kind'] | 'case' | 'phone' | 'phoneTail' | 'nick' | 'email' | 'paragraph';

/** One thing that pasted text may hold. The same number can be guessed as several kinds; the store decides. */
export interface Guess {
  readonly kind: GuessKind;
  /** As it is searched: no blanks, upper case; a virtual number as main-extension, a case number as copied. */
  readonly value: string;
  readonly carrier?: string;
  /** 0 to 1, for ranking and for "took it for …"; never decides alone. */
  readonly confidence: number;
}

/** What a pasted text was taken for: numbers, phones, tails, and the customer's own words (OR-2). */
export interface Recognised {
  /** The likeliest first; equals in the order of the text. */
  readonly guesses: readonly Guess[];
  readonly cleaned: string;
  /** The customer's own words, untouched, '' when there are only numbers. Of a pasted chat the first speaker's. */
  readonly words: string;
}

/**
 * The paste box's core (OR-2): takes anything an agent can copy, from a phone tail to a whole chat, and says what it takes it
 * for. Order, sub-order, ERP trade, after-sale number and waybill are ranked by shape, by the label before them and by a
 * carrier's name beside them. An 11-digit mobile number is never taken for a waybill. Text beyond 20,000 characters isn't read.
 */
export function recognise(text: string): Recognised {
  const cleaned = cleanPasted(text.slice(0, 20_000));
  const words = wordsOf(text.slice(0, 20_000));
  const guesses: Guess[] = [];
  // Each reader takes what it knows out of the text, so that no piece of it is guessed again.
  let rest = cleaned.replace(dateOrTime, (found) => '·'.repeat(found.length));
  for (const { pattern, read } of readers) {
    const current = rest;
    for (const match of current.matchAll(pattern)) {
      const [found, ...groups] = match;
      const end = match.index + found.length;
      const taken = read({
        found,
        groups,
        before: current.slice(Math.max(0, match.index - 14), match.index),
        after: current.slice(end, end + 6),
        alone: found.trim() === cleaned,
      });
      guesses.push(...taken);
      if (taken.length > 0) rest = rest.slice(0, match.index) + '·'.repeat(found.length) + rest.slice(end);
    }
  }
  guesses.push(...nickOf(cleaned, guesses), ...paragraphOf(words, guesses));
  return { guesses: ranked(guesses), cleaned, words };
}

interface Found {
  readonly found: string;
  readonly groups: readonly (string | undefined)[];
  readonly before: string;
  readonly after: string;
  /** Whether it is all of the text. */
  readonly alone: boolean;
}

interface Reader {
  readonly pattern: RegExp;
  readonly read: (found: Found) => Guess[];
}

const dateOrTime = /(?<!\d)\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?!\d)|(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)/g;

/** In this order: what is unmistakable first. */
const readers: readonly Reader[] = [
  {
    pattern: /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}/g,
    read: ({ found }) => [{ kind: 'email', value: found.toLowerCase(), confidence: 0.98 }],
  },
  {
    pattern: /(?<![A-Za-z\d])C ?\d{6}[- ]?\d{5,15}[- ]?\d(?!\d)/gi,
    read: ({ found }) => [{ kind: 'case', value: found.toUpperCase(), confidence: 0.98 }],
  },
  {
    pattern:
      /(?<![\dA-Za-z])(?<!\d-)(?:(?:\+|00)?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?: ?(?:-|#|转接?|转?分机|ext\.?)[:：]? ?(\d{3,6}))?(?![\d*])/gi,
    read: ({ groups: [a, b, c, extension] }) => [
      { kind: 'phone', value: `${a}${b}${c}${extension ? `-${extension}` : ''}`, confidence: 0.97 },
    ],
  },
  {
    pattern: /1\d{2}\*{2,}(\d{4})(?: ?(?:-|#|转接?|转?分机|ext\.?)[:：]? ?\d{3,6})?(?!\d)/gi,
    read: ({ groups: [tail = ''] }) => [{ kind: 'phoneTail', value: tail, confidence: 0.95 }],
  },
  {
    pattern: /(?:尾号|[后末]四位|last ?(?:4|four)(?: digits)?|tail)(?:[:：]| ?(?:是|为|is))? ?(\d{4})(?!\d)/gi,
    read: ({ groups: [tail = ''] }) => [{ kind: 'phoneTail', value: tail, confidence: 0.95 }],
  },
  {
    pattern: /(?<![\d-])(0\d{2,3})[- ](\d{7,8})(?![\d-])/g,
    read: ({ groups: [area, number] }) => [{ kind: 'phone', value: `${area}${number}`, confidence: 0.7 }],
  },
  {
    pattern: /(?<![\dA-Za-z-])(?:[A-Za-z]{1,4} ?)?\d{2,6}(?: \d{2,6}){2,7}(?![\dA-Za-z-])/g,
    read: (found) => (found.found.replace(/\D/g, '').length >= 10 ? readNumber(found) : []),
  },
  { pattern: /[A-Za-z\d]+(?:-[A-Za-z\d]+)*-?/g, read: readNumber },
];

/** The label before a number, most special first: 快递单号 names a waybill, 订单号 an order. */
const labels: readonly (readonly [pattern: RegExp, kind: GuessKind])[] = [
  [/(?:售后|退款)(?:单|编)?号?$/, 'afterSale'],
  [/(?:运单|快递单?|速递|速运|物流单?|面单|tracking|waybill)(?:编?号码?|no\.?|number)?$/i, 'waybill'],
  // A carrier that we don't know by name: 快递 迅川 7729…
  [/(?:快递|物流)[:： ]+\p{Script=Han}{2,6}$/u, 'waybill'],
  [/(?:ERP|系统单|交易|内部单)(?:单号|编?号|订单号?)?$/i, 'erpTrade'],
  [/(?:订单|order)(?:编?号码?|no\.?|number)?$/i, 'order'],
  [/(?:买家|昵称|旺旺|会员名?|用户名?|nick)(?:ID|号)?$/i, 'nick'],
];

function readNumber({ found, before, after, alone }: Found): Guess[] {
  const value = withoutBoxSuffix(found.replace(/ /g, '').toUpperCase()).replace(/-$/, '');
  const digits = value.replace(/\D/g, '').length;
  const label = labels.find(([pattern]) => pattern.test(before.replace(/(?:[:：#]| ?(?:是|为|is))? *$/i, '')))?.[1];
  const named = carrierNames.find(([name]) => name.test(before.slice(-8)) || name.test(after))?.[1];
  if (label === 'nick') return [{ kind: 'nick', value: found, confidence: 0.9 }];
  if (digits < 4 || value.length > 40) return [];
  if (/^\d{4}$/.test(value) && !label) return alone ? [{ kind: 'phoneTail', value, confidence: 0.85 }] : [];
  const guesses = shapesOf(value).map((shape): Guess => ({ value, ...shape }));
  if (guesses.length === 0 && digits >= 5 && digits < 8 && alone) guesses.push({ kind: 'order', value, confidence: 0.5 });
  if (named)
    return [{ kind: 'waybill', value, carrier: named, confidence: 0.96 }, ...guesses.filter((guess) => guess.carrier !== named).map(less)];
  if (!label || label === 'phone') return guesses;
  const same = guesses.filter((guess) => guess.kind === label).map((guess) => ({ ...guess, confidence: Math.max(guess.confidence, 0.95) }));
  return [
    ...(same.length > 0 ? same : [{ kind: label, value, confidence: 0.93 }]),
    ...guesses.filter((guess) => guess.kind !== label).map(less),
  ];
}

/** What the words beside a number speak against is kept, but low: labels lie now and then. */
function less(guess: Guess): Guess {
  return { ...guess, confidence: Math.min(guess.confidence, 0.3) };
}

/** A nick is whatever short text is nothing else: after a label, at the head of a chat line, masked, or all of the text. */
function nickOf(cleaned: string, guesses: readonly Guess[]): Guess[] {
  const labelled = /(?:买家|昵称|旺旺|会员名|用户名|nick)(?:ID|号)?[:： ] ?([^\s,，:：;；]{2,30})/i.exec(cleaned)?.[1];
  const speaker = /^([^\s:：]{2,30}) ?[(（]?\d{4}[-/]\d{1,2}[-/]\d{1,2} \d{1,2}:\d{2}/m.exec(cleaned)?.[1];
  const masked = /(?<!\S)[^\s\d*]\*{2,}[^\s\d*]?(?!\S)/.exec(cleaned)?.[0];
  const found = (value: string | undefined, confidence: number): Guess[] =>
    value === undefined ? [] : [{ kind: 'nick', value, confidence }];
  const named = [...found(labelled, 0.9), ...found(speaker, 0.8), ...found(masked, 0.7)];
  const strong = named.length > 0 || guesses.some((guess) => guess.confidence > 0.6);
  return strong || !/^(?=.*\p{L})[^\s，。！？,!?]{2,30}$/u.test(cleaned) ? named : found(cleaned, 0.45);
}

function paragraphOf(words: string, guesses: readonly Guess[]): Guess[] {
  const isSentence = /[\p{Script=Han}]{6,}|[，。！？!?]/u.test(words) || words.split(/\s+/).length > 3;
  return isSentence ? [{ kind: 'paragraph', value: words, confidence: guesses.length > 0 ? 0.5 : 0.7 }] : [];
}

function ranked(guesses: readonly Guess[]): Guess[] {
  const best = new Map<string, Guess>();
  for (const guess of guesses) {
    const key = `${guess.kind} ${guess.value} ${guess.carrier ?? ''}`;
    if ((best.get(key)?.confidence ?? 0) < guess.confidence) best.set(key, guess);
  }
  return [...best.values()].sort((a, b) => b.confidence - a.confidence);
}
