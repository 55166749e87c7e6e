import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRegion } from '../source/region.js';
import type { Bucket } from '../source/s3-bucket.js';
import { publicKeysOf, type Range, trailFacts } from '../source/trail-facts.js';
import { writeAtomic } from './files.js';
import type { Reach, Tally } from './tally.js';
import type { CollectSummary, Missing } from './types.js';

// What lies beside the objects of an archive: keys, trails, buckets. A later run adds to what an earlier one had, and loses nothing of it.

const DAY = 86_400_000;
/** A key is valid for 30 days, and a log that was late by 30 more is in a backfill digest that was signed then. */
const KEY_MARGIN_MS = 62 * DAY;
/** CloudTrail has had digests since then. */
const EARLIEST = Date.UTC(2015, 5, 1);

type Json = Record<string, unknown>;

export interface KeysKept {
  readonly keys: CollectSummary['keys'];
  readonly missing: readonly Missing[];
}

/** The public keys of every region that has digests, over all the time that its digests span. */
export async function keepPublicKeys(
  root: string,
  reaches: ReadonlyMap<string, Reach>,
  now: number,
): Promise<KeysKept> {
  const ranges = new Map([...reaches].map(([region, reach]) => [region, rangeOf(reach, now)]));
  const keys: CollectSummary['keys'][number][] = [];
  const missing: Missing[] = [];
  for (const { region, keys: found, endpoint, error } of await publicKeysOf(ranges)) {
    if (error !== null) missing.push({ what: 'public-keys', reason: `${region}: ${error}` });
    if (!isRegion(region)) continue;
    const path = join(root, 'public-keys', `${region}.json`);
    const known = listOf(readJson(path)?.PublicKeyList);
    const all = [...new Map([...known, ...found].map((key) => [`${key.Fingerprint} ${key.Value}`, key])).values()];
    if (all.length === 0) {
      if (error === null)
        missing.push({ what: 'public-keys', reason: `${region}: CloudTrail names none for that time` });
      keys.push({ region, keys: 0, endpoint, sha256: null });
      continue;
    }
    mkdirSync(join(root, 'public-keys'), { recursive: true });
    const text = pretty({ PublicKeyList: all });
    writeAtomic(path, text);
    keys.push({ region, keys: all.length, endpoint, sha256: createHash('sha256').update(text).digest('hex') });
  }
  return { keys, missing };
}

function rangeOf({ from, to }: Reach, now: number): Range {
  // The names of digests are anybody's: a made-up year must not ask for what cannot be.
  const end = Math.min(now, Math.max(EARLIEST, to) + KEY_MARGIN_MS);
  return { from: Math.min(Math.max(EARLIEST, from - KEY_MARGIN_MS), end), to: end };
}

/** trails.json, trail-status.json and event-selectors.json. @returns how many trails, and what could not be had */
export async function keepTrails(
  root: string,
  regions: readonly string[],
  buckets: readonly string[],
): Promise<{ trails: number; missing: readonly Missing[] }> {
  const { trails, status, selectors, missing } = await trailFacts(regions, buckets);
  const known = listOf(readJson(join(root, 'trails.json'))?.trailList);
  const all = new Map([...known, ...trails].map((trail) => [String(trail.TrailARN), trail]));
  if (all.size > 0) writeAtomic(join(root, 'trails.json'), pretty({ trailList: [...all.values()] }));
  overlay(join(root, 'trail-status.json'), status, true);
  overlay(join(root, 'event-selectors.json'), selectors);
  return { trails: all.size, missing };
}

export async function keepBucketState(root: string, buckets: readonly Bucket[]): Promise<void> {
  const state: Json = {};
  for (const bucket of buckets) state[bucket.bucket] ??= await bucket.state();
  overlay(join(root, 'bucket-state.json'), state);
}

/** The regions to ask for trails: those of which there is anything, else that of the bucket. */
export function trailRegions(tally: Tally, buckets: readonly Bucket[]): string[] {
  const found = [...new Set([...tally.digestRegions().keys(), ...tally.regions()])].filter(isRegion);
  return found.length > 0 ? found : [...new Set(buckets.map(({ region }) => region))];
}

/** New entries beside those that are there; of `deep` ones the entries inside too. */
function overlay(path: string, entries: Json, deep = false): void {
  if (Object.keys(entries).length === 0) return;
  const known = readJson(path) ?? {};
  const merged = Object.entries(entries).map(([name, value]) => [
    name,
    deep ? { ...(known[name] as object), ...(value as object) } : value,
  ]);
  writeAtomic(path, pretty({ ...known, ...Object.fromEntries(merged) }));
}

export function readJson(path: string): Json | null {
  try {
    const value: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
  } catch {
    return null;
  }
}

const listOf = (value: unknown): Json[] =>
  Array.isArray(value) ? value.filter((item): item is Json => typeof item === 'object' && item !== null) : [];

export const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
