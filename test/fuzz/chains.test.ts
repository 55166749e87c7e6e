import { createHash, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePublicKeys } from '../../src/source/keys.js';
import { type DigestFacts, verifyChain } from '../../src/verify/chain.js';
import { keyRing } from '../../src/verify/signature.js';
import {
  ACCOUNT,
  HOUR,
  hourly,
  type Link,
  link,
  NOON,
  REGION,
  type Signer,
  signer,
} from '../verify/support/chain-builder.js';
import { parameters } from './support/parameters.js';

// Chains that somebody has worked on: digests taken, doubled, renamed, altered, signed anew, in any order.

const CHAIN = {
  partition: 'aws',
  account: ACCOUNT,
  trail: 'my_trail',
  homeRegion: REGION,
  region: REGION,
  kind: 'standard',
} as const;
const OPEN = { window: { since: null, until: null }, latestDelivered: null };

const key = signer();
const ring = keyRing([key.publicKey]);
const whole = hourly(key, 7).map((one, index) => ({ ...one, facts: { ...one.facts, objectId: index } }));

interface Change {
  readonly what: 'drop' | 'copy' | 'rename' | 'lose' | 'unsign' | 'forge' | 'content' | 'break' | 'fork' | 'circle';
  readonly at: number;
  readonly other: number;
}
const change: fc.Arbitrary<Change> = fc.record({
  what: fc.constantFrom('drop', 'copy', 'rename', 'lose', 'unsign', 'forge', 'content', 'break', 'fork', 'circle'),
  at: fc.nat(6),
  other: fc.nat(6),
});

const other = (one: Link, { at, other: n }: Change): Link => {
  const { body } = one;
  const previous = whole[n]!;
  const times = { start: Date.parse(body.startTime), end: Date.parse(body.endTime) };
  return link(key, { ...times, previous, fields: { awsAccountId: `00000000000${at}` } });
};

/** The digests, and per location the contents that were validly signed for it. */
function altered(changes: readonly Change[]): { facts: DigestFacts[]; signed: Set<string> } {
  let facts = whole.map((one) => one.facts);
  const signed = new Set(facts.map(({ bucket, key: name, sha256 }) => `${bucket}/${name} ${sha256}`));
  const each = (at: number, to: (one: DigestFacts) => DigestFacts) => {
    facts = facts.map((one, index) => (index === at % facts.length ? to(one) : one));
  };
  for (const given of changes) {
    const { what, at } = given;
    if (facts.length === 0) break;
    const one = facts[at % facts.length]!;
    if (what === 'drop') facts = facts.filter((each) => each !== one);
    else if (what === 'copy') facts = [...facts, { ...one, key: `${one.key}.copy` }];
    else if (what === 'rename') each(at, (digest) => ({ ...digest, key: `x/${digest.key}` }));
    else if (what === 'lose') each(at, (digest) => ({ ...digest, metadata: null }));
    else if (what === 'unsign') each(at, (digest) => ({ ...digest, metadata: {} }));
    else if (what === 'forge') each(at, (digest) => ({ ...digest, metadata: { signature: 'ab'.repeat(256) } }));
    else if (what === 'content')
      each(at, (digest) => ({ ...digest, sha256: createHash('sha256').update(`${at}`).digest('hex') }));
    else if (what === 'break') each(at, (digest) => ({ ...digest, body: null, problem: 'not JSON', sha256: null }));
    else {
      const made = other(whole[at]!, given);
      signed.add(`${made.body.bucket}/${made.body.key} ${made.sha256}`);
      facts =
        what === 'fork'
          ? [...facts, made.facts]
          : facts.map((digest) => (digest.key === made.facts.key ? made.facts : digest));
    }
  }
  return { facts: facts.map((one, objectId) => ({ ...one, objectId })), signed };
}

test('one verdict each, valid only what was signed for its place, and the order of the objects is nothing', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 6 }), fc.integer(), (changes, salt) => {
      const { facts, signed } = altered(changes);
      const { digests, ranges } = verifyChain(CHAIN, facts, ring, OPEN);
      const there = digests.filter(({ objectId }) => objectId !== null);
      expect(there.map(({ objectId }) => objectId).sort((a, b) => a! - b!)).toEqual(
        facts.map(({ objectId }) => objectId),
      );
      for (const { objectId, verdict } of there) {
        const { bucket, key: name, sha256 } = facts[objectId!]!;
        if (verdict === 'valid') expect(signed).toContain(`${bucket}/${name} ${sha256}`);
      }
      const shuffled = [...facts].sort((a, b) => ((a.objectId * salt) % 97) - ((b.objectId * salt) % 97));
      const again = verifyChain(CHAIN, shuffled, ring, OPEN);
      const verdicts = (of: typeof digests) =>
        of.map(({ objectId, key: name, verdict }) => `${objectId} ${name} ${verdict}`).sort();
      expect(verdicts(again.digests)).toEqual(verdicts(digests));
      expect(again.ranges.map(({ finding }) => finding).sort()).toEqual(ranges.map(({ finding }) => finding).sort());
    }),
    parameters(150),
  );
});

test('what is taken out of the middle is never passed over', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 6 }), (gone) => {
      const facts = whole.map((one) => one.facts).filter(({ objectId }) => !gone.includes(objectId));
      const { digests, ranges } = verifyChain(CHAIN, facts, ring, OPEN);
      const told = ranges.filter(({ finding }) => finding === 'hole' || finding === 'head-uncovered');
      expect(told.length + digests.filter(({ verdict }) => verdict === 'missing').length).toBeGreaterThan(1);
    }),
    parameters(40),
  );
});

describe('in numbers', () => {
  /** Small, so that thousands are signed in no time; nothing is weaker for it. */
  const small = (): Signer => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 512 });
    const der = publicKey.export({ format: 'der', type: 'pkcs1' });
    const fingerprint = createHash('md5').update(der).digest('hex');
    return { privateKey, publicKey: { ...key.publicKey, der, fingerprint } };
  };

  test('thousands of validly signed rivals name three of each other, not all', () => {
    const weak = small();
    const first = link(weak, { start: NOON - HOUR, end: NOON });
    const rivals = Array.from({ length: 3_000 }, (_, n) =>
      link(weak, { start: NOON, end: NOON + (n + 1) * 1000, previous: first }),
    );
    const started = performance.now();
    const { digests, ranges } = verifyChain(
      CHAIN,
      [first, ...rivals].map((one) => one.facts),
      keyRing([weak.publicKey]),
      OPEN,
    );
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(digests.filter(({ verdict }) => verdict === 'inconsistent')).toHaveLength(3_000);
    expect(Math.max(...digests.map(({ detail }) => detail.length))).toBeLessThan(1_500);
    expect(ranges.map(({ finding }) => finding)).toEqual(['inconsistent-time']);
  });

  test('a file of a hundred thousand keys', () => {
    const entry = { Value: Buffer.from(key.publicKey.der).toString('base64'), Fingerprint: key.publicKey.fingerprint };
    const list = [...Array.from({ length: 9_999 }, () => entry), ...Array.from({ length: 90_000 }, () => 1)];
    const { keys, notices } = parsePublicKeys(
      Buffer.from(JSON.stringify({ PublicKeyList: list })),
      `${REGION}.json`,
      REGION,
    );
    expect([keys.length, notices.length]).toEqual([9_999, 2]);
    const started = performance.now();
    const { digests } = verifyChain(
      CHAIN,
      whole.map((one) => ({ ...one.facts, metadata: { signature: 'ab'.repeat(256) } })),
      keyRing(keys),
      OPEN,
    );
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(digests.at(-1)?.verdict).toBe('invalid-signature');
  });
});
