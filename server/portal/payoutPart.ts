import { cards, field, type Typed } from './fields.ts';
import { form } from './actPanels.ts';
import { type Html, html } from './html.ts';
import type { StatusView } from './statusView.ts';
import type { Visit } from './visit.ts';
import { wordsOf } from './words.ts';

/** Money that goes to an account of the customer's: the form until it is in a batch, afterwards what we hold, masked (FU-15). */
export function payoutPanel(visit: Visit, view: StatusView, base: string, typed: Typed): Html {
  const words = wordsOf(visit.lang);
  const open = view.payouts.some((each) => each.mayGive);
  const missing = view.payouts.some((each) => each.mayGive && (each.payee === null || each.failed !== null));
  const inside = form(
    visit,
    view,
    `${base}/payee`,
    html`${cards(typed, 'way', words.payeeWay, [
      { value: 'alipay', title: words.payeeWays.alipay },
      { value: 'wechat', title: words.payeeWays.wechat },
      { value: 'bank', title: words.payeeWays.bank },
    ])}${field(words, typed, { name: 'name', label: words.payeeName, help: words.payeeNameHelp, max: 60 })}${field(words, typed, { name: 'account', label: words.payeeAccount, help: words.payeeAccountHelp, max: 80 })}${field(words, typed, { name: 'bank', label: words.payeeBank, help: words.payeeBankHelp, optional: true, max: 60 })}<button class="button" type="submit">${words.payeeSend}</button>`,
  );
  const wrong = typed.faults.some((each) => ['way', 'name', 'account', 'bank'].includes(each.field ?? ''));
  return html`<section class="panel${missing && ' act'}" id="payout"><h2>${words.payoutTitle}</h2>${view.payouts.map(
    (each) =>
      html`<div class="task"><p class="task-title">${each.amount}</p>${each.failed && html`<p class="fault">${each.failed}</p>`}<p>${
        each.payee ? words.payeeHeld(words.payeeWays[each.payee.way], each.payee.name, each.payee.account) : words.payeeWanted
      }</p></div>`,
  )}${open && (missing || wrong ? inside : html`<details id="payee-again"><summary>${words.payeeAgain}</summary>${inside}</details>`)}</section>`;
}
