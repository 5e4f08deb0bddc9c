import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '#platform/actor.ts';
import type { Command } from '#platform/command.ts';
import { inTransaction } from '#platform/db.ts';
import { beginOnce, finishOnce } from '#platform/idempotency.ts';
import type { Entrance, House } from '#platform/module.ts';
import { type Refusal, type Result, RolledBack } from '#platform/result.ts';
import type { Fault } from './fields.ts';
import { plainBody, page, sendPage } from './page.ts';
import { openShops } from './portalStore.ts';
import { sayTime } from './say.ts';
import { isOwnForm, type Visit, visitOf } from './visit.ts';
import { wordsOf } from './words.ts';

/** What every page is made with. */
export interface Door {
  readonly house: House;
  readonly entrance: Entrance;
}

/** Requests a minute and address. */
export const limits = { read: 120, write: 40, identity: 30, parts: 600 } as const;

export function limited(max: number): {
  config: {
    rateLimit: { max: number; timeWindow: number; keyGenerator: (request: FastifyRequest) => string; errorResponseBuilder: () => Error };
  };
} {
  const errorResponseBuilder = () => Object.assign(new Error('limit'), { statusCode: 429 });
  return { config: { rateLimit: { max, timeWindow: 60_000, keyGenerator: (request) => request.ip, errorResponseBuilder } } };
}

/** A form as a browser sends it: the last of several values, several ticked boxes joined by line breaks; line ends as we keep them. */
export function typedOf(body: unknown): Record<string, string> {
  const fields = Object.entries((body ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    fields.map(([name, value]) => [name, (Array.isArray(value) ? value.map(textOf).join('\n') : textOf(value)).replace(/\r\n?/g, '\n')]),
  );
}

/** What no database takes (a zero byte, half of a character) stands as the sign for an unknown character. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\u0000', '\ufffd') : '';
}

/** A refusal in the reader's language, at the form's field. */
export function faultOf(door: Door, visit: Visit, refused: Refusal, field: string | null = refused.field ?? null): Fault {
  const until = refused.data?.['until'];
  const data =
    typeof until === 'string' ? { ...refused.data, untilWords: sayTime(new Date(until), 'Asia/Shanghai', visit.lang) } : refused.data;
  return { field, words: door.entrance.explain({ ...refused, ...(data ? { data } : {}) }, visit.lang, 'customer').detail };
}

export function statusOf(door: Door, refused: Refusal): number {
  return door.entrance.explain(refused, 'zh', 'customer').status;
}

export const notOwnForm: Refusal = { code: 'form-not-yours' };

/** The browser's visit, and whether the form that it sends is ours. */
export function openForm(door: Door, request: FastifyRequest, reply: FastifyReply, token?: unknown): { visit: Visit; own: boolean } {
  const visit = visitOf(door.house, request, reply);
  return { visit, own: isOwnForm(visit, token ?? (request.body as { csrf?: unknown } | undefined)?.csrf) };
}

/** Runs a use case in one transaction; a refusal rolls everything back unless it asks to be kept. */
export async function runCommand<T>(
  door: Door,
  request: FastifyRequest,
  actor: Actor,
  work: (command: Command) => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    const result = await inTransaction(door.house.db, async (tx) => {
      const done = await work({ tx, now: door.house.clock.now(), actor, cause: `request:${request.id}` });
      if (!done.ok && !done.keep) throw new RolledBack(done);
      return done;
    });
    door.house.wake();
    return result;
  } catch (error) {
    if (error instanceof RolledBack) return error.refused;
    throw error;
  }
}

const waitForOther = { tries: 20, ms: 250 };

/**
 * The same, done once for each key that the form carries. A second send of the same page, also while the first is under
 * way, gets the first one's answer.
 */
export async function runOnce<T>(
  door: Door,
  request: FastifyRequest,
  actor: Actor,
  once: { actor: string; key: string; route: string; body: unknown },
  work: (command: Command) => Promise<Result<T>>,
): Promise<Result<T>> {
  for (let tries = 0; ; tries += 1) {
    const result = await runCommand(door, request, actor, async (command) => {
      const begun = await beginOnce(command, once);
      if ('ok' in begun) return begun;
      if (begun.was === 'done') return { ok: true, value: begun.answer as T };
      const done = await work(command);
      if (done.ok) await finishOnce(command, once, 303, done.value ?? {});
      return done;
    });
    if (result.ok || result.refused.code !== 'still-running' || tries >= waitForOther.tries) return result;
    await new Promise((resolve) => setTimeout(resolve, waitForOther.ms));
  }
}

/** The name over a page of no case: the only shop's, else the company's. */
export async function houseName(door: Door, visit: Visit): Promise<string> {
  const shops = await openShops(door.house.db);
  const [only] = shops;
  if (only && shops.length === 1) return visit.lang === 'zh' ? only.name : only.nameEn;
  return only?.entity ?? (visit.lang === 'zh' ? '售后服务' : 'After-sales service');
}

/** Faults of the portal's own routes become pages, not JSON. */
export function answerFaults(scope: FastifyInstance, door: Door): void {
  scope.setErrorHandler(async (error, request, reply) => {
    const visit = visitOf(door.house, request, reply);
    const words = wordsOf(visit.lang);
    const status = (error as { statusCode?: number }).statusCode ?? 500;
    if (status >= 500) {
      door.house.log.error(
        {
          category: 'http',
          requestId: request.id,
          route: request.routeOptions.url,
          error: error instanceof Error ? (error.stack ?? error.message) : 'unknown',
        },
        'request failed',
      );
    }
    const [title, lead] =
      status === 429
        ? [words.tooOften, words.tooOftenLead]
        : status === 413
          ? [words.tooLarge, words.tooLargeLead]
          : status === 404
            ? [words.notFound, '']
            : [words.faultPage, words.faultLead(request.id)];
    if ((request.headers.accept ?? '').includes('json')) return reply.code(status).send({ detail: `${title}。${lead}` });
    const body = plainBody(title, lead, [{ href: '/', words: words.footHome }]);
    return sendPage(reply, page(visit, { title, shop: words.startTitle, body, path: '/' }), status);
  });
}
