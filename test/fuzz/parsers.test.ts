import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { digestKey, logKey } from '../../scripts/trail-builder/index.js';
import { inflateGzip } from '../../src/inflate/gzip.js';
import { canonicalJson } from '../../src/ingest/canonical.js';
import { split } from '../../src/ingest/split.js';
import { LIMITS } from '../../src/limits.js';
import { parseKey } from '../../src/object-key.js';
import { archivePath } from '../../src/source/archive-place.js';
import { parsePublicKeys } from '../../src/source/keys.js';
import { readManifest } from '../../src/source/manifest.js';
import { fromLocator, toLocator } from '../../src/source/path-name.js';
import { parseTrailStatus } from '../../src/source/trail-status.js';
import { parseJson } from '../../src/store/values.js';
import { safeJson, visible } from '../../src/text/escape.js';
import { parseDigest } from '../../src/verify/digest.js';
import { HOSTILE_JSON, hostileJson, hostileName, jsonText } from './support/hostile.js';
import { type Edit, editJson, pathsOf } from './support/json-text.js';
import { parameters } from './support/parameters.js';

// Whatever stands in a file, a parser answers: it does not throw, does not take long and does not lead anywhere.

const temp = mkdtempSync(join(tmpdir(), 'keytrail-parsers-'));
afterAll(() => rmSync(temp, { recursive: true, force: true }));

const DIGEST = {
  awsAccountId: '111122223333',
  digestStartTime: '2026-03-02T06:00:00Z',
  digestEndTime: '2026-03-02T07:00:00Z',
  digestS3Bucket: 'b',
  digestS3Object: 'k',
  digestPublicKeyFingerprint: 'f'.repeat(32),
  digestSignatureAlgorithm: 'SHA256withRSA',
  newestEventTime: null,
  oldestEventTime: null,
  previousDigestS3Bucket: 'b',
  previousDigestS3Object: 'j',
  previousDigestHashValue: 'a'.repeat(64),
  previousDigestHashAlgorithm: 'SHA-256',
  previousDigestSignature: 'ab'.repeat(256),
  logFiles: [{ s3Bucket: 'b', s3Object: 'l', hashValue: 'c'.repeat(64), hashAlgorithm: 'SHA-256' }],
};
const KEYS = { region: 'us-east-1', PublicKeyList: [{ Value: 'AQAB', Fingerprint: 'ff', ValidityStartTime: 1.5e9 }] };
const STATUS = { 'arn:aws:cloudtrail:us-east-1:1:trail/t': { 'us-east-1': { LatestDigestDeliveryTime: 1.5e9 } } };
const LINE = { bucket: 'b', key: 'k', size: 3, lastModified: '2026-03-02T06:00:00Z', metadata: { signature: 'ab' } };

/** JSON with one thing in it that should not be there, or any bytes. */
const spoilt = (value: unknown): fc.Arbitrary<Buffer> => {
  const paths = pathsOf(value);
  const edits: readonly Edit[] = ['replace', 'remove', 'duplicate', 'pollute'];
  return fc.oneof(
    fc
      .tuple(fc.constantFrom(...paths), fc.constantFrom(...edits), hostileJson)
      .map(([path, edit, json]) => Buffer.from(editJson(value, path, edit, jsonText(json)), 'latin1')),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  );
};

const RAW = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
const inside = (path: string) =>
  path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && !part.includes('\0'));

test('a digest is a body of the right types or a problem in words', () => {
  fc.assert(
    fc.property(spoilt(DIGEST), (bytes) => {
      const found = parseDigest(bytes);
      if ('problem' in found) {
        expect(found.problem).toMatch(/^[ -~]{3,200}$/);
        return;
      }
      const { body, remarks } = found;
      for (const text of [body.accountId, body.bucket, body.key, body.startTime]) expect(typeof text).toBe('string');
      for (const log of body.logFiles)
        expect([typeof log.bucket, typeof log.key, typeof log.sha256]).toEqual(Array(3).fill('string'));
      for (const remark of remarks) expect(typeof remark).toBe('string');
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    }),
    parameters(600),
  );
});

test('files of keys, states of trails', () => {
  fc.assert(
    fc.property(spoilt(KEYS), spoilt(STATUS), (keys, status) => {
      const found = parsePublicKeys(keys, 'f.json', null);
      for (const key of found.keys) expect(key.fingerprint).toBe(key.fingerprint.toLowerCase());
      expect(found.notices.length).toBeLessThan(20);
      for (const one of parseTrailStatus(status.toString('utf8')) ?? []) {
        expect(one.latestDigestDelivery === null || /^\d{4}-.*Z$/.test(one.latestDigestDelivery)).toBe(true);
      }
    }),
    parameters(1_000),
  );
});

describe('names', () => {
  const key = fc.oneof(
    hostileName,
    fc
      .array(
        fc.oneof(
          hostileName,
          fc.constantFrom('AWSLogs', '111122223333', 'CloudTrail', 'us-east-1', '2026', '03', '02'),
        ),
        { maxLength: 9 },
      )
      .map((parts) => parts.join('/')),
  );

  test('a key of a manifest becomes a path below the archive or none', () => {
    fc.assert(
      fc.property(key, key, (bucket, name) => {
        const path = archivePath(bucket, name);
        expect(path === null || inside(path)).toBe(true);
      }),
      parameters(1_000),
    );
  });

  test('a locator leads to a path below the folder or nowhere, and back', () => {
    fc.assert(
      fc.property(fc.oneof(key, fc.string({ unit: 'binary' })), (text) => {
        const path = fromLocator(text);
        expect(path === null || inside(path)).toBe(true);
        const bytes = Buffer.from(text, 'utf8').toString('latin1');
        if (bytes !== '' && inside(bytes)) expect(fromLocator(toLocator(bytes))).toBe(bytes);
      }),
      parameters(1_000),
    );
  });

  test('lines of a manifest, whatever is in them', async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            spoilt(LINE),
            key.map((name) => Buffer.from(JSON.stringify({ ...LINE, key: name }))),
          ),
          { maxLength: 4 },
        ),
        async (lines) => {
          const file = join(temp, `manifest-${count++}`);
          writeFileSync(file, Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')])));
          for await (const entry of readManifest(file)) {
            expect(entry.path === null || inside(entry.path)).toBe(true);
            expect(Number.isSafeInteger(entry.size) && entry.size >= 0).toBe(true);
            for (const text of Object.values(entry.metadata ?? {})) expect(typeof text).toBe('string');
          }
          rmSync(file);
        },
      ),
      parameters(300),
    );
  });

  test('keys: what CloudTrail wrote is read, and what it did not is no crash', () => {
    const account = fc.stringMatching(/^\d{12}$/);
    const region = fc.constantFrom('us-east-1', 'ap-southeast-3', 'us-gov-west-1', 'cn-northwest-1');
    const trail = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{1,20}[A-Za-z0-9]$/);
    const time = fc.integer({ min: 1_400_000_000, max: 4_000_000_000 }).map((seconds) => seconds * 1000);
    const prefix = fc.oneof(fc.constant(null), fc.constantFrom('a', 'AWSLogs', 'x/AWSLogs/o-abcdefghij', '..'));
    const organizationId = fc.constantFrom(null, 'o-a1b2c3d4e5');
    fc.assert(
      fc.property(account, region, trail, time, prefix, organizationId, (of, at, name, end, before, organization) => {
        const layout = { prefix: before, organizationId: organization };
        const chain = { account: of, region: at, trail: name, homeRegion: 'us-east-1', kind: 'standard' as const };
        expect(parseKey(digestKey(layout, chain, end))).toMatchObject({
          type: 'digest',
          trail: name,
          account: of,
          region: at,
          organization,
          grammatical: true,
        });
        expect(parseKey(logKey(layout, of, at, end, 'abcdefghijklmnop'))).toMatchObject({
          type: 'log',
          account: of,
          region: at,
          organization,
          prefix: before,
        });
      }),
      parameters(500),
    );
    fc.assert(
      fc.property(key, (text) => {
        const parsed = parseKey(text);
        if (parsed !== null) expect(parsed.account).toMatch(/^\d{12}$/);
      }),
      parameters(1_000),
    );
  });

  test('what is shown obeys nobody, and JSON keeps its value', () => {
    fc.assert(
      fc.property(fc.oneof(hostileName, fc.string({ unit: 'binary' })), (text) => {
        expect(visible(text)).not.toMatch(RAW);
        expect(visible(text)).not.toContain('\n');
        expect(safeJson({ [text]: [text] })).not.toMatch(RAW);
        expect(JSON.parse(safeJson({ [text]: [text] }))).toEqual({ [text]: [text] });
      }),
      parameters(1_000),
    );
  });
});

test('gzip: called whole only when it is one member and nothing else, and never more than its limit', () => {
  const content = Buffer.from(
    JSON.stringify({ Records: Array.from({ length: 40 }, (_, n) => ({ n, x: 'y'.repeat(n) })) }),
  );
  const whole = gzipSync(content);
  const limit = 4_000;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 3 }),
      fc.nat(whole.length),
      fc.constantFrom(Buffer.alloc(0), whole, Buffer.from('x'), gzipSync('')),
      (flips, cut, tail) => {
        const bytes = Buffer.concat([whole.subarray(0, cut % 7 === 0 ? cut : whole.length), tail]);
        for (const [at, to] of flips) if (at < bytes.length) bytes[at] = to;
        const found = inflateGzip(bytes, limit);
        expect(found.content.length).toBeLessThanOrEqual(Math.max(limit, bytes.length));
        if (found.container !== 'gzip') return;
        expect(found.trailing ?? found.joined ?? found.problem).toBeNull();
        expect(gunzipSync(bytes).equals(found.content)).toBe(true);
      },
    ),
    parameters(1_000),
  );
});

describe('records', () => {
  const take = (text: string) => {
    const records: string[] = [];
    const rejects: string[] = [];
    const found = split(Buffer.from(text, 'latin1'), {
      recordBytes: LIMITS.recordBytes,
      record: (bytes, start, end) => records.push(Buffer.from(bytes.subarray(start, end)).toString('latin1')),
      reject: (_position, reason) => rejects.push(reason),
    });
    return { found, records, rejects };
  };
  const record = (n: number) => `{"eventVersion":"1.08","eventID":"${n}","eventSource":"s","eventName":"n"}`;
  /** What ends where it seems to end does not reach its neighbours. */
  const closed = HOSTILE_JSON.map((_, index) => index).filter((index) => {
    try {
      JSON.parse(Buffer.from(jsonText(index), 'latin1').toString('utf8'));
      return true;
    } catch {
      return false;
    }
  });

  test('what stands beside a record does not cost it', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constant(-1), fc.constantFrom(...closed)), { maxLength: 8 }), (parts) => {
        const elements = parts.map((part, n) => (part < 0 ? record(n) : jsonText(part)));
        const { records } = take(`{"Records":[${elements.join(',')}]}`);
        for (const [n, part] of parts.entries()) if (part < 0) expect(records).toContain(record(n));
      }),
      parameters(300),
    );
  });

  test('broken in any way: it is over soon, and says what it left out', () => {
    fc.assert(
      fc.property(spoilt({ Records: [JSON.parse(record(1)), JSON.parse(record(2))] }), (bytes) => {
        const { found, records, rejects } = take(bytes.toString('latin1'));
        expect(found.problem !== null || records.length + rejects.length > 0 || bytes.includes('[]')).toBe(true);
      }),
      parameters(500),
    );
  });

  test('wrappers in wrappers end neither the stack nor the day', () => {
    for (const [open, close] of [
      ['{"Events":[', ']}'],
      ['{"logEvents":[', ']}'],
      ['{"detail":', '}'],
    ] as const) {
      const { records, rejects } = take(`${open.repeat(100_000)}${close.repeat(100_000)}`);
      expect(records.length + rejects.length).toBe(1);
    }
    const { records } = take(`{"Events":[{"logEvents":[${record(1)}]}]}`);
    expect(records).toEqual([record(1)]);
  });

  test('the order of keys is no content, and long texts are', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(JSON.stringify(reversed))).toBe(canonicalJson(JSON.stringify(value)));
      }),
      parameters(500),
    );
    const long = (unit: string) => `{"b":1,"a":"${unit.repeat(4_000_000)}"}`;
    for (const unit of ['x', '\\n']) expect(canonicalJson(long(unit))?.length).toBeGreaterThan(4_000_000);
    const started = performance.now();
    expect(canonicalJson(`"${'\\"'.repeat(500_000)}`)).toBeNull();
    expect(parseJson(`${'1'.repeat(16)}"${'\\"'.repeat(500_000)}`)).toBeTypeOf('string');
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('JSON for output: long integers as text, fractions as they are, and no depth that ends a stack', () => {
    expect(parseJson('{"a":12345678901234567890,"b":0.1234567890123456,"c":"12345678901234567890"}')).toEqual({
      a: '12345678901234567890',
      b: 0.1234567890123456,
      c: '12345678901234567890',
    });
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(safeJson(parseJson(deep))).toBe(JSON.stringify(deep));
    const shallow = `${'['.repeat(400)}${']'.repeat(400)}`;
    expect(safeJson(parseJson(shallow))).toBe(shallow);
  });
});
