import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import websocket from '@fastify/websocket';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { ZodError } from 'zod';
import type { Actor, Lang } from './actor.ts';
import { brokenText } from './brokenText.ts';
import { newId } from './ids.ts';
import type { Metrics } from './metrics.ts';
import type { Entrance, House, Module, Route } from './module.ts';
import { problemOf, refusalOfZod } from './problem.ts';
import { largestFile } from './uploads.ts';
import { type Refusal, refuse, type Result } from './result.ts';
import { alreadySure, NotSure, runCommand } from './runCommand.ts';
import type { RouteSpec } from './wire.ts';

/** JSON bodies above this are refused; uploads have routes of their own. */
const bodyLimit = 1_000_000;

const mountedRoutes = new WeakMap<FastifyInstance, string[]>();

/** Everything that a server answers, as `METHOD /path`: what the route test walks. */
export function routesOf(app: FastifyInstance): readonly string[] {
  return mountedRoutes.get(app) ?? [];
}

/** Builds the HTTP server: all routes of all modules, each through the same door (who, may, limit, schema, once, version). */
export async function buildHttp(house: House, modules: readonly Module[], entrance: Entrance, metrics: Metrics): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    bodyLimit,
    genReqId: () => newId(),
    trustProxy: trusted(house.config.trustProxy),
    forceCloseConnections: true,
  });
  const mounted: string[] = [];
  mountedRoutes.set(app, mounted);
  app.addHook('onRoute', ({ method, url }) => void mounted.push(...[method].flat().map((each) => `${each} ${url}`)));
  await app.register(cookie);
  await app.register(formbody, { bodyLimit });
  await app.register(helmet, securityHeaders(house.config.publicUrl));
  await app.register(rateLimit, { global: false });
  await app.register(websocket, { options: { maxPayload: 16_384 } });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.request(route, request.method, reply.statusCode, reply.elapsedTime / 1000);
    house.log.info(
      {
        category: 'http',
        requestId: request.id,
        route,
        method: request.method,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
    done();
  });
  // Uploads stream their bytes; how many they may be is the upload's own business (uploads.ts).
  app.addContentTypeParser('application/octet-stream', { bodyLimit: largestFile }, (_request, payload, done) => done(null, payload));
  app.setErrorHandler((error, request, reply) => answerFault(error, request, reply, house, entrance));
  app.setNotFoundHandler((request, reply) => sendRefusal(reply, request, entrance, { code: 'not-found' }));
  for (const module of modules) {
    for (const each of module.routes ?? []) mount(app, house, entrance, each);
    module.raw?.(app, house, entrance);
  }
  return app;
}

/** Fastify takes a number of hops only as a function. */
function trusted(proxies: boolean | number | string): boolean | string | ((address: string, hop: number) => boolean) {
  return typeof proxies === 'number' ? (_address, hop) => hop < proxies : proxies;
}

function securityHeaders(publicUrl: string) {
  const secure = publicUrl.startsWith('https:');
  return {
    // No inline script anywhere; inline style attributes are what antd's runtime needs.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    hsts: secure ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' as const },
  };
}

function mount(app: FastifyInstance, house: House, entrance: Entrance, each: Route): void {
  app.route({
    method: each.spec.method,
    url: each.spec.path,
    config: {
      rateLimit: {
        max: each.spec.limit,
        timeWindow: 60_000,
        // A public route counts by address: an invented cookie must not start a new count.
        keyGenerator: (request: FastifyRequest) => (each.spec.permission === 'public' ? request.ip : callerOf(request)),
        errorResponseBuilder: () => Object.assign(new Error('limit'), { statusCode: 429 }),
      },
    },
    handler: async (request, reply) => {
      const outcome = await answer(house, entrance, each, request, reply);
      if (!outcome.ok) return sendRefusal(reply, request, entrance, outcome.refused);
      const body = outcome.value as { version?: unknown } | undefined;
      if (body && typeof body.version === 'number') reply.header('etag', `"${body.version}"`);
      return reply.send(each.spec.answer.parse(body ?? {}));
    },
  });
}

function callerOf(request: FastifyRequest): string {
  return request.cookies.amends_session ?? request.headers.authorization ?? request.ip;
}

async function answer(
  house: House,
  entrance: Entrance,
  each: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Result<unknown>> {
  const tried = each.kind === 'command' ? await tryAsKnown(house, entrance, each, request, reply) : null;
  if (tried) return tried;
  const actor = await whoMay(entrance, each.spec, request);
  if (!actor.ok) return actor;
  const asked = askedOf(house, each, request, actor.value);
  if (each.kind === 'read') return each.answer({ ...asked, db: house.db, now: house.clock.now() });
  return runCommand(house, each, asked as never, { request, reply, sure: alreadySure });
}

/**
 * A command of somebody who was here before: whether they still may come in is asked with the command's own first statements,
 * which saves a wait. Null when anything is unusual: then everything is done in its order.
 */
async function tryAsKnown(
  house: House,
  entrance: Entrance,
  each: Extract<Route, { kind: 'command' }>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Result<unknown> | null> {
  if (each.spec.permission === 'public') return null;
  const known = entrance.known(request);
  if (!known || !mayCome(entrance, each.spec, known.actor).ok) return null;
  try {
    const asked = askedOf(house, each, request, known.actor);
    askers.set(request, known.actor);
    return await runCommand(house, each, asked as never, { request, reply, sure: known.confirm });
  } catch (error) {
    if (error instanceof ZodError || error instanceof NotSure) return null;
    throw error;
  }
}

function askedOf(house: House, each: Route, request: FastifyRequest, actor: Actor) {
  refuseBroken(request);
  return {
    params: each.spec.params.parse(request.params ?? {}),
    query: each.spec.query.parse(request.query ?? {}),
    body: each.spec.body.parse(request.body ?? {}),
    actor,
    lang: langOf(request, actor),
    house,
    requestId: request.id,
    address: request.ip,
  };
}

/** A text that the database would choke on is refused before anything looks at it, at its field like any other bad input. */
function refuseBroken({ params, query, body }: FastifyRequest): void {
  for (const part of [params, query, body]) {
    const path = brokenText(part);
    if (path) throw new ZodError([{ code: 'custom', path: [...path], message: 'control-characters', input: undefined }]);
  }
}

/** Who asked, once known, so that a refusal speaks their language. */
const askers = new WeakMap<FastifyRequest, Actor>();

async function whoMay(entrance: Entrance, spec: RouteSpec, request: FastifyRequest): Promise<Result<Actor>> {
  const foreign = entrance.foreign(request);
  if (foreign) return foreign;
  const actor = await entrance.identify(request);
  if (actor) askers.set(request, actor);
  if (spec.permission === 'public') return { ok: true, value: actor ?? { kind: 'system', id: 'system' } };
  return actor ? mayCome(entrance, spec, actor) : refuse('not-signed-in');
}

function mayCome(entrance: Entrance, spec: RouteSpec, actor: Actor): Result<Actor> {
  const may = spec.permission === 'signed-in' ? actor.kind === 'staff' : entrance.may(actor, spec.permission);
  return may ? { ok: true, value: actor } : refuse('not-allowed');
}

/** The reader's language: the person's own, else `?lang`, else Accept-Language, else Chinese. */
export function langOf(request: FastifyRequest, actor: Actor | null): Lang {
  const asked = (request.query as { lang?: string } | undefined)?.lang;
  if (asked === 'en' || asked === 'zh') return asked;
  if (actor?.kind === 'staff') return actor.lang;
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh';
}

function sendRefusal(
  reply: FastifyReply,
  request: FastifyRequest,
  entrance: Entrance,
  refused: Refusal,
  faults?: { field: string; message: string }[],
): FastifyReply {
  const lang = langOf(request, askers.get(request) ?? null);
  const explained = entrance.explain(refused, lang, 'agent');
  return reply
    .code(explained.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send({ ...problemOf(refused, explained, request.id), ...(faults ? { faults } : {}) });
}

/** The one place where exceptions become answers: bad input, limits, and faults of ours (logged with their request id). */
function answerFault(error: unknown, request: FastifyRequest, reply: FastifyReply, house: House, entrance: Entrance): FastifyReply {
  if (error instanceof ZodError) {
    const { refused, faults } = refusalOfZod(error, langOf(request, askers.get(request) ?? null));
    return sendRefusal(reply, request, entrance, refused, faults);
  }
  const status = (error as { statusCode?: number }).statusCode;
  if (status === 429) return sendRefusal(reply, request, entrance, { code: 'too-many-requests' });
  if (status === 413) return sendRefusal(reply, request, entrance, { code: 'body-too-large' });
  if (status === 400 || status === 415) return sendRefusal(reply, request, entrance, { code: 'broken-request' });
  house.log.error(
    {
      category: 'http',
      requestId: request.id,
      route: request.routeOptions.url,
      error: error instanceof Error ? (error.stack ?? error.message) : 'unknown',
    },
    'request failed',
  );
  const zh = langOf(request, askers.get(request) ?? null) === 'zh';
  const detail = zh
    ? `系统出错，您的操作未保存。请重试；如仍失败，请将编号 ${request.id} 告知管理员。`
    : `Something went wrong and nothing was saved. Try again; if it fails again, give the number ${request.id} to your administrator.`;
  return reply
    .code(500)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send({ type: '/problems/fault', title: detail, status: 500, detail, code: 'fault', requestId: request.id });
}
