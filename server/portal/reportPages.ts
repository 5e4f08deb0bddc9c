import { judge, type Playbook, type RegistrationField } from '#case/contract.ts';
import type { OrderFacts, Shop } from '#commerce/contract.ts';
import { isRequiredFor, sayLine } from '#intake/contract.ts';
import { parcelStateOf } from '#investigation/contract.ts';
import { newId } from '#platform/ids.ts';
import { cards, field, faultBox, hidden, idOf, type Typed } from './fields.ts';
import { filePicker } from './filesPart.ts';
import { type Html, html } from './html.ts';
import { page } from './page.ts';
import type { Draft, UploadRow } from './portalStore.ts';
import { asksProblem, fieldsOf, missables, needsOrder, readLines, rowsOf } from './reportForm.ts';
import type { Visit } from './visit.ts';
import { type Words, wordsOf } from './words.ts';

/** What every page of a report is drawn with. */
export interface Report {
  readonly visit: Visit;
  readonly playbook: Playbook;
  readonly draft: Draft;
  readonly shop: Shop;
  /** Undefined while the order isn't here (VE-8). */
  readonly order: OrderFacts | undefined;
  readonly uploads: readonly UploadRow[];
  readonly demo: boolean;
}

export const steps = ['identity', 'parts', 'photos', 'contact', 'review'] as const;
export type ReportStep = (typeof steps)[number];

/** The frame of a step: where one is, what was wrong, the form, the way back. */
export function stepPage(
  report: Omit<Report, 'draft' | 'order' | 'uploads' | 'shop'> & { shop: string },
  step: ReportStep,
  typed: Typed,
  title: string,
  inside: Html,
): Html {
  const words = wordsOf(report.visit.lang);
  const at = steps.indexOf(step);
  const back = steps[at - 1];
  const base = `/report/${report.playbook.playbook}`;
  const body = html`<section class="panel"><nav aria-label="${words.stepOf(at + 1, steps.length)}"><ol class="steps">${words.steps.map((name, n) => html`<li class="${n < at ? 'done' : n === at ? 'now' : ''}"${n === at && html` aria-current="step"`}><span>${stepName(report.playbook, n, name, words)}</span></li>`)}</ol></nav>
    <p class="quiet">${(report.playbook.customerTitle ?? report.playbook.title)[report.visit.lang]} · ${words.stepOf(at + 1, steps.length)}</p>
    <h1>${title}</h1>${faultBox(words, typed.faults)}${inside}
    ${back && html`<p class="center"><a class="link-button" href="${base}${back === 'identity' ? '' : `/${back}`}">${words.back}</a></p>`}</section>`;
  return page(report.visit, { title, shop: report.shop, body, path: step === 'identity' ? base : `${base}/${step}`, demo: report.demo });
}

function stepName(playbook: Playbook, n: number, name: string, words: Words): string {
  if (steps[n] === 'identity' && !needsOrder(playbook)) return words.startStep;
  return steps[n] === 'parts' && !aboutParts(playbook) ? words.filing[playbook.kind].step : name;
}

/** Whether it can be about goods: nobody counts goods who asks a question, or who sends a report without an order. */
function asksGoods({ playbook, draft }: Report): boolean {
  return draft.provenBy !== 'none' && !['enquiry', 'query', 'suggestion'].includes(playbook.kind);
}

function partsLead(report: Report): string {
  const words = wordsOf(report.visit.lang);
  if (!asksGoods(report)) return words.noOrderLead;
  if (aboutParts(report.playbook)) return report.order ? words.partsLead : words.partsPending;
  return report.order ? words.goodsLead : words.goodsPending;
}

export function partsPage(report: Report, typed: Typed): Html {
  const words = wordsOf(report.visit.lang);
  const { order, playbook, visit } = report;
  const zh = visit.lang === 'zh';
  const filing = words.filing[playbook.kind];
  const goods = asksGoods(report);
  const groups = order && goods ? missables(order) : [];
  const asked = asksProblem(playbook);
  const parts = aboutParts(playbook);
  const inside = html`<p>${partsLead(report)}</p>
    <form method="post" action="/report/${playbook.playbook}/parts">${hidden({ csrf: visit.token })}
      ${
        asked.length > 0 &&
        cards(
          typed,
          'problem',
          filing.about,
          asked.map((value) => ({ value, title: playbook.problemTitles?.[value]?.[visit.lang] ?? value })),
        )
      }
      <div id="${idOf('parts')}" tabindex="-1"></div>
      ${groups.map(
        ({
          line,
          items,
        }) => html`<fieldset class="goods"><legend>${line.title}${line.variant && html` <span class="quiet">${line.variant}</span>`}${line.kind === 'gift' && html` <span class="tag">${words.gift}</span>`}</legend>
        ${items.map((item) => countRow(report, typed, item.name, item.part ? `${zh ? item.part.name : item.part.nameEn || item.part.name}${item.part.model ? ` ${item.part.model}` : ''}` : parts ? words.wholeGoods : words.wholeItem, item.most))}</fieldset>`,
      )}
      ${goods && freeRows(report, typed)}
      ${fieldsOf(playbook, 'parts').map((each) => ownField(report, each, typed))}
      <button class="button" type="submit" name="go" value="next">${words.next}</button>
    </form>`;
  return stepPage({ ...report, shop: nameOf(report) }, 'parts', typed, parts ? words.partsTitle : filing.title, inside);
}

function countRow(report: Report, typed: Typed, name: string, title: string, most: number): Html {
  const words = wordsOf(report.visit.lang);
  const count = aboutParts(report.playbook) ? words.missingCount : words.otherCount;
  const id = idOf(name);
  const fault = typed.faults.find((each) => each.field === name);
  return html`<div class="count-row${fault && ' wrong'}"><label for="${id}"><span>${title}</span> <span class="quiet">${words.partHas(most)}</span></label>
    <input id="${id}" name="${name}" type="text" inputmode="numeric" maxlength="6" value="${typed.values[name] ?? ''}" aria-label="${words.partOf(title, most)}，${count}" placeholder="0"${fault && html` aria-invalid="true" aria-describedby="${id}-fault"`}>
    ${fault && html`<p class="fault" id="${id}-fault">${fault.words}</p>`}</div>`;
}

/** Rows for what isn't on the list, or for everything while the order isn't here. */
function freeRows(report: Report, typed: Typed): Html {
  const words = wordsOf(report.visit.lang);
  const rows = rowsOf(typed.values, report.order);
  const inside = html`${Array.from({ length: rows }, (_, row) => html`<div class="pair">${field(words, typed, { name: `o:${row}:name`, label: aboutParts(report.playbook) ? words.partName(row + 1) : words.goodsName(row + 1), optional: row > 0 || report.order !== undefined, max: 300 })}${field(words, typed, { name: `o:${row}:count`, label: words.otherCount, inputmode: 'numeric', optional: true, max: 6 })}</div>`)}
    ${hidden({ rows })}<button class="button second" type="submit" name="go" value="more">${words.addRow}</button>`;
  if (!report.order) return inside;
  const used = Object.keys(typed.values).some((name) => name.startsWith('o:') && typed.values[name]) || rows > 1;
  return html`<details${used && html` open`}><summary>${words.notListed}</summary>${inside}</details>`;
}

/** A registration field of the playbook, drawn by what it is: a choice, an amount with its basis, the customer's own words, a line. */
function ownField(report: Report, rule: RegistrationField, typed: Typed): Html {
  const { lang } = report.visit;
  const words = wordsOf(lang);
  const optional = !isRequiredFor(rule, typed.values['problem'] ?? '');
  const help = helpOf(report, rule);
  if (rule.oneOf) {
    const choices = [
      ...rule.oneOf.map((value) => ({ value, title: choiceOf(report, rule, value) })),
      ...(optional ? [{ value: '', title: rule.id === 'wish' ? words.noWish : words.notSure }] : []),
    ];
    return cards(
      typed,
      rule.id,
      rule.id === 'wish'
        ? html`<h2>${words.wishTitle}</h2><p class="help">${words.wishLead}</p>`
        : html`${rule.words[lang]}${help && html`<p class="help">${help}</p>`}`,
      choices,
      optional ? '' : undefined,
    );
  }
  if (rule.unit === 'fen') {
    const both = html`${field(words, typed, { name: rule.id, label: rule.words[lang], help: aboutParts(report.playbook) ? words.amountHelp : words.wholeAmountHelp, inputmode: 'decimal', optional, max: 20 })}
      ${rule.basis && field(words, typed, { name: `${rule.id}Basis`, label: words.basis(rule.words[lang]), help: aboutParts(report.playbook) ? words.basisHelp : words.wholeBasisHelp, optional: true, max: 5000 })}`;
    const used = typed.values[rule.id] || typed.faults.some((each) => each.field?.startsWith(rule.id));
    return optional
      ? html`<details${used && html` open`}><summary>${rule.words[lang]}<span class="quiet">${words.optional}</span></summary>${both}</details>`
      : both;
  }
  return field(words, typed, {
    name: rule.id,
    label: rule.words[lang],
    help,
    optional,
    max: 20_000,
    ...(rule.id === 'howLost' ? { rows: 4 } : {}),
  });
}

/** How a field is filled in, and for which answers to "what happened" it is needed. */
function helpOf({ playbook, visit: { lang } }: Report, rule: RegistrationField): string | undefined {
  const words = wordsOf(lang);
  const needs = rule.required ? [] : asksProblem(playbook).filter((problem) => isRequiredFor(rule, problem));
  const parts = [
    needs.length > 0 ? words.neededFor(needs.map((problem) => playbook.problemTitles?.[problem]?.[lang] ?? problem)) : '',
    rule.help?.[lang] ?? (rule.form ? words.forms[rule.form] : ''),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(' ') : undefined;
}

/** What the order alone proves; anything that is known only later is asked for. */
function isProven({ order, draft }: Report, condition: Playbook['registration']['materials'][number]['satisfiedBy']): boolean {
  if (!condition || !order) return false;
  const verdict = judge(condition, {
    orderMatched: true,
    parcelState: parcelStateOf(order.parcels),
    insuredValue: order.insuredFen ?? 0,
    problem: draft.form['problem'] ?? '',
  });
  return verdict.known && verdict.holds;
}

/** About parts that are missing, and not about whole goods or no goods at all. */
function aboutParts(playbook: Playbook): boolean {
  return playbook.problems.some((problem) => problem.startsWith('missing.'));
}

/** The words of a choice: the playbook's own, else what every procedure says. */
function choiceOf(report: Report, rule: RegistrationField, value: string): string {
  const words = wordsOf(report.visit.lang);
  const own = rule.choices?.[value]?.[report.visit.lang];
  return own ?? (aboutParts(report.playbook) ? undefined : words.wholeWishes[value]) ?? words.wishes[value] ?? value;
}

/** Photos and video, by the playbook's list of materials; what the order proves already isn't asked for (IN-7). */
export function photosPage(report: Report, typed: Typed): Html {
  const { visit, playbook } = report;
  const words = wordsOf(visit.lang);
  const wanted = playbook.registration.materials.filter((rule) => !isProven(report, rule.satisfiedBy));
  const base = { base: '/report/files', uploads: report.uploads };
  const free = wanted.length === 0;
  const inside = html`<p>${free ? words.freePhotosLead : words.photosLead}</p><p class="quiet">${words.videoToo} ${words.laterToo}</p>
    <form method="post" enctype="multipart/form-data" action="/report/${playbook.playbook}/photos">${hidden({ csrf: visit.token })}
      ${free && filePicker(visit, { ...base, material: 'other', label: words.freePhotos, id: 'm-other' })}
      ${wanted.map((rule) => filePicker(visit, { ...base, material: rule.id, label: `${rule.words[visit.lang]}${rule.optional ? words.optional : ''}`, id: `m-${rule.id}` }))}
      <button class="button second no-script" type="submit" name="go" value="stay">${words.uploadChosen}</button>
      <button class="button" type="submit" name="go" value="next">${words.next}</button></form>`;
  return stepPage({ ...report, shop: nameOf(report) }, 'photos', typed, free ? words.freePhotosTitle : words.photosTitle, inside);
}

export function contactPage(report: Report, typed: Typed): Html {
  const { visit, playbook } = report;
  const words = wordsOf(visit.lang);
  const complete: Readonly<Record<string, string>> = { contactName: 'name', contact: 'tel email' };
  const inside = html`${report.order && html`<p>${words.contactKnown}</p>`}
    <form method="post" action="/report/${playbook.playbook}/contact">${hidden({ csrf: visit.token })}
      ${fieldsOf(playbook, 'contact').map((rule) => field(words, typed, { name: rule.id, label: rule.words[visit.lang], help: rule.help?.[visit.lang], optional: !rule.required || report.order !== undefined, max: 300, ...(complete[rule.id] ? { autocomplete: complete[rule.id]?.split(' ')[0] ?? 'on' } : {}) }))}
      <button class="button" type="submit">${words.next}</button></form>`;
  return stepPage({ ...report, shop: nameOf(report) }, 'contact', typed, words.contactTitle, inside);
}

/** Everything once more before it is sent; each part with its way back. */
export function reviewPage(report: Report, typed: Typed, already: readonly { number: string; href: string }[] = []): Html {
  const { visit, playbook, draft } = report;
  const { lang } = visit;
  const words = wordsOf(lang);
  const base = `/report/${playbook.playbook}`;
  const { lines } = readLines(report.order, draft.form, playbook);
  const items = lines.map((line) => {
    const item = thingOf(report, line.from);
    return sayLine({ name: item?.name ?? line.name, model: item?.model ?? null, quantity: line.quantity });
  });
  const row = (title: string, value: string | Html, step: ReportStep | null): Html =>
    html`<div><dt>${title}</dt><dd>${value}${step && html` <a class="small" href="${base}/${step}" aria-label="${words.changeWhat(title)}">${words.change}</a>`}</dd></div>`;
  const given = (rule: RegistrationField): string => {
    const text = (draft.form[rule.id] ?? '').trim();
    if (text === '') return rule.id === 'wish' ? words.noWish : words.noneGiven;
    return rule.oneOf ? choiceOf(report, rule, text) : rule.unit === 'fen' ? `${text} ${words.yuan}` : text;
  };
  const contact = fieldsOf(playbook, 'contact')
    .flatMap((rule) => draft.form[rule.id]?.trim() ?? [])
    .filter((each) => each !== '');
  const inside = html`${already.length > 0 && html`<ul class="entries">${already.map((each) => html`<li><a class="entry" href="${each.href}"><strong>${words.already}</strong><span class="quiet">${each.number}</span></a></li>`)}</ul>`}
    <dl class="review">${draft.orderNo && row(words.orderNo, draft.orderNo, null)}
      ${asksProblem(playbook).length > 0 && row(words.filing[playbook.kind].about, playbook.problemTitles?.[draft.form['problem'] ?? '']?.[lang] ?? words.noneGiven, 'parts')}
      ${asksGoods(report) && row(aboutParts(playbook) ? words.reviewParts : words.reviewGoods, items.join(lang === 'zh' ? '、' : ', ') || words.noneGiven, 'parts')}
      ${fieldsOf(playbook, 'parts').map((rule) => row(rule.words[lang], given(rule), 'parts'))}
      ${row(words.reviewPhotos, words.filesCount(report.uploads.length), 'photos')}
      ${row(words.reviewContact, reachOf(report, contact), 'contact')}</dl>
    <form method="post" action="${base}/review">${hidden({ csrf: visit.token, draft: draft.id, key: newId() })}<button class="button" type="submit">${words.filing[playbook.kind].submit}</button></form>
    <p class="quiet">${words.privacy}</p>`;
  return stepPage({ ...report, shop: nameOf(report) }, 'review', typed, words.reviewTitle, inside);
}

/** Who gives only their hours is reached as the order says. */
function reachOf(report: Report, given: readonly string[]): string {
  const words = wordsOf(report.visit.lang);
  const ways = ['contact', 'secondContact'].some((name) => (report.draft.form[name] ?? '').trim() !== '');
  const shown = !ways && report.order ? [words.onOrder, ...given] : given;
  return shown.join(' · ') || words.noneGiven;
}

function thingOf(report: Report, from: string): { name: string; model: string | null } | undefined {
  const zh = report.visit.lang === 'zh';
  const item = (report.order ? missables(report.order) : []).flatMap((group) => group.items).find((each) => each.name === from);
  return (
    item && {
      name: item.part ? (zh ? item.part.name : item.part.nameEn || item.part.name) : item.line.title,
      model: item.part?.model ?? null,
    }
  );
}

export function nameOf(report: Pick<Report, 'visit' | 'shop'>): string {
  return report.visit.lang === 'zh' ? report.shop.name : report.shop.nameEn;
}
