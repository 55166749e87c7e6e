import type { JsonValue } from '../../model.js';
import { safeJson, visible } from '../../text/escape.js';
import { clipped } from './html.js';

/** Columns of the table of events whose values repeat: each is a dictionary and an index a row. */
export const DICTIONARIES = [
  'credential',
  'method',
  'confidence',
  'integrity',
  'event_source',
  'event_name',
  'aws_region',
  'source_ip',
  'user_agent',
  'error_code',
  'account',
  'kind',
] as const;

/** A row of queries/_report/page_rows.sql. */
export type PageEvent = Readonly<Record<(typeof DICTIONARIES)[number], string | null>> & {
  readonly event_id: string;
  readonly event_time: string | null;
  readonly object_id: number | null;
  readonly record_index: number | null;
  /** The first characters of the record's own bytes, and how many there are. */
  readonly raw: string | null;
  readonly raw_characters: number | null;
};

export interface PackedEvents {
  /** JSON text: `PackedTable` of browser/table.ts. */
  readonly table: string;
  /** Base64 of raw DEFLATE (RFC 1951) of a JSON array of records each, in the order of the rows. */
  readonly blocks: readonly string[];
  readonly rows: number;
  /** Rows whose record is not in the page, for its size. */
  readonly withoutRaw: number;
}

export interface PackOptions {
  /** Raw DEFLATE, Base64. */
  readonly deflate: (text: string) => string;
  /** Objects and digests that the rows name, for the way from an event to what vouches for it. */
  readonly objects: readonly object[];
  readonly digests: readonly object[];
  /** The steps from the seed to these credentials. */
  readonly ways: (credentials: Iterable<string>) => readonly object[];
  /** Bytes of Base64 that records may take in all. */
  readonly rawBudget?: number;
}

/** Records of some hundred events together: they repeat one another, and one block is quickly unpacked. */
const BLOCK = 400_000;
const BUDGET = 14_000_000;

/** The events of the page: columns and dictionaries for the table, compressed blocks for the records. */
export async function packEvents(events: AsyncIterable<PageEvent>, options: PackOptions): Promise<PackedEvents> {
  const columns = new Map(DICTIONARIES.map((name) => [name, new Dictionary()]));
  const credentials = new Set<string>();
  const ids: string[] = [];
  const times: (string | null)[] = [];
  const objects: (number | null)[] = [];
  const indexes: (number | null)[] = [];
  const cut: number[] = [];
  const blocks: string[] = [];
  const starts: number[] = [];
  let pending: (string | null)[] = [];
  let size = 0;
  let spent = 0;
  let withoutRaw = 0;
  const flush = () => {
    if (pending.length === 0) return;
    const block = options.deflate(JSON.stringify(pending));
    if (spent + block.length <= (options.rawBudget ?? BUDGET)) {
      starts.push(ids.length - pending.length);
      blocks.push(block);
      spent += block.length;
    } else withoutRaw += pending.length;
    pending = [];
    size = 0;
  };
  for await (const event of events) {
    ids.push(visible(clipped(event.event_id, 100)));
    times.push(event.event_time);
    objects.push(event.object_id);
    indexes.push(event.record_index);
    for (const [name, column] of columns) column.add(event[name]);
    if (event.credential !== null) credentials.add(event.credential);
    if ((event.raw_characters ?? 0) > (event.raw?.length ?? 0)) cut.push(ids.length - 1, event.raw_characters ?? 0);
    pending.push(event.raw);
    size += event.raw?.length ?? 0;
    if (size >= BLOCK) flush();
  }
  flush();
  const dictionaries = Object.fromEntries(
    [...columns].map(([name, { values, indexes: at }]) => [name, { values, at }]),
  );
  const table = {
    ids,
    times,
    dictionaries,
    objects,
    indexes,
    cut,
    starts,
    catalogue: { objects: options.objects, digests: options.digests, ways: options.ways(credentials) },
  };
  return { table: safeJson(table as unknown as JsonValue), blocks, rows: ids.length, withoutRaw };
}

/** Values in the order in which they first appear; -1 is null. Already fit to be shown: no hidden characters, no endless text. */
class Dictionary {
  readonly values: string[] = [];
  readonly indexes: number[] = [];
  private readonly known = new Map<string, number>();

  add(value: string | null): void {
    if (value === null) {
      this.indexes.push(-1);
      return;
    }
    const text = visible(clipped(value, 300));
    let at = this.known.get(text);
    if (at === undefined) {
      at = this.values.push(text) - 1;
      this.known.set(text, at);
    }
    this.indexes.push(at);
  }
}
