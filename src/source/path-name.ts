// A file's name is bytes, not text. Inside source/ a path is a "byte string": one character per byte (latin1), so that
// string comparison is byte order and every name survives.

export function toBytes(byteString: string): Buffer {
  return Buffer.from(byteString, 'latin1');
}

export function fromBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

export function fromText(text: string): string {
  if (isAscii(text)) return text;
  return Buffer.from(text, 'utf8').toString('latin1');
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * A byte string as text: its UTF-8, with `%XX` for every byte that is not part of valid UTF-8. A literal `%` stays, unless
 * `reversible` makes it `%25`.
 */
export function toText(byteString: string, reversible = false): string {
  const plain = reversible ? byteString.replaceAll('%', '%25') : byteString;
  if (isAscii(plain)) return plain;
  const bytes = toBytes(plain);
  try {
    return strict.decode(bytes);
  } catch {
    return escapeInvalid(bytes);
  }
}

/**
 * The locator of a file: its path below the source, where `%25` stands for `%` and `%XX` for a byte that is not valid
 * UTF-8. Plain names are their own locators.
 */
export function toLocator(byteString: string): string {
  return toText(byteString, true);
}

/** Ordinary names: printable ASCII without `%`, and no segment that is empty or dots alone. They are what they stand for. */
const PLAIN = /^(?:(?!\.{0,2}(?:\/|$))[ -$&-.0-~]+(?:\/|$))+$/;

/** The byte string of a locator, or null for what `toLocator` never gives. */
export function fromLocator(locator: string): string | null {
  if (PLAIN.test(locator) && !locator.endsWith('/')) return locator;
  const bytes = fromText(locator).replace(/%([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  const segments = bytes.split('/');
  return bytes.includes('\0') || segments.some((s) => s === '' || s === '.' || s === '..') ? null : bytes;
}

function escapeInvalid(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    text +=
      length === 0
        ? `%${bytes[at]!.toString(16).toUpperCase().padStart(2, '0')}`
        : bytes.toString('utf8', at, at + length);
    at += length || 1;
  }
  return text;
}

/** The length of the valid UTF-8 sequence that begins there, 0 if none does. */
function sequenceLength(bytes: Buffer, at: number): number {
  const first = bytes[at]!;
  const length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (length < 2) return length;
  try {
    strict.decode(bytes.subarray(at, at + length));
    return at + length <= bytes.length ? length : 0;
  } catch {
    return 0;
  }
}

/** Whether a byte string is the same as text: it can then be a path as it is. */
export function isAscii(byteString: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is meant.
  return /^[\x00-\x7f]*$/.test(byteString);
}
