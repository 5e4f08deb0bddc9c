import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LightMyRequestResponse } from 'fastify';
import { type SettableClock, settableClock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import { sql } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import type { Answer, Problem, RouteSpec } from '#platform/wire.ts';
import { settle as settleDesk } from '../db/sample/settle.ts';
import { type Amends, modules, openAmends } from '../server/main.ts';
import { requestOf } from '../db/sample/requestOf.ts';
import type { Ask } from './ask.ts';
import { type Cast, seedCast, type Who } from './cast.ts';
import { freshDatabase } from './database.ts';

/** Friday 2026-11-20, 17:20 in Shanghai: the moment at which the drawn case begins. */
export const storyStart = new Date('2026-11-20T17:20:00+08:00');

export interface Caller {
  /** Sends a request and answers whatever comes back. */
  send<S extends RouteSpec>(
    spec: S,
    ask?: Ask<S>,
  ): Promise<{ status: number; body: Answer<S> & Partial<Problem>; raw: LightMyRequestResponse }>;
  /** Sends a request that must be taken; throws with the problem's text otherwise. */
  ok<S extends RouteSpec>(spec: S, ask?: Ask<S>): Promise<Answer<S>>;
  /** Sends a request that must be refused; answers the problem. */
  refused<S extends RouteSpec>(spec: S, ask?: Ask<S>): Promise<Problem>;
}

export interface Desk extends Amends {
  readonly url: string;
  readonly clock: SettableClock;
  readonly cast: Cast;
  /** Signed in as one of the cast; `nobody` is not signed in. */
  as(who: Who | 'nobody'): Caller;
  /** Lets everything that is due happen: events relayed, jobs done, intents carried out, sweeps run, until nothing is left. */
  settle(): Promise<void>;
  /** Moves the clock on and settles. */
  later(ms: number): Promise<void>;
}

/** The whole product in this process on a database of its own, with the named cast and a clock that stories move. */
export async function openDesk(options: { config?: Partial<Config>; start?: Date } = {}): Promise<Desk> {
  const url = await freshDatabase();
  const clock = settableClock(options.start ?? storyStart);
  const config: Config = {
    demo: false,
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://desk.test',
    dataDir: mkdtempSync(join(tmpdir(), 'amends-story-')),
    logLevel: 'error',
    trustProxy: false,
    ...options.config,
  };
  const amends = await openAmends(config, url, { clock });
  const cast = await seedCast(amends.house);
  const as = (who: Who | 'nobody'): Caller => callerOf(amends, who === 'nobody' ? null : cast.cookie(who));
  const settle = (): Promise<void> => settleDesk(amends, modules);
  return {
    ...amends,
    url,
    clock,
    cast,
    as,
    settle,
    later: async (ms) => {
      clock.advance(ms);
      // The cast signs in anew each morning.
      await sql`update sessions set created_at = ${clock.now()}, seen_at = ${clock.now()}, expires_at = ${new Date(clock.now().getTime() + 365 * 86_400_000)}`.execute(
        amends.house.db,
      );
      await settle();
    },
  };
}

function callerOf(amends: Amends, cookie: string | null): Caller {
  const send: Caller['send'] = async (spec, ask = {}) => {
    const raw = await amends.app.inject(requestOf(spec, ask, { cookie, key: ask.key ?? newId() }));
    return { status: raw.statusCode, body: raw.json(), raw };
  };
  return {
    send,
    ok: async (spec, ask) => {
      const { status, body } = await send(spec, ask);
      if (status !== 200) throw new Error(`${spec.method} ${spec.path}: ${status} ${JSON.stringify(body)}`);
      return body;
    },
    refused: async (spec, ask) => {
      const { status, body } = await send(spec, ask);
      if (status < 400) throw new Error(`${spec.method} ${spec.path} was taken: ${JSON.stringify(body)}`);
      return body as Problem;
    },
  };
}
