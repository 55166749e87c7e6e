import { cellText, visibleInQuotes } from '../../text/escape.js';
import type { Renderer } from './rendering.js';

// A spreadsheet runs a cell that begins so as a formula, and every one of these cells is the intruder's to choose.
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
// The semicolon too: spreadsheets of many countries split at it, and half a cell could then begin with `=`.
const QUOTED = /[",;\t\r\n]/;

/**
 * RFC 4180: CRLF, fields quoted where needed. Null is an empty field, an empty text is `""`. Text that a spreadsheet would run as
 * a formula gets an apostrophe in front; control and direction characters are spelled out. `jsonl` has the exact text.
 */
export function csvRenderer(columns: readonly string[]): Renderer {
  return {
    begin: () => line(columns),
    rows(chunk) {
      let text = '';
      for (const row of chunk) text += line(row);
      return text;
    },
    end: () => '',
  };
}

function line(values: readonly unknown[]): string {
  return `${values.map(field).join(',')}\r\n`;
}

function field(value: unknown): string {
  if (value === '') return '""';
  if (typeof value !== 'string') {
    const text = cellText(value);
    return QUOTED.test(text) ? quote(text) : text;
  }
  const text = visibleInQuotes(FORMULA.test(value) ? `'${value}` : value);
  return QUOTED.test(text) ? quote(text) : text;
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
