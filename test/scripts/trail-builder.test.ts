import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import * as builder from '../../scripts/trail-builder/index.js';

// Independent of the verifier: node:crypto and the facts of the format are all that is used here.

const hex256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

interface Body {
  digestStartTime: string;
  digestEndTime: string;
  digestS3Bucket: string;
  digestS3Object: string;
  digestPublicKeyFingerprint: string;
  previousDigestS3Object: string | null;
  previousDigestHashValue: string | null;
  previousDigestSignature: string | null;
  logFiles: { s3Bucket: string; s3Object: string; hashValue: string }[];
}

function read(trail: builder.Trail, id: string): { content: Buffer; body: Body } {
  const content = gunzipSync(trail.objects.get(id)!.bytes);
  return { content, body: JSON.parse(content.toString('utf8')) as Body };
}

/** Checks every signature, every link and every listed log of a trail. */
function checkSigned(trail: builder.Trail): void {
  for (const chain of trail.delivery.chains) {
    for (const digest of chain.digests) {
      const object = trail.objects.get(digest.id)!;
      const { content, body } = read(trail, digest.id);
      const listed = trail.publicKeys
        .get(chain.region)!
        .find((key) => key.Fingerprint === body.digestPublicKeyFingerprint)!;
      const der = Buffer.from(listed.Value, 'base64');
      expect(createHash('md5').update(der).digest('hex')).toBe(listed.Fingerprint);
      const type = der.length === 270 ? 'pkcs1' : 'spki';
      const key = createPublicKey({ key: der, format: 'der', type });
      const text = [
        body.digestEndTime,
        `${body.digestS3Bucket}/${body.digestS3Object}`,
        hex256(content),
        body.previousDigestSignature ?? 'null',
      ].join('\n');
      const signature = Buffer.from(object.metadata!.signature!, 'hex');
      expect(verify('sha256', Buffer.from(text), key, signature)).toBe(true);
      expect(`${body.digestS3Bucket}/${body.digestS3Object}`).toBe(digest.id);
      if (digest.previous !== null) {
        const before = trail.objects.get(digest.previous)!;
        expect(body.previousDigestSignature).toBe(before.metadata!.signature);
        expect(body.previousDigestHashValue).toBe(hex256(gunzipSync(before.bytes)));
      }
      for (const log of body.logFiles) {
        expect(log.hashValue).toBe(hex256(gunzipSync(trail.objects.get(`${log.s3Bucket}/${log.s3Object}`)!.bytes)));
      }
    }
  }
}

describe('a built trail', () => {
  it('has signatures that verify and links that hold', () => {
    checkSigned(builder.buildTrail({ seed: 1 }));
  });

  it('does so over several trails, accounts and regions, with a prefix, an organization and SPKI keys', () => {
    const trail = builder.buildTrail({
      seed: 2,
      accounts: ['111122223333', '444455556666'],
      regions: ['us-east-1', 'eu-west-1'],
      prefix: 'security/AWSLogs',
      organizationId: 'o-a1b2c3d4e5',
      derType: 'spki',
      trails: [{ name: 'first_trail' }, { name: 'second.trail', homeRegion: 'eu-west-1', bucket: 'other' }],
    });
    checkSigned(trail);
    expect(trail.delivery.chains).toHaveLength(8);
    const keys = [...trail.objects.keys()];
    expect(keys.every((key) => key.includes('/security/AWSLogs/AWSLogs/o-a1b2c3d4e5/'))).toBe(true);
    expect(keys.some((key) => key.includes('_CloudTrail-Digest_us-east-1_second.trail_eu-west-1_'))).toBe(true);
  });

  it('lists every log exactly once per trail and covers every delivery', () => {
    const trail = builder.buildTrail({ seed: 3, eventsPerHour: 60 });
    const listed = trail.delivery.chains.flatMap((chain) => chain.digests.flatMap((digest) => digest.logs));
    expect(listed.sort()).toEqual([...trail.delivery.logs.keys()].sort());
  });

  it('has hourly windows that follow one another, off the clock hour, some without logs', () => {
    const digests = builder.buildTrail({ seed: 4 }).delivery.chains[0]!.digests;
    for (const [n, digest] of digests.entries()) {
      expect(digest.end - digest.start).toBe(3_600_000);
      expect(digest.end % 3_600_000).not.toBe(0);
      if (n > 0) expect(digest.start).toBe(digests[n - 1]!.end);
    }
    expect(digests.some((digest) => digest.logs.length === 0)).toBe(true);
  });

  it('names objects by the grammar and delivers records within ten minutes', () => {
    const trail = builder.buildTrail({ seed: 5 });
    for (const [id, object] of trail.objects) {
      const name = object.key.split('/').at(-1)!;
      if (object.kind === 'digest') {
        expect(name).toMatch(/^\d{12}_CloudTrail-Digest_us-east-1_management-events_us-east-1_\d{8}T\d{6}Z\.json\.gz$/);
        expect(gunzipSync(object.bytes).toString('utf8')).not.toMatch(/[^\\]\//);
        continue;
      }
      const [, stamp] = /^\d{12}_CloudTrail_us-east-1_(\d{8}T\d{4})Z_[A-Za-z0-9]{16}\.json\.gz$/.exec(name)!;
      const minute = Date.parse(stamp!.replace(/(....)(..)(..)T(..)(..)/, '$1-$2-$3T$4:$5:00Z'));
      for (const record of builder.recordsOf(trail, id)) {
        const minutes = (minute - Date.parse(record.eventTime)) / 60_000;
        expect(minutes).toBeGreaterThanOrEqual(0.1);
        expect(minutes).toBeLessThanOrEqual(9.9);
      }
    }
  });

  it('changes keys in mid-chain', () => {
    const trail = builder.buildTrail({ seed: 6, rotateKeysAt: '2026-03-02T09:00:00Z' });
    checkSigned(trail);
    const used = new Set(trail.delivery.chains[0]!.digests.map((digest) => digest.fingerprint));
    expect(used.size).toBe(2);
    const [old, next] = trail.publicKeys.get('us-east-1')!;
    expect(old!.ValidityEndTime > next!.ValidityStartTime).toBe(true);
  });

  it('ends and restarts its chain around an outage', () => {
    const stop = '2026-03-02T07:41:12Z';
    const start = '2026-03-02T10:05:33Z';
    const trail = builder.buildTrail({ seed: 7, outages: [{ stop, start }] });
    checkSigned(trail);
    const starting = trail.delivery.chains[0]!.digests.filter((digest) => digest.previous === null);
    expect(starting).toHaveLength(2);
    expect(read(trail, starting[1]!.id).body.digestEndTime).toBe(start);
    const [evidence] = trail.truth.ranges[0]!.evidence;
    const log = builder.logWith(trail, evidence!)!;
    expect(builder.recordsOf(trail, log).find((record) => record.eventID === evidence)).toMatchObject({
      eventName: 'StopLogging',
      eventTime: stop,
    });
    const times = [...trail.delivery.logs.keys()].flatMap((id) =>
      builder.recordsOf(trail, id).map((one) => one.eventTime),
    );
    expect(times.filter((time) => time > stop && time < start)).toEqual([]);
    expect(trail.truth.exit).toBe(0);
  });

  it('signs a backfill chain with the key of its generation', () => {
    const trail = builder.buildTrail({
      seed: 8,
      rotateKeysAt: '2026-03-02T11:00:00Z',
      backfill: [{ at: '2026-03-02T06:40:00Z', hoursLater: 9 }],
    });
    checkSigned(trail);
    const [backfill] = builder.chainsOf(trail, { kind: 'backfill' });
    const object = trail.objects.get(backfill!.digests[0]!.id)!;
    expect(object.key).toMatch(/_backfill\.json\.gz$/);
    expect(object.metadata!['backfill-generation-timestamp']).toMatch(/^2026-03-02T1/);
    expect(backfill!.digests[0]!.fingerprint).toBe(trail.publicKeys.get('us-east-1')![1]!.Fingerprint);
  });

  it('is the same for the same seed, and another for another', () => {
    const bytes = (seed: number): string =>
      [...builder.buildTrail({ seed }).objects].map(([id, object]) => id + hex256(object.bytes)).join();
    expect(bytes(9)).toBe(bytes(9));
    expect(bytes(9)).not.toBe(bytes(10));
  });

  it('puts the account into key ids', () => {
    const key = builder.accessKeyId(builder.random(1), 'ASIA', '609629065308');
    expect(key).toMatch(/^ASIAY34FZKB[A-Z2-7]{9}$/);
  });
});

describe('tampering', () => {
  const trail = builder.buildTrail({ seed: 11 });
  const [chain] = builder.chainsOf(trail);
  const log = chain!.digests[1]!.logs[0]!;

  it('leaves the trail that it was given alone', () => {
    const before = trail.objects.size;
    builder.removeObjects(trail, log);
    expect(trail.objects.size).toBe(before);
    expect(trail.truth).toMatchObject({ exit: 0 });
  });

  it('says what is to be expected of it', () => {
    const verdictOf = (changed: builder.Trail): string | undefined => changed.truth.verdicts.get(log);
    expect(verdictOf(builder.removeObjects(trail, log))).toBe('missing');
    expect(verdictOf(builder.modifyLog(trail, log, (records) => records.slice(1)))).toBe('modified');
    expect(verdictOf(builder.truncate(trail, log))).toBe('invalid-format');
    expect(verdictOf(builder.appendBytes(trail, log))).toBe('altered-container');
    expect(verdictOf(builder.recompress(trail, log))).toBeUndefined();
    expect(verdictOf(builder.dropDigests(trail, chain!, 1, 2))).toBe('unverified');
  });

  it('counts digests that are gone in a row as one hole', () => {
    const twice = builder.dropDigests(builder.dropDigests(trail, chain!, 2, 3), chain!, 3, 4);
    expect(twice.truth.ranges).toMatchObject([{ finding: 'hole', digests: 2 }]);
    expect(twice.truth.verdicts.get(chain!.digests[3]!.id)).toBe('missing');
    expect(twice.truth.verdicts.has(chain!.digests[2]!.id)).toBe(false);
  });

  it('knows that lost metadata costs the newest digest only', () => {
    const lost = builder.dropMetadata(trail, 'lost').truth.verdicts;
    expect(lost.get(chain!.digests.at(-1)!.id)).toBe('unverified');
    expect(lost.has(chain!.digests[0]!.id)).toBe(false);
  });
});

describe('the story', () => {
  const { trail, truth } = builder.buildStory({ seed: 5, backgroundEvents: 800 });
  const records = [...trail.delivery.logs.keys()]
    .filter((id) => trail.objects.has(id))
    .flatMap((id) => builder.recordsOf(trail, id));
  const ids = new Set(records.map((record) => record.eventID));

  it('holds one missing log, one modified log and one missing digest, and a gap per chain that is explained', () => {
    const verdicts = Object.entries(truth.verdicts);
    const named = (verdict: string, digest: boolean): number =>
      verdicts.filter(([id, one]) => one === verdict && id.includes('/CloudTrail-Digest/') === digest).length;
    expect([named('missing', false), named('modified', false), named('missing', true)]).toEqual([1, 1, 1]);
    const gaps = truth.ranges.filter((range) => range.finding === 'gap');
    expect(gaps).toHaveLength(4);
    expect(gaps.every((range) => range.explained)).toBe(true);
  });

  it('has every event of its truth in the trail, and every event by a credential of the radius in its truth', () => {
    expect(truth.events.filter((id) => !ids.has(id))).toEqual([]);
    const credentials = new Set(truth.credentials.map((credential) => credential.id));
    const radius = new Set(truth.events);
    const used = records.filter(
      (one) => credentials.has(String(one.userIdentity.accessKeyId)) && one.eventTime >= truth.compromisedAt,
    );
    expect(used.filter((one) => !radius.has(one.eventID)).map((one) => one.eventName)).toEqual([]);
    expect(truth.eventsWithoutCompromisedAt).toHaveLength(truth.events.length + truth.eventsBefore.length);
  });

  it('writes both copies of the cross-account AssumeRole, the second without a key', () => {
    const copies = records.filter((one) => one.eventName === 'AssumeRole' && one.userIdentity.type === 'AWSAccount');
    expect(copies).toHaveLength(1);
    const pair = records.filter((one) => one.sharedEventID === copies[0]!.sharedEventID);
    expect(pair).toHaveLength(2);
    expect(pair.every((one) => truth.events.includes(one.eventID))).toBe(true);
    expect(copies[0]!.userIdentity.accessKeyId).toBeUndefined();
  });

  it('has a namesake of an intruder session outside the radius', () => {
    const namesakes = records.filter((one) => String(one.userIdentity.principalId).endsWith(':deploy'));
    const inside = namesakes.filter((one) => truth.events.includes(one.eventID));
    expect(inside.length).toBeGreaterThan(0);
    expect(inside.length).toBeLessThan(namesakes.length);
  });
});

describe('a large trail', () => {
  it('is a whole archive with a needle in it', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'large-trail-'));
    try {
      const large = await builder.writeLargeTrail({ dir, seed: 1, events: 6000, shape: 'small', hours: 3 });
      expect(large.events).toBe(6000);
      expect(large.needle.credentials).toHaveLength(3);
      expect(large.needle.eventIds).toHaveLength(102);
      const lines = readFileSync(join(dir, 'objects.jsonl'), 'utf8').trimEnd().split('\n');
      expect(lines).toHaveLength(large.logs + large.digests);
      const needle = new Set(large.needle.eventIds);
      let events = 0;
      for (const line of lines) {
        const { bucket, key, sha256 } = JSON.parse(line) as Record<string, string>;
        const bytes = readFileSync(join(dir, 'buckets', bucket!, key!));
        expect(hex256(bytes)).toBe(sha256);
        if (key!.includes('-Digest/')) continue;
        const { Records } = JSON.parse(gunzipSync(bytes).toString('utf8')) as { Records: { eventID: string }[] };
        events += Records.length;
        for (const record of Records) needle.delete(record.eventID);
      }
      expect(events).toBe(6000);
      expect(needle.size).toBe(0);
      expect(readdirSync(join(dir, 'public-keys')).sort()).toEqual(['eu-west-1.json', 'us-east-1.json']);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});
