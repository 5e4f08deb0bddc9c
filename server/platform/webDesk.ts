import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Module } from './module.ts';

const built = join(import.meta.dirname, '../../dist/web/desk');

/**
 * Serves the built desk at `/desk/`: hashed assets for a year, the page itself never from a cache, and the same page for
 * every address that the desk's own router knows. One-time links are printed without `/desk`; their secret stands behind
 * `#`, which a browser carries over a redirect and sends to nobody.
 */
export const webDeskModule: Module = {
  name: 'web-desk',
  raw: (app) => {
    void app.register(serveDesk);
    for (const page of ['first-administrator', 'set-password']) app.get(`/${page}`, (_request, reply) => reply.redirect(`/desk/${page}`));
    app.get('/desk', (_request, reply) => reply.redirect('/desk/'));
  },
};

async function serveDesk(scope: FastifyInstance): Promise<void> {
  await scope.register(fastifyStatic, { root: built, serve: false, index: false });
  scope.get('/desk/assets/*', (request, reply) =>
    reply.sendFile(join('assets', (request.params as { '*': string })['*']), { immutable: true, maxAge: '365d' }),
  );
  scope.get('/desk/*', (_request, reply) => sendPage(reply));
}

function sendPage(reply: FastifyReply): FastifyReply {
  if (existsSync(join(built, 'index.html')))
    return reply.header('cache-control', 'no-store').sendFile('index.html', { cacheControl: false });
  return reply
    .code(503)
    .type('text/plain; charset=utf-8')
    .send('页面尚未构建，请运行 npm run build:web。\nThe pages are not built yet: npm run build:web\n');
}
