import { newId } from '#platform/ids.ts';
import { formatFen } from '#platform/money.ts';
import { cards, type Choice, field, hidden, type Typed } from './fields.ts';
import { filePicker } from './filesPart.ts';
import { type Html, html } from './html.ts';
import { sayDayOf, sayTime } from './say.ts';
import type { StatusView } from './statusView.ts';
import type { Visit } from './visit.ts';
import { type Words, wordsOf } from './words.ts';

/** What the customer is asked to do now; nothing when it is our turn. */
export function actPanel(visit: Visit, view: StatusView, base: string, typed: Typed): Html | null {
  switch (view.turn) {
    case 'choice':
      return choicePanel(visit, view, base, typed);
    case 'materials':
      return materialsPanel(visit, view, base, typed);
    case 'confirmation':
    case 'answer':
      return answerPanel(visit, view, base, typed);
    case null:
      return null;
    default:
      return view.turn satisfies never;
  }
}

/** A form of this page: the hidden fields stand first, so that files are only taken from a page of ours. */
export function form(visit: Visit, view: StatusView, action: string, inside: Html, options: { files?: boolean } = {}): Html {
  return html`<form method="post" action="${action}"${options.files && html` enctype="multipart/form-data"`}>${hidden({ csrf: visit.token, version: view.theCase.version, key: newId() })}${inside}</form>`;
}

function choicePanel(visit: Visit, view: StatusView, base: string, typed: Typed): Html {
  const words = wordsOf(visit.lang);
  const { offer } = view;
  const options: Choice[] = (offer?.options ?? []).map((option) => ({
    value: `option-${option.n}`,
    title: option.together
      ? option.title
      : view.theCase.problem.startsWith('missing.')
        ? (words.remedyTitles[option.remedy] ?? option.title)
        : option.title,
    note: noteOf(option, view, words),
    aside: asideOf(option, words, visit),
  }));
  const choices: Choice[] = [
    ...options,
    { value: 'declined', title: words.noneFits, note: words.noneFitsHelp },
    { value: 'unwanted', title: words.nothingWanted, note: words.nothingWantedHelp },
  ];
  return html`<section class="panel act" id="act">${offer?.message && html`<p>${offer.message}</p>`}
    ${form(
      visit,
      view,
      `${base}/choice`,
      html`${hidden({ offer: offer?.id ?? '' })}${cards(typed, 'option', html`<h2>${words.youMay}</h2>`, choices)}
      <div class="idea">${field(words, typed, { name: 'idea', label: words.yourIdea, rows: 3, optional: true, max: 2000 })}</div>
      <button class="button" type="submit">${words.chooseButton}</button>`,
    )}
    <p class="center"><a class="link-button" href="#contact">${words.contactUs}</a></p></section>`;
}

type Option = NonNullable<StatusView['offer']>['options'][number];

/** Remedies whose whole sentence says more than their day and way of payment. */
const wholeSentence: readonly string[] = ['return', 'exchange', 'coupon', 'repair'];

function noteOf(option: Option, view: StatusView, words: Words): string | null {
  if (option.together || wholeSentence.includes(option.remedy)) return option.details;
  const day = option.promisedArrival ? sayDayOf(new Date(option.promisedArrival), view.zone, view.lang) : null;
  const back = option.sendBack.map((each) => `${each.name}×${each.quantity}`).join(view.lang === 'zh' ? '、' : ', ');
  const arrives = day === null ? null : back === '' ? words.arrives(day) : words.arrivesBack(day);
  const parts = [...option.shares, arrives, back === '' ? null : words.sendBack(back), option.payWords].filter((each) => each !== null);
  return parts.length > 0 ? parts.join(view.lang === 'zh' ? '；' : '; ') : null;
}

/** What it is worth or costs, so that it stands in one column: money that the customer gets, points, or free. */
function asideOf(option: Option, words: Words, visit: Visit): string | null {
  if (option.fen !== null) return formatFen(option.fen, visit.lang);
  if (option.points !== null) return words.points(option.points);
  return option.remedy === 'explanation' ? null : words.free;
}

function materialsPanel(visit: Visit, view: StatusView, base: string, typed: Typed): Html {
  const words = wordsOf(visit.lang);
  const wanted = view.asked.filter((each) => !each.got);
  return html`<section class="panel act" id="act"><h2>${words.materialsTitle}</h2>
    <ul class="checklist">${view.asked.map((each) => html`<li class="${each.got ? 'got' : 'wanted'}">${each.title}${each.got && html` <span class="quiet">${words.materialsGot}</span>`}</li>`)}</ul>
    ${form(
      visit,
      view,
      `${base}/materials`,
      html`${(wanted.length > 0 ? wanted : [{ material: 'other', title: words.chooseFiles }]).map((each, at) => filePicker(visit, { base: `${base}/files`, material: each.material, label: each.title, uploads: view.uploads, id: `m-${at}` }))}
      ${field(words, typed, { name: 'words', label: words.materialsWords, rows: 4, optional: true, max: 10_000 })}
      <button class="button" type="submit" name="complete" value="yes">${words.materialsAll}</button>
      <button class="button second" type="submit" name="complete" value="no">${words.materialsSend}</button>`,
      { files: true },
    )}</section>`;
}

function answerPanel(visit: Visit, view: StatusView, base: string, typed: Typed): Html {
  const words = wordsOf(visit.lang);
  const [latest] = view.messages;
  const isConfirmation = view.turn === 'confirmation';
  const choices = view.answers.map((each) => ({ value: each.answer, title: each.label, note: each.needsReason ? words.whyHelp : null }));
  return html`<section class="panel act" id="act">${!isConfirmation && latest && html`<p class="found">${latest.body.replaceAll(/https?:\/\/\S+?\/c\/[\w-]+/g, words.thisPage).trim()}</p>`}
    ${form(
      visit,
      view,
      `${base}/${isConfirmation ? 'confirmation' : 'answer'}`,
      html`${hidden({ step: view.theCase.step })}${cards(typed, 'answer', html`<h2>${isConfirmation ? (hasGoods(view) ? words.confirmTitle : words.confirmDone) : words.answerTitle}</h2>`, choices)}
      ${view.answers.some((each) => each.needsReason) && field(words, typed, { name: 'why', label: words.why, help: words.whyHelp, rows: 3, optional: true, max: 2000 })}
      <button class="button" type="submit">${words.send}</button>`,
    )}</section>`;
}

/** Whether anything was to arrive: else there is nothing to have been received. */
function hasGoods(view: StatusView): boolean {
  return view.progress.some((each) => each.trackingNo !== null || ['resend', 'reship', 'exchange', 'repair'].includes(each.kind));
}

/** Objecting to a change of shipping information while it can still be taken back (FU-9): beside what the customer is asked, not below it. */
export function objectionPanel(visit: Visit, view: StatusView, base: string, typed: Typed): Html | null {
  const words = wordsOf(visit.lang);
  if (!view.may.object) return null;
  return html`<section class="panel" id="objection"><h2>${words.objectionTitle}</h2><p>${words.objectionHelp}</p>${form(visit, view, `${base}/objection`, html`${field(words, typed, { name: 'objection', label: words.objectionWords, rows: 3, max: 2000 })}<button class="button danger" type="submit">${words.objectionSend}</button>`)}</section>`;
}

/** What else may be done; each folded away until it is wanted or something in it is wrong. */
export function morePanels(visit: Visit, view: StatusView, base: string, typed: Typed): Html | null {
  const words = wordsOf(visit.lang);
  const { may, theCase } = view;
  const fold = (id: string, title: string, fields: readonly string[], inside: Html): Html =>
    html`<details id="${id}"${fields.some((name) => typed.faults.some((each) => each.field === name) || typed.values[name]) && html` open`}><summary>${title}</summary>${inside}</details>`;
  const panels = [
    may.orderNo &&
      html`<div class="fold" id="order-no"><h3>${words.orderNoTitle}</h3>${form(visit, view, `${base}/order-number`, html`${field(words, typed, { name: 'orderNo', label: words.orderNo, help: words.orderNoHelp, value: theCase.orderNo ?? '', max: 64 })}<button class="button" type="submit">${words.orderNoSend}</button>`)}</div>`,
    may.reopen &&
      html`<div class="fold" id="reopen"><h3>${words.reopenTitle}</h3><p>${words.reopenHelp}</p>${form(visit, view, `${base}/reopen`, html`<button class="button second" type="submit">${words.reopenSend}</button>`)}</div>`,
    may.add &&
      view.turn !== 'materials' &&
      fold(
        'add',
        words.addTitle,
        ['note'],
        form(
          visit,
          view,
          `${base}/add`,
          html`${filePicker(visit, { base: `${base}/files`, material: 'other', label: words.chooseFiles, uploads: view.uploads, id: 'add-file' })}${field(words, typed, { name: 'note', label: words.materialsWords, rows: 3, optional: true, max: 10_000 })}<button class="button" type="submit">${words.addSend}</button>`,
          { files: true },
        ),
      ),
    may.hurry &&
      fold(
        'hurry',
        theCase.hurried > 0 ? `${words.hurryTitle}（${words.hurried(theCase.hurried)}）` : words.hurryTitle,
        ['hurry'],
        html`<p>${words.hurryHelp}</p>${form(visit, view, `${base}/hurry`, html`${field(words, typed, { name: 'hurry', label: words.hurryWords, rows: 2, optional: true, max: 2000 })}<button class="button" type="submit">${words.hurrySend}</button>`)}`,
      ),
    may.appeal &&
      fold(
        'appeal',
        words.appealTitle,
        ['appeal'],
        html`<p>${words.appealHelp}${theCase.appealUntil && words.appealUntil(sayTime(theCase.appealUntil, view.zone, visit.lang))}</p>${form(visit, view, `${base}/appeal`, html`${field(words, typed, { name: 'appeal', label: words.appealReason, rows: 5, max: 5000 })}${filePicker(visit, { base: `${base}/files`, material: 'appeal', label: words.chooseFiles, uploads: view.uploads, id: 'appeal-file' })}<button class="button" type="submit">${words.appealSend}</button>`, { files: true })}`,
      ),
    may.withdraw &&
      fold(
        'withdraw',
        words.withdrawTitle,
        ['withdraw'],
        html`<p>${words.withdrawHelp}</p>${form(visit, view, `${base}/withdraw`, html`${field(words, typed, { name: 'withdraw', label: words.withdrawReason, rows: 2, max: 2000 })}<button class="button danger" type="submit">${words.withdrawSend}</button>`)}`,
      ),
  ].filter((each) => each !== false);
  return panels.length > 0 ? html`<section class="panel more"><h2>${words.more}</h2>${panels}</section>` : null;
}
