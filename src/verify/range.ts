// Windows and range findings.
import { millis, toIso } from '../clock.js';
import type { RangeFinding, RangeFindingName, Window } from '../model.js';
import type { ChainId } from './facts.js';

/** The window asked for in milliseconds, both ends included; open ends are infinite. */
export interface Bounds {
  readonly since: number;
  readonly until: number;
}

export function boundsOf({ since, until }: Window): Bounds {
  return {
    since: since === null ? Number.NEGATIVE_INFINITY : millis(since),
    until: until === null ? Number.POSITIVE_INFINITY : millis(until),
  };
}

export const within = ({ since, until }: Bounds, time: number) => time >= since && time <= until;
export const touches = ({ since, until }: Bounds, from: number, to: number) => to >= since && from <= until;

/** Milliseconds → RFC 3339; null for an open end. */
export const isoOf = (time: number) => (Number.isFinite(time) ? toIso(new Date(time)) : null);

export function finding(
  chain: ChainId,
  name: RangeFindingName,
  from: number,
  to: number,
  digests: number | null,
  detail: string,
): RangeFinding {
  const { account, region, trail, kind } = chain;
  const span = { from: isoOf(from), to: isoOf(to) };
  // What explains a gap is said later, out of proven records.
  return { finding: name, account, region, trail, kind, ...span, digests, detail, explained: null, evidence: [] };
}

export const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
