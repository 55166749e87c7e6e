import { outsideStrings } from '../store/outside-strings.js';

/**
 * JSON text with its object keys in order: two records with equal canonical text have one content. Numbers keep their own text, so
 * that 64-bit ids are not rounded into each other. Null when the text is no JSON.
 */
export function canonicalJson(text: string): string | null {
  try {
    // Numbers become strings before they can lose digits; the mark tells them from strings that look alike.
    const exact = outsideStrings(text, (piece) => piece.replace(NUMBER, (number) => `"\\u0000${number}"`));
    return JSON.stringify(ordered(JSON.parse(exact)));
  } catch {
    return null;
  }
}

const NUMBER = /-?\d[\d.eE+-]*/g;

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, ordered(inner)]);
}
