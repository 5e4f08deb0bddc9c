/** Markup that was made by the `html` tag; only this goes into a page unescaped. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

type Piece = Html | string | number | null | undefined | false | readonly Piece[];

/**
 * The one way in which the portal makes markup. Whatever is put in is escaped, for text and for quoted attributes alike;
 * lists are joined; null, undefined and false are nothing. Attributes are always written with quotes.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Piece[]): Html {
  return new Html(strings.reduce((done, part, at) => done + part + (at < values.length ? put(values[at]) : ''), ''));
}

/** Markup that the program itself made elsewhere (the chart's SVG). Never for anything that came from a person. */
export function madeByUs(markup: string): Html {
  return new Html(markup);
}

/** Text with its line breaks kept. */
export function lines(text: string): Html {
  return new Html(text.split('\n').map(escape).join('<br>'));
}

function put(value: Piece): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return (value as readonly Piece[]).map(put).join('');
  return escape(String(value));
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' };

function escape(text: string): string {
  return text.replace(/[&<>"'`]/g, (sign) => signs[sign] ?? '');
}
