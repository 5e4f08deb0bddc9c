import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from './actor.ts';
import { inTransaction, type Tx } from './db.ts';
import { beginOnce, finishOnce } from './idempotency.ts';
import { settingsFresh } from './kept.ts';
import type { AskedCommand, House, Route } from './module.ts';
import { refuse, type Result, RolledBack } from './result.ts';
import type { RouteSpec } from './wire.ts';

interface Door {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Whether the caller is still who they were taken for. */
  readonly sure: (tx: Tx, actor: Actor) => Promise<boolean>;
}

/** The caller is not, or not with the same rights, who they were taken for. */
export class NotSure extends Error {}

/** For callers who were asked before the command. With their session or key the number of the settings was read as well. */
export function alreadySure(tx: Tx, { kind }: Actor): Promise<boolean> {
  if (kind === 'staff' || kind === 'key') settingsFresh(tx);
  return Promise.resolve(true);
}

/**
 * Runs a command in one transaction, once for its key. What asks who it is (`sure`), whether it was done before, and what the
 * command reads in any case (`ahead`) goes out together. A refusal rolls everything back; throws `NotSure` when the caller
 * isn't who it was taken for, with nothing changed.
 */
export async function runCommand(
  house: House,
  each: Extract<Route, { kind: 'command' }>,
  asked: AskedCommand<RouteSpec>,
  { request, reply, sure }: Door,
): Promise<Result<unknown>> {
  const expected = expectedVersion(each.spec, request);
  if (!expected.ok) return expected;
  const key = idempotencyKey(each.spec, request);
  if (!key.ok) return key;
  const now = house.clock.now();
  try {
    const outcome = await inTransaction(
      house.db,
      async (tx) => {
        const command: AskedCommand<RouteSpec> = {
          ...asked,
          tx,
          now,
          cause: `request:${request.id}`,
          expectedVersion: expected.value,
          setCookie: (name, value, options) =>
            void reply.setCookie(name, value, {
              path: '/',
              httpOnly: true,
              sameSite: 'lax',
              secure: house.config.publicUrl.startsWith('https:'),
              maxAge: options.maxAgeSeconds,
            }),
        };
        const once = each.spec.answerKept ? onceFor(request, asked, key.value) : null;
        const [isSure, begun, ahead] = await Promise.all([
          sure(tx, asked.actor),
          once ? beginOnce(command, once) : ({ was: 'new' } as const),
          each.ahead?.(command),
        ]);
        if (!isSure) throw new NotSure();
        if ('ok' in begun) throw new RolledBack(begun);
        if (begun.was === 'done') return { ok: true as const, value: begun.answer };
        const result = await each.answer(command, ahead);
        if (!result.ok && result.keep) return result;
        if (!result.ok) throw new RolledBack(result);
        if (once) await finishOnce(command, once, 200, result.value ?? {});
        return result;
      },
      { often: true },
    );
    house.wake();
    return outcome;
  } catch (error) {
    if (error instanceof RolledBack) return error.refused;
    throw error;
  }
}

function onceFor(request: FastifyRequest, { actor, body }: AskedCommand<RouteSpec>, key: string | null) {
  return key === null ? null : { actor: `${actor.kind}:${actor.id}`, key, route: `${request.method} ${request.url}`, body };
}

/** If-Match: `"7"` (or plain 7). Needed on every command on a case. */
function expectedVersion(spec: RouteSpec, request: FastifyRequest): Result<number | null> {
  if (spec.changes !== 'case') return { ok: true, value: null };
  const match = /^"?(\d{1,9})"?$/.exec(request.headers['if-match'] ?? '');
  return match ? { ok: true, value: Number(match[1]) } : refuse('version-needed', { field: 'If-Match' });
}

/** Signed-in people and systems name a key for what they create; public sign-in routes don't. */
function idempotencyKey(spec: RouteSpec, request: FastifyRequest): Result<string | null> {
  const key = request.headers['idempotency-key'];
  if (spec.permission === 'public') return { ok: true, value: null };
  if (typeof key === 'string' && key.length >= 1 && key.length <= 100) return { ok: true, value: key };
  return spec.method === 'POST' ? refuse('key-needed', { field: 'Idempotency-Key' }) : { ok: true, value: null };
}
