const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * JSON text with `change` done to what lies outside its strings. Not by one expression: that gives up in strings of some million
 * characters, and begins again at each quote of one that does not end.
 */
export function outsideStrings(text: string, change: (piece: string) => string): string {
  let out = '';
  for (let at = 0; at < text.length; ) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return out + change(text.slice(at));
    const end = stringEnd(text, quote);
    out += change(text.slice(at, quote)) + text.slice(quote, end);
    at = end;
  }
  return out;
}

function stringEnd(text: string, quote: number): number {
  for (let at = quote + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === BACKSLASH) at++;
  }
  return text.length;
}
