import type { Source } from '../source/source.js';
import type { CaseWriter } from '../store/writer.js';
import { sourceName } from './listing.js';
import type { EvidenceOptions } from './options.js';
import { keepScopes, type Scope } from './scopes.js';

/**
 * Writes down what this run asks of a source. An archive that was collected for a window has only that: what its digests name
 * outside of it was left where it lay.
 */
export async function keepCollection(writer: CaseWriter, source: Source, options: EvidenceOptions): Promise<void> {
  const name = sourceName(source.reader);
  const collection = source.collection();
  const asked: Scope = { window: options.window, accounts: options.accounts, regions: options.regions };
  const scopes = collection === null ? [asked] : collection.scopes.flatMap((scope) => both(scope, asked));
  await keepScopes(writer, name, scopes);
  if (collection === null) return;
  const { complete, collectedAt } = collection;
  await writer.run('_ingest/set_collection.sql', { source: name, complete, collected_at: collectedAt });
  if (complete) return;
  options.onNotice?.(
    `${source.name}: its collection was not finished: what is absent may not have been copied yet; run keytrail collect again`,
  );
}

/** What is inside two scopes, or nothing. */
function both(a: Scope, b: Scope): Scope[] {
  const since = latest(a.window.since, b.window.since);
  const until = earliest(a.window.until, b.window.until);
  const accounts = common(a.accounts, b.accounts);
  const regions = common(a.regions, b.regions);
  if (accounts === null || regions === null) return [];
  if (since !== null && until !== null && Date.parse(since) > Date.parse(until)) return [];
  return [{ window: { since, until }, accounts, regions }];
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
