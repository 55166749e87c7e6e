import { digestObject, type PreviousDigest } from '../digest.js';
import { gzip, gzipLater, sha256 } from '../gzip.js';
import { uniquePart } from '../identifiers.js';
import type { Keyring } from '../keyring.js';
import { digestKey, logKey } from '../object-name.js';
import type { Random } from '../random.js';
import { digestWindows } from '../schedule.js';
import type { ResolvedSpec } from '../spec.js';
import { iso, MINUTE, SECOND } from '../time.js';
import type { StoredObject } from '../trail.js';
import { type Cast, cast } from './cast.js';
import type { Needle } from './needle.js';
import type { ArchiveSink } from './sink.js';

export interface Totals {
  events: number;
  logs: number;
  digests: number;
  contentBytes: number;
  storedBytes: number;
}

export interface ChainPlan {
  readonly spec: ResolvedSpec;
  readonly account: string;
  readonly region: string;
  /** Records of each log, in the order of delivery. */
  readonly sizes: readonly number[];
  /** Five-minute slots that the files are spread over. */
  readonly slots: number;
  readonly level: number;
  /** How many principals work there. */
  readonly actors: number;
}

interface ListedLog {
  readonly bucket: string;
  readonly key: string;
  readonly sha256: string;
  readonly newest: string;
  readonly oldest: string;
}

/** Writes one account and region, digest window by digest window. */
export async function writeChain(
  plan: ChainPlan,
  rng: Random,
  needed: Needle | null,
  keys: Keyring,
  sink: ArchiveSink,
  totals: Totals,
): Promise<void> {
  const { spec, account, region, sizes } = plan;
  const trail = spec.trails[0]!;
  const voices = cast(spec.seed, account, region, plan.actors);
  const perSlot = Math.max(1, Math.ceil(sizes.length / plan.slots));
  let previous: PreviousDigest | null = null;
  let file = 0;
  for (const window of digestWindows(spec, trail, region, [])) {
    const logs: ListedLog[] = [];
    const packed: Promise<StoredObject>[] = [];
    for (; file < sizes.length; file++) {
      const slot = spec.start + (Math.floor((file * plan.slots) / sizes.length) + 1) * 5 * MINUTE;
      // Deliveries of one slot follow one another, so a file is never delivered before the one in front of it.
      const nth = (file % perSlot) / perSlot;
      const delivered = slot + 5 * SECOND + Math.floor(nth * 160) * SECOND;
      if (delivered >= window.end) break;
      const from = slot - 5 * MINUTE + Math.floor(nth * 280) * SECOND;
      const span = Math.max(1, Math.floor(280 / perSlot)) * SECOND;
      const { content, newest, oldest } = records(rng, voices, needed, sizes[file]!, from, span);
      const key = logKey(trail, account, region, slot, uniquePart(rng));
      logs.push({ bucket: trail.bucket, key, sha256: sha256(content), newest, oldest });
      packed.push(pack(content, plan.level, trail.bucket, key, iso(delivered)));
      // A large file and the one before it are enough in memory at a time.
      if (content.length > 1_000_000) await packed.at(-2);
      totals.events += sizes[file]!;
      totals.logs++;
      totals.contentBytes += content.length;
    }
    for (const object of await Promise.all(packed)) {
      totals.storedBytes += object.bytes.length;
      sink.put(object);
    }
    const chain = { account, region, trail: trail.name, homeRegion: trail.homeRegion, kind: 'standard' as const };
    const key = digestKey(trail, chain, window.end);
    const { bucket } = trail;
    const signWith = keys.at(region, window.end);
    const digest = digestObject({ account, ...window, bucket, key, previous, logs, signWith, generated: null });
    previous = digest.asPrevious;
    const lastModified = iso(window.end + 31 * MINUTE);
    sink.put({ bucket, key, bytes: digest.bytes, metadata: digest.metadata, lastModified, kind: 'digest' });
    totals.digests++;
  }
}

async function pack(
  content: Buffer,
  level: number,
  bucket: string,
  key: string,
  lastModified: string,
): Promise<StoredObject> {
  // A hand-over to another thread costs more than packing a small file.
  const bytes = content.length < 100_000 ? gzip(content, level) : await gzipLater(content, level);
  return { bucket, key, bytes, metadata: {}, lastModified, kind: 'log' };
}

/** The content of one file: records between `from` and `from + span`. */
function records(
  rng: Random,
  voices: Cast,
  needed: Needle | null,
  size: number,
  from: number,
  span: number,
): { content: Buffer; newest: string; oldest: string } {
  const pieces: string[] = ['{"Records":['];
  const hidden = needed === null ? 0 : Math.ceil(size / 3);
  // Real files are mostly not in the order of time: this one tells its second half first.
  const turn = rng.chance(0.6) ? size >> 1 : 0;
  for (let n = 0; n < size; n++) {
    const time = timeOf(from, span, (n + turn) % size, size);
    if (n > 0) pieces.push(',');
    const text = n < hidden ? (needed?.next(timeOf(from, span, n, size)) ?? null) : null;
    if (text === null) voices.speak(pieces, time);
    else pieces.push(text);
  }
  pieces.push(']}');
  // ASCII throughout, so one byte a character.
  const content = Buffer.from(pieces.join(''), 'latin1');
  return { content, newest: iso(timeOf(from, span, size - 1, size)), oldest: iso(from) };
}

const timeOf = (from: number, span: number, n: number, size: number): number =>
  from + Math.floor(((n / size) * span) / SECOND) * SECOND;
