import { basename } from 'node:path';
import type { KeyFileState, KeyOrigin, Window } from '../model.js';
import { isRecord, toInstant } from './json.js';

/**
 * What collection.json says of how an archive came to be. It lies beside the evidence and whoever can change that can change this: it is
 * told, and never taken for proof.
 */
export interface Collection {
  readonly collectedAt: string | null;
  readonly collectedBy: string | null;
  /** The endpoint of S3. */
  readonly endpoint: string | null;
  /** Service or region → endpoint. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** Name of a key file → SHA-256 when it was collected; null where nothing was recorded. */
  readonly keyFiles: ReadonlyMap<string, string> | null;
  /** False: the copy was not finished, so what is absent may not have been copied yet. */
  readonly complete: boolean;
  /** What was asked for when it was copied, run by run; objects outside all of them were left where they lay. */
  readonly scopes: readonly CollectedScope[];
  /** What it is about; empty: it does not say. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** Whether it says what was asked for. A window alone may as well be the span of what was found. */
  readonly asked: boolean;
}

/** What one run of a collection asked for. Empty lists: everything. */
export interface CollectedScope {
  readonly window: Window;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}

/** Null: not the JSON object that it should be. */
export function parseCollection(text: string): Collection | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(value)) return null;
  const { collectedAt, collectedBy, endpoint, endpoints, publicKeys } = value;
  return {
    collectedAt: toInstant(collectedAt),
    collectedBy: textOf(collectedBy),
    endpoint: textOf(endpoint),
    endpoints: Object.fromEntries(texts(endpoints)),
    keyFiles: isRecord(publicKeys) ? new Map(texts(publicKeys).map(([name, hash]) => [basename(name), hash])) : null,
    complete: value.complete !== false,
    scopes: scopesOf(value),
    accounts: scopeOf(value).accounts,
    regions: scopeOf(value).regions,
    asked: Array.isArray(value.scopes),
  };
}

/** Without scopes the window is what was asked; accounts and regions are then those that were found. */
function scopesOf({ scopes, window, complete }: Record<string, unknown>): CollectedScope[] {
  if (Array.isArray(scopes)) return scopes.flatMap((scope) => (isRecord(scope) ? [scopeOf(scope)] : []));
  return complete === false ? [] : [scopeOf({ window })];
}

function scopeOf({ window, accounts, regions }: Record<string, unknown>): CollectedScope {
  const { since, until } = isRecord(window) ? window : {};
  const list = (value: unknown) =>
    Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
  return {
    window: { since: toInstant(since), until: toInstant(until) },
    accounts: list(accounts),
    regions: list(regions),
  };
}

/** What the collection says of one of its key files. */
export function originOf(
  collection: Collection | null,
  name: string,
  sha256: string,
  region: string | null,
): KeyOrigin {
  if (collection === null) return { sha256, state: null, collectedAt: null, collectedBy: null, endpoint: null };
  const { collectedAt, collectedBy, keyFiles } = collection;
  return {
    sha256,
    state: stateOf(keyFiles, name, sha256),
    collectedAt,
    collectedBy,
    endpoint: keyEndpoint(collection, region),
  };
}

function stateOf(keyFiles: Collection['keyFiles'], name: string, sha256: string): KeyFileState {
  if (keyFiles === null) return null;
  const recorded = keyFiles.get(name);
  if (recorded === undefined) return 'added';
  return recorded.toLowerCase() === sha256 ? 'as-collected' : 'changed';
}

function keyEndpoint({ endpoints }: Collection, region: string | null): string | null {
  const names =
    region === null ? ['cloudtrail'] : [`cloudtrail:${region}`, `cloudtrail.${region}`, region, 'cloudtrail'];
  for (const name of names) {
    const endpoint = Object.hasOwn(endpoints, name) ? endpoints[name] : undefined;
    if (endpoint !== undefined) return endpoint;
  }
  return null;
}

/** Longer is no ARN and no endpoint, and has no place on a screen. */
const LONGEST = 2048;

const textOf = (value: unknown) =>
  typeof value === 'string' && value !== '' && value.length <= LONGEST ? value : null;

const texts = (value: unknown) =>
  isRecord(value)
    ? Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    : [];
