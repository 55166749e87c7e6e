// Finds where JSON values end, in bytes, without building them. It trusts nothing: an unfinished value is -1, and whether a value is
// really JSON is for the parser that takes the slice.

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** The offset of the next byte that is no white space, or the end. */
export function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length) {
    const byte = bytes[at]!;
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) break;
    at++;
  }
  return at;
}

/** The offset behind the string that begins at `from` (its opening quote), or -1. */
export function skipString(bytes: Uint8Array, from: number): number {
  const length = bytes.length;
  for (let at = from + 1; at < length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) return at + 1;
    if (byte === BACKSLASH) at++;
  }
  return -1;
}

/** The offset behind the object or array that begins at `from`, or -1 when it does not end. */
export function skipContainer(bytes: Uint8Array, from: number): number {
  const length = bytes.length;
  let depth = 0;
  for (let at = from; at < length; at++) {
    const byte = bytes[at]!;
    if (byte === QUOTE) {
      // The string loop stands here again because a call for each string costs a third of the whole scan.
      for (at++; at < length; at++) {
        const inside = bytes[at];
        if (inside === QUOTE) break;
        if (inside === BACKSLASH) at++;
      }
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      depth++;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      if (--depth === 0) return at + 1;
    }
  }
  return -1;
}

/** The offset behind the value that begins at `from`, or -1. */
export function skipValue(bytes: Uint8Array, from: number): number {
  const first = bytes[from];
  if (first === undefined) return -1;
  if (first === QUOTE) return skipString(bytes, from);
  if (first === OPEN_BRACE || first === OPEN_BRACKET) return skipContainer(bytes, from);
  let at = from;
  while (at < bytes.length) {
    const byte = bytes[at]!;
    const literal =
      (byte >= 0x30 && byte <= 0x39) ||
      (byte >= 0x61 && byte <= 0x7a) ||
      byte === 0x45 || // E
      byte === 0x2b ||
      byte === 0x2d ||
      byte === 0x2e;
    if (!literal) break;
    at++;
  }
  return at > from ? at : -1;
}

/**
 * Walks the elements of the array that begins at `from`. `visit` gets each element's span.
 * @returns the offset behind the array, or -1 - (offset where it stopped making sense)
 */
export function walkArray(bytes: Uint8Array, from: number, visit: (start: number, end: number) => void): number {
  let at = skipSpace(bytes, from + 1);
  if (bytes[at] === CLOSE_BRACKET) return at + 1;
  for (;;) {
    const end = skipValue(bytes, at);
    if (end < 0) return -1 - at;
    visit(at, end);
    at = skipSpace(bytes, end);
    if (bytes[at] === CLOSE_BRACKET) return at + 1;
    if (bytes[at] !== 0x2c) return -1 - at;
    at = skipSpace(bytes, at + 1);
  }
}

/**
 * Walks the members of the object that begins at `from`. `visit` gets the key's span without its quotes and the value's first byte,
 * and returns the offset behind the value (-1 - offset where it stopped), so that it may walk the value itself.
 * @returns as `walkArray`
 */
export function walkObject(
  bytes: Uint8Array,
  from: number,
  visit: (keyStart: number, keyEnd: number, value: number) => number,
): number {
  let at = skipSpace(bytes, from + 1);
  if (bytes[at] === CLOSE_BRACE) return at + 1;
  for (;;) {
    if (bytes[at] !== QUOTE) return -1 - at;
    const keyEnd = skipString(bytes, at);
    if (keyEnd < 0) return -1 - at;
    const colon = skipSpace(bytes, keyEnd);
    if (bytes[colon] !== 0x3a) return -1 - colon;
    const value = skipSpace(bytes, colon + 1);
    const end = visit(at + 1, keyEnd - 1, value);
    if (end < 0) return end;
    at = skipSpace(bytes, end);
    if (bytes[at] === CLOSE_BRACE) return at + 1;
    if (bytes[at] !== 0x2c) return -1 - at;
    at = skipSpace(bytes, at + 1);
  }
}
