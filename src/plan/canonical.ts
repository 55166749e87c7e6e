import { createHash } from 'node:crypto';
import type { Plan } from './types.js';

/**
 * The hash of a plan: 64 lower-case hex digits, the SHA-256 of its JSON without white space and with sorted fields. A plan that somebody
 * has laid out otherwise is the same plan; one with a letter changed is another.
 */
export function planHash(plan: Plan): string {
  return createHash('sha256').update(canonicalJson(plan)).digest('hex');
}

/** JSON with its fields in the order of their names and nothing between them. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, held]) => held !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, held]) => `${JSON.stringify(name)}:${canonicalJson(held)}`).join(',')}}`;
}

/** Whether two policy documents say the same. What is no JSON is compared as text. */
export function sameDocument(one: string, other: string): boolean {
  return one === other || normal(one) === normal(other);
}

function normal(document: string): string {
  try {
    return canonicalJson(JSON.parse(document));
  } catch {
    return document;
  }
}
