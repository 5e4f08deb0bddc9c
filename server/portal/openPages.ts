import type { FastifyInstance } from 'fastify';
import { chartSvg, flowChart, type Playbook, playbookInForce, playbookNames, publishedProcedure } from '#case/contract.ts';
import type { Lang } from '#platform/actor.ts';
import { hashSecret } from '#platform/ids.ts';
import { answersWords } from './answersWords.ts';
import { type Door, houseName, limited, limits } from './door.ts';
import { html, madeByUs } from './html.ts';
import { page, plainBody, sendPage } from './page.ts';
import { draftOf } from './portalStore.ts';
import { termsPart } from './termsPart.ts';
import { visitOf } from './visit.ts';
import { wordsOf } from './words.ts';
import { isOnPortal } from './reportForm.ts';

/** What most people come for stands first. */
const kindsInOrder: readonly Playbook['kind'][] = ['claim', 'complaint', 'request', 'query', 'enquiry', 'suggestion'];

function titleOf(playbook: Playbook, lang: Lang): string {
  return (playbook.customerTitle ?? playbook.title)[lang];
}

/** The pages that anybody may see: the start, and each published procedure (TA-8). */
export function mountOpenPages(scope: FastifyInstance, door: Door): void {
  const { house } = door;
  scope.get('/', limited(limits.read), async (request, reply) => {
    const visit = visitOf(house, request, reply);
    const words = wordsOf(visit.lang);
    const names = await playbookNames(house.db);
    const playbooks = (await Promise.all(names.map((name) => playbookInForce(house.db, name, null)))).flatMap((each) =>
      each ? [each.playbook] : [],
    );
    const draft = await draftOf(house.db, hashSecret(visit.secret), null, house.clock.now());
    const body = html`<section class="hero"><h1>${words.startTitle}</h1><p>${words.startLead}</p></section>
      <section class="panel"><ul class="entries">
        ${draft && html`<li><a class="entry draft" href="/report/${draft.playbook}/parts"><strong>${words.startDraft}</strong><span class="quiet">${words.startDraftHelp}</span></a></li>`}
        <li><a class="entry" href="/status"><strong>${words.startCheck}</strong><span class="quiet">${words.startCheckHelp}</span></a></li>
        <li><a class="entry" href="/answers"><strong>${answersWords[visit.lang].title}</strong><span class="quiet">${answersWords[visit.lang].lead}</span></a></li>
        ${playbooks
          .filter(isOnPortal)
          .toSorted((a, b) => kindsInOrder.indexOf(a.kind) - kindsInOrder.indexOf(b.kind))
          .map(
            (each) =>
              html`<li><a class="entry" href="/report/${each.playbook}"><strong>${titleOf(each, visit.lang)}</strong><span class="quiet">${each.problems.some((problem) => problem.startsWith('missing.')) ? words.startReportHelp : words.filing[each.kind].help}</span></a></li>`,
          )}
      </ul>
      <details><summary>${words.startProcedure}</summary><ul>${playbooks.map((each) => html`<li><a href="/procedure/${each.playbook}">${titleOf(each, visit.lang)}</a></li>`)}</ul></details></section>`;
    return sendPage(
      reply,
      page(visit, { title: words.startTitle, shop: await houseName(door, visit), body, path: '/', demo: house.config.demo, open: true }),
    );
  });

  scope.get('/procedure/:playbook', limited(limits.read), async (request, reply) => {
    const visit = visitOf(house, request, reply);
    const words = wordsOf(visit.lang);
    const { playbook: name } = request.params as { playbook: string };
    const found = await playbookInForce(house.db, name, null);
    const shop = await houseName(door, visit);
    if (!found) {
      const body = plainBody(words.notFound, '', [{ href: '/', words: words.footHome }]);
      return sendPage(reply, page(visit, { title: words.notFound, shop, body, path: '/', demo: house.config.demo }), 404);
    }
    const procedure = publishedProcedure(found.playbook, visit.lang);
    const list = (items: readonly string[]) => html`<ul>${items.map((each) => html`<li>${each}</li>`)}</ul>`;
    const svg = chartSvg(await flowChart(found.playbook, visit.lang, 'customer'), { lang: visit.lang });
    const body = html`<article class="panel prose"><h1>${procedure.title}</h1>
      ${isOnPortal(found.playbook) && html`<p><a class="button" href="/report/${name}">${words.filing[found.playbook.kind].submit}</a></p>`}
      <h2>${words.procedureWho}</h2><p>${procedure.who}</p>
      <h2>${words.procedureBring}</h2>${list(procedure.bring)}
      <h2>${words.procedureStandards}</h2>${list(procedure.standards)}
      <h2>${words.procedureLimits}</h2><dl>${procedure.limits.map((each) => html`<div><dt>${each.title}</dt><dd>${each.text}</dd></div>`)}</dl>
      ${await termsPart(house.db, found.playbook, visit, house.clock.now())}
      <h2>${words.procedureObjections}</h2>${list(procedure.objections)}
      ${procedure.notes.length > 0 && html`<h2>${words.procedureNotes}</h2>${list(procedure.notes)}`}
      <h2>${words.procedureRoad}</h2><ol>${roadOf(found.playbook, visit.lang).map((each) => html`<li>${each}</li>`)}</ol>
      <details><summary>${words.procedureWhole}</summary><div class="chart-frame" tabindex="0" role="region" aria-label="${words.procedureChart}">${madeByUs(svg)}</div></details>
      <p class="quiet">${words.procedureVersion(found.version)}</p></article>`;
    return sendPage(
      reply,
      page(visit, { title: procedure.title, shop, body, path: `/procedure/${name}`, demo: house.config.demo, open: true }),
    );
  });
}

/** What a customer lives through, in order and in their words; what they never see isn't a step of theirs. */
function roadOf(playbook: Playbook, lang: Lang): string[] {
  const seen = Object.values(playbook.steps).filter(
    (step) => step.customerTitle && step.stage !== 'liability' && step.stage !== 'approval',
  );
  return [...new Set(seen.map((step) => step.customerTitle?.[lang] ?? ''))];
}
