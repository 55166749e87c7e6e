import type { Source } from '../source/source.js';
import { byColumns, type CaseWriter } from '../store/writer.js';
import { addDigests } from './add-digests.js';
import { keepDeleteMarkers, type MarkerRow, markerRow } from './delete-markers.js';
import type { Feed } from './feed.js';
import type { Job } from './job.js';
import { COLUMNS, row, sourceName, wanted } from './listing.js';
import type { EvidenceOptions } from './options.js';
import type { Pool } from './pool.js';
import { RecordedHashes } from './recorded-hashes.js';
import { mergeResults, noResults, type Results } from './results.js';

// Verification alone starts from nothing, so it need not know everything that is there before it reads the first object. Listings come in
// the order of keys, in which an account's digests stand before its logs: they are read as they come, and the logs behind them as soon as
// the hashes are known that vouch for them. What turns out to need more than that (no digest names its content, more than one gzip
// member) is left for the way that every ingest takes, in which all digests are read before the first log.

/** Rows that go to DuckDB at a time. */
const ROWS = 2048;
/** Reading a log in vain costs as much as reading it. After so many, logs wait until everything is listed. */
const MOST_IN_VAIN = 2000;
/** Texts that may wait for DuckDB before the listing waits too. */
const MOST_WRITING = 3;
/** Bytes of records that wait in memory for DuckDB. */
const FOUND_BYTES = 16 * 1024 * 1024;

/** Lists all sources into an empty case, and reads of them what can be read at once. `ready`: the case has its tables. */
export async function readWhileListing(
  writer: CaseWriter,
  ready: Promise<void>,
  pool: Pool,
  sources: readonly Source[],
  options: EvidenceOptions,
): Promise<void> {
  const markers: MarkerRow[] = [];
  const reading = new Reading(writer, ready, pool, options);
  try {
    for (const [index, source] of sources.entries()) {
      const name = sourceName(source.reader);
      const { window, accounts, regions } = options;
      const filter = { window, accounts, regions, sizesAsSaid: true };
      for await (const page of source.list(filter)) {
        options.signal?.throwIfAborted();
        const rows = page.map((listed) => row(name, listed)).filter(({ parsed }) => wanted(parsed, options));
        for (const one of rows) if (one.deleteMarker && one.kind !== 'other') markers.push(markerRow(one));
        await reading.page(
          index,
          rows.filter(({ deleteMarker }) => !deleteMarker),
        );
      }
    }
    await reading.end();
    await keepDeleteMarkers(
      writer,
      sources.map(({ reader }) => sourceName(reader)),
      markers,
    );
  } finally {
    reading.close();
  }
}

type Row = ReturnType<typeof row>;

class Reading {
  private readonly recorded = new RecordedHashes();
  private readonly feed: Feed;
  private listed: Row[] = [];
  private results: Results = noResults();
  private foundBytes = 0;
  /** Rows on their way into the case, one text after another. */
  private written: Promise<void>;
  private writing = 0;
  private last = 0;
  private done = 0;
  private bytes = 0;
  private inVain = 0;
  /** Digests were given whose hashes may not be known yet. */
  private unsettled = false;

  constructor(
    private readonly writer: CaseWriter,
    ready: Promise<void>,
    pool: Pool,
    private readonly options: EvidenceOptions,
  ) {
    this.written = ready.then(() => this.stage());
    this.written.catch(() => {});
    this.feed = pool.feed(
      () => this.recorded.shared,
      (results) => this.take(results),
    );
  }

  async page(source: number, rows: readonly Row[]): Promise<void> {
    const jobs: Job[] = [];
    for (const one of rows) {
      one.object_id = ++this.last;
      this.listed.push(one);
      jobs.push({
        objectId: this.last,
        source,
        locator: one.locator,
        versionId: one.version_id,
        size: one.stored_bytes,
        kind: one.kind,
        expected: [],
      });
    }
    if (this.listed.length >= ROWS) this.write();
    if (this.writing > MOST_WRITING) await this.written;
    const logs = jobs.filter(({ kind }) => kind === 'log');
    if (logs.length < jobs.length) {
      this.unsettled = true;
      await this.feed.give(jobs.filter(({ kind }) => kind !== 'log'));
    }
    if (logs.length === 0) return;
    if (this.unsettled) await this.feed.idle();
    this.unsettled = false;
    if (this.recorded.size > 0 && this.inVain < MOST_IN_VAIN) await this.feed.give(logs);
  }

  async end(): Promise<void> {
    await this.feed.idle();
    this.write();
    await this.written;
    for (const step of ['add_read', 'all_objects', 'add_digest_logs', 'load_found']) {
      await this.writer.run(`_ingest/${step}.sql`);
    }
  }

  close(): void {
    this.feed.close();
  }

  private async stage(): Promise<void> {
    for (const table of ['', '_results', '_digest_logs', '_found']) await this.writer.run(`_ingest/stage${table}.sql`);
    await this.writer.run('_ingest/records.sql');
  }

  private take(results: Results): void {
    for (const hash of results.namedLogs[3]!) this.recorded.add(hash as string);
    for (const { raw } of results.found) this.foundBytes += raw.length;
    mergeResults(this.results, results);
    this.inVain += results.later;
    if (this.results.columns[0]!.length >= ROWS || this.foundBytes > FOUND_BYTES) this.write();
    this.done += results.objects;
    this.bytes += results.bytes;
    this.options.onProgress?.({ phase: 'reading', done: this.done, total: null, unit: 'objects', bytes: this.bytes });
  }

  private write(): void {
    const { writer, listed, results } = this;
    this.listed = [];
    this.results = noResults();
    this.foundBytes = 0;
    this.writing++;
    this.written = this.written.then(async () => {
      await writer.append('listed', byColumns(COLUMNS, listed));
      await writer.append('results', results.columns);
      await writer.append('named_logs', results.namedLogs);
      await writer.append('found_records', byColumns(['raw', 'object_id', 'record_index'], results.found));
      await writer.add('_ingest/add_rejects.sql', results.rejects);
      await addDigests(writer, results.digests);
      this.writing--;
    });
    // Heard where it is awaited.
    this.written.catch(() => {});
  }
}
