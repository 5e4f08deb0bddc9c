import type { FastifyInstance, FastifyRequest } from 'fastify';
import { caseOfLink, customerLooked } from '#case/contract.ts';
import { inTransaction } from '#platform/db.ts';
import { type Door, limited, limits } from './door.ts';
import { customerOf } from './statusView.ts';
import { isOwnForm, visitOf } from './visit.ts';

/**
 * When a customer counts as having looked at their page, so that what stands there is told (CL-4): the page's script says that
 * it is on a screen, or they did something there. That the address was fetched tells nothing: mail filters and the link
 * previews of chats fetch it before anybody reads it.
 */
export function mountLooked(scope: FastifyInstance, door: Door): void {
  scope.post('/c/:secret/seen', limited(limits.read), async (request, reply) => {
    const { secret } = request.params as { secret: string };
    const found = await caseOfLink(door.house.db, secret, door.house.clock.now());
    if (typeof found === 'string') return reply.code(404).send();
    if (!isOwnForm(visitOf(door.house, request, reply), request.headers['x-amends-form'])) return reply.code(403).send();
    if (!isMachine(request.headers['user-agent'])) await looked(door, request, found.caseId);
    return reply.code(204).send();
  });
}

/** Notes that the customer has their page before them. */
export async function looked(door: Door, request: FastifyRequest, caseId: string): Promise<void> {
  await inTransaction(door.house.db, (tx) =>
    customerLooked({ tx, now: door.house.clock.now(), actor: customerOf(caseId), cause: `request:${request.id}` }, caseId),
  );
  door.house.wake();
}

/** Some machines run script. Those that mean well say what they are; no phone's browser calls itself one of these. */
export function isMachine(agent: string | undefined): boolean {
  return agent === undefined || /bot[/;)-]|crawl|spider|slurp|preview|scanner|safelinks|facebookexternalhit|\bcurl\/|\bwget\//i.test(agent);
}
