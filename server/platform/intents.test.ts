import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../test/database.ts';
import { systemActor } from './actor.ts';
import { type SettableClock, settableClock } from './clock.ts';
import { inTransaction, type OpenDatabase, openDatabase, sql } from './db.ts';
import { createIntent, intentByKey, recallIntent, runDueIntents } from './intents.ts';
import type { House, IntentAnswer, IntentHandler } from './module.ts';

let store: OpenDatabase;
let clock: SettableClock;
let house: House;
/** What each partner was asked, in order. */
let calls: string[] = [];
let nextAnswer: () => Promise<IntentAnswer | null>;
let asked: () => Promise<IntentAnswer>;

const settled: string[] = [];
const settle: IntentHandler['settle'] = (_command, intent, answer) => {
  settled.push(`${intent.key}:${answer.outcome}`);
  return Promise.resolve();
};
const called = (kind: string) => (intent: { key: string }) => {
  calls.push(`${kind} ${intent.key}`);
  return nextAnswer();
};
const handlers = new Map<string, IntentHandler>([
  ['money', { kind: 'money', call: called('call'), ask: (intent) => (calls.push(`ask ${intent.key}`), asked()), settle }],
  ['mail', { kind: 'mail', call: called('call'), repeatable: true, settle }],
  ['sms', { kind: 'sms', call: called('call'), settle }],
]);

beforeAll(async () => {
  store = openDatabase(await freshDatabase());
  clock = settableClock(new Date('2026-11-20T09:20:00Z'));
  const quiet = () => undefined;
  house = { db: store.db, clock, log: { info: quiet, warn: quiet, error: quiet }, wake: quiet } as unknown as House;
});
afterAll(() => store.close());

const make = (key: string, kind: string) =>
  inTransaction(store.db, (tx) => createIntent({ tx, now: clock.now(), actor: systemActor, cause: 'test' }, { key, kind, payload: {} }));
const stateOf = async (key: string) => (await intentByKey(store.db, key))?.state;
const run = () => runDueIntents(house, handlers);
const done = (): Promise<IntentAnswer> => Promise.resolve({ outcome: 'done', answer: {} });

describe('an intent', () => {
  it('is written once for one key and carried out once', async () => {
    calls = [];
    nextAnswer = done;
    await make('r1', 'money');
    await make('r1', 'money');
    await run();
    await run();
    expect(calls).toEqual(['call r1']);
    expect(await stateOf('r1')).toBe('done');
    expect(settled).toContain('r1:done');
  });

  it('waits with growing pauses when the partner says "later"', async () => {
    calls = [];
    nextAnswer = () => Promise.resolve({ outcome: 'again', fault: 'busy' });
    await make('r2', 'money');
    await run();
    await run();
    expect(calls).toEqual(['call r2']);
    clock.advance(11_000);
    await run();
    clock.advance(11_000);
    await run();
    expect(calls).toHaveLength(2); // the second pause is longer than the first
    nextAnswer = done;
    clock.advance(86_400_000);
    await run();
    expect(await stateOf('r2')).toBe('done');
  });

  it('that broke off while calling is asked by its key, and repeated only when it never arrived', async () => {
    calls = [];
    nextAnswer = () => Promise.reject(new Error('timed out'));
    await make('r3', 'money');
    await run();
    expect(await stateOf('r3')).toBe('calling');
    asked = () => Promise.resolve({ outcome: 'again', fault: 'never-arrived' });
    nextAnswer = done;
    clock.advance(86_400_000);
    await run();
    expect(calls).toEqual(['call r3', 'ask r3', 'call r3']);
    expect(await stateOf('r3')).toBe('done');
  });

  it('that the partner knows is not repeated', async () => {
    calls = [];
    nextAnswer = () => Promise.resolve({ outcome: 'uncertain', fault: 'timeout' });
    await make('r4', 'money');
    await run();
    asked = done;
    clock.advance(86_400_000);
    await run();
    expect(calls).toEqual(['call r4', 'ask r4']);
  });

  it('of a process that was killed while calling is found by its lease', async () => {
    calls = [];
    nextAnswer = done;
    asked = done;
    await make('r5', 'money');
    await sql`update intents set state = 'calling', attempts = 1, wake_at = ${new Date(clock.now().getTime() + 60_000)} where key = 'r5'`.execute(
      store.db,
    );
    await run();
    expect(calls).toEqual([]);
    clock.advance(61_000);
    await run();
    expect(calls).toEqual(['ask r5']);
    expect(await stateOf('r5')).toBe('done');
  });

  it('becomes uncertain, for a person, where the partner can neither be asked nor called twice', async () => {
    calls = [];
    nextAnswer = () => Promise.reject(new Error('broke'));
    await make('s1', 'sms');
    await run();
    expect(await stateOf('s1')).toBe('uncertain');
    clock.advance(86_400_000);
    await run();
    expect(calls).toEqual(['call s1']);
  });

  it('whose repetition is harmless is sent again', async () => {
    calls = [];
    nextAnswer = () => Promise.reject(new Error('broke'));
    await make('m1', 'mail');
    await run();
    nextAnswer = done;
    clock.advance(86_400_000);
    await run();
    expect(calls).toEqual(['call m1', 'call m1']);
    expect(await stateOf('m1')).toBe('done');
  });

  it('waits, visibly and without counting tries, while its partner is not set up', async () => {
    nextAnswer = () => Promise.resolve(null);
    await make('m2', 'mail');
    await run();
    expect(await intentByKey(store.db, 'm2')).toMatchObject({ state: 'ready', attempts: 0, fault: 'not-set-up' });
  });

  it('can be recalled until it was first called', async () => {
    await make('r6', 'money');
    const recall = () => inTransaction(store.db, (tx) => recallIntent({ tx, now: clock.now(), actor: systemActor, cause: 'test' }, 'r6'));
    expect(await recall()).toBe(true);
    expect(await recall()).toBe(false);
    calls = [];
    await run();
    expect(calls.filter((each) => each.endsWith('r6'))).toEqual([]);
  });
});
