import { day } from '#platform/clock.ts';
import { one, sql } from '#platform/db.ts';
import { hashSecret, newId, newSecret } from '#platform/ids.ts';
import { type Amends, modules } from '../../server/main.ts';
import type { Leader, Ok } from './leading.ts';
import { requestOf } from './requestOf.ts';
import { settle } from './settle.ts';

export interface SampleShop {
  readonly now: Date;
  readonly ids: ReadonlyMap<string, string>;
  readonly team: string;
  readonly shops: ReadonlyMap<string, { id: string }>;
}

/** Leads the sample's cases as its people. */
export interface SampleLeader extends Leader {
  /** Sends bytes as one of them; throws when they are refused. */
  send(who: string, url: string, bytes: Buffer): Promise<void>;
}

/** The sample's people, signed in. */
export async function leaderOf(amends: Amends, shop: SampleShop): Promise<SampleLeader> {
  const cookies = new Map<string, string>();
  for (const [login, id] of shop.ids) {
    const secret = newSecret();
    cookies.set(login, secret);
    await sql`insert into sessions (token_hash, staff_id, created_at, seen_at, expires_at)
      values (${hashSecret(secret)}, ${id}, ${shop.now}, ${shop.now}, ${new Date(shop.now.getTime() + day)})`.execute(amends.house.db);
  }
  const ok: Ok = async (who, spec, ask = {}) => {
    const raw = await amends.app.inject(requestOf(spec, ask, { cookie: cookies.get(who) ?? '', key: newId() }));
    if (raw.statusCode !== 200) throw new Error(`${who}: ${spec.method} ${spec.path}: ${raw.statusCode} ${raw.body}`);
    return raw.json();
  };
  const send: SampleLeader['send'] = async (who, url, bytes) => {
    const headers = {
      cookie: `amends_session=${cookies.get(who) ?? ''}`,
      'content-type': 'application/octet-stream',
      'idempotency-key': newId(),
    };
    const raw = await amends.app.inject({ method: 'PUT', url, headers, payload: bytes });
    if (raw.statusCode !== 200) throw new Error(`${who}: PUT ${url}: ${raw.statusCode} ${raw.body}`);
  };
  const warehouse = await one(sql<{ id: string }>`select id from warehouses where code = 'north'`, amends.house.db);
  return {
    ok,
    send,
    settle: () => settle(amends, modules, 1),
    agent: 'xiaoman',
    logistics: 'qiushi',
    operations: 'guxi',
    warehouse: warehouse?.id ?? '',
  };
}
