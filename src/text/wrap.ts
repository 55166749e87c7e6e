import { width } from './width.js';

/**
 * A text as lines of at most `columns`, every one after its margin. A word that is longer than a line (an S3 key, an ARN) is broken behind
 * a slash, an underscore or a colon where it has one. Null columns: one line. The text has been through `visible`.
 */
export function wrap(text: string, columns: number | null, first: string, next: string = first): string {
  if (columns === null) return `${first}${text}\n`;
  const room = Math.max(20, columns - Math.max(width(first), width(next)));
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((long) => pieces(long, room))) {
    const joined = line === '' || word.continues ? line + word.text : `${line} ${word.text}`;
    if (line !== '' && width(joined) > room) {
      lines.push(line);
      line = word.text;
    } else line = joined;
  }
  lines.push(line);
  return lines.map((content, at) => `${at === 0 ? first : next}${content}\n`).join('');
}

/** Parts on a line, two spaces between them; what does not fit goes on behind the margin of the next line. */
export function pack(parts: readonly string[], columns: number | null, first: string, next: string): string {
  let text = first;
  let used = width(first);
  let fresh = true;
  for (const part of parts.filter((one) => one !== '')) {
    const size = width(bare(part));
    if (!fresh && columns !== null && used + 2 + size > columns) {
      text = `${text.trimEnd()}\n${next}`;
      used = width(next);
      fresh = true;
    }
    text += fresh ? part : `  ${part}`;
    used += fresh ? size : size + 2;
    fresh = false;
  }
  return `${text.trimEnd()}\n`;
}

/** A painted text without its colours: those of `coloured` are the only escapes that reach this room's output. */
const bare = (text: string) =>
  text
    .split('\x1b')
    .map((piece, at) => (at === 0 ? piece : piece.replace(/^\[\d*m/, '')))
    .join('');

interface Piece {
  readonly text: string;
  /** Follows the piece before it without a space. */
  readonly continues: boolean;
}

function pieces(word: string, room: number): Piece[] {
  const found: Piece[] = [];
  let rest = word;
  while (width(rest) > room) {
    const head = headOf(rest, room);
    found.push({ text: head, continues: found.length > 0 });
    rest = rest.slice(head.length);
  }
  found.push({ text: rest, continues: found.length > 0 });
  return found;
}

/** As much of a long word as fits, up to a place where one breaks it gladly. Never empty. */
function headOf(word: string, room: number): string {
  let fits = '';
  let used = 0;
  for (const character of word) {
    used += width(character);
    if (used > room && fits !== '') break;
    fits += character;
  }
  for (const mark of ['/', '_', ':']) {
    const at = fits.lastIndexOf(mark) + 1;
    if (at > room / 3) return fits.slice(0, at);
  }
  return fits;
}
