import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { caseOfLink, makeLink, readCase } from '#case/contract.ts';
import { systemActor } from '#platform/actor.ts';
import { inTransaction } from '#platform/db.ts';
import type { Refused } from '#platform/result.ts';
import { acts, type CustomerAct, doAct } from './customerActs.ts';
import { type Door, faultOf, houseName, limited, limits, notOwnForm, openForm, runCommand, runOnce, statusOf, typedOf } from './door.ts';
import { type Typed, untouched } from './fields.ts';
import { readForm } from './formUpload.ts';
import { html } from './html.ts';
import { lookupPage } from './identityPage.ts';
import { looked } from './looked.ts';
import { page, plainBody, sendPage } from './page.ts';
import { type CaseOfOrder, casesOfOrder } from './portalStore.ts';
import { proveIdentity } from './proveIdentity.ts';
import { sayTime } from './say.ts';
import { removeOwn } from './uploadRoutes.ts';
import { plainExtras, type StatusExtras, statusPage } from './statusPage.ts';
import { customerOf, statusView } from './statusView.ts';
import { type Visit, visitOf } from './visit.ts';
import { hashSecret } from '#platform/ids.ts';
import { wordsOf } from './words.ts';

/** `/status`: who asks; `/c/:secret`: the case's own page and everything that is done there (TA-5). */
export function mountStatus(scope: FastifyInstance, door: Door): void {
  scope.get('/status', limited(limits.read), async (request, reply) => {
    const visit = visitOf(door.house, request, reply);
    return sendPage(reply, await lookupPage(door, visit, untouched));
  });
  scope.post('/status', limited(limits.identity), (request, reply) => lookUp(door, request, reply));
  scope.get('/c/:secret', limited(limits.read), (request, reply) => show(door, request, reply));
  scope.get('/c/:secret/state', limited(limits.read), async (request, reply) => {
    const found = await caseOfLink(door.house.db, secretOf(request), door.house.clock.now());
    if (typeof found === 'string') return reply.code(404).send({ version: null });
    const read = await readCase(door.house.db, systemActor, found.caseId);
    return reply.header('cache-control', 'no-store').send({ version: read.ok ? read.value.version : null });
  });
  for (const act of acts)
    scope.post(`/c/:secret/${act}`, { ...limited(limits.write), bodyLimit: 1_000_000 }, (request, reply) =>
      carryAct(door, request, reply, act),
    );
}

function secretOf(request: FastifyRequest): string {
  return (request.params as { secret: string }).secret;
}

async function show(door: Door, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const visit = visitOf(door.house, request, reply);
  const found = await caseOfLink(door.house.db, secretOf(request), door.house.clock.now());
  if (typeof found === 'string') return deadLink(door, visit, reply, found);
  const { caseId } = found;
  const { done, v } = request.query as { done?: unknown; v?: unknown };
  return draw(door, visit, request, reply, caseId, {
    ...plainExtras,
    done: typeof done === 'string' ? { words: done, version: Number(v) } : null,
  });
}

async function draw(
  door: Door,
  visit: Visit,
  request: FastifyRequest,
  reply: FastifyReply,
  caseId: string,
  extras: StatusExtras,
  status = 200,
): Promise<FastifyReply> {
  const view = await statusView(door.house.db, caseId, visit.lang, door.house.clock.now());
  return sendPage(reply, statusPage(visit, view, `/c/${secretOf(request)}`, { ...extras, demo: door.house.config.demo }), status);
}

export async function deadLink(
  door: Door,
  visit: Visit,
  reply: FastifyReply,
  why: 'unknown' | 'expired' | 'revoked',
): Promise<FastifyReply> {
  const words = wordsOf(visit.lang);
  const [title, lead] = {
    unknown: [words.linkUnknown, words.linkUnknownLead],
    expired: [words.linkExpired, words.linkExpiredLead],
    revoked: [words.linkRevoked, words.linkRevokedLead],
  }[why] as [string, string];
  const body = plainBody(title, lead, [
    { href: '/status', words: words.startCheck },
    { href: '/', words: words.footHome },
  ]);
  return sendPage(
    reply,
    page(visit, { title, shop: await houseName(door, visit), body, path: '/status', demo: door.house.config.demo }),
    why === 'unknown' ? 404 : 410,
  );
}

async function carryAct(door: Door, request: FastifyRequest, reply: FastifyReply, act: CustomerAct): Promise<FastifyReply> {
  const visit = visitOf(door.house, request, reply);
  const found = await caseOfLink(door.house.db, secretOf(request), door.house.clock.now());
  if (typeof found === 'string') return deadLink(door, visit, reply, found);
  const { caseId } = found;
  const form = await readForm(door, request, visit, { kind: 'customer', id: caseId });
  const again = (typed: Typed, extra: Partial<StatusExtras>, status: number) =>
    draw(door, visit, request, reply, caseId, { ...plainExtras, typed, ...extra }, status);
  if (!form.own) return again({ values: form.typed, faults: [faultOf(door, visit, notOwnForm, null)] }, {}, 403);
  await looked(door, request, caseId);
  if (form.typed['remove']) {
    await removeOwn(door, { kind: 'customer', id: caseId }, form.typed['remove']);
    return again({ values: form.typed, faults: [] }, {}, 200);
  }
  // What could be kept is kept and stands in the list; the customer decides whether to go on without the rest.
  if (form.faults.length > 0) return again({ values: form.typed, faults: form.faults }, {}, 422);
  const { csrf: _csrf, key, ...body } = form.typed;
  const once = { actor: `customer:${caseId}`, key: (key ?? '').slice(0, 100) || `${act}:${request.id}`, route: `POST /c/${act}`, body };
  const result = await runOnce(door, request, customerOf(caseId), once, (command) =>
    doAct(command, caseId, act, form.typed, door.house.seals),
  );
  if (result.ok)
    return reply.redirect(`/c/${secretOf(request)}?done=${encodeURIComponent(result.value.done)}&v=${result.value.version}`, 303);
  return again(...redrawn(door, visit, form.typed, result));
}

function redrawn(door: Door, visit: Visit, values: Record<string, string>, { refused }: Refused): [Typed, Partial<StatusExtras>, number] {
  if (refused.code === 'case-changed') {
    const changes = (refused.data?.['changes'] ?? []) as { kind: string }[];
    return [{ values, faults: [] }, { changed: changes.map((each) => each.kind) }, 409];
  }
  return [{ values, faults: [faultOf(door, visit, refused)] }, {}, statusOf(door, refused)];
}

async function lookUp(door: Door, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { visit, own } = openForm(door, request, reply);
  const values = typedOf(request.body);
  if (!own) return sendPage(reply, await lookupPage(door, visit, { values, faults: [faultOf(door, visit, notOwnForm, null)] }), 403);
  const asked = {
    orderNo: values['orderNo'] ?? '',
    tail: values['tail'] ?? '',
    shopId: values['shopId'] || null,
    code: values['code'] ?? '',
    address: request.ip,
    visitHash: hashSecret(visit.secret),
  };
  const proven = await runCommand(door, request, systemActor, (command) => proveIdentity(command, door.house.seals, asked));
  if (!proven.ok)
    return sendPage(
      reply,
      await lookupPage(door, visit, { values, faults: [faultOf(door, visit, proven.refused)] }, proven.refused.data?.['shops']),
      statusOf(door, proven.refused),
    );
  const cases = proven.value.kind === 'order' ? await casesOfOrder(door.house.db, proven.value) : proven.value.cases;
  return toCases(door, visit, request, reply, cases);
}

/** To the one case of an order, or to a page that lists them. Each gets a link of its own, made now. */
async function toCases(
  door: Door,
  visit: Visit,
  request: FastifyRequest,
  reply: FastifyReply,
  cases: readonly CaseOfOrder[],
): Promise<FastifyReply> {
  const words = wordsOf(visit.lang);
  const shop = await houseName(door, visit);
  if (cases.length === 0) {
    const body = plainBody(words.noCases, '', [
      { href: '/report/missing-parts', words: words.startReport(words.reportTitle) },
      { href: '/status', words: words.back },
    ]);
    return sendPage(reply, page(visit, { title: words.noCases, shop, body, path: '/status', demo: door.house.config.demo }));
  }
  const made = await inTransaction(door.house.db, async (tx) => {
    const command = { tx, now: door.house.clock.now(), actor: systemActor, cause: `request:${request.id}` };
    return Promise.all(cases.map(async (each) => ({ ...each, href: `/c/${await makeLink(command, each.id)}` })));
  });
  const [only] = made;
  if (only && made.length === 1) {
    await looked(door, request, only.id);
    return reply.redirect(only.href, 303);
  }
  const body = html`<section class="panel"><h1>${words.severalCases}</h1><ul class="entries">${made.map((each) => html`<li><a class="entry" href="${each.href}"><strong>${each.number}</strong><span class="quiet">${sayTime(each.receivedAt, 'Asia/Shanghai', visit.lang)}${each.outcome && html` · ${words.outcomes[each.outcome]}`}</span></a></li>`)}</ul></section>`;
  return sendPage(reply, page(visit, { title: words.severalCases, shop, body, path: '/status', demo: door.house.config.demo }));
}
