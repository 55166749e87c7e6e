import { describe, expect, test } from 'vitest';
import {
  type ChainContext,
  chainName,
  chainOf,
  type DigestFacts,
  strayVerdict,
  verifyChain,
} from '../../src/verify/chain.js';
import { keyRing } from '../../src/verify/signature.js';
import {
  BUCKET,
  CHAIN,
  factsOf,
  HOUR,
  hourly,
  iso,
  type Link,
  link,
  loose,
  NOON,
  OPEN,
  REGION,
  signer,
  tampered,
  withMetadata,
  without,
} from './support/chain-builder.js';

const key = signer();
const ring = keyRing([key.publicKey]);
const chain = hourly(key, 8);
const facts = factsOf(chain);
const window = (since: number | null, until: number | null, rest: Partial<ChainContext> = {}): ChainContext => ({
  ...OPEN,
  window: { since: since === null ? null : iso(since), until: until === null ? null : iso(until) },
  ...rest,
});
const verify = (digests: readonly DigestFacts[], context: ChainContext = OPEN, keys = ring) =>
  verifyChain(CHAIN, digests, keys, context);
const verdictOf = (result: ReturnType<typeof verify>, given: DigestFacts | Link) => {
  const { objectId } = 'facts' in given ? given.facts : given;
  return result.digests.find((digest) => digest.objectId === objectId);
};
const missingOf = (result: ReturnType<typeof verify>) => result.digests.filter(({ objectId }) => objectId === null);
const findingsOf = (result: ReturnType<typeof verify>) => result.ranges.map(({ finding }) => finding);
const replace = (index: number, other: DigestFacts) => facts.map((each, at) => (at === index ? other : each));

describe('an untouched chain', () => {
  test('is valid and covers its time', () => {
    const result = verify([...facts].reverse());
    expect(result.digests.map(({ verdict, via, trusted }) => [verdict, via, trusted])).toEqual(
      facts.map(() => ['valid', 'metadata', true]),
    );
    expect(result.ranges).toEqual([]);
    expect(result.covered).toEqual([{ from: iso(NOON), to: iso(NOON + 8 * HOUR) }]);
    expect(result).toMatchObject({ from: iso(NOON), to: iso(NOON + 8 * HOUR), head: 'starting' });
  });

  test('goes on across another bucket', () => {
    const fields = { digestS3Bucket: 'new-bucket' };
    const next = link(key, { start: NOON + 8 * HOUR, end: NOON + 9 * HOUR, previous: chain[7]!, fields });
    const result = verify([...facts, next.facts]);
    expect(result.digests.every(({ verdict }) => verdict === 'valid')).toBe(true);
    expect(result.ranges).toEqual([]);
  });

  test('goes on across another key', () => {
    const second = signer();
    const next = link(second, { start: NOON + 8 * HOUR, end: NOON + 9 * HOUR, previous: chain[7]! });
    const result = verify([...facts, next.facts], OPEN, keyRing([key.publicKey, second.publicKey]));
    expect(result.digests.every(({ verdict }) => verdict === 'valid')).toBe(true);
  });

  test('two copies of one digest are both valid', () => {
    const copy = { ...loose(facts[7]!), objectId: 9000 };
    const result = verify([...facts, copy]);
    expect(verdictOf(result, copy)).toMatchObject({ verdict: 'valid', trusted: true });
    expect(result.ranges).toEqual([]);
  });
});

describe('signatures', () => {
  test('a changed digest: invalid, and a hole of one', () => {
    const changed = tampered(facts[3]!);
    const result = verify(replace(3, changed));
    expect(verdictOf(result, changed)).toMatchObject({ verdict: 'invalid-signature', trusted: false, via: null });
    expect(result.ranges).toMatchObject([
      { finding: 'hole', digests: 1, from: iso(NOON + 3 * HOUR), to: iso(NOON + 4 * HOUR) },
    ]);
    expect(missingOf(result)).toEqual([]);
    expect(result.covered).toHaveLength(2);
  });

  test('a plain folder: valid by the successor, the newest unverified', () => {
    const result = verify(facts.map(loose));
    expect(result.digests.map(({ verdict }) => verdict)).toEqual([...Array(7).fill('valid'), 'unverified']);
    expect(result.digests.slice(0, 7).every(({ via }) => via === 'successor')).toBe(true);
    expect(result.ranges).toEqual([]);
    expect(result.to).toBe(iso(NOON + 7 * HOUR));
    expect(result.newest).toBe(iso(NOON + 8 * HOUR));
  });

  test('a plain folder with a changed digest', () => {
    const result = verify(replace(3, tampered(facts[3]!)).map(loose));
    expect(verdictOf(result, facts[3]!)).toMatchObject({ verdict: 'invalid-signature' });
    expect(verdictOf(result, facts[2]!)).toMatchObject({ verdict: 'valid', via: 'successor' });
  });

  test('metadata without signature: altered where the successor proves it, invalid where nothing does', () => {
    const result = verify(facts.map((each) => withMetadata(each, {})));
    expect(result.digests.map(({ verdict }) => verdict)).toEqual([
      ...Array(7).fill('altered-container'),
      'invalid-signature',
    ]);
    expect(verdictOf(result, facts[6]!)).toMatchObject({ via: 'successor', trusted: true });
  });

  test('a foreign or malformed signature in the metadata of genuine content', () => {
    for (const signature of ['zz', chain[0]!.signature]) {
      const metadata = { signature, 'signature-algorithm': 'SHA256withRSA' };
      const result = verify([...facts.slice(0, 7).map((each) => withMetadata(each, metadata)), facts[7]!]);
      expect(verdictOf(result, facts[3]!)).toMatchObject({ verdict: 'altered-container', via: 'successor' });
      const last = verify(replace(7, withMetadata(facts[7]!, metadata)));
      expect(verdictOf(last, facts[7]!)).toMatchObject({ verdict: 'invalid-signature' });
    }
  });

  test('an odd signature algorithm, and header names as HTTP has them', () => {
    const odd = withMetadata(facts[2]!, { signature: chain[2]!.signature, 'signature-algorithm': 'MD5withRSA' });
    expect(verdictOf(verify(replace(2, odd)), odd)).toMatchObject({ verdict: 'altered-container', trusted: true });
    const header = withMetadata(facts[2]!, {
      'X-Amz-Meta-Signature': chain[2]!.signature,
      'x-amz-meta-signature-algorithm': 'SHA256withRSA',
    });
    expect(verdictOf(verify(replace(2, header)), header)).toMatchObject({ verdict: 'valid', via: 'metadata' });
  });

  test('unknown and bad keys', () => {
    const none = verify(facts, OPEN, keyRing([]));
    expect(none.digests.every(({ verdict, trusted }) => verdict === 'unknown-key' && !trusted)).toBe(true);
    expect(none).toMatchObject({ ranges: [], covered: [], newest: iso(NOON + 8 * HOUR) });
    const elsewhere = verify(facts, OPEN, keyRing([{ ...key.publicKey, region: 'eu-west-1' }]));
    expect(elsewhere.digests[0]).toMatchObject({ verdict: 'unknown-key', detail: expect.stringMatching(REGION) });
    const poisoned = keyRing([{ ...signer().publicKey, fingerprint: key.publicKey.fingerprint }]);
    expect(verify(facts, OPEN, poisoned).digests.every(({ verdict }) => verdict === 'bad-key')).toBe(true);
  });

  test('a key outside its stated validity is said and nothing more', () => {
    const expired = keyRing([{ ...key.publicKey, validFrom: iso(NOON - HOUR), validTo: iso(NOON) }]);
    expect(verify(facts, OPEN, expired).digests[0]).toMatchObject({
      verdict: 'valid',
      detail: expect.stringMatching(/outside the stated validity/),
    });
  });

  test('an impostor that closes a circle unproves nobody', () => {
    const body = { ...facts[0]!.body!, previous: { ...facts[7]!.body!.previous!, key: facts[7]!.body!.key } };
    const impostor = { ...loose(facts[0]!), objectId: 9001, body, sha256: 'f'.repeat(64) };
    const result = verify([impostor, ...facts.map(loose)]);
    expect(result.digests.filter(({ verdict }) => verdict === 'valid')).toHaveLength(7);
    expect(verdictOf(result, impostor)).toMatchObject({ verdict: 'invalid-signature' });
  });
});

describe('what an object is', () => {
  test('unreadable, unavailable, altered', () => {
    const result = verify([
      facts[0]!,
      { ...facts[1]!, body: null, sha256: null, problem: 'not JSON' },
      { ...facts[2]!, body: null, sha256: null, unavailable: 'archived in Glacier' },
      { ...facts[3]!, container: 'several-members' },
      { ...facts[4]!, container: 'trailing-bytes' },
      { ...facts[5]!, container: 'no-trailer' },
      { ...facts[6]!, container: 'broken' },
      { ...facts[7]!, container: 'plain' },
    ]);
    expect(result.digests.map(({ verdict }) => verdict)).toEqual([
      'valid',
      'invalid-format',
      'unavailable',
      'altered-container',
      'altered-container',
      'altered-container',
      'invalid-format',
      'altered-container',
    ]);
    expect(missingOf(result)).toEqual([]);
    expect(result.ranges).toMatchObject([
      { finding: 'hole', digests: 2 },
      { finding: 'hole', digests: 1 },
    ]);
  });

  test('not compressed in a plain folder is valid', () => {
    const plain = { ...loose(facts[3]!), container: 'plain' as const };
    expect(verdictOf(verify(replace(3, plain)), plain)).toMatchObject({ verdict: 'valid' });
  });

  test('moved, only where the location is known', () => {
    const copy = { ...facts[3]!, objectId: 9002, key: `elsewhere/${facts[3]!.key}` };
    expect(verdictOf(verify([...facts, copy]), copy)).toMatchObject({ verdict: 'moved', trusted: true });
    const folder = { ...copy, locationKnown: false, bucket: null };
    expect(verdictOf(verify([...facts, folder]), folder)).toMatchObject({ verdict: 'valid' });
    const renamed = verify(replace(3, copy));
    expect(renamed.ranges).toEqual([]);
  });

  test('one digest over another: moved, and a hole where the other was', () => {
    const over = { ...facts[5]!, objectId: 9003, key: facts[2]!.key };
    const result = verify(replace(2, over));
    expect(verdictOf(result, over)).toMatchObject({ verdict: 'moved' });
    expect(result.ranges).toMatchObject([{ finding: 'hole', digests: 1 }]);
  });

  test('validly signed, and not what the successor recorded', () => {
    const other = link(key, {
      start: NOON + 3 * HOUR,
      end: NOON + 4 * HOUR,
      previous: chain[2]!,
      fields: { extra: 1 },
    });
    const result = verify(replace(3, other.facts));
    expect(verdictOf(result, other)).toMatchObject({ verdict: 'chain-mismatch', trusted: false });
    expect(verdictOf(result, facts[2]!)).toMatchObject({ verdict: 'valid' });
    expect(findingsOf(result)).toEqual(['hole']);
    expect(verdictOf(verify([...facts, other.facts]), other)).toMatchObject({ verdict: 'chain-mismatch' });
  });

  test('a successor that recorded another signature', () => {
    const fields = { previousDigestSignature: chain[0]!.signature };
    const next = link(key, { start: NOON + 8 * HOUR, end: NOON + 9 * HOUR, previous: chain[7]!, fields });
    const result = verify([...facts, next.facts]);
    expect(verdictOf(result, facts[7]!)).toMatchObject({ verdict: 'chain-mismatch' });
  });

  test('validly signed and contradictory', () => {
    const fields = { digestStartTime: iso(NOON + 20 * HOUR) };
    const odd = link(key, { start: NOON + 8 * HOUR, end: NOON + 9 * HOUR, previous: chain[7]!, fields });
    expect(verdictOf(verify([...facts, odd.facts]), odd)).toMatchObject({ verdict: 'inconsistent', trusted: false });
  });
});

describe('holes', () => {
  test('one digest is missing: named, and proven by its neighbours', () => {
    const result = verify(without(facts, 3));
    expect(missingOf(result)).toMatchObject([
      { bucket: BUCKET, key: facts[3]!.key, verdict: 'missing', via: 'neighbours', trusted: false, inWindow: true },
    ]);
    expect(missingOf(result)[0]!.detail).toBe(`exactly one is missing, its hash is ${chain[3]!.sha256}`);
    expect(result.ranges).toMatchObject([{ finding: 'hole', digests: 1 }]);
  });

  test('several are counted one by one', () => {
    const result = verify(without(facts, 2, 3, 4));
    // Of the other two nothing names the key: they are counted, and no object of ours.
    expect(missingOf(result).map(({ key }) => key)).toEqual([facts[4]!.key]);
    expect(missingOf(result).every(({ via }) => via === null)).toBe(true);
    expect(result.ranges).toMatchObject([
      { finding: 'hole', digests: 3, from: iso(NOON + 2 * HOUR), to: iso(NOON + 5 * HOUR), explained: null },
    ]);
  });

  test('a changed digest among missing ones is counted once', () => {
    const result = verify(without(replace(3, tampered(facts[3]!)), 2, 4));
    expect(missingOf(result).map(({ key }) => key)).toEqual([facts[4]!.key]);
    expect(result.ranges).toMatchObject([{ finding: 'hole', digests: 3 }]);
  });

  test('a missing starting digest is recognised', () => {
    const restarted = hourly(key, 3, { start: NOON + 12 * HOUR });
    const result = verify([...facts, ...factsOf(restarted).slice(1)]);
    expect(missingOf(result)).toMatchObject([{ detail: expect.stringMatching(/a starting digest is missing/) }]);
    expect(result.ranges).toMatchObject([{ finding: 'hole', digests: 1 }]);
  });

  test('a hole counts only inside the window', () => {
    const digests = without(facts, 2, 3, 4);
    const half = verify(digests, window(NOON + 3.5 * HOUR, NOON + 8 * HOUR));
    expect(half.ranges).toMatchObject([{ finding: 'hole', digests: 2, from: iso(NOON + 3.5 * HOUR) }]);
    expect(missingOf(half)).toHaveLength(1);
    expect(verify(digests, window(NOON + 6 * HOUR, NOON + 8 * HOUR)).ranges).toEqual([]);
  });
});

describe('gaps and times', () => {
  test('a restart in mid-archive', () => {
    const restarted = hourly(key, 2, { start: NOON + 12 * HOUR });
    const result = verify([...facts, ...factsOf(restarted)]);
    expect(result.ranges).toMatchObject([
      { finding: 'gap', from: iso(NOON + 8 * HOUR), to: iso(NOON + 12 * HOUR), digests: null, explained: null },
    ]);
    expect(result.covered).toHaveLength(2);
  });

  test('a restart whose window reaches back over the older digest', () => {
    const end = NOON + 8.5 * HOUR;
    const result = verify([...facts, link(key, { start: end - HOUR, end }).facts]);
    expect(result.ranges).toMatchObject([{ finding: 'gap', from: iso(NOON + 8 * HOUR), to: iso(end) }]);
  });

  test.each([
    [-10, 'overlap'],
    [50, 'leave time between'],
  ])('linked windows that are %i minutes off', (minutes, words) => {
    const start = NOON + 8 * HOUR + minutes * 60_000;
    const next = link(key, { start, end: NOON + 10 * HOUR, previous: chain[7]! });
    const result = verify([...facts, next.facts]);
    expect(result.ranges).toMatchObject([{ finding: 'inconsistent-time', detail: expect.stringContaining(words) }]);
  });
});

describe('forks', () => {
  const twin = (index: number, rest: Partial<Parameters<typeof link>[1]> = {}) =>
    link(key, {
      start: NOON + index * HOUR,
      end: NOON + (index + 0.5) * HOUR,
      previous: chain[index - 1]!,
      ...rest,
    });

  test('two digests after one predecessor: the chain goes on from one, the other is inconsistent', () => {
    const fork = twin(4);
    const result = verify([...facts, fork.facts]);
    expect(verdictOf(result, fork)).toMatchObject({ verdict: 'inconsistent', trusted: false });
    expect(verdictOf(result, facts[4]!)).toMatchObject({
      verdict: 'valid',
      detail: expect.stringContaining(`the same predecessor as s3://${BUCKET}/${fork.facts.key}`),
    });
    expect(result.ranges).toMatchObject([
      { finding: 'inconsistent-time', from: iso(NOON + 4 * HOUR), to: iso(NOON + 4.5 * HOUR) },
    ]);
  });

  test('at the newest digest nothing tells which: both are inconsistent', () => {
    const fork = twin(7);
    const result = verify([...facts, fork.facts], { ...OPEN, latestDelivered: iso(NOON + 8.5 * HOUR) });
    for (const one of [fork.facts, facts[7]!])
      expect(verdictOf(result, one)).toMatchObject({ verdict: 'inconsistent' });
    expect(findingsOf(result)).toEqual(['inconsistent-time']);
  });

  test('both branches go on: neither is the chain', () => {
    const fork = twin(4);
    const next = link(key, { start: NOON + 4.5 * HOUR, end: NOON + 5.5 * HOUR, previous: fork });
    const result = verify([...facts, fork.facts, next.facts]);
    for (const one of [fork.facts, facts[4]!])
      expect(verdictOf(result, one)).toMatchObject({ verdict: 'inconsistent' });
  });

  test('one key, or one window, for two contents', () => {
    const same = link(key, { start: NOON + 7 * HOUR, end: NOON + 8 * HOUR, previous: chain[6]!, fields: { extra: 1 } });
    const atKey = verify([...facts, same.facts]);
    for (const one of [same.facts, facts[7]!]) expect(verdictOf(atKey, one)?.detail).toMatch(/claims the same key as/);
    const elsewhere = { digestS3Bucket: 'other-bucket', digestS3Object: `p/${facts[7]!.key}` };
    const window = link(key, { start: NOON + 7 * HOUR, end: NOON + 8 * HOUR, fields: elsewhere });
    const atWindow = verify([...facts, window.facts]);
    expect(verdictOf(atWindow, window)).toMatchObject({
      verdict: 'inconsistent',
      detail: expect.stringContaining('the same window'),
    });
  });

  test('copies, and impostors that nobody signed, are no fork', () => {
    const copy = { ...facts[4]!, objectId: 9100, key: `copy/${facts[4]!.key}` };
    const unsigned = withMetadata({ ...twin(4).facts, objectId: 9101 }, {});
    const result = verify([...facts, copy, unsigned]);
    expect(verdictOf(result, facts[4]!)).toMatchObject({ verdict: 'valid', detail: '' });
    expect(verdictOf(result, copy)).toMatchObject({ verdict: 'moved' });
    expect(verdictOf(result, unsigned)).toMatchObject({ verdict: 'invalid-signature' });
    expect(result.ranges).toEqual([]);
  });
});

describe('graded proof', () => {
  test('without keys the chain of hashes still tells agreement from contradiction', () => {
    const none = verify(replace(3, tampered(facts[3]!)), OPEN, keyRing([]));
    expect(verdictOf(none, facts[2]!)?.detail).toMatch(/the hash chain agrees: .* no authenticity/);
    expect(none.digests[3]).toMatchObject({
      verdict: 'unknown-key',
      detail: expect.stringMatching(/the hash chain breaks/),
    });
    // Nothing follows the newest.
    expect(verdictOf(none, facts[7]!)?.detail).not.toMatch(/hash chain/);
  });

  test('a signature that opens was made by AWS over something else; one that does not was made by nobody', () => {
    const changed = tampered(facts[7]!);
    expect(verdictOf(verify(replace(7, changed)), changed)?.detail).toMatch(
      new RegExp(`a genuine signature under the key ${key.publicKey.fingerprint}`),
    );
    const forged = withMetadata(changed, { signature: 'ab'.repeat(256), 'signature-algorithm': 'SHA256withRSA' });
    expect(verdictOf(verify(replace(7, forged)), forged)?.detail).toMatch(/no signature of any key/);
  });

  test('of several missing digests the one that is named is known to have been signed', () => {
    const [named] = missingOf(verify(without(facts, 2, 3, 4)));
    expect(named?.detail).toMatch(/opens under the key .*: AWS signed a digest there/);
  });
});

describe('elsewhere', () => {
  const fields = { previousDigestS3Bucket: 'old-bucket', previousDigestS3Object: `old/prefix/${facts[7]!.key}` };
  const first = link(key, { start: NOON + 8 * HOUR, end: NOON + 9 * HOUR, previous: chain[7]!, fields });

  test('a predecessor under a prefix that no source covers: what to give is said', () => {
    const seen = [{ bucket: BUCKET, prefix: null }];
    const result = verify([first.facts], { ...OPEN, seen });
    const words = /no source has anything of s3:\/\/old-bucket\/old\/prefix, where the chain was before: give that too/;
    expect(result.ranges[0]?.detail).toMatch(words);
    expect(missingOf(result)[0]?.detail).toMatch(words);
    const holed = verify([...facts.slice(0, 5), first.facts], { ...OPEN, seen });
    expect(holed.ranges).toMatchObject([{ finding: 'hole', detail: expect.stringMatching(words) }]);
  });

  test('not where a source covers it, or nothing is known of that', () => {
    const seen = [{ bucket: 'old-bucket', prefix: 'old/prefix' }];
    expect(verify([first.facts], { ...OPEN, seen }).ranges[0]?.detail).not.toMatch(/give that too/);
    expect(verify([first.facts]).ranges[0]?.detail).not.toMatch(/give that too/);
  });
});

describe('the head', () => {
  test('a first digest whose predecessor is absent', () => {
    const result = verify(facts.slice(2));
    expect(result.ranges).toMatchObject([{ finding: 'head-uncovered', from: null, to: iso(NOON + 2 * HOUR) }]);
    expect(missingOf(result)).toMatchObject([{ key: facts[1]!.key, verdict: 'missing' }]);
    expect(result.head).toBe('linked');
  });

  test('nothing to object to where the window begins later', () => {
    const result = verify(facts.slice(2), window(NOON + 2 * HOUR, null));
    expect(result.ranges).toEqual([]);
    expect(missingOf(result)).toEqual([]);
  });

  test('a starting digest inside the window that was asked for', () => {
    const since = NOON - 5 * HOUR;
    expect(verify(facts, window(since, null)).ranges).toMatchObject([
      { finding: 'head-uncovered', from: iso(since), to: iso(NOON) },
    ]);
    expect(verify(facts, window(NOON, null)).ranges).toEqual([]);
  });

  test('a starting digest after untrusted older ones is a gap', () => {
    const restarted = factsOf(hourly(key, 2, { start: NOON + 12 * HOUR }));
    const unread = { ...facts[7]!, body: null, unavailable: 'archived in Glacier' };
    expect(verify([unread, ...restarted]).ranges).toMatchObject([{ finding: 'gap', from: iso(NOON + 8 * HOUR) }]);
  });
});

describe('the tail', () => {
  const cut = facts.slice(0, 6);
  const end = NOON + 8 * HOUR;

  test('trail status', () => {
    const latestDelivered = iso(end + HOUR / 2);
    expect(verify(cut, { ...OPEN, latestDelivered }).ranges).toMatchObject([
      { finding: 'truncated-tail', digests: 2, from: iso(end - 2 * HOUR), to: latestDelivered },
    ]);
    expect(verify(facts, { ...OPEN, latestDelivered }).ranges).toEqual([]);
  });

  test('the window asked for', () => {
    expect(verify(cut, window(null, end)).ranges).toMatchObject([{ finding: 'truncated-tail', digests: 2 }]);
    expect(verify(facts, window(null, end)).ranges).toEqual([]);
    expect(verify(cut, window(null, end, { collectedAt: iso(end - HOUR) })).ranges).toEqual([]);
  });

  test('status beyond the window is no finding', () => {
    const context = window(null, end - 2 * HOUR, { latestDelivered: iso(end) });
    expect(verify(cut, context).ranges).toEqual([]);
  });

  test('an unproven newest digest is there; a forged far one hides nothing', () => {
    expect(verify(replace(7, loose(facts[7]!)), window(null, end)).ranges).toEqual([]);
    const far = link(signer(), { start: NOON + 6 * HOUR, end: NOON + 900 * HOUR, previous: chain[5]! });
    const result = verify([...cut, far.facts], window(null, end));
    expect(findingsOf(result)).toEqual(['truncated-tail']);
  });
});

test('digests outside the window serve and are no findings themselves', () => {
  const result = verify(facts.map(loose), window(NOON, NOON + 5 * HOUR));
  expect(result.digests.map(({ inWindow }) => inWindow)).toEqual([true, true, true, true, true, false, false, false]);
  expect(result.digests.filter(({ inWindow }) => inWindow).every(({ verdict }) => verdict === 'valid')).toBe(true);
});

test('backfill: a chain of its own, without cadence', () => {
  const id = { ...CHAIN, kind: 'backfill' as const };
  const make = (at: number, previous: Link | null) =>
    link(key, { start: at, end: at + HOUR, previous, backfill: true });
  const first = make(NOON, null);
  const second = make(NOON + 30 * HOUR, first);
  const third = make(NOON + 31 * HOUR, second);
  const context = window(NOON - HOUR, NOON + 90 * HOUR);
  const clean = verifyChain(id, factsOf([first, second, third]), ring, context);
  expect(clean.ranges).toEqual([]);
  expect(clean.digests.every(({ verdict }) => verdict === 'valid')).toBe(true);
  // The log of an earlier hour came later than that of a later one: the predecessor ends after its successor.
  const earlier = make(NOON + 5 * HOUR, third);
  const back = verifyChain(id, factsOf([first, second, third, earlier]).map(loose), ring, context);
  expect(back.digests.map(({ verdict }) => verdict)).toEqual(['valid', 'valid', 'valid', 'unverified']);
  const impostor = make(NOON + 31 * HOUR, second);
  const other = { ...impostor.facts, sha256: 'e'.repeat(64), objectId: 9200 };
  const replaced = verifyChain(id, [...factsOf([first, second, earlier]), other], ring, context);
  expect(replaced.digests.find(({ objectId }) => objectId === 9200)?.detail).toMatch(
    /not what its trusted successor recorded/,
  );
  const lone = verifyChain(id, factsOf([first, third]), ring, context);
  expect(lone.digests.map(({ verdict, key: at }) => [verdict, at])).toContainEqual(['missing', second.body.key]);
});

test('chains are told apart by exact trail, region and kind', () => {
  const digests = [
    ...facts,
    ...factsOf(hourly(key, 2, { trail: 'my' })),
    ...factsOf(hourly(key, 2, { backfill: true })),
    { ...facts[0]!, body: null, problem: 'not JSON', key: `cut/${facts[0]!.key}` },
    { ...facts[0]!, body: null, problem: 'not JSON', key: 'odd.json' },
  ];
  const names = digests.map(chainName);
  const chains = [...new Set(names)].filter((name) => name !== null).sort();
  const size = (chain: string) => names.filter((name) => name === chain).length;
  expect(chains.map((name) => [chainOf(name).trail, chainOf(name).kind, size(name)])).toEqual([
    ['my', 'standard', 2],
    ['my_trail', 'backfill', 2],
    ['my_trail', 'standard', 9],
  ]);
  const strays = digests.filter((_, at) => names[at] === null);
  expect(strays.map(strayVerdict)).toMatchObject([{ verdict: 'invalid-format', trusted: false }]);
});

test('malformed references are states', () => {
  const fields = { previousDigestHashValue: chain[7]!.sha256.slice(1) };
  const odd = link(key, { start: NOON + 8 * HOUR, end: NOON + 9 * HOUR, previous: chain[7]!, fields });
  const result = verify([...facts, odd.facts]);
  expect(verdictOf(result, odd)).toMatchObject({ verdict: 'inconsistent' });
  expect(verdictOf(result, facts[7]!)).toMatchObject({ verdict: 'valid' });
});

test('a year of digests takes seconds', () => {
  const many = hourly(key, 2000).map(({ facts: each }) => each);
  const started = performance.now();
  expect(verify(without(many, 500, 501, 900)).ranges).toHaveLength(2);
  expect(performance.now() - started).toBeLessThan(5000);
});
