import { join } from 'node:path';
import { VERSION } from '../package.js';
import { type CollectedScope, parseCollection } from '../source/collection.js';
import { pretty, readJson } from './facts.js';
import { writeAtomic } from './files.js';
import type { CollectSummary } from './types.js';

type Json = Record<string, unknown>;

/** collection.json: what an archive says of how it came to be. Written first to say that it is not finished, and last that it is. */
export class CollectionRecord {
  readonly #path: string;
  readonly #before: Json;
  readonly #scopes: readonly CollectedScope[];

  constructor(root: string) {
    this.#path = join(root, 'collection.json');
    this.#before = readJson(this.#path) ?? {};
    this.#scopes = parseCollection(pretty(this.#before))?.scopes ?? [];
  }

  /** Until the end of the run the archive is unfinished, whatever it was before. */
  begin(startedAt: string): void {
    const scopes = Object.keys(this.#before).length === 0 ? [] : this.#scopes;
    writeAtomic(this.#path, pretty({ schema: SCHEMA, ...this.#before, complete: false, scopes, startedAt, ...TOOL }));
  }

  finish(
    summary: CollectSummary,
    scope: CollectedScope,
    found: { accounts: string[]; regions: string[]; organization: string | null },
  ): void {
    const known = Object.keys(this.#before).length === 0 ? [] : this.#scopes;
    const scopes = unique([...known, scope]);
    const { startedAt: _, ...before } = this.#before;
    const merged = (name: string, more: readonly string[]) => [...new Set([...texts(before[name]), ...more])].sort();
    const [first] = summary.buckets;
    const keys = summary.keys.filter(({ sha256 }) => sha256 !== null);
    const record = {
      schema: SCHEMA,
      ...before,
      complete: true,
      window: hull(scopes),
      scopes,
      collectedAt: summary.collectedAt,
      collectedBy: summary.collectedBy,
      accounts: merged('accounts', found.accounts),
      regions: merged('regions', found.regions),
      ...(found.organization !== null && { organizationId: found.organization }),
      buckets: merged(
        'buckets',
        summary.buckets.map(({ bucket }) => bucket),
      ),
      ...(first && first.prefix !== '' && { prefix: first.prefix }),
      endpoint: first?.endpoint ?? null,
      endpoints: {
        ...(before.endpoints as object),
        ...(first && { s3: first.endpoint }),
        ...Object.fromEntries(keys.flatMap(({ region, endpoint }) => (endpoint ? [[region, endpoint]] : []))),
      },
      publicKeys: {
        ...(before.publicKeys as object),
        ...Object.fromEntries(keys.map(({ region, sha256 }) => [`public-keys/${region}.json`, sha256])),
      },
      versions: {
        ...(before.versions as object),
        ...Object.fromEntries(summary.buckets.map(({ bucket, versions }) => [bucket, versions])),
      },
      objects: summary.counts,
      missing: summary.missing,
      ...TOOL,
    };
    writeAtomic(this.#path, pretty(record));
  }
}

const SCHEMA = 'keytrail/collection/1';
const TOOL = { tool: 'keytrail', version: VERSION };

const texts = (value: unknown) =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

function unique(scopes: readonly CollectedScope[]): CollectedScope[] {
  return [...new Map(scopes.map((scope) => [JSON.stringify(scope), scope])).values()];
}

/** From the first beginning to the last end, for a reader; what was really asked for is in `scopes`. */
function hull(scopes: readonly CollectedScope[]): CollectedScope['window'] {
  const ends = (end: 'since' | 'until') => scopes.map(({ window }) => window[end]);
  const pick = (times: (string | null)[], last: boolean) =>
    times.some((time) => time === null)
      ? null
      : (times.sort((a, b) => Date.parse(a!) - Date.parse(b!)).at(last ? -1 : 0) ?? null);
  return { since: pick(ends('since'), false), until: pick(ends('until'), true) };
}
