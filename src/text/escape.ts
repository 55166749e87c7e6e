// Every text from a log is written by whoever made the call: user agents, role session names and error messages can hold
// escape sequences that drive a terminal, marks that reverse the reading order, and markup. Nothing of it is emitted raw.

// Controls, formats (bidi marks, zero-width, tags), line and paragraph separators, halves of surrogate pairs, and what Unicode says to show
// as nothing (fillers, variation selectors, joiners): two names that look alike must not be two names.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{DI}]/gu;
const HIDDEN_BUT_LAYOUT = /[^\P{Cc}\t\r\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{DI}]/gu;
// What JSON.stringify leaves raw although a terminal or an editor obeys it: U+009B alone starts an ANSI sequence.
const HIDDEN_IN_JSON = /[\u007f-\u009f\u2028\u2029]|[\p{Cf}\p{DI}]/gu;
// The short way: most cells are printable ASCII and need no Unicode tables.
const PLAIN = /^[\x20-\x7e]*$/;

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeCharacter(character: string): string {
  const named = NAMED[character];
  if (named !== undefined) return named;
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}

/** One line of text in which every control, format and direction character is spelled out, e.g. `\x1b`, `\u{202e}`, `\n`. */
export function visible(text: string): string {
  return PLAIN.test(text) ? text : text.replace(HIDDEN, escapeCharacter);
}

/** As `visible`, but tabs and line ends stay: for formats that quote them. */
export function visibleInQuotes(text: string): string {
  return PLAIN.test(text) ? text : text.replace(HIDDEN_BUT_LAYOUT, escapeCharacter);
}

/** JSON text whose strings hold nothing that a terminal obeys. It parses to the same value. */
export function safeJson(value: unknown, indent?: number): string {
  const text = JSON.stringify(value, null, indent);
  return HIDDEN_IN_JSON.test(text) ? text.replace(HIDDEN_IN_JSON, escapeInJson) : text;
}

function escapeInJson(character: string): string {
  let out = '';
  for (let i = 0; i < character.length; i++) {
    out += `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
  }
  return out;
}

/** The text of a value in a table or a CSV field, before escaping. Null is empty; lists and objects are JSON. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'object') return safeJson(value);
  return String(value);
}
