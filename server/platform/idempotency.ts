import { createHash } from 'node:crypto';
import { hour } from './clock.ts';
import type { Command } from './command.ts';
import { jsonb, later, one, sql } from './db.ts';
import { refuse, type RefusalTable, type Refused } from './result.ts';

/** How long a key is kept. */
export const keptFor = 72 * hour;

export interface Request {
  /** Who asks: keys of two actors never meet. */
  readonly actor: string;
  readonly key: string;
  readonly route: string;
  readonly body: unknown;
}

export type Begun = { readonly was: 'new' } | { readonly was: 'done'; readonly status: number; readonly answer: unknown } | Refused;

/**
 * Claims a key inside the change's own transaction. The same request again gets the stored answer; the same key with
 * another body is refused (422 idempotency-key-reused), one that is still running too (409 still-running).
 */
export async function beginOnce(command: Command, request: Request): Promise<Begun> {
  const lock = createHash('sha256').update(`${request.actor}\n${request.key}`).digest().readBigInt64BE(0);
  // Sent together, run in order: the second statement sees what was committed before the first got the lock.
  const [got, before] = await Promise.all([
    one(sql<{ got: boolean }>`select pg_try_advisory_xact_lock(${lock.toString()}::bigint) as got`, command.tx),
    one(
      sql<Done>`select route, body_hash as "bodyHash", status, answer from idempotency where actor = ${request.actor} and key = ${request.key}`,
      command.tx,
    ),
  ]);
  if (!got?.got) return refuse('still-running');
  if (!before) return { was: 'new' };
  if (before.route !== request.route || before.bodyHash !== hashOf(request.body))
    return refuse('idempotency-key-reused', { field: 'Idempotency-Key' });
  return { was: 'done', status: before.status, answer: before.answer };
}

interface Done {
  readonly route: string;
  readonly bodyHash: string;
  readonly status: number;
  readonly answer: unknown;
}

/** Stores the answer under its key, in the same transaction as the change. */
export function finishOnce(command: Command, request: Request, status: number, answer: unknown): Promise<void> {
  return later(
    command.tx,
    sql`insert into idempotency (actor, key, route, body_hash, status, answer, at)
    values (${request.actor}, ${request.key}, ${request.route}, ${hashOf(request.body)}, ${status}, ${jsonb(answer)}, ${command.now})`,
  );
}

/** Deletes keys older than 72 h; answers how many. */
export async function forgetOldKeys(command: Command): Promise<number> {
  const gone = await sql`delete from idempotency where at < ${new Date(command.now.getTime() - keptFor)}`.execute(command.tx);
  return Number(gone.numAffectedRows ?? 0);
}

function hashOf(body: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(body ?? null))
    .digest('hex');
}

export const idempotencyRefusals: RefusalTable = {
  'still-running': {
    status: 409,
    zh: { agent: '同一请求正在处理中，请稍候再看结果，无需重复提交。', customer: '您的提交正在处理中，请稍候刷新页面查看结果。' },
    en: { agent: 'The same request is still being carried out. Wait a moment and look again; there is no need to send it twice.' },
  },
  'idempotency-key-reused': {
    status: 422,
    zh: { agent: 'Idempotency-Key 已用于另一请求，请换一个新的值再提交。', customer: '此页面已提交过一次，请刷新后重试。' },
    en: {
      agent: 'This Idempotency-Key was used for a different request. Send a new key.',
      customer: 'This page was already sent once. Please reload it and try again.',
    },
  },
};
