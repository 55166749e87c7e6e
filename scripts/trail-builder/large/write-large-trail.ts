import { type Keyring, keyring } from '../keyring.js';
import { random } from '../random.js';
import { type ResolvedSpec, resolveSpec } from '../spec.js';
import { describeTrails } from '../status.js';
import { iso, MINUTE } from '../time.js';
import { type Needle, needle } from './needle.js';
import { planFiles, type Shape } from './plan.js';
import { type ArchiveSink, archiveSink } from './sink.js';
import { type Totals, writeChain } from './write-chain.js';

export interface LargeTrailSpec {
  /** The archive that is written. */
  readonly dir: string;
  readonly seed: number;
  readonly events: number;
  readonly shape: Shape;
  /** Default: two accounts, two regions, 24 hours. */
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
  readonly hours?: number;
  /** Principals of each account and region; two of three open a session every hour. Default 60. */
  readonly actors?: number;
  /** gzip level. Default 3. */
  readonly level?: number;
}

/** What was written, and a key with a known radius in it. */
export interface LargeTrail {
  readonly events: number;
  readonly logs: number;
  readonly digests: number;
  /** Before and after compression, logs only. */
  readonly contentBytes: number;
  readonly storedBytes: number;
  readonly needle: Pick<Needle, 'seed' | 'credentials' | 'eventIds'>;
}

/** Writes a valid archive of any size with digests and keys, a few megabytes in memory (one file's records, one digest's list). */
export async function writeLargeTrail(given: LargeTrailSpec): Promise<LargeTrail> {
  const accounts = given.accounts ?? ['111122223333', '444455556666'];
  const regions = given.regions ?? ['us-east-1', 'eu-west-1'];
  const hours = given.hours ?? 24;
  // An hour more than the records last: the last deliveries need a digest too.
  const spec = resolveSpec({ seed: given.seed, hours: hours + 1, accounts, regions });
  const rng = random(`${given.seed}/large`);
  const sizes = planFiles(rng, given.events, given.shape);
  const places = accounts.flatMap((account) => regions.map((region) => ({ account, region })));
  const needed = needle(given.seed, accounts[0]!, regions[0]!);
  const sink = archiveSink(given.dir);
  const keys = keyring(spec);
  const totals: Totals = { events: 0, logs: 0, digests: 0, contentBytes: 0, storedBytes: 0 };
  for (const [index, { account, region }] of places.entries()) {
    const own = sizes.filter((_, n) => n % places.length === index);
    const chain = {
      spec,
      account,
      region,
      sizes: own,
      slots: hours * 12,
      level: given.level ?? 3,
      actors: given.actors ?? 60,
    };
    const hidden = index === 0 ? needed : null;
    await writeChain(chain, rng.fork(`${account}/${region}`), hidden, keys, sink, totals);
  }
  writeHead(spec, keys, sink);
  sink.close();
  const { seed, credentials, eventIds } = needed;
  return { ...totals, needle: { seed, credentials, eventIds } };
}

function writeHead(spec: ResolvedSpec, keys: Keyring, sink: ArchiveSink): void {
  sink.json('collection.json', {
    schema: 'keytrail/collection/1',
    window: spec.window,
    collectedAt: iso(spec.end + 120 * MINUTE),
    accounts: spec.accounts,
    regions: spec.regions,
    buckets: spec.trails.map((trail) => trail.bucket),
    endpoint: null,
    tool: 'trail-builder',
    version: '1',
  });
  for (const [region, list] of keys.published) sink.json(`public-keys/${region}.json`, { PublicKeyList: list });
  sink.json('trails.json', { trailList: describeTrails(spec) });
}
