import type { Window } from '../model.js';
import type { CaseWriter } from '../store/writer.js';
import { wantedKey } from './listing.js';

// What each source was ever asked for. A log that a digest names and that no run wanted is not missing: it was left where it lay.

export interface Scope {
  /** Outside of it nothing is missing. */
  readonly window: Window;
  /** What somebody asked for in so many words: time in it that no digest covers is objected to. */
  readonly asked: Window;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}

interface ScopeRow {
  readonly source: string;
  readonly since: string | null;
  readonly until: string | null;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly asked_since: string | null;
  readonly asked_until: string | null;
}

export class Scopes {
  constructor(private readonly rows: readonly ScopeRow[]) {}

  /** Whether any run would have read this log from a source that holds a digest which names it. */
  asked(key: string, sources: readonly string[]): boolean {
    return this.of(sources).some(({ since, until, accounts, regions }) =>
      wantedKey(key, { window: { since, until }, accounts, regions }),
    );
  }

  /** The span of all that these sources can have. */
  window(sources?: readonly string[]): Window {
    return span(sources === undefined ? this.rows : this.of(sources), 'since', 'until');
  }

  /** The span of all that was asked of these sources in so many words. */
  askedWindow(sources: readonly string[]): Window {
    return span(this.of(sources), 'asked_since', 'asked_until');
  }

  private of(sources: readonly string[]): readonly ScopeRow[] {
    return this.rows.filter(({ source }) => sources.includes(source));
  }
}

function span(rows: readonly ScopeRow[], since: 'since' | 'asked_since', until: 'until' | 'asked_until'): Window {
  const all = (end: typeof since | typeof until) => rows.map((row) => row[end]);
  return { since: widest(all(since), -1), until: widest(all(until), 1) };
}

/** The earliest or the latest; open where one of them is. */
function widest(times: readonly (string | null)[], pick: -1 | 1): string | null {
  const known = times.filter((time) => time !== null);
  if (known.length < times.length || known.length === 0) return null;
  return known.reduce((a, b) => (Math.sign(Date.parse(a) - Date.parse(b)) === pick ? a : b));
}

/** Writes down what this run asks of a source. */
export async function keepScopes(writer: CaseWriter, source: string, scopes: readonly Scope[]): Promise<void> {
  const rows = scopes.map(({ window, asked, accounts, regions }) => ({
    source,
    ...window,
    accounts: [...accounts],
    regions: [...regions],
    asked_since: asked.since,
    asked_until: asked.until,
  }));
  await writer.add('_ingest/add_scopes.sql', rows);
}

export async function storedScopes(writer: CaseWriter): Promise<Scopes> {
  return new Scopes(await writer.objects<ScopeRow>('_ingest/scopes.sql'));
}
