import { type Html, html } from './html.ts';
import type { Words } from './words.ts';

/** What went wrong with a form, field by field; the first is told on top as well. */
export interface Fault {
  /** The form's own name of the field; null: none in particular. */
  readonly field: string | null;
  readonly words: string;
}

/** A form as it is drawn again: what was typed, and what is wrong with it. */
export interface Typed {
  readonly values: Readonly<Record<string, string>>;
  readonly faults: readonly Fault[];
}
export const untouched: Typed = { values: {}, faults: [] };

interface FieldOptions {
  readonly name: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly value?: string | undefined;
  readonly optional?: boolean;
  readonly type?: 'text' | 'tel' | 'email' | 'number';
  readonly rows?: number;
  readonly autocomplete?: string;
  readonly inputmode?: 'numeric' | 'decimal' | 'text';
  readonly max?: number;
}

/** A labelled input or text area with its help and its fault, tied together for those who listen. */
export function field(words: Words, typed: Typed, options: FieldOptions): Html {
  const { name, label, help, rows } = options;
  const id = idOf(name);
  const fault = typed.faults.find((each) => each.field === name);
  const value = typed.values[name] ?? options.value ?? '';
  const described = [...(help ? [`${id}-help`] : []), ...(fault ? [`${id}-fault`] : [])].join(' ');
  const common = html`id="${id}" name="${name}" maxlength="${options.max ?? 200}"${described && html` aria-describedby="${described}"`}${fault && html` aria-invalid="true"`}${!options.optional && html` aria-required="true"`}`;
  return html`<div class="field${fault && ' wrong'}">
    <label for="${id}">${label}${options.optional && html`<span class="quiet">${words.optional}</span>`}</label>
    ${help && html`<p class="help" id="${id}-help">${help}</p>`}
    ${fault && html`<p class="fault" id="${id}-fault">${fault.words}</p>`}
    ${
      rows
        ? html`<textarea ${common} rows="${rows}">${value.startsWith('\n') ? `\n${value}` : value}</textarea>`
        : html`<input ${common} type="${options.type ?? 'text'}" value="${value}"${options.autocomplete && html` autocomplete="${options.autocomplete}"`}${options.inputmode && html` inputmode="${options.inputmode}"`}>`
    }
  </div>`;
}

export interface Choice {
  readonly value: string;
  readonly title: string;
  readonly note?: string | null;
  readonly aside?: string | null;
}

/** Radio buttons as cards big enough for a thumb. */
export function cards(typed: Typed, name: string, legend: Html | string, choices: readonly Choice[], preset?: string): Html {
  const fault = typed.faults.find((each) => each.field === name);
  const chosen = typed.values[name] ?? preset;
  return html`<fieldset class="cards${fault && ' wrong'}" id="${idOf(name)}"${fault && html` aria-describedby="${idOf(name)}-fault"`}>
    <legend>${legend}</legend>
    ${fault && html`<p class="fault" id="${idOf(name)}-fault">${fault.words}</p>`}
    ${choices.map(
      (each) => html`<label class="card"><input type="radio" name="${name}" value="${each.value}"${chosen === each.value && html` checked`}>
        <span class="card-text"><span class="card-title">${each.title}</span>${each.note && html`<span class="card-note">${each.note}</span>`}</span>
        ${each.aside && html`<span class="card-aside">${each.aside}</span>`}</label>`,
    )}
  </fieldset>`;
}

export function tickBox(typed: Typed, name: string, value: string, label: string): Html {
  const ticked = (typed.values[name] ?? '').split('\n').includes(value);
  return html`<label class="tick"><input type="checkbox" name="${name}" value="${value}"${ticked && html` checked`}><span>${label}</span></label>`;
}

/** The box on top that says what is to be mended, each with a way to its field. */
export function faultBox(words: Words, faults: readonly Fault[]): Html {
  if (faults.length === 0) return html``;
  return html`<div class="fault-box" role="alert" tabindex="-1" id="faults"><h2>${faults.length === 1 ? words.faultTitle : words.faultsTitle}</h2>
    <ul>${faults.map((each) => html`<li>${each.field === null ? each.words : html`<a href="#${idOf(each.field)}">${each.words}</a>`}</li>`)}</ul>
    <p class="quiet">${words.keptWords}</p></div>`;
}

/** Hidden fields that every form carries: whose page it was, which send it is, which version of the case was seen. */
export function hidden(values: Readonly<Record<string, string | number>>): Html {
  return html`${Object.entries(values).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`;
}

export function idOf(name: string): string {
  return `f-${name.replaceAll(/[^A-Za-z0-9-]/g, '-')}`;
}
