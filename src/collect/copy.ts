import type { Listed } from '../model.js';
import { naturalPlace } from '../source/archive-place.js';
import { ByteGate } from '../source/byte-gate.js';
import type { Bucket, NotStored, Stored } from '../source/s3-bucket.js';
import type { ListFilter } from '../source/source.js';
import { byKey } from './by-key.js';
import type { ArchiveFiles } from './files.js';
import type { Journal } from './journal.js';
import { earlier, isSame, lineOf, placeOf, versionOf } from './lines.js';
import { belongs, isArchived } from './scope.js';
import { Tally } from './tally.js';
import type { CollectOptions, CollectSummary, ObjectLine } from './types.js';
import { Work } from './work.js';

/** How far the listing may run ahead: its end is what the time left is reckoned from. */
const AHEAD = 100_000;
const NAMED = 1000;

/** Copies buckets into an archive, object by object. What was copied is in the journal at once. */
export class Copier {
  readonly tally = new Tally();
  readonly unavailable = new Map<string, number>();
  readonly unavailableObjects: CollectSummary['unavailableObjects'][number][] = [];
  written = 0;
  there = 0;
  writtenBytes = 0;
  etagDiffers = 0;
  #done = 0;
  #total: number | null = null;

  constructor(
    private readonly journal: Journal,
    private readonly files: ArchiveFiles,
    private readonly options: CollectOptions,
  ) {}

  /** Throws KeytrailError where the copy cannot go on; what was copied until then stays. */
  async copy(bucket: Bucket, filter: ListFilter): Promise<void> {
    const work = new Work<Listed>(AHEAD);
    const gate = new ByteGate(Math.max(this.options.maxObject, 64 << 20));
    const failures: unknown[] = [];
    const guard = (running: Promise<void>) =>
      running.catch((error: unknown) => {
        failures.push(error);
        work.end(true);
      });
    const lane = async () => {
      for (let object = await work.take(); object !== null; object = await work.take()) {
        const leave = await gate.enter(Math.min(object.size, this.options.maxObject));
        try {
          this.#keep(object, await bucket.fetch(object, this.options.maxObject));
        } finally {
          leave();
        }
        this.#progress(1);
      }
    };
    const lanes = Array.from({ length: this.options.concurrency }, () => guard(lane()));
    await guard(this.#list(bucket, filter, work, () => failures.length > 0));
    work.end();
    await Promise.all(lanes);
    if (failures.length > 0) throw failures[0];
  }

  async #list(bucket: Bucket, filter: ListFilter, work: Work<Listed>, stopped: () => boolean): Promise<void> {
    const before = this.tally.listed;
    for await (const versions of byKey(bucket.list(filter))) {
      this.options.signal?.throwIfAborted();
      if (stopped()) return;
      if (!belongs(versions[0]!.key, filter)) continue;
      // Before the newer version is fetched: it goes where the older one still lies.
      for (const version of versions) if (version.latest === false) this.#demote(version);
      for (const version of versions) {
        this.tally.add(version);
        this.journal.see(version.bucket ?? '', version.key, version.versionId);
        if (this.#settled(version)) this.#progress(version.deleteMarker ? 0 : 1);
        else await work.put(version);
      }
    }
    this.#total = (this.#total ?? before) + this.tally.listed - before;
    this.#progress(0);
  }

  /** Whether nothing has to be fetched for it. */
  #settled(object: Listed): boolean {
    const line = this.journal.find(object.bucket ?? '', object.key, object.versionId);
    if (object.deleteMarker) {
      const marker = lineOf(object, { isLatest: object.latest !== false, deleteMarker: true });
      if (JSON.stringify(marker) !== JSON.stringify(line)) this.journal.append(marker);
      return true;
    }
    if (line?.sha256 !== undefined && isSame(line, object) && this.files.has(placeOf(line) ?? '', line.size)) {
      this.there += 1;
      if (line.etagDiffers) this.etagDiffers += 1;
      return true;
    }
    if (line?.sha256 !== undefined && isSame(line, object) && line.size === 0 && object.key.endsWith('/')) {
      this.there += 1;
      return true;
    }
    const reason = isArchived(object)
      ? `archived in ${object.storageClass}: it has to be restored before it can be read`
      : object.size > this.options.maxObject
        ? `${object.size} bytes, over the limit of ${this.options.maxObject} (--max-object)`
        : null;
    if (reason === null) return false;
    this.#keep(object, { unavailable: reason, gone: false });
    return true;
  }

  /** What was the current version when it was copied, and is no longer. */
  #demote(object: Listed): void {
    const line = this.journal.find(object.bucket ?? '', object.key, object.versionId);
    if (line === null || line.isLatest === false || line.deleteMarker) return;
    this.#setAside({ ...line, isLatest: false }, line);
  }

  #setAside(aside: ObjectLine, line: ObjectLine): void {
    const { file: _, ...rest } = aside;
    const from = placeOf(line);
    if (line.sha256 === undefined || from === null || !this.files.has(from, line.size)) return;
    const place = this.files.move(from, versionOf(rest));
    this.journal.append(place === naturalPlace(versionOf(rest)) ? rest : { ...rest, file: place });
  }

  #keep(object: Listed, found: Stored | NotStored): void {
    const line = this.journal.find(object.bucket ?? '', object.key, object.versionId);
    const copied = line?.sha256 !== undefined && this.files.has(placeOf(line) ?? '', line.size);
    if ('unavailable' in found) {
      const { unavailable: reason, gone } = found;
      this.unavailable.set(reason, (this.unavailable.get(reason) ?? 0) + 1);
      const { bucket, key, versionId } = object;
      if (this.unavailableObjects.length < NAMED) {
        this.unavailableObjects.push({ bucket: bucket ?? '', key, versionId, reason });
      }
      // What was copied before it was deleted is evidence still.
      if (copied && (gone || isSame(line, object))) return;
      if (copied) this.#outlive(line);
      this.journal.append(lineOf(object, { ...earlier(object), unavailable: reason, ...(gone && { gone }) }));
      return;
    }
    // In a bucket without versions the archive alone still has what was there before.
    if (copied && line.sha256 !== found.sha256) this.#outlive(line);
    this.journal.append(this.#store(object, found, copied && line.sha256 === found.sha256));
    this.written += 1;
    this.writtenBytes += found.bytes.length;
    if (found.etagDiffers) this.etagDiffers += 1;
  }

  /** Keeps an older copy of an object under a version id of our own, which says what it is. */
  #outlive(line: ObjectLine): void {
    const stamp = (line.lastModified ?? '').replace(/[^0-9TZ]/g, '');
    const versionId = `collected-${stamp}-${(line.sha256 ?? '').slice(0, 12)}`;
    this.#setAside({ ...line, versionId, isLatest: false }, line);
  }

  #store(object: Listed, found: Stored, own: boolean): ObjectLine {
    const { bucket, key, versionId, latest = true } = object;
    const version = { bucket: bucket ?? '', key, versionId, latest };
    // An empty object whose key ends in a slash is what consoles show as a folder: nothing is lost with it.
    const folder = found.bytes.length === 0 && object.key.endsWith('/');
    const place = folder ? null : this.files.put(version, found.bytes, own);
    return lineOf(object, {
      ...earlier(object),
      size: found.bytes.length,
      ...(found.etag !== null && { etag: found.etag }),
      ...(found.etag !== (object.etag ?? null) && found.lastModified !== null && { lastModified: found.lastModified }),
      ...(found.storageClass !== null && { storageClass: found.storageClass }),
      metadata: found.metadata,
      ...(found.contentEncoding !== null && { contentEncoding: found.contentEncoding }),
      ...(found.sse !== null && { sse: found.sse }),
      ...(found.kmsKeyId !== null && { kmsKeyId: found.kmsKeyId }),
      sha256: found.sha256,
      ...(place !== null && place !== naturalPlace(version) && { file: place }),
      ...(found.etagDiffers && { etagDiffers: true as const }),
    });
  }

  #progress(done: number): void {
    this.#done += done;
    const { onProgress } = this.options;
    onProgress?.({ phase: 'copying', done: this.#done, total: this.#total, unit: 'objects', bytes: this.writtenBytes });
  }
}
