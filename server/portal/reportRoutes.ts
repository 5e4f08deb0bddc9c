import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { systemActor } from '#platform/actor.ts';
import { inTransaction } from '#platform/db.ts';
import { hashSecret } from '#platform/ids.ts';
import { refuse, type Result } from '#platform/result.ts';
import { type Door, faultOf, limited, limits, notOwnForm, openForm, runCommand, statusOf, typedOf } from './door.ts';
import { readForm } from './formUpload.ts';
import { lookupPage } from './identityPage.ts';
import { sendCode } from './mailCode.ts';
import { sendPage } from './page.ts';
import { beginDraft, keepTyped, uploadsOf } from './portalStore.ts';
import { proveIdentity } from './proveIdentity.ts';
import { mostRows, rowsOf } from './reportForm.ts';
import { draws, faultsOf, identity, openPlaybook, type PageStep, reportOf, sameOfShop, startAgain, worded } from './reportSession.ts';
import { knownOf } from './startForm.ts';
import { start } from './startReport.ts';
import { submit } from './submitReport.ts';
import { removeOwn } from './uploadRoutes.ts';
import { visitOf } from './visit.ts';

const after: Readonly<Record<Exclude<PageStep, 'review'>, PageStep>> = { parts: 'photos', photos: 'contact', contact: 'review' };

/** A report on the portal, page by page (IN-2, IN-8); what is typed is kept on the server from page to page. */
export function mountReport(scope: FastifyInstance, door: Door): void {
  scope.get('/report/:playbook', limited(limits.read), async (request, reply) =>
    identity(door, request, reply, visitOf(door.house, request, reply), { values: typedOf(request.query), faults: [] }),
  );
  scope.post('/report/:playbook/start', limited(limits.write), (request, reply) => start(door, request, reply));
  scope.post('/report/:playbook/identity', limited(limits.identity), (request, reply) => prove(door, request, reply));
  scope.post('/report/:playbook/code', limited(6), (request, reply) => mailCode(door, request, reply, 'report'));
  scope.post('/status/code', limited(6), (request, reply) => mailCode(door, request, reply, 'status'));
  for (const step of ['parts', 'photos', 'contact', 'review'] as const) {
    scope.get(`/report/:playbook/${step}`, limited(limits.read), async (request, reply) => {
      const visit = visitOf(door.house, request, reply);
      const report = await reportOf(door, request, visit);
      return report ? sendPage(reply, draws[step](report, { values: report.draft.form, faults: [] })) : startAgain(door, request, reply);
    });
  }
  for (const step of ['parts', 'photos', 'contact'] as const)
    scope.post(`/report/:playbook/${step}`, limited(limits.write), (request, reply) => keep(door, request, reply, step));
  scope.post('/report/:playbook/save', limited(limits.parts), (request, reply) => save(door, request, reply));
  scope.post('/report/:playbook/review', limited(limits.write), (request, reply) => submit(door, request, reply));
}

async function prove(door: Door, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { visit, own } = openForm(door, request, reply);
  const values = typedOf(request.body);
  const playbook = await openPlaybook(door, request);
  if (!own || !playbook)
    return identity(door, request, reply, visit, { values, faults: own ? [] : [faultOf(door, visit, notOwnForm, null)] }, { status: 403 });
  const visitHash = hashSecret(visit.secret);
  const asked = {
    orderNo: values['orderNo'] ?? '',
    tail: values['tail'] ?? '',
    shopId: values['shopId'] || null,
    code: values['code'] ?? '',
    address: request.ip,
    visitHash,
  };
  const proven = await runCommand(door, request, systemActor, async (command): Promise<Result<string>> => {
    const found = await proveIdentity(command, door.house.seals, asked);
    if (!found.ok) return found;
    const who = found.value;
    const same = await sameOfShop(command.tx, playbook, who.shopId);
    if (!same) return refuse('not-for-this-shop', { field: 'orderNo' });
    const draft = await beginDraft(
      command,
      visitHash,
      same.playbook,
      who.kind === 'order' ? who : { shopId: who.shopId, orderId: null, orderNo: who.orderNo, by: 'pending' },
    );
    await keepTyped(command.tx, draft.id, knownOf(same, values), [], command.now);
    return { ok: true, value: same.playbook };
  });
  if (proven.ok) return reply.redirect(`/report/${proven.value}/parts`, 303);
  return identity(
    door,
    request,
    reply,
    visit,
    { values, faults: [faultOf(door, visit, proven.refused)] },
    { status: statusOf(door, proven.refused), shops: proven.refused.data?.['shops'], codeSent: values['code'] !== undefined },
  );
}

/** Says the same whether or not there is an address; the code's page is the identity page with one field more. */
async function mailCode(door: Door, request: FastifyRequest, reply: FastifyReply, on: 'report' | 'status'): Promise<FastifyReply> {
  const { visit, own } = openForm(door, request, reply);
  const values = typedOf(request.body);
  const missing =
    (values['orderNo'] ?? '').trim() === '' ? [faultOf(door, visit, refuse('order-no-needed', { field: 'orderNo' }).refused)] : [];
  const faults = own ? missing : [faultOf(door, visit, notOwnForm, null)];
  const sent = faults.length === 0 && door.house.config.mail !== undefined;
  if (sent) {
    await inTransaction(door.house.db, (tx) =>
      sendCode({ tx, now: door.house.clock.now(), actor: systemActor, cause: `request:${request.id}` }, door.house.seals, {
        orderNo: values['orderNo'] ?? '',
        visitHash: hashSecret(visit.secret),
        lang: visit.lang,
      }),
    );
    door.house.wake();
  }
  const status = faults.length > 0 ? 422 : 200;
  if (on === 'report') return identity(door, request, reply, visit, { values, faults }, { status, codeSent: sent });
  return sendPage(reply, await lookupPage(door, visit, { values, faults }, undefined, sent), status);
}

/** Names that belong to the frame, not to what was typed. */
const frame: readonly string[] = ['csrf', 'key', 'go', 'draft', 'remove', 'version'];

function typedOnly(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => !frame.includes(name) && !name.startsWith('file:') && name.length <= 200)
      .slice(0, 500),
  );
}

async function keep(door: Door, request: FastifyRequest, reply: FastifyReply, step: Exclude<PageStep, 'review'>): Promise<FastifyReply> {
  const visit = visitOf(door.house, request, reply);
  const before = await reportOf(door, request, visit);
  if (!before) return startAgain(door, request, reply);
  const form = await readForm(door, request, visit, { kind: 'draft', id: before.draft.id });
  const typed = typedOnly(form.typed);
  const fresh = { ...before.draft, form: { ...before.draft.form, ...typed } };
  if (!form.own)
    return sendPage(
      reply,
      draws[step]({ ...before, draft: fresh }, { values: fresh.form, faults: [faultOf(door, visit, notOwnForm, null)] }),
      403,
    );
  if (form.typed['remove']) await removeOwn(door, { kind: 'draft', id: before.draft.id }, form.typed['remove']);
  const more = form.typed['go'] === 'more' ? { rows: String(Math.min(mostRows, rowsOf(fresh.form, before.order) + 1)) } : {};
  await inTransaction(door.house.db, (tx) => keepTyped(tx, before.draft.id, { ...typed, ...more }, [], door.house.clock.now()));
  const base = `/report/${before.playbook.playbook}`;
  const faults =
    form.typed['go'] === 'more' || form.typed['go'] === 'stay' || form.typed['remove']
      ? [...form.faults]
      : [...form.faults, ...worded(door, visit, faultsOf({ ...before, draft: fresh }, step))];
  if (faults.length > 0) {
    const report = { ...before, draft: fresh, uploads: await uploadsOf(door.house.db, { kind: 'draft', id: before.draft.id }) };
    return sendPage(reply, draws[step](report, { values: fresh.form, faults }), 422);
  }
  const stays = form.typed['go'] === 'more' || form.typed['go'] === 'stay' || form.typed['remove'];
  return reply.redirect(stays ? `${base}/${step}` : `${base}/${after[step]}`, 303);
}

/** What the page's script sends while somebody types, so that a dead battery loses nothing. */
async function save(door: Door, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { visit, own } = openForm(door, request, reply);
  const report = own ? await reportOf(door, request, visit) : undefined;
  if (!report) return reply.code(403).send({ saved: false });
  await inTransaction(door.house.db, (tx) => keepTyped(tx, report.draft.id, typedOnly(typedOf(request.body)), [], door.house.clock.now()));
  return reply.send({ saved: true });
}
