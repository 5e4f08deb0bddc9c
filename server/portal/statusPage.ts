import { formatFen } from '#platform/money.ts';
import { actPanel, morePanels, objectionPanel } from './actPanels.ts';
import { faultBox, type Typed, untouched } from './fields.ts';
import { fileList } from './filesPart.ts';
import { type Html, html, lines } from './html.ts';
import { page } from './page.ts';
import { payoutPanel } from './payoutPart.ts';
import { returnedPanel } from './returnedPart.ts';
import { saySize, sayTime } from './say.ts';
import { standingPanel } from './standingPart.ts';
import type { StatusView } from './statusView.ts';
import type { Visit } from './visit.ts';
import { wordsOf } from './words.ts';

export interface StatusExtras {
  readonly typed: Typed;
  /** What was just done, one of `words.done`; told as long as the case stands as it did then. */
  readonly done: { readonly words: string; readonly version: number } | null;
  /** The case had moved on: kinds of events since the page was drawn. */
  readonly changed: readonly string[] | null;
  /** Number of the case that the link was made for, when it was merged into this one. */
  readonly mergedFrom: boolean;
  readonly demo: boolean;
}
export const plainExtras: StatusExtras = { typed: untouched, done: null, changed: null, mergedFrom: false, demo: false };

/** Where the matter stands, what the customer may do, the road so far and what comes next (screens.md, portal). */
export function statusPage(visit: Visit, view: StatusView, base: string, extras: StatusExtras): Html {
  const words = wordsOf(visit.lang);
  const { theCase, shop } = view;
  const { faults } = extras.typed;
  const body = html`
    <section class="hero${theCase.closedAt && (theCase.outcome === 'resolved' || theCase.outcome === 'explained' ? ' ended good' : ' ended')}"><p class="matter">${view.title}${view.goods && html` · ${view.goods}`}</p><h1>${view.headline}</h1><p>${view.lead}</p></section>
    <div data-island="live" data-settings="${JSON.stringify({ url: `${base}/state`, version: theCase.version, words: { news: words.liveNews, show: words.liveShow } })}"></div>
    <div data-island="seen" data-settings="${JSON.stringify({ url: `${base}/seen`, token: visit.token })}" hidden></div>
    ${extras.done?.version === theCase.version && doneBox(visit, view, extras.done.words)}
    ${extras.mergedFrom && html`<p class="notice">${words.mergedNote(theCase.number)}</p>`}
    ${extras.changed && changedBox(visit, view, extras.changed)}
    ${faultBox(words, faults)}
    ${actPanel(visit, view, base, extras.typed)}
    ${objectionPanel(visit, view, base, extras.typed)}
    ${view.payouts.length > 0 && payoutPanel(visit, view, base, extras.typed)}
    ${view.returned.length > 0 && returnedPanel(visit, view, base, extras.typed)}
    ${view.progress.length > 0 && progressPanel(visit, view, base)}
    <section class="panel"><h2>${words.progress}</h2>${timeline(visit, view)}</section>
    ${
      view.messages.length > 0 &&
      html`<section class="panel"><h2>${words.news}</h2>${view.messages.slice(0, 2).map((each) => message(visit, view, each))}
      ${view.messages.length > 2 && html`<details><summary>${words.earlierNews(view.messages.length - 2)}</summary>${view.messages.slice(2).map((each) => message(visit, view, each))}</details>`}</section>`
    }
    ${
      (view.reported !== '' || view.evidence.length > 0) &&
      html`<section class="panel"><h2>${words.what}</h2><p>${view.reported}</p>${view.evidence.length > 0 && html`<h3>${words.files}</h3>${fileList(visit, `${base}/files`, view.evidence)}`}</section>`
    }
    ${standingPanel(view.standing, visit.lang)}
    ${morePanels(visit, view, base, extras.typed)}
    ${contactPanel(visit, shop)}`;
  return page(visit, {
    title: view.headline,
    shop: visit.lang === 'zh' ? shop.name : shop.nameEn,
    aside: words.caseNo(theCase.number),
    body,
    path: base,
    procedure: theCase.playbook,
    demo: extras.demo,
  });
}

/** Where a person is reached (TA-5): the marketplace's chat, the shop's own line with its hours. */
function contactPanel(visit: Visit, shop: StatusView['shop']): Html {
  const words = wordsOf(visit.lang);
  const signature = visit.lang === 'zh' ? shop.signature || shop.name : shop.nameEn || shop.signature;
  const isOwn = shop.platform === 'own' || shop.platform === 'store';
  const { phone, hours } = shop;
  return html`<section class="panel" id="contact"><h2>${words.contactUs}</h2><p>${isOwn ? words.contactOwn(signature) : words.contactMarket(signature)}${visit.lang === 'zh' ? '。' : '. '}${words.contactNumber}</p>
    ${phone !== '' && html`<p>${words.contactCall} <a href="tel:${phone.replaceAll(/[ -]/g, '')}">${phone}</a>${hours && words.contactHours(hours.open, hours.close)}</p>`}</section>`;
}

function doneBox(visit: Visit, view: StatusView, done: string): Html | null {
  const words = wordsOf(visit.lang);
  if (done === 'new')
    return html`<div class="done-box" role="status"><h2>${words.submitted}</h2><p>${words.submittedLead(view.theCase.number)}</p></div>`;
  const said = words.done[done];
  return said ? html`<div class="done-box" role="status"><p>${said}</p></div>` : null;
}

function changedBox(visit: Visit, view: StatusView, kinds: readonly string[]): Html {
  const words = wordsOf(visit.lang);
  const known = [...new Set(kinds.flatMap((kind) => words.changes[kind] ?? []))];
  return html`<div class="fault-box" role="alert" id="faults"><h2>${words.changedTitle}</h2><p>${words.changedLead}</p><ul>${known.map((each) => html`<li>${each}</li>`)}<li>${words.changedNow(view.headline)}</li></ul></div>`;
}

function timeline(visit: Visit, view: StatusView): Html {
  const words = wordsOf(visit.lang);
  return html`<ol class="timeline">${view.timeline.map((mark) => {
    const [first = '', ...rest] = mark.words.split('\n');
    return html`<li class="${mark.state}"${mark.state === 'now' && html` aria-current="step"`}><span class="mark">${first}</span>${rest.map((line) => html`<span class="when">${line}</span>`)}${mark.at && html`<time class="when" datetime="${mark.at.toISOString()}">${mark.state === 'now' ? words.since(sayTime(mark.at, view.zone, visit.lang)) : sayTime(mark.at, view.zone, visit.lang)}</time>`}</li>`;
  })}</ol>`;
}

function message(visit: Visit, view: StatusView, each: StatusView['messages'][number]): Html {
  // The link in a letter leads to this very page: here it would only be noise.
  const body = each.body.replaceAll(/https?:\/\/\S+?\/c\/[\w-]+/g, wordsOf(visit.lang).thisPage).trim();
  return html`<div class="message"><time class="when" datetime="${each.at.toISOString()}">${sayTime(each.at, view.zone, visit.lang)}</time><p>${lines(body)}</p></div>`;
}

function progressPanel(visit: Visit, view: StatusView, base: string): Html {
  const words = wordsOf(visit.lang);
  return html`<section class="panel"><h2>${view.progress.some((each) => each.trackingNo) ? words.ownExpress : words.ownProgress}</h2>${view.progress.map(
    (
      each,
    ) => html`<div class="task"><p class="task-title">${each.title}${each.amountFen !== null && each.kind === 'refund' && html` <span class="quiet">${formatFen(each.amountFen, visit.lang)}</span>`}</p><p>${each.words}</p>
    ${each.files.map((file) => html`<p><a class="button second" href="${base}/files/${file.fileId}/original" download>${words.download(file.name)}</a> <span class="quiet">${saySize(file.size)}</span></p>`)}
    ${each.trackingNo && !each.words.includes(each.trackingNo) && html`<p class="tracking">${words.parcel(each.carrier ?? '', each.trackingNo)}</p>`}
    ${each.trackingNo && (each.lastScan?.text || !each.settled) && html`<p class="quiet">${each.lastScan?.text ? html`${words.lastScan}：${each.lastScan.text}${each.lastScan.place && html` · ${each.lastScan.place}`}${each.lastScan.at && html` · ${sayTime(each.lastScan.at, view.zone, visit.lang)}`}` : words.noScan}</p>`}</div>`,
  )}</section>`;
}
