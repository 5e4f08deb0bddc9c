import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Playbook, playbookInForce } from '#case/contract.ts';
import { orderForCase, shopById } from '#commerce/contract.ts';
import { hashSecret } from '#platform/ids.ts';
import { type Door, faultOf, houseName } from './door.ts';
import type { Fault, Typed } from './fields.ts';
import { type Html, html } from './html.ts';
import { identityForm } from './identityPage.ts';
import { page, plainBody, sendPage } from './page.ts';
import { draftOf, uploadsOf } from './portalStore.ts';
import { checkFields, type FormFault, readLines } from './reportForm.ts';
import { contactPage, partsPage, photosPage, type Report, type ReportStep, reviewPage, stepPage } from './reportPages.ts';
import { type Visit, visitOf } from './visit.ts';
import { wordsOf } from './words.ts';

export type PageStep = Exclude<ReportStep, 'identity'>;
export const draws: Readonly<Record<PageStep, (report: Report, typed: Typed) => Html>> = {
  parts: partsPage,
  photos: photosPage,
  contact: contactPage,
  review: reviewPage,
};

export function nameOfPlaybook(request: FastifyRequest): string {
  return (request.params as { playbook: string }).playbook;
}

export async function openPlaybook(door: Door, request: FastifyRequest): Promise<Playbook | undefined> {
  return (await playbookInForce(door.house.db, nameOfPlaybook(request), null))?.playbook;
}

/** The first page: which order, and what proves it. */
export async function identity(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  visit: Visit,
  typed: Typed,
  options: { status?: number; shops?: unknown; codeSent?: boolean } = {},
): Promise<FastifyReply> {
  const words = wordsOf(visit.lang);
  const playbook = await openPlaybook(door, request);
  const shop = await houseName(door, visit);
  if (!playbook)
    return sendPage(
      reply,
      page(visit, { title: words.notFound, shop, body: plainBody(words.notFound, '', [{ href: '/', words: words.footHome }]), path: '/' }),
      404,
    );
  const base = `/report/${playbook.playbook}`;
  const form = identityForm(door, visit, typed, { action: `${base}/identity`, codeAction: `${base}/code`, button: words.next, ...options });
  return sendPage(
    reply,
    stepPage(
      { visit, playbook, shop, demo: door.house.config.demo },
      'identity',
      typed,
      words.identityTitle,
      html`<p>${words.identityLead}</p>${form}`,
    ),
    options.status ?? 200,
  );
}

/** The browser's draft with its order; undefined when it has none or it is too old. */
export async function reportOf(door: Door, request: FastifyRequest, visit: Visit): Promise<Report | undefined> {
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

export function startAgain(door: Door, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const visit = visitOf(door.house, request, reply);
  return identity(
    door,
    request,
    reply,
    visit,
    { values: {}, faults: [faultOf(door, visit, { code: 'draft-gone' }, null)] },
    { status: 410 },
  );
}

/** What is wrong with one page of a report. */
export function faultsOf(report: Report, step: Exclude<PageStep, 'review'>): FormFault[] {
  const { draft, playbook, order } = report;
  if (step === 'photos') return [];
  if (step === 'parts') return [...readLines(order, draft.form, playbook).faults, ...checkFields(playbook, 'parts', draft.form)];
  const reachable = order !== undefined || (draft.form['contact'] ?? '').trim() !== '';
  return [
    ...(reachable ? [] : [{ field: 'contact', refusal: { code: 'contact-needed' } }]),
    ...checkFields(playbook, 'contact', draft.form),
  ];
}

export function worded(door: Door, visit: Visit, faults: readonly FormFault[]): Fault[] {
  return faults.map((each) => faultOf(door, visit, each.refusal, each.field));
}
