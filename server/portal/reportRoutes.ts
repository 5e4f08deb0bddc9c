import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { makeLink, type Playbook, playbookInForce } from '#case/contract.ts';
import { orderForCase, shopById } from '#commerce/contract.ts';
import { registerReport } from '#intake/contract.ts';
import type { Actor } from '#platform/actor.ts';
import { systemActor } from '#platform/actor.ts';
import { inTransaction } from '#platform/db.ts';
import { hashSecret } from '#platform/ids.ts';
import { refuse, type Refused, type Result } from '#platform/result.ts';
import { type Door, faultOf, houseName, limited, limits, notOwnForm, openForm, runCommand, runOnce, statusOf, typedOf } from './door.ts';
import { type Fault, type Typed, untouched } from './fields.ts';
import { readForm } from './formUpload.ts';
import type { Html } from './html.ts';
import { identityForm } from './identityPage.ts';
import { sendCode } from './mailCode.ts';
import { lookupPage } from './identityPage.ts';
import { page, plainBody, sendPage } from './page.ts';
import { beginDraft, draftById, draftOf, endDraft, keepTyped, uploadsOf } from './portalStore.ts';
import { proveIdentity } from './proveIdentity.ts';
import { checkFields, type FormFault, mostRows, readLines, registrationOf, rowsOf, whereToMend } from './reportForm.ts';
import { contactPage, partsPage, photosPage, type Report, type ReportStep, reviewPage, stepPage } from './reportPages.ts';
import { removeOwn } from './uploadRoutes.ts';
import { html } from './html.ts';
import { type Visit, visitOf } from './visit.ts';
import { wordsOf } from './words.ts';

type PageStep = Exclude<ReportStep, 'identity'>;
const draws: Readonly<Record<PageStep, (report: Report, typed: Typed) => Html>> = { parts: partsPage, photos: photosPage, contact: contactPage, review: reviewPage };
const after: Readonly<Record<Exclude<PageStep, 'review'>, PageStep>> = { parts: 'photos', photos: 'contact', contact: 'review' };

/** A report on the portal, page by page (IN-2, IN-8); what is typed is kept on the server from page to page. */
export function mountReport(scope: FastifyInstance, door: Door): void {
  scope.get('/report/:playbook', limited(limits.read), async (request, reply) => identity(door, request, reply, visitOf(door.house, request, reply), untouched));
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
  for (const step of ['parts', 'photos', 'contact'] as const) scope.post(`/report/:playbook/${step}`, limited(limits.write), (request, reply) => keep(door, request, reply, step));
  scope.post('/report/:playbook/save', limited(limits.parts), (request, reply) => save(door, request, reply));
  scope.post('/report/:playbook/review', limited(limits.write), (request, reply) => submit(door, request, reply));
}

function nameOfPlaybook(request: FastifyRequest): string {
  return (request.params as { playbook: string }).playbook;
}

async function openPlaybook(door: Door, request: FastifyRequest): Promise<Playbook | undefined> {
  return (await playbookInForce(door.house.db, nameOfPlaybook(request), null))?.playbook;
}

async function identity(door: Door, request: FastifyRequest, reply: FastifyReply, visit: Visit, typed: Typed, options: { status?: number; shops?: unknown; codeSent?: boolean } = {}): Promise<FastifyReply> {
  const words = wordsOf(visit.lang);
  const playbook = await openPlaybook(door, request);
  const shop = await houseName(door, visit);
  if (!playbook) return sendPage(reply, page(visit, { title: words.notFound, shop, body: plainBody(words.notFound, '', [{ href: '/', words: words.footHome }]), path: '/' }), 404);
  const base = `/report/${playbook.playbook}`;
  const form = identityForm(door, visit, typed, { action: `${base}/identity`, codeAction: `${base}/code`, button: words.next, ...options });
  return sendPage(reply, stepPage({ visit, playbook, shop, demo: door.house.config.demo }, 'identity', typed, words.identityTitle, html`<p>${words.identityLead}</p>${form}`), options.status ?? 200);
}

async function prove(door: Door, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { visit, own } = openForm(door, request, reply);
  const values = typedOf(request.body);
  const playbook = await openPlaybook(door, request);
  if (!own || !playbook) return identity(door, request, reply, visit, { values, faults: own ? [] : [faultOf(door, visit, notOwnForm, null)] }, { status: 403 });
  const visitHash = hashSecret(visit.secret);
  const asked = { orderNo: values['orderNo'] ?? '', tail: values['tail'] ?? '', shopId: values['shopId'] || null, code: values['code'] ?? '', address: request.ip, visitHash };
  const proven = await runCommand(door, request, systemActor, async (command): Promise<Result<true>> => {
    const found = await proveIdentity(command, asked);
    if (!found.ok) return found;
    const who = found.value;
    await beginDraft(command, visitHash, playbook.playbook, who.kind === 'order' ? who : { shopId: who.shopId, orderId: null, orderNo: who.orderNo, by: 'pending' });
    return { ok: true, value: true };
  });
  if (proven.ok) return reply.redirect(`/report/${playbook.playbook}/parts`, 303);
  return identity(door, request, reply, visit, { values, faults: [faultOf(door, visit, proven.refused)] }, { status: statusOf(door, proven.refused), shops: proven.refused.data?.['shops'], codeSent: values['code'] !== undefined });
}

/** Says the same whether or not there is an address; the code's page is the identity page with one field more. */
async function mailCode(door: Door, request: FastifyRequest, reply: FastifyReply, on: 'report' | 'status'): Promise<FastifyReply> {
  const { visit, own } = openForm(door, request, reply);
  const values = typedOf(request.body);
  const missing = (values['orderNo'] ?? '').trim() === '' ? [faultOf(door, visit, refuse('order-no-needed', { field: 'orderNo' }).refused)] : [];
  const faults = own ? missing : [faultOf(door, visit, notOwnForm, null)];
  const sent = faults.length === 0 && door.house.config.mail !== undefined;
  if (sent) {
    await inTransaction(door.house.db, (tx) =>
      sendCode({ tx, now: door.house.clock.now(), actor: systemActor, cause: `request:${request.id}` }, { orderNo: values['orderNo'] ?? '', visitHash: hashSecret(visit.secret), lang: visit.lang }),
    );
    door.house.wake();
  }
  const status = faults.length > 0 ? 422 : 200;
  if (on === 'report') return identity(door, request, reply, visit, { values, faults }, { status, codeSent: sent });
  return sendPage(reply, await lookupPage(door, visit, { values, faults }, undefined, sent), status);
}

/** The browser's draft with its order; undefined when it has none or it is too old. */
async function reportOf(door: Door, request: FastifyRequest, visit: Visit): Promise<Report | undefined> {
  const { db } = door.house;
  const draft = await draftOf(db, hashSecret(visit.secret), nameOfPlaybook(request), door.house.clock.now());
  if (!draft?.shopId) return undefined;
  const [playbook, shop, order, uploads] = await Promise.all([
    playbookInForce(db, draft.playbook, draft.shopId),
    shopById(db, draft.shopId),
    draft.orderId ? orderForCase(db, draft.orderId) : undefined,
    uploadsOf(db, { kind: 'draft', id: draft.id }),
  ]);
  return playbook && shop ? { visit, playbook: playbook.playbook, draft, shop, order, uploads, demo: door.house.config.demo } : undefined;
}

function startAgain(door: Door, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const visit = visitOf(door.house, request, reply);
  return identity(door, request, reply, visit, { values: {}, faults: [faultOf(door, visit, { code: 'draft-gone' }, null)] }, { status: 410 });
}

/** Names that belong to the frame, not to what was typed. */
const frame: readonly string[] = ['csrf', 'key', 'go', 'draft', 'remove', 'version'];

function typedOnly(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !frame.includes(name) && !name.startsWith('file:') && name.length <= 200).slice(0, 500));
}

async function keep(door: Door, request: FastifyRequest, reply: FastifyReply, step: Exclude<PageStep, 'review'>): Promise<FastifyReply> {
  const visit = visitOf(door.house, request, reply);
  const before = await reportOf(door, request, visit);
  if (!before) return startAgain(door, request, reply);
  const form = await readForm(door, request, visit, { kind: 'draft', id: before.draft.id });
  const typed = typedOnly(form.typed);
  const fresh = { ...before.draft, form: { ...before.draft.form, ...typed } };
  if (!form.own) return sendPage(reply, draws[step]({ ...before, draft: fresh }, { values: fresh.form, faults: [faultOf(door, visit, notOwnForm, null)] }), 403);
  if (form.typed['remove']) await removeOwn(door, { kind: 'draft', id: before.draft.id }, form.typed['remove']);
  const more = form.typed['go'] === 'more' ? { rows: String(Math.min(mostRows, rowsOf(fresh.form, before.order) + 1)) } : {};
  await inTransaction(door.house.db, (tx) => keepTyped(tx, before.draft.id, { ...typed, ...more }, [], door.house.clock.now()));
  const base = `/report/${before.playbook.playbook}`;
  const faults = form.typed['go'] === 'more' || form.typed['go'] === 'stay' || form.typed['remove'] ? [...form.faults] : [...form.faults, ...worded(door, visit, faultsOf({ ...before, draft: fresh }, step))];
  if (faults.length > 0) {
    const report = { ...before, draft: fresh, uploads: await uploadsOf(door.house.db, { kind: 'draft', id: before.draft.id }) };
    return sendPage(reply, draws[step](report, { values: fresh.form, faults }), 422);
  }
  const stays = form.typed['go'] === 'more' || form.typed['go'] === 'stay' || form.typed['remove'];
  return reply.redirect(stays ? `${base}/${step}` : `${base}/${after[step]}`, 303);
}

function faultsOf(report: Report, step: Exclude<PageStep, 'review'>): FormFault[] {
  const { draft, playbook, order } = report;
  if (step === 'photos') return [];
  if (step === 'parts') return [...readLines(order, draft.form, playbook.problems).faults, ...checkFields(playbook, 'parts', draft.form)];
  const reachable = order !== undefined || (draft.form['contact'] ?? '').trim() !== '';
  return [...(reachable ? [] : [{ field: 'contact', refusal: { code: 'contact-needed' } }]), ...checkFields(playbook, 'contact', draft.form)];
}

function worded(door: Door, visit: Visit, faults: readonly FormFault[]): Fault[] {
  return faults.map((each) => faultOf(door, visit, each.refusal, each.field));
}

/** What the page's script sends while somebody types, so that a dead battery loses nothing. */
async function save(door: Door, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { visit, own } = openForm(door, request, reply);
  const report = own ? await reportOf(door, request, visit) : undefined;
  if (!report) return reply.code(403).send({ saved: false });
  await inTransaction(door.house.db, (tx) => keepTyped(tx, report.draft.id, typedOnly(typedOf(request.body)), [], door.house.clock.now()));
  return reply.send({ saved: true });
}

/** Sends the report: registered once however often the button is pressed; then the case's own page (IN-9). */
async function submit(door: Door, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { visit, own } = openForm(door, request, reply);
  const values = typedOf(request.body);
  const sent = /^[0-9a-f-]{36}$/.test(values['draft'] ?? '') ? await draftById(door.house.db, hashSecret(visit.secret), values['draft'] ?? '') : undefined;
  if (own && sent?.caseId) return toCase(door, request, reply, sent.caseId);
  const report = await reportOf(door, request, visit);
  if (!report) return startAgain(door, request, reply);
  const { draft, playbook, order, shop } = report;
  if (!own) return sendPage(reply, reviewPage(report, { values: {}, faults: [faultOf(door, visit, notOwnForm, null)] }), 403);
  for (const step of ['parts', 'contact'] as const) {
    const faults = faultsOf(report, step);
    if (faults.length > 0) return sendPage(reply, draws[step](report, { values: draft.form, faults: worded(door, visit, faults) }), 422);
  }
  const actor: Actor = { kind: 'customer', id: draft.id, caseId: null };
  const once = { actor: `customer:${draft.id}`, key: (values['key'] ?? '').slice(0, 100) || draft.id, route: 'POST /report', body: { draft: draft.id } };
  const given = registrationOf(playbook, order, { shopId: shop.id, orderNo: draft.orderNo ?? '' }, draft.form, report.uploads, visit.lang);
  const registered = await runOnce(door, request, actor, once, async (command): Promise<Result<{ caseId: string }>> => {
    const before = await draftById(command.tx, hashSecret(visit.secret), draft.id);
    if (before?.caseId) return { ok: true, value: { caseId: before.caseId } };
    const made = await registerReport(command, given, { owner: { kind: 'draft', id: draft.id } });
    if (!made.ok) return made;
    await endDraft(command, draft.id, made.value.id);
    return { ok: true, value: { caseId: made.value.id } };
  });
  return registered.ok ? toCase(door, request, reply, registered.value.caseId) : notRegistered(door, request, reply, report, registered);
}

async function toCase(door: Door, request: FastifyRequest, reply: FastifyReply, caseId: string): Promise<FastifyReply> {
  const secret = await inTransaction(door.house.db, (tx) => makeLink({ tx, now: door.house.clock.now(), actor: systemActor, cause: `request:${request.id}` }, caseId));
  return reply.redirect(`/c/${secret}?done=new`, 303);
}

/** The page on which it is mended, with everything that was typed. The same matter that is open already gets its way there (IN-6). */
async function notRegistered(door: Door, request: FastifyRequest, reply: FastifyReply, report: Report, { refused }: Refused): Promise<FastifyReply> {
  const { visit, draft, playbook, order } = report;
  const where = whereToMend(refused, readLines(order, draft.form, playbook.problems).lines);
  const faults = [faultOf(door, visit, refused, where.field)];
  const status = statusOf(door, refused);
  if (where.page !== 'review') return sendPage(reply, draws[where.page](report, { values: draft.form, faults }), status);
  const same = refused.code === 'duplicate' ? ((refused.data?.['cases'] ?? []) as { caseId: string; number: string }[]) : [];
  const already = await inTransaction(door.house.db, (tx) =>
    Promise.all(same.map(async (each) => ({ number: each.number, href: `/c/${await makeLink({ tx, now: door.house.clock.now(), actor: systemActor, cause: `request:${request.id}` }, each.caseId)}` }))),
  );
  return sendPage(reply, reviewPage(report, { values: {}, faults }, already), status);
}
