import type { Test, TextTest } from './types.js';

/** A stretch of plain text, or a wildcard. */
type Piece = { readonly text: string } | '*' | '?';

/**
 * A Sigma string: `*` is any text, `?` one character, a backslash takes the meaning from a wildcard or a backslash behind it and is
 * itself elsewhere (Sigma rules specification, "Escaping").
 */
export function pieces(value: string): Piece[] {
  const found: Piece[] = [];
  let text = '';
  const end = () => {
    if (text !== '') found.push({ text });
    text = '';
  };
  for (let i = 0; i < value.length; i++) {
    const character = value[i] ?? '';
    const next = value[i + 1] ?? '';
    if (character === '\\' && (next === '*' || next === '?' || next === '\\')) {
      text += next;
      i++;
    } else if (character === '*' || character === '?') {
      end();
      found.push(character);
    } else {
      text += character;
    }
  }
  end();
  return found;
}

/** What a value with its place in the field asks for: a plain test where no wildcard is left, else a pattern. */
export function textTest(value: string, how: TextTest, cased: boolean): Test {
  const all = pieces(value);
  if (how === 'contains' || how === 'endswith') all.unshift('*');
  if (how === 'contains' || how === 'startswith') all.push('*');
  const before = all[0] === '*';
  const behind = all.length > 1 && all.at(-1) === '*';
  const inner = all.slice(before ? 1 : 0, behind ? -1 : undefined);
  if (inner.every((piece) => typeof piece === 'object')) {
    const text = inner.map(({ text }) => text).join('');
    if (before && behind) return { op: 'contains', texts: [text], cased };
    if (before) return { op: 'endswith', texts: [text], cased };
    return { op: behind ? 'startswith' : 'is', texts: [text], cased };
  }
  return { op: 'like', pattern: all.map(like).join(''), cased };
}

function like(piece: Piece): string {
  if (piece === '*') return '%';
  if (piece === '?') return '_';
  return piece.text.replace(/[\\%_]/g, '\\$&');
}
