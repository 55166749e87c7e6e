import type { CollectedScope } from '../source/collection.js';
import type { Source } from '../source/source.js';
import type { CaseWriter } from '../store/writer.js';
import { sourceName } from './listing.js';
import type { EvidenceOptions } from './options.js';
import { keepScopes, type Scope } from './scopes.js';

/**
 * Writes down what this run asks of a source. An archive that was collected for a window has only that: what its digests name
 * outside of it was left where it lay. But collection.json is as easily changed as the rest: one that the archive itself contradicts
 * excuses nothing.
 */
export async function keepCollection(writer: CaseWriter, source: Source, options: EvidenceOptions): Promise<void> {
  const name = sourceName(source.reader);
  const collection = source.collection();
  const { window, accounts, regions } = options;
  const asked: Scope = { window, asked: window, accounts, regions };
  if (collection === null) return keepScopes(writer, name, [asked]);
  const { complete, collectedAt, scopes } = collection;
  const outside = await logsOutside(writer, name, scopes);
  if (outside > 0) {
    options.onNotice?.(
      `${source.name}: collection.json says what it was collected for, and ${outside} logs lie outside of that: it excuses nothing that is absent`,
    );
  }
  const narrower = scopes.length > 0 && scopes.every(({ window: of }) => of.since !== null || of.until !== null);
  if (outside === 0 && narrower && window.since === null && window.until === null) {
    const spans = scopes.map(({ window: { since, until } }) => `${since ?? 'the beginning'} to ${until ?? 'the end'}`);
    options.onNotice?.(
      `${source.name}: collected for ${[...new Set(spans)].slice(0, 5).join(', ')}: what lies outside of that is not called missing`,
    );
  }
  const believed = outside > 0 ? [asked] : scopes.flatMap((scope) => both(scope, asked, collection.asked));
  await keepScopes(writer, name, believed);
  await writer.run('_ingest/set_collection.sql', {
    source: name,
    complete,
    collected_at: collectedAt,
    asked: collection.asked,
    accounts: JSON.stringify(collection.accounts),
    regions: JSON.stringify(collection.regions),
  });
  if (complete) return;
  options.onNotice?.(
    `${source.name}: its collection was not finished: what is absent may not have been copied yet; run keytrail collect again`,
  );
}

async function logsOutside(writer: CaseWriter, source: string, scopes: readonly CollectedScope[]): Promise<number> {
  const open = scopes.some(
    ({ window, accounts, regions }) =>
      window.since === null && window.until === null && accounts.length + regions.length === 0,
  );
  if (open || scopes.length === 0) return 0;
  const rows = scopes.map(({ window, accounts, regions }) => ({ ...window, accounts, regions }));
  const [row] = await writer.objects<{ logs: number | string }>('_ingest/outside_collection.sql', {
    source,
    scopes: JSON.stringify(rows),
  });
  return Number(row?.logs ?? 0);
}

/** What is inside of a collection's scope and of this run's, or nothing. `says`: the collection tells what it was asked for. */
function both(a: CollectedScope, b: Scope, says: boolean): Scope[] {
  const since = latest(a.window.since, b.window.since);
  const until = earliest(a.window.until, b.window.until);
  const accounts = common(a.accounts, b.accounts);
  const regions = common(a.regions, b.regions);
  if (accounts === null || regions === null) return [];
  if (since !== null && until !== null && Date.parse(since) > Date.parse(until)) return [];
  const window = { since, until };
  return [{ window, asked: says ? window : b.asked, accounts, regions }];
}

/** An empty list is all; null: nothing is in both. */
function common(a: readonly string[], b: readonly string[]): readonly string[] | null {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  const shared = a.filter((one) => b.includes(one));
  return shared.length === 0 ? null : shared;
}

const latest = (a: string | null, b: string | null) =>
  a === null || b === null ? (a ?? b) : Date.parse(a) > Date.parse(b) ? a : b;
const earliest = (a: string | null, b: string | null) =>
  a === null || b === null ? (a ?? b) : Date.parse(a) < Date.parse(b) ? a : b;
