import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { Actor } from './actor.ts';
import { all, type Database, sql } from './db.ts';
import type { Entrance, Log } from './module.ts';

const channel = 'amends_events';
/** At most one bare NOTIFY per process in this time: one in each transaction would cost a third of the throughput (stack.md). */
const notifyEvery = 50;

export interface Wire {
  /** Says to every process that events were committed. */
  readonly wake: () => void;
  /** Calls back whenever any process committed events, and each second as a net. */
  onWake(listener: () => void): void;
  close(): Promise<void>;
}

/** LISTEN on a connection of its own (direct, not through a pooler) and NOTIFY in bundles. */
export async function openWire(directUrl: string, db: Database, log: Log): Promise<Wire> {
  const listeners: (() => void)[] = [];
  const tell = (): void => {
    for (const each of listeners) each();
  };
  let closed = false;
  let timer: NodeJS.Timeout | null = null;
  let client = await listen();
  const net = setInterval(tell, 1000);

  async function listen(): Promise<pg.Client> {
    const fresh = new pg.Client({ connectionString: directUrl, application_name: 'amends-listen' });
    fresh.on('notification', tell);
    fresh.on('error', (error) => {
      log.warn({ category: 'live', error: error.message }, 'the listening connection was lost');
      if (!closed) setTimeout(() => void again(), 1000);
    });
    await fresh.connect();
    await fresh.query(`listen ${channel}`);
    return fresh;
  }
  async function again(): Promise<void> {
    try {
      client = await listen();
    } catch (error) {
      log.warn({ category: 'live', error: error instanceof Error ? error.message : 'unknown' }, 'listening again failed');
      if (!closed) setTimeout(() => void again(), 2000);
    }
  }
  return {
    wake: () => {
      if (closed || timer) return;
      timer = setTimeout(() => {
        timer = null;
        if (closed) return;
        sql`select pg_notify(${channel}, '')`
          .execute(db)
          .catch((error: unknown) =>
            log.warn({ category: 'live', error: error instanceof Error ? error.message : 'unknown' }, 'notify failed'),
          );
      }, notifyEvery);
    },
    onWake: (listener) => void listeners.push(listener),
    close: async () => {
      closed = true;
      clearInterval(net);
      if (timer) clearTimeout(timer);
      await client.end();
    },
  };
}

/** What a page says: which case it shows (and so who is looking), or none. */
const said = z.object({ watch: z.uuid().nullable() });

interface Watcher {
  readonly socket: WebSocket;
  readonly actor: Extract<Actor, { kind: 'staff' }>;
  readonly name: string;
  watching: string | null;
}

/**
 * Live screens: GET /api/v1/live (WebSocket). Sends ids only ({caseId, version, kinds}); the page announces the change and
 * reads again through the ordinary routes, so that nobody learns more here than there. Nothing moves under the hand.
 */
export function mountLive(
  app: FastifyInstance,
  db: Database,
  wire: Wire,
  entrance: Entrance,
  nameOf: (actor: Actor) => Promise<string>,
): void {
  const watchers = new Set<Watcher>();
  let seen: number | null = null;
  let reading = false;

  async function pump(): Promise<void> {
    if (watchers.size === 0 || reading) return;
    reading = true;
    try {
      const rows: { id: number; caseId: string; shopId: string | null; version: number | null; kind: string }[] = await all(
        sql<{
          id: number;
          caseId: string;
          shopId: string | null;
          version: number | null;
          kind: string;
        }>`select id, case_id as "caseId", shop_id as "shopId", version, kind from events
          where id > ${seen ?? Number.MAX_SAFE_INTEGER} and case_id is not null and origin = 'live' order by id limit 500`,
        db,
      );
      const top = await all(sql<{ id: number }>`select coalesce(max(id), 0) as id from events`, db);
      seen = rows.at(-1)?.id ?? Math.max(seen ?? 0, top[0]?.id ?? 0);
      const perCase = new Map<string, { caseId: string; shopId: string | null; version: number | null; kinds: string[] }>();
      for (const row of rows) {
        const entry = perCase.get(row.caseId) ?? { caseId: row.caseId, shopId: row.shopId, version: row.version, kinds: [] };
        perCase.set(row.caseId, { ...entry, version: row.version, kinds: [...entry.kinds, row.kind] });
      }
      for (const change of perCase.values()) {
        for (const watcher of watchers)
          if (sees(watcher.actor, change.shopId))
            watcher.socket.send(JSON.stringify({ changed: { caseId: change.caseId, version: change.version, kinds: change.kinds } }));
      }
    } finally {
      reading = false;
    }
  }
  wire.onWake(() => void pump());

  const announce = (caseId: string | null): void => {
    if (!caseId) return;
    const here = [...watchers].filter((each) => each.watching === caseId);
    for (const each of here) {
      const others = here.filter((other) => other.actor.id !== each.actor.id).map((other) => other.name);
      each.socket.send(JSON.stringify({ looking: { caseId, names: [...new Set(others)] } }));
    }
  };

  app.get('/api/v1/live', { websocket: true }, async (socket, request) => {
    const actor = await entrance.identify(request);
    if (actor?.kind !== 'staff' || !entrance.may(actor, 'live.read')) return socket.close(4401, 'not-signed-in');
    const watcher: Watcher = { socket, actor, name: await nameOf(actor), watching: null };
    watchers.add(watcher);
    void pump();
    socket.on('message', (raw: Buffer) => {
      const message = said.safeParse(safeJson(raw.toString('utf8')));
      if (!message.success) return;
      const before = watcher.watching;
      watcher.watching = message.data.watch;
      announce(before);
      announce(watcher.watching);
    });
    socket.on('close', () => {
      watchers.delete(watcher);
      announce(watcher.watching);
    });
  });
}

function sees(actor: Watcher['actor'], shopId: string | null): boolean {
  return actor.shopIds === 'all' || (shopId !== null && actor.shopIds.includes(shopId));
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
