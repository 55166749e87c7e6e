import { visible } from '../../text/escape.js';

// Words for a POSIX shell (IEEE 1003.1, Shell Command Language 2.2). Names and documents of a plan are the intruder's words: none of them
// may end the word that it stands in, and none may drive the terminal of whoever reads the script before running it.

const BARE = /^[A-Za-z0-9_.,:/@%+-][A-Za-z0-9_.,:/@%+=-]*$/;
/** Bytes that one argument of a program may have: 128 KiB on Linux (MAX_ARG_STRLEN), with room to spare. */
const LONGEST = 100_000;

/** Whether a text can be typed as one word of one line, with nothing hidden in it. */
export function isWord(text: string): boolean {
  return visible(text) === text && text.length <= LONGEST;
}

/** One word that is exactly this text. @throws RangeError where `isWord` says no */
export function shellWord(text: string): string {
  if (!isWord(text)) throw new RangeError('no word of a shell');
  if (BARE.test(text)) return text;
  // Plainer to read where a text with single quotes has nothing that a shell sees between double ones. `!` is for interactive shells.
  if (text.includes("'") && !/["$`\\!]/.test(text)) return `"${text}"`;
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** The arguments of a `printf` that prints exactly this text, whatever it holds (printf utility, "extended description": octal numbers). */
export function printfWord(text: string): string {
  if (isWord(text) && !text.includes('%') && !text.includes('\\') && !text.startsWith('-')) return shellWord(text);
  let out = '';
  for (const byte of Buffer.from(text)) {
    const option = byte === 0x2d && out === '';
    const plain = byte >= 0x20 && byte < 0x7f && !option && !`'\\%`.includes(String.fromCharCode(byte));
    out += plain ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
  }
  return `'${out}'`;
}

/** A comment of one line, whatever the text holds. */
export function shellComment(text: string): string {
  return `# ${visible(text)}\n`;
}
