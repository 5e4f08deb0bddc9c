import type { FastifyReply, FastifyRequest } from 'fastify';
import { systemActor } from '#platform/actor.ts';
import { hashSecret } from '#platform/ids.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { type Door, faultOf, notOwnForm, openForm, runCommand, statusOf, typedOf } from './door.ts';
import { beginDraft, keepTyped } from './portalStore.ts';
import { needsOrder } from './reportForm.ts';
import { identity, openPlaybook } from './reportSession.ts';
import { knownOf, shopsFor } from './startForm.ts';

/** Begins a report without an order. Refuses `shop-not-chosen` where several shops take such reports. */
export async function start(door: Door, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { visit, own } = openForm(door, request, reply);
  const values = typedOf(request.body);
  const playbook = await openPlaybook(door, request);
  if (!own || !playbook || needsOrder(playbook))
    return identity(door, request, reply, visit, { values, faults: own ? [] : [faultOf(door, visit, notOwnForm, null)] }, { status: 403 });
  const shops = await shopsFor(door, playbook);
  const shop = shops.length === 1 ? shops[0] : shops.find((each) => each.id === values['shopId']);
  const begun = await runCommand(door, request, systemActor, async (command): Promise<Result<true>> => {
    if (!shop) return refuse('shop-not-chosen', { field: 'shopId' });
    const proven = { shopId: shop.id, orderId: null, orderNo: null, by: 'none' };
    const draft = await beginDraft(command, hashSecret(visit.secret), playbook.playbook, proven);
    await keepTyped(command.tx, draft.id, knownOf(playbook, values), [], command.now);
    return ok(true);
  });
  if (begun.ok) return reply.redirect(`/report/${playbook.playbook}/parts`, 303);
  return identity(
    door,
    request,
    reply,
    visit,
    { values, faults: [faultOf(door, visit, begun.refused)] },
    { status: statusOf(door, begun.refused) },
  );
}
