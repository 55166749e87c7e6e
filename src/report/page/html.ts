import { visible } from '../../text/escape.js';

/** Markup that is safe to stand in a page. Only `html` makes it: whatever else is put into a page is text, and is escaped. */
export class Html {
  constructor(readonly markup: string) {}
}

export type HtmlPart = Html | string | number | null | readonly HtmlPart[];

/** `` html`<p>${text}</p>` ``: the template is markup, what is put into it is text unless it is `Html`. Null is nothing. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlPart[]): Html {
  let markup = parts[0] ?? '';
  values.forEach((value, index) => {
    markup += markupOf(value) + (parts[index + 1] ?? '');
  });
  return new Html(markup);
}

function markupOf(value: HtmlPart): string {
  if (value === null) return '';
  if (value instanceof Html) return value.markup;
  if (typeof value === 'string') return htmlText(value);
  if (typeof value === 'number') return value.toLocaleString('en');
  return value.map(markupOf).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for an element or a quoted attribute: no markup, and no character that a reader cannot see or that turns the reading order. */
export const htmlText = (text: string): string => visible(text).replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);

/** JSON for a script element that is data: nothing in it ends the element or opens a comment (HTML Standard, 4.12.1.3). */
export const htmlJson = (json: string): Html =>
  new Html(json.replace(/[<\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`));

/** Text of a log in a cell: what goes beyond a few hundred characters is cut, and said to be. */
export function clipped(text: string, limit = 400): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit)}… (${text.length.toLocaleString('en')} characters)`;
}

/** A sentence, cut where it has no end. Times in it are not torn apart at the end of a line. */
export const prose = (text: string, limit = 1500): Html =>
  html`${clipped(text, limit)
    .split(TIME)
    .map((piece, at) => (at % 2 === 1 ? html`<time>${piece}</time>` : piece))}`;

const TIME = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/;
