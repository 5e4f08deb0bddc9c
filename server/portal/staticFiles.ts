import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';

const root = join(import.meta.dirname, '../..');
const sheet = join(root, 'web/portal/portal.css');
const built = join(root, 'dist/web/portal/islands.js');

interface Asset {
  readonly path: string;
  readonly type: string;
  readonly text: string;
}

let found: readonly Asset[] | null = null;

/** The style sheet as it is written and the built script; addresses carry a hash, so that they may be kept for a year. */
function load(): readonly Asset[] {
  found ??= [
    assetOf('portal', 'css', 'text/css; charset=utf-8', readFileSync(sheet, 'utf8')),
    ...(existsSync(built) ? [assetOf('islands', 'js', 'text/javascript; charset=utf-8', readFileSync(built, 'utf8'))] : []),
  ];
  return found;
}

function assetOf(name: string, ending: string, type: string, text: string): Asset {
  return { path: `/portal/${name}-${createHash('sha256').update(text).digest('hex').slice(0, 10)}.${ending}`, type, text };
}

/** Where pages find style and script; without a build there is no script, and everything works all the same. */
export function assets(): { css: string; script: string | null } {
  const [css, script] = load();
  return { css: css?.path ?? '', script: script?.path ?? null };
}

export function mountStatic(scope: FastifyInstance): void {
  scope.get('/portal/:file', (request, reply) => {
    const asset = load().find((each) => each.path === `/portal/${(request.params as { file: string }).file}`);
    if (!asset) return reply.code(404).type('text/plain').send('');
    return reply.header('cache-control', 'public, max-age=31536000, immutable').type(asset.type).send(asset.text);
  });
}
