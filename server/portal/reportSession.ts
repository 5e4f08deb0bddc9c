import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Playbook, playbookInForce, playbookNames } from '#case/contract.ts';
import { orderForCase, shopById } from '#commerce/contract.ts';
import type { Reader } from '#platform/db.ts';
import { hashSecret } from '#platform/ids.ts';
import { answersWords } from './answersWords.ts';
import { type Door, faultOf, houseName } from './door.ts';
import type { Fault, Typed } from './fields.ts';
import { type Html, html } from './html.ts';
import { identityForm } from './identityPage.ts';
import { page, plainBody, sendPage } from './page.ts';
import { draftOf, uploadsOf } from './portalStore.ts';
import { checkFields, type FormFault, isOnPortal, needsOrder, readLines } from './reportForm.ts';
import { contactPage, partsPage, photosPage, type Report, type ReportStep, reviewPage, stepPage } from './reportPages.ts';
import { type Visit, visitOf } from './visit.ts';
import { knownOf, shopsFor, startForm } from './startForm.ts';
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

/** The procedure of the address, if customers file by it. */
export async function openPlaybook(door: Door, request: FastifyRequest): Promise<Playbook | undefined> {
  const found = (await playbookInForce(door.house.db, nameOfPlaybook(request), null))?.playbook;
  return found && isOnPortal(found) ? found : undefined;
}

/** The same procedure if the shop has it, else that of its own for one of the same problems: shops have their own ways (OR-1). */
export async function sameOfShop(on: Reader, playbook: Playbook, shopId: string): Promise<Playbook | undefined> {
  for (const name of [playbook.playbook, ...(await playbookNames(on, shopId))]) {
    const found = (await playbookInForce(on, name, shopId))?.playbook;
    const fits = found && isOnPortal(found) && found.problems.some((problem) => playbook.problems.includes(problem));
    if (fits) return found;
  }
  return undefined;
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
  const orderNo = playbook.registration.fields.find((field) => field.id === 'orderNo')?.words[visit.lang];
  const form = identityForm(door, visit, typed, {
    action: `${base}/identity`,
    codeAction: `${base}/code`,
    button: words.next,
    ...options,
    ...(orderNo ? { orderNo } : {}),
    known: knownOf(playbook, typed.values),
  });
  const byOrder = needsOrder(playbook);
  const asked = html`<details${(typed.values['orderNo'] || options.codeSent) && html` open`}><summary>${words.aboutOrder}</summary><p>${words.identityLead}</p>${form}</details>`;
  return sendPage(
    reply,
    stepPage(
      { visit, playbook, shop, demo: door.house.config.demo },
      'identity',
      typed,
      byOrder ? words.identityTitle : words.filing[playbook.kind].title,
      byOrder
        ? html`<p>${words.identityLead}</p>${form}`
        : html`<p>${words.noOrderNeeded}</p>${playbook.kind === 'enquiry' && html`<p><a href="/answers">${answersWords[visit.lang].selfHelp}</a></p>`}${startForm(visit, playbook, await shopsFor(door, playbook), typed)}${orderNo && asked}`,
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
