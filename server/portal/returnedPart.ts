import { field, type Typed } from './fields.ts';
import { form } from './actPanels.ts';
import { type Html, html } from './html.ts';
import type { StatusView } from './statusView.ts';
import type { Visit } from './visit.ts';
import { wordsOf } from './words.ts';

/** Goods on their way back to us: each step, how and where to send them, and the number once they are sent (FU-10, FU-11). */
export function returnedPanel(visit: Visit, view: StatusView, base: string, typed: Typed): Html {
  const words = wordsOf(visit.lang);
  return html`<section class="panel" id="returned"><h2>${words.returnedTitle}</h2>${view.returned.map(
    (each) => html`<div class="task"><p class="task-title">${each.title}</p><p>${each.words}</p>
    ${each.how && html`<p>${each.how}</p>`}${each.waybill && html`<p class="tracking">${words.returnedNumber(each.waybill)}</p>`}${each.freight && html`<p class="quiet">${each.freight}</p>`}</div>`,
  )}
  ${
    view.returned.some((each) => each.mayAnnounce) &&
    form(
      visit,
      view,
      `${base}/sent-back`,
      html`${field(words, typed, { name: 'waybill', label: words.returnedWaybill, help: words.returnedWaybillHelp, max: 40 })}<button class="button second" type="submit">${words.returnedSend}</button>`,
    )
  }
  ${
    view.returned.some((each) => each.mayPostpone) &&
    form(
      visit,
      view,
      `${base}/other-pickup`,
      html`${field(words, typed, { name: 'pickup', label: words.pickupOther, help: words.pickupOtherHelp, max: 200 })}<button class="button second" type="submit">${words.pickupSend}</button>`,
    )
  }</section>`;
}
