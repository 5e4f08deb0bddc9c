import { day, hour } from '#platform/clock.ts';
import { packagingMonth, pastPlaces, type Stream, streams } from './pastStreams.ts';
import { dice } from './sampleTime.ts';

/** A case of the synthetic year, before it becomes rows. Times in milliseconds. */
export interface PastCase {
  /** Counted from 1 in the order of time: its place in the sequence of case numbers. */
  readonly n: number;
  readonly stream: Stream;
  /** 1 to 12, the oldest first. */
  readonly month: number;
  readonly at: number;
  readonly shippedAt: number;
  readonly signedAt: number | null;
  readonly closedAt: number;
  readonly place: string;
  readonly words: string;
  readonly channel: string;
  /** Which of the shop's agents, and which buyer. */
  readonly agent: number;
  readonly buyer: number;
  readonly hurried: number;
  /** The first review was late. */
  readonly breached: boolean;
  /** Of the survey, 1 to 5; null: not answered. */
  readonly score: number | null;
  /** Something between 0 and 1 for whatever else is to be chosen. */
  readonly luck: number;
}

const yearDays = 365;
const monthDays = yearDays / 12;
/** The last days belong to the cases that people look at: nothing of the past came in or ended in them. */
const restDays = 12;
const channels = ['byhand', 'phone', 'web', 'chat', 'email', 'app'];
/** A year in full. */
export const pastSize = 20_000;

/**
 * The closed cases of the last twelve months, in the order of time; the same for the same day. Two truths are planted in them:
 * sideboards that Xunchuan carries from the north warehouse break much less from `packagingMonth` on, and Nanqiao is late on its
 * lane to Songchuan. Pure. `size`: how many there are, about.
 */
export function pastCases(now: Date, size: number = pastSize): PastCase[] {
  const roll = dice(20_251_122);
  const start = now.getTime() - (yearDays + restDays) * day;
  const drafts = streams.flatMap((stream) =>
    Array.from({ length: 12 }, (_, at) => at + 1).flatMap((month) => {
      const many = (typeof stream.perMonth === 'number' ? stream.perMonth : stream.perMonth(month)) * (size / whole());
      // A tenth more or less, so that no month is like another; the fraction that is left over comes or not.
      const n = Math.floor(many * (0.94 + roll() * 0.12) + roll());
      return Array.from({ length: n }, () => ({ stream, month, at: start + (month - 1 + roll()) * monthDays * day }));
    }),
  );
  return drafts.toSorted((a, b) => a.at - b.at).map((draft, at) => finish(draft, at + 1, roll));
}

/** Cases of a year as the streams tell it. */
function whole(): number {
  const months = Array.from({ length: 12 }, (_, at) => at + 1);
  return streams.reduce(
    (sum, { perMonth }) => sum + months.reduce((all, m) => all + (typeof perMonth === 'number' ? perMonth : perMonth(m)), 0),
    0,
  );
}

function finish(draft: Pick<PastCase, 'stream' | 'month' | 'at'>, n: number, roll: () => number): PastCase {
  const { stream } = draft;
  const at = daytime(draft.at, roll());
  const transit = (stream.transit ?? 3) + roll() * 1.5;
  const under = stream.problem === 'delayed.parcel' || stream.problem === 'lost.parcel';
  const shippedAt = at - (under ? 4 + roll() * 2 : transit + 0.3 + roll() * 3) * day;
  const signedAt = shippedAt + (under ? Math.max(transit, 6) : transit) * day;
  const breached = roll() < 0.035;
  const closedAt = Math.max(at + (breached ? 27 : 5 + roll() * 8) * hour + roll() * roll() * 6 * day, under ? signedAt + day : 0);
  const angry = breached || roll() < 0.08;
  const place = stream.place ?? pastPlaces[Math.floor(roll() * pastPlaces.length)] ?? pastPlaces[0];
  return {
    ...draft,
    n,
    at,
    shippedAt,
    signedAt: stream.carrier === null ? null : signedAt,
    closedAt: Math.min(closedAt, at + 11 * day),
    place,
    words: stream.words[Math.floor(roll() * stream.words.length)] ?? '',
    channel: channels[Math.floor(roll() ** 1.6 * channels.length)] ?? 'byhand',
    agent: Math.floor(roll() * 3),
    buyer: Math.floor(roll() * 0.8 * 20_000),
    hurried: roll() < 0.06 ? 1 + Math.floor(roll() * 2) : 0,
    breached,
    score: roll() < 0.36 ? (angry ? 1 + Math.floor(roll() * 3) : 4 + Math.floor(roll() * 2)) : null,
    luck: roll(),
  };
}

/** Between nine and half past nine in the evening, Chinese time. */
function daytime(at: number, share: number): number {
  const midnight = Math.floor((at + 8 * hour) / day) * day - 8 * hour;
  return midnight + (9 + share * 12.5) * hour;
}

/** How many cases of the year fit, in the months before and from the new packaging on: the averages per month. */
export function monthly(cases: readonly PastCase[], fits: (each: PastCase) => boolean): { before: number; after: number } {
  const count = (of: (month: number) => boolean): number => cases.filter((each) => fits(each) && of(each.month)).length;
  return {
    before: count((m) => m < packagingMonth) / (packagingMonth - 1),
    after: count((m) => m >= packagingMonth) / (13 - packagingMonth),
  };
}
