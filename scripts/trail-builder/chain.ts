import type { LogFile } from './delivery.js';
import { digestObject, type PreviousDigest } from './digest.js';
import type { Keyring } from './keyring.js';
import { digestKey, objectId } from './object-name.js';
import { random } from './random.js';
import { type DigestWindow, digestWindows } from './schedule.js';
import { type ResolvedSpec, type ResolvedTrail, trailAt } from './spec.js';
import { HOUR, iso, SECOND } from './time.js';
import type { BuiltChain, BuiltDigest, StoredObject } from './trail.js';

type Kind = BuiltChain['kind'];
type Out = Map<string, StoredObject>;

/** Signs the digests over the logs of one trail, account and region: the standard chain and, if asked for, a backfill chain. */
export function buildChains(
  spec: ResolvedSpec,
  trail: ResolvedTrail,
  account: string,
  region: string,
  logs: readonly LogFile[],
  keys: Keyring,
  stopEvents: ReadonlyMap<string, string>,
  out: Out,
): BuiltChain[] {
  const rng = random(`${spec.seed}/${trail.name}/${account}/${region}/digests`);
  const late: { window: DigestWindow; logs: LogFile[]; generated: number }[] = [];
  const chain = { account, region, trail: trail.name, homeRegion: trail.homeRegion };
  const standard: BuiltDigest[] = [];
  const backfill: BuiltDigest[] = [];
  const add = (kind: Kind, window: DigestWindow, list: LogFile[], generated: number | null, link: Link): Link => {
    const { bucket, ...place } = trailAt(trail, window.end);
    const key = digestKey(place, { ...chain, kind }, window.end);
    const signWith = keys.at(region, generated ?? window.end);
    const previous = window.starting ? null : link.previous;
    const entries = rng.shuffle([...list]).map((log) => ({
      bucket: log.bucket,
      key: log.key,
      sha256: log.sha256,
      newest: log.newest,
      oldest: log.oldest,
    }));
    const index = standard.length;
    const { bytes, metadata, asPrevious, body } = digestObject({
      account,
      start: window.start,
      end: window.end,
      bucket,
      key,
      previous,
      logs: entries,
      signWith,
      generated,
      ...(kind === 'standard' && { change: (body) => spec.signs(body, index) }),
    });
    const id = objectId(bucket, key);
    const lastModified = iso((generated ?? window.end) + (generated === null ? rng.between(1740, 1920) : 20) * SECOND);
    out.set(id, { bucket, key, bytes, metadata, lastModified, kind: 'digest' });
    const evidence = window.after === null ? undefined : stopEvents.get(`${trail.name}/${window.after.stop}`);
    (kind === 'standard' ? standard : backfill).push({
      id,
      start: Date.parse(body.digestStartTime),
      end: Date.parse(body.digestEndTime),
      logs: list.map((log) => log.id),
      previous: previous && objectId(previous.bucket, previous.key),
      fingerprint: signWith.fingerprint,
      explainedBy: evidence === undefined ? [] : [evidence],
    });
    return { previous: asPrevious };
  };

  let link: Link = { previous: null };
  for (const window of digestWindows(spec, trail, region, logs)) {
    const inWindow = logs.filter((log) => log.delivered >= window.start && log.delivered < window.end);
    const missed = spec.backfill.find(
      (one) =>
        (one.account ?? account) === account &&
        (one.region ?? region) === region &&
        Date.parse(one.at) >= window.start &&
        Date.parse(one.at) < window.end,
    );
    const held = missed === undefined ? [] : inWindow.splice(-1);
    if (missed !== undefined && held.length > 0) {
      late.push({ window, logs: held, generated: window.end + missed.hoursLater * HOUR });
    }
    link = add('standard', window, inWindow, null, link);
  }
  // A log that comes later than that of a later hour has the younger digest: the chain is in the order of their making.
  late.sort((a, b) => a.generated - b.generated);
  let backfillLink: Link = { previous: null };
  late.forEach(({ window, logs: missed, generated }, index) => {
    backfillLink = add('backfill', { ...window, starting: index === 0, after: null }, missed, generated, backfillLink);
  });
  return [
    { ...chain, kind: 'standard', digests: standard },
    ...(backfill.length > 0 ? [{ ...chain, kind: 'backfill' as const, digests: backfill }] : []),
  ];
}

interface Link {
  readonly previous: PreviousDigest | null;
}
