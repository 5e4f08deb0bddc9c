import { type Door, houseName } from './door.ts';
import { faultBox, field, hidden, idOf, type Typed } from './fields.ts';
import { type Html, html } from './html.ts';
import { page } from './page.ts';
import type { Visit } from './visit.ts';
import { wordsOf } from './words.ts';

/** Shops that an order number fits, when it fits several. */
export type ShopChoice = readonly { readonly id: string; readonly zh: string; readonly en: string }[];

/** Order number and any one of three tails; or a code by mail; or the agent's link (TA-5). Help stands at each field. */
export function identityForm(
  door: Door,
  visit: Visit,
  typed: Typed,
  options: {
    action: string;
    codeAction: string;
    button: string;
    shops?: unknown;
    codeSent?: boolean;
    orderNo?: string;
    known?: Readonly<Record<string, string>>;
  },
): Html {
  const words = wordsOf(visit.lang);
  const shops = Array.isArray(options.shops) ? (options.shops as ShopChoice) : [];
  const mail = door.house.config.mail !== undefined;
  return html`<form method="post" action="${options.action}">${hidden({ csrf: visit.token, ...options.known })}
    ${field(words, typed, { name: 'orderNo', label: options.orderNo ?? words.orderNo, help: words.orderNoHelp, autocomplete: 'off', max: 64 })}
    ${shops.length > 0 && html`<div class="field"><label for="${idOf('shopId')}">${words.shop}</label><select id="${idOf('shopId')}" name="shopId"><option value="">${words.shopAny}</option>${shops.map((shop) => html`<option value="${shop.id}"${typed.values['shopId'] === shop.id && html` selected`}>${visit.lang === 'zh' ? shop.zh : shop.en}</option>`)}</select></div>`}
    ${field(words, typed, { name: 'tail', label: words.tailLegend, help: words.tailHelp, autocomplete: 'off', max: 20 })}
    ${options.codeSent && html`<p class="notice" role="status">${words.codeSent}</p>${field(words, typed, { name: 'code', label: words.code, help: words.codeHelp, inputmode: 'numeric', autocomplete: 'one-time-code', optional: true, max: 12 })}`}
    <button class="button" type="submit">${options.button}</button>
    <details${options.codeSent && html` open`}><summary>${words.noneOfThese}</summary>
      ${mail ? html`<p>${words.byCodeHelp}</p><button class="button second" type="submit" formaction="${options.codeAction}">${words.byCode}</button>` : html`<p>${words.codeNotSetUp}</p>`}
      <p>${words.agentLink}</p></details>
  </form>`;
}

export async function lookupPage(door: Door, visit: Visit, typed: Typed, shops?: unknown, codeSent = false): Promise<Html> {
  const words = wordsOf(visit.lang);
  const body = html`<section class="panel"><h1>${words.statusTitle}</h1><p>${words.statusLead}</p>${faultBox(words, typed.faults)}
    ${identityForm(door, visit, typed, { action: '/status', codeAction: '/status/code', button: words.find, shops, codeSent })}</section>`;
  return page(visit, {
    title: words.statusTitle,
    shop: await houseName(door, visit),
    body,
    path: '/status',
    demo: door.house.config.demo,
    open: true,
  });
}
