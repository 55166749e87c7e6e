// Validly signed digests that cannot both be the chain's: one predecessor, one window or one key for two of them.
import { millis } from '../clock.js';
import type { DigestBody, RangeFinding } from '../model.js';
import type { ChainId } from './facts.js';
import { locationOf, type Place } from './places.js';
import { type Bounds, finding, touches } from './range.js';

/** What a fork says of one of its digests. */
export interface ForkNote {
  readonly detail: string;
  /** A validly signed successor goes on from this one and from none of the others: it is the chain's. */
  readonly carried: boolean;
}

export interface Fork {
  readonly digests: readonly Entry[];
  readonly claim: string;
}

interface Entry {
  readonly place: Place;
  readonly sha256: string;
  readonly body: DigestBody;
}

/** Content at a location → what forks say of it. */
export type ForkNotes = ReadonlyMap<string, ForkNote>;

export const forkKey = (location: string, sha256: string) => `${location}\n${sha256}`;

/**
 * Nobody but AWS can sign both, so this is a key that leaked, or a digest that AWS issued again; which of them a reader can trust is not
 * for us to guess. Only a signed successor that records exactly one of them tells.
 */
export function forksOf(chain: ChainId, places: ReadonlyMap<string, Place>): Fork[] {
  const entries = [...places.values()].flatMap(provenIn);
  const forks = [
    ...among(entries, ({ place }) => place.location, 'the same key'),
    ...among(entries, ({ body }) => body.previous && locationOf(body.previous), 'the same predecessor', true),
  ];
  // Backfill digests have no cadence: two of them may well speak of one hour.
  if (chain.kind === 'backfill') return forks;
  const told = new Set(forks.flatMap(({ digests }) => digests));
  const others = entries.filter((entry) => !told.has(entry));
  return [...forks, ...among(others, ({ body }) => `${body.startTime} to ${body.endTime}`, 'the same window', true)];
}

export function forkNotes(forks: readonly Fork[], places: ReadonlyMap<string, Place>): ForkNotes {
  const recorded = new Set<string>();
  for (const { body } of forks.length === 0 ? [] : [...places.values()].flatMap(provenIn)) {
    if (body.previous) recorded.add(forkKey(locationOf(body.previous), body.previous.sha256));
  }
  const notes = new Map<string, ForkNote>();
  for (const { digests, claim } of forks) {
    const goingOn = digests.filter(({ place, sha256 }) => recorded.has(forkKey(place.location, sha256)));
    for (const entry of digests) {
      const key = forkKey(entry.place.location, entry.sha256);
      // The first few only: among as many as a stolen key can sign, each would else name every other.
      const others = digests.slice(0, NAMED + 1).filter((other) => other !== entry);
      const names = others.slice(0, NAMED).map(({ place, sha256: hash }) => named(place, hash));
      const detail = `it claims ${claim} as ${names.join(', ')}, also validly signed`;
      const before = notes.get(key);
      const carried = goingOn.length === 1 && goingOn[0] === entry;
      notes.set(key, {
        detail: before ? `${before.detail}; ${detail}` : detail,
        carried: carried && (before?.carried ?? true),
      });
    }
  }
  return notes;
}

/** Rivals that a note names. */
const NAMED = 3;

const named = ({ location }: Place, sha256: string) => `s3://${location} (SHA-256 ${sha256.slice(0, 16)}…)`;

/** Two windows of one chain that overlap, although neither follows the other. */
export function forkRanges(chain: ChainId, forks: readonly Fork[], bounds: Bounds): RangeFinding[] {
  return forks.flatMap(({ digests, claim }) => {
    const from = digests.reduce((last, { body }) => Math.max(last, millis(body.startTime)), Number.NEGATIVE_INFINITY);
    const to = digests.reduce((first, { body }) => Math.min(first, millis(body.endTime)), Number.POSITIVE_INFINITY);
    if (!(from < to) || !touches(bounds, from, to)) return [];
    const detail = `${digests.length} validly signed digests claim ${claim}, and this time: only one of them can be the chain's`;
    return [finding(chain, 'inconsistent-time', from, to, null, detail)];
  });
}

function provenIn(place: Place): Entry[] {
  const found = new Map<string, Entry>();
  for (const { body, sha256 } of place.members) {
    if (body !== null && sha256 !== null && place.proofs.has(sha256)) found.set(sha256, { place, sha256, body });
  }
  return [...found.values()];
}

/** Groups of at least two digests; `apart`: at different locations. */
function among(entries: readonly Entry[], by: (entry: Entry) => string | null, claim: string, apart = false): Fork[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const value = by(entry);
    if (value === null) continue;
    const group = groups.get(value);
    if (group) group.push(entry);
    else groups.set(value, [entry]);
  }
  const many = [...groups.values()].filter((group) => group.length > 1);
  return many
    .filter((group) => !apart || new Set(group.map(({ place }) => place.location)).size > 1)
    .map((digests) => ({ digests, claim }));
}
