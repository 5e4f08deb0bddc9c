import type { Actor } from '#platform/actor.ts';
import type { Reader } from '#platform/db.ts';
import { type Guess, recognise } from './recognise.ts';
import { type OrderMatch, ordersMatching } from './searchStore.ts';

/** What a search for orders found, and what it took the text for (OR-2). */
export interface Found {
  /** What the text was taken for: first what was found, then the likeliest guesses. */
  readonly took: readonly Guess[];
  /** At most 50 orders of the actor's shops; those of the likeliest guess first. */
  readonly orders: readonly OrderMatch[];
}

/** More guesses than an agent means in one paste aren't looked up. */
const mostGuesses = 12;
const mostOrders = 50;

/** The search box over orders (OR-2): takes anything, says what it took it for, and looks it up in the actor's shops. */
export async function findOrders(on: Reader, actor: Actor, text: string): Promise<Found> {
  const took = recognise(text).guesses;
  const orders = new Map<string, OrderMatch>();
  const asked = new Set<string>();
  for (const guess of took.slice(0, mostGuesses)) {
    // The same digits guessed as order and as waybill are looked up once: the look-up tries every kind of number.
    const same = ['phone', 'phoneTail', 'nick'].includes(guess.kind) ? `${guess.kind} ${guess.value}` : guess.value;
    if (asked.has(same) || orders.size >= mostOrders) continue;
    asked.add(same);
    for (const match of await ordersMatching(on, actor, guess)) if (!orders.has(match.orderId)) orders.set(match.orderId, match);
  }
  // What was found is no guess any more: it is said first, as what it turned out to be.
  const proven = new Map(
    [...orders.values()].map((match) => [`${match.as} ${match.by}`, { kind: match.as, value: match.by, confidence: 1 }]),
  );
  return {
    took: [...proven.values(), ...took.filter((guess) => !proven.has(`${guess.kind} ${guess.value}`))],
    orders: [...orders.values()].slice(0, mostOrders),
  };
}
