import { type Playbook, playbookInForce } from '#case/contract.ts';
import type { Door } from './door.ts';
import { hidden, idOf, type Typed } from './fields.ts';
import { type Html, html } from './html.ts';
import { type OpenShop, openShops } from './portalStore.ts';
import { fieldsOf, longest } from './reportForm.ts';
import type { Visit } from './visit.ts';
import { wordsOf } from './words.ts';

/** The shops whose customers may file by this playbook. */
export async function shopsFor(door: Door, playbook: Playbook): Promise<OpenShop[]> {
  const [shops, inForce] = await Promise.all([openShops(door.house.db), playbookInForce(door.house.db, playbook.playbook, null)]);
  return shops.filter((shop) => !inForce?.shopIds || inForce.shopIds.includes(shop.id));
}

/** The way in for a question, a suggestion or a word about a page, which needs no order (EX-1, FB-8); what is known already goes along. */
export function startForm(visit: Visit, playbook: Playbook, shops: readonly OpenShop[], typed: Typed): Html {
  const words = wordsOf(visit.lang);
  const known = knownOf(playbook, typed.values);
  const fault = typed.faults.find((each) => each.field === 'shopId');
  const id = idOf('shopId');
  return html`<form method="post" action="/report/${playbook.playbook}/start">${hidden({ csrf: visit.token, ...known })}
    ${shops.length > 1 && html`<div class="field${fault && ' wrong'}"><label for="${id}">${words.shop}</label>${fault && html`<p class="fault" id="${id}-fault">${fault.words}</p>`}<select id="${id}" name="shopId"${fault && html` aria-invalid="true" aria-describedby="${id}-fault"`}><option value="">${words.shopChoose}</option>${shops.map((shop) => html`<option value="${shop.id}"${typed.values['shopId'] === shop.id && html` selected`}>${visit.lang === 'zh' ? shop.name : shop.nameEn}</option>`)}</select></div>`}
    <button class="button" type="submit">${words.next}</button></form>`;
}

/** What the page that led here knew already: fields of this playbook, as typed. */
export function knownOf(playbook: Playbook, values: Readonly<Record<string, string>>): Record<string, string> {
  const names = ['problem', ...fieldsOf(playbook, 'parts').map((field) => field.id)];
  return Object.fromEntries(names.flatMap((name) => (values[name] ? [[name, values[name].slice(0, longest.field)]] : [])));
}
