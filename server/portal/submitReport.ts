import type { FastifyReply, FastifyRequest } from 'fastify';
import { makeLink, readCase } from '#case/contract.ts';
import { registerReport } from '#intake/contract.ts';
import { type Actor, systemActor } from '#platform/actor.ts';
import { inTransaction } from '#platform/db.ts';
import { hashSecret } from '#platform/ids.ts';
import type { Refused, Result } from '#platform/result.ts';
import { type Door, faultOf, notOwnForm, openForm, runOnce, statusOf, typedOf } from './door.ts';
import { looked } from './looked.ts';
import { sendPage } from './page.ts';
import { draftById, endDraft } from './portalStore.ts';
import { readLines, registrationOf, whereToMend } from './reportForm.ts';
import { type Report, reviewPage } from './reportPages.ts';
import { draws, faultsOf, reportOf, startAgain, worded } from './reportSession.ts';

/** Sends the report: registered once however often the button is pressed; then the case's own page (IN-9). */
export async function submit(door: Door, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { visit, own } = openForm(door, request, reply);
  const values = typedOf(request.body);
  const sent = /^[0-9a-f-]{36}$/.test(values['draft'] ?? '')
    ? await draftById(door.house.db, hashSecret(visit.secret), values['draft'] ?? '')
    : undefined;
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
  const once = {
    actor: `customer:${draft.id}`,
    key: (values['key'] ?? '').slice(0, 100) || draft.id,
    route: 'POST /report',
    body: { draft: draft.id },
  };
  const given = registrationOf(playbook, order, { shopId: shop.id, orderNo: draft.orderNo }, draft.form, report.uploads, visit.lang);
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
  const secret = await inTransaction(door.house.db, (tx) =>
    makeLink({ tx, now: door.house.clock.now(), actor: systemActor, cause: `request:${request.id}` }, caseId),
  );
  await looked(door, request, caseId);
  const read = await readCase(door.house.db, systemActor, caseId);
  return reply.redirect(`/c/${secret}?done=new&v=${read.ok ? read.value.version : 0}`, 303);
}

/** The page on which it is mended, with everything that was typed. The same matter that is open already gets its way there (IN-6). */
async function notRegistered(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  report: Report,
  { refused }: Refused,
): Promise<FastifyReply> {
  const { visit, draft, playbook, order } = report;
  const where = whereToMend(refused, readLines(order, draft.form, playbook).lines);
  const faults = [faultOf(door, visit, refused, where.field)];
  const status = statusOf(door, refused);
  if (where.page !== 'review') return sendPage(reply, draws[where.page](report, { values: draft.form, faults }), status);
  const same = refused.code === 'duplicate' ? ((refused.data?.['cases'] ?? []) as { caseId: string; number: string }[]) : [];
  const already = await inTransaction(door.house.db, (tx) =>
    Promise.all(
      same.map(async (each) => ({
        number: each.number,
        href: `/c/${await makeLink({ tx, now: door.house.clock.now(), actor: systemActor, cause: `request:${request.id}` }, each.caseId)}`,
      })),
    ),
  );
  return sendPage(reply, reviewPage(report, { values: {}, faults }, already), status);
}
