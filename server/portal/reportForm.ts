import type { Playbook, RegistrationField } from '#case/contract.ts';
import type { LineFacts, OrderFacts, PartFacts } from '#commerce/contract.ts';
import { isRequiredFor, type LineGiven, type Registration, wrongForm } from '#intake/contract.ts';
import { parseYuan } from '#platform/money.ts';
import type { Refusal } from '#platform/result.ts';

/** What was typed on the portal, by the form's own names; the same as a browser sends it. */
export type Form = Readonly<Record<string, string>>;

/** A fault before words: which of the form's fields, and why. */
export interface FormFault {
  readonly field: string;
  readonly refusal: Refusal;
}

/** Characters that the customer's own words may have, and those of a short field. */
export const longest = { words: 10_000, field: 4_000, name: 200 } as const;
export const mostRows = 10;
const contactFields: readonly string[] = ['contactName', 'contact', 'secondContact', 'contactHours'];
/** Asked for elsewhere: identity, the list of parts, photos. */
const elsewhere: readonly string[] = ['orderNo', 'parts', ...contactFields];

/** What every procedure lets its reporter say; one that asks for it in words of its own has the field itself. */
const ownWords: RegistrationField = {
  id: 'howLost',
  required: false,
  words: { zh: '具体情况', en: 'In your own words' },
  help: { zh: '什么时候、在哪里、发生了什么。', en: 'When, where, and what happened.' },
};

/** Fields of the playbook that are asked for beside the parts, and those of the contact page. */
export function fieldsOf(playbook: Playbook, page: 'parts' | 'contact'): RegistrationField[] {
  const { fields } = playbook.registration;
  if (page === 'contact') return fields.filter((field) => contactFields.includes(field.id));
  const own = fields.filter((field) => !elsewhere.includes(field.id) && field.onPortal !== false);
  return fields.some((field) => field.id === ownWords.id) ? own : [ownWords, ...own];
}

/** Whether the customer says what happened: the procedure knows several problems and has words for them. */
export function asksProblem({ problems, problemTitles }: Playbook): readonly string[] {
  return problems.filter((problem) => problemTitles?.[problem] !== undefined);
}

/** Whether a report without any goods named is refused. */
export function needsLines(playbook: Playbook): boolean {
  return playbook.registration.fields.some((field) => field.id === 'parts' && field.required);
}

/** Whether customers file it themselves; what an authority forwards or the product registers is only published (TA-8). */
export function isOnPortal(playbook: Playbook): boolean {
  return playbook.registration.onPortal !== false;
}

/** Whether a report goes only with an order, which also proves who sends it; a question or a suggestion needs none (EX-1, FB-8). */
export function needsOrder(playbook: Playbook): boolean {
  return playbook.registration.fields.some((field) => field.id === 'orderNo' && field.required);
}

/** Something that can be missing: a part of an ordered line, or the whole line where it has no parts (a gift). */
export interface Missable {
  readonly name: string;
  readonly line: LineFacts;
  readonly part: PartFacts | null;
  readonly most: number;
}

/** The order's own list, bundles' components and gifts included (OR-4). */
export function missables(order: OrderFacts): { line: LineFacts; items: Missable[] }[] {
  return order.lines
    .filter((line) => line.kind !== 'service' && !(line.kind === 'bundle' && order.lines.some((each) => each.partOf === line.id)))
    .map((line) => ({
      line,
      items:
        line.parts.length === 0
          ? [{ name: `q:${line.id}`, line, part: null, most: line.quantity }]
          : line.parts.map((part) => ({ name: `q:${line.id}:${part.code}`, line, part, most: part.quantity * line.quantity })),
    }));
}

/** How many free rows are drawn for what isn't on the list. */
export function rowsOf(form: Form, order: OrderFacts | undefined): number {
  const asked = Math.trunc(Number(form['rows'] ?? 0));
  return Math.min(mostRows, Math.max(order ? 1 : 3, Number.isFinite(asked) ? asked : 0));
}

/** The lines that were typed, each with the name of its field, and what is wrong with them. */
export function readLines(
  order: OrderFacts | undefined,
  form: Form,
  playbook: Playbook,
): { lines: (LineGiven & { from: string })[]; faults: FormFault[] } {
  const lines: (LineGiven & { from: string })[] = [];
  const faults: FormFault[] = [];
  for (const { items } of order ? missables(order) : []) {
    for (const item of items) {
      const count = countOf(form[item.name]);
      if (count === 0) continue;
      const name = item.part?.name ?? item.line.title;
      if (count === null) faults.push({ field: item.name, refusal: { code: 'not-a-count' } });
      else if (count > item.most) faults.push({ field: item.name, refusal: { code: 'more-than-sold', data: { name, most: item.most } } });
      else
        lines.push({
          from: item.name,
          orderLineId: item.line.id,
          ...(item.part ? { partCode: item.part.code } : {}),
          name: '',
          quantity: count,
          problem: problemOf(item, playbook.problems, form['problem']),
        });
    }
  }
  for (let row = 0; row < rowsOf(form, order); row += 1) {
    const name = (form[`o:${row}:name`] ?? '').trim();
    const count = countOf(form[`o:${row}:count`] ?? '');
    if (name === '' && count === 0) continue;
    if (name === '') faults.push({ field: `o:${row}:name`, refusal: { code: 'name-needed' } });
    else if (count === null) faults.push({ field: `o:${row}:count`, refusal: { code: 'not-a-count' } });
    else faults.push(...textFault(`o:${row}:name`, name, longest.name));
    lines.push({ from: `o:${row}:name`, name: name.slice(0, longest.name), quantity: count || 1 });
  }
  if (lines.length === 0 && faults.length === 0 && needsLines(playbook)) faults.push({ field: 'parts', refusal: { code: 'parts-needed' } });
  return { lines, faults };
}

/** 0: nothing typed; null: not a number of pieces. */
function countOf(text: string | undefined): number | null {
  const plain = (text ?? '').normalize('NFKC').trim();
  if (plain === '' || plain === '0') return 0;
  return /^\d{1,5}$/.test(plain) ? Number(plain) : null;
}

/** The reason code of one missing thing, as far as its name tells; only codes that the playbook knows. */
function problemOf({ line, part }: Missable, problems: readonly string[], chosen: string | undefined): string {
  if (chosen && problems.includes(chosen)) return chosen;
  const name = `${part?.name ?? ''} ${part?.nameEn ?? ''} ${part ? '' : line.title}`.toLowerCase();
  const guess =
    line.kind === 'gift'
      ? 'missing.gift'
      : /说明书|图册|manual/.test(name)
        ? 'missing.manual'
        : /保修卡|warranty/.test(name)
          ? 'missing.warranty-card'
          : /餐具|筷|cutlery/.test(name)
            ? 'missing.utensil'
            : '';
  return problems.includes(guess) ? guess : (problems[0] ?? guess);
}

/** What is wrong with the playbook's own fields of a page, before it goes on. */
export function checkFields(playbook: Playbook, page: 'parts' | 'contact', form: Form): FormFault[] {
  const asked = page === 'parts' ? asksProblem(playbook) : [];
  const unsaid: FormFault[] =
    asked.length > 0 && !asked.includes(form['problem'] ?? '') ? [{ field: 'problem', refusal: { code: 'problem-needed' } }] : [];
  return [...unsaid, ...checkOwn(playbook, page, form)];
}

function checkOwn(playbook: Playbook, page: 'parts' | 'contact', form: Form): FormFault[] {
  return fieldsOf(playbook, page).flatMap((field) => {
    const text = (form[field.id] ?? '').trim();
    if (text === '')
      return isRequiredFor(field, form['problem'] ?? '') && page === 'parts' ? [{ field: field.id, refusal: missing(field) }] : [];
    const faults = textFault(field.id, text, field.id === 'howLost' ? longest.words : page === 'contact' ? longest.name : longest.field);
    if (faults.length > 0) return faults;
    if (field.oneOf && !field.oneOf.includes(text))
      return [{ field: field.id, refusal: { code: 'not-one-of', data: { ...field.words, choices: field.oneOf.join(', ') } } }];
    if (field.unit && field.unit !== 'fen' && !/^\d{1,9}(\.\d{1,3})?$/.test(text.normalize('NFKC')))
      return [{ field: field.id, refusal: { code: 'field-has-wrong-form', data: { ...field.words, unit: field.unit } } }];
    const misformed = wrongForm(field, text, field.id);
    if (misformed) return [{ field: field.id, refusal: misformed.refused }];
    if (field.unit !== 'fen') return [];
    const amount = parseYuan(text);
    if (!amount.ok) return [{ field: field.id, refusal: amount.refused }];
    const basis = (form[`${field.id}Basis`] ?? '').trim();
    if (field.basis === 'required' && basis === '')
      return [{ field: `${field.id}Basis`, refusal: { code: 'amount-needs-basis', data: { ...field.words } } }];
    return textFault(`${field.id}Basis`, basis, longest.field);
  });
}

function missing(field: RegistrationField): Refusal {
  return { code: 'fields-missing', data: { fields: [{ id: field.id, ...field.words }] } };
}

export function textFault(field: string, text: string, most: number): FormFault[] {
  if (text.length > most) return [{ field, refusal: { code: 'text-too-long', data: { most, now: text.length } } }];
  return /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text) ? [{ field, refusal: { code: 'text-unreadable' } }] : [];
}

/** The whole report as intake takes it; call it only when nothing is wrong with its pages. */
export function registrationOf(
  playbook: Playbook,
  order: OrderFacts | undefined,
  place: { shopId: string; orderNo: string | null },
  form: Form,
  files: readonly { id: string; material: string | null }[],
  lang: 'zh' | 'en',
): Registration {
  const { lines } = readLines(order, form, playbook);
  const chosen = asksProblem(playbook).find((problem) => problem === form['problem']);
  const fields: Record<string, string | number> = {};
  for (const field of [...fieldsOf(playbook, 'parts'), ...fieldsOf(playbook, 'contact')]) {
    const text = (form[field.id] ?? '').trim();
    if (text === '' || field.id === 'howLost') continue;
    const amount = field.unit === 'fen' ? parseYuan(text) : null;
    fields[field.id] = amount?.ok ? amount.value : field.unit ? Number(text.normalize('NFKC')) : text;
    const basis = (form[`${field.id}Basis`] ?? '').trim();
    if (field.basis && basis !== '') fields[`${field.id}Basis`] = basis;
  }
  const materials = [...new Set(files.map((file) => file.material ?? 'other'))];
  return {
    shopId: place.shopId,
    ...(place.orderNo === null ? {} : { orderNo: place.orderNo }),
    playbook: playbook.playbook,
    problem: chosen ?? lines.find((line) => line.problem)?.problem ?? playbook.problems[0] ?? '',
    channel: 'web',
    // A procedure that doesn't ask for the customer's own words has the words of the problem that they chose.
    words: (form['howLost'] ?? '').trim() || (playbook.problemTitles?.[chosen ?? '']?.[lang] ?? ''),
    fields,
    lines: lines.map(({ from: _from, ...line }) => line),
    handles: [],
    lang,
    materials: materials.map((material) => ({
      material,
      fileIds: files.filter((file) => (file.material ?? 'other') === material).map((file) => file.id),
    })),
    take: false,
  };
}

/** On which page, and at which field, a refusal of intake is mended. */
export function whereToMend(
  refused: Refusal,
  lines: readonly { from: string }[],
): { page: 'parts' | 'contact' | 'review'; field: string | null } {
  const field = refused.field ?? '';
  const line = /^lines\.(\d+)/.exec(field)?.[1];
  if (line !== undefined) return { page: 'parts', field: lines[Number(line)]?.from ?? 'parts' };
  if (field === 'lines') return { page: 'parts', field: 'parts' };
  const id = field.replace(/^fields\./, '');
  if (contactFields.includes(id)) return { page: 'contact', field: id };
  if (field.startsWith('fields.')) return { page: 'parts', field: id };
  return { page: 'review', field: null };
}
