import type { Twin } from './twin.js';

const IDENTIFIER = /\b(?:AKIA|ASIA|AIDA|AROA|AGPA|AIPA|ANPA|ACCA|ASCA|APKA|ABIA)[A-Z0-9]{4,}\b/g;
const ACCOUNT = /\b\d{12}\b/g;
const INSTANCE = /\bi-([0-9a-f]{5,14})[0-9a-f]{3}\b/g;
/** The networks that are kept for documentation: any other stays what it is. */
const ADDRESS = /\b(203)\.0\.(113\.\d+)|\b(198)\.51\.(100\.\d+)|\b(192)\.0\.(2\.\d+)/g;
const EVENT = /"(eventID|sharedEventID)":"/g;

/**
 * The same twin with names of its own (keys, principals, accounts, instances, addresses, events), so that it can lie in one case with
 * others and no edge runs from one to the other. `nth` is from 1 to 150.
 */
export function apart(twin: Twin, nth: number): Twin {
  const text = JSON.stringify(twin)
    .replace(IDENTIFIER, (id) => `${id}${String(nth).padStart(3, '0')}`)
    .replace(ACCOUNT, (account) => String(Number(account) + nth * 1001))
    .replace(INSTANCE, (_, start: string) => `i-${start}${nth.toString(16).padStart(3, '0')}`)
    .replace(ADDRESS, (_, ...parts: (string | undefined)[]) => {
      const [start, end] = parts.slice(0, 6).filter((part) => part !== undefined);
      return `${start}.${nth}.${end}`;
    })
    .replace(EVENT, `"$1":"${nth}-`);
  return JSON.parse(text) as Twin;
}
