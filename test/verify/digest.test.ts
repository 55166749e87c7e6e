import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseKey } from '../../src/object-key.js';
import { parseDigest } from '../../src/verify/digest.js';
import { isSha256 } from '../../src/verify/remarks.js';
import { HOUR, link, NOON, sha256, signer } from './support/chain-builder.js';

const SAMPLES = resolve('../shared/data/public/digest-samples');
const key = signer();
const good = link(key, { start: NOON, end: NOON + HOUR });

function contentOf(fields: Record<string, unknown>, drop: string[] = []): Buffer {
  const { body } = good;
  const whole: Record<string, unknown> = {
    awsAccountId: body.accountId,
    digestStartTime: body.startTime,
    digestEndTime: body.endTime,
    digestS3Bucket: body.bucket,
    digestS3Object: body.key,
    digestPublicKeyFingerprint: body.fingerprint,
    digestSignatureAlgorithm: 'SHA256withRSA',
    previousDigestS3Bucket: null,
    previousDigestS3Object: null,
    previousDigestHashValue: null,
    previousDigestHashAlgorithm: null,
    previousDigestSignature: null,
    logFiles: [],
    ...fields,
  };
  for (const name of drop) delete whole[name];
  return Buffer.from(JSON.stringify(whole));
}

const LOG = { s3Bucket: 'b', s3Object: 'k', hashValue: sha256('log'), hashAlgorithm: 'SHA-256' };

describe('a body', () => {
  test('is read with nulls for a starting digest', () => {
    expect(parseDigest(contentOf({}))).toMatchObject({ body: { previous: null, logFiles: [] }, remarks: [] });
  });

  test.each([
    ['no JSON', Buffer.from('{'), 'not JSON'],
    ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'not JSON'],
    ['an array', Buffer.from('[]'), 'not a JSON object'],
    ['no end', contentOf({}, ['digestEndTime']), 'no digestEndTime'],
    ['an end that is no time', contentOf({ digestEndTime: 'yesterday' }), 'digestEndTime is not a time'],
    ['a number as bucket', contentOf({ digestS3Bucket: 7 }), 'digestS3Bucket is not a text'],
    ['no logFiles', contentOf({}, ['logFiles']), 'no logFiles'],
    ['logFiles that is no array', contentOf({ logFiles: {} }), 'logFiles is not an array'],
    ['a log that is no object', contentOf({ logFiles: [null] }), 'logFiles[0] is not an object'],
    [
      'a log without hash',
      contentOf({ logFiles: [{ ...LOG, hashValue: null }] }),
      'logFiles[0].hashValue is not a text',
    ],
    ['no previous signature', contentOf({}, ['previousDigestSignature']), 'no previousDigestSignature'],
    ['half a predecessor', contentOf({ previousDigestSignature: 'aa' }), 'previousDigestS3Bucket is not a text'],
  ])('%s', (_, content, problem) => {
    expect(parseDigest(content)).toEqual({ problem });
  });
});

describe('remarks', () => {
  const previous = {
    previousDigestS3Bucket: 'b',
    previousDigestS3Object: 'k',
    previousDigestHashValue: sha256('previous'),
    previousDigestHashAlgorithm: 'SHA-256',
    previousDigestSignature: 'ab',
  };
  test.each([
    ['start after end', { digestStartTime: '2030-01-01T00:00:00Z' }, /after its end/],
    [
      'own predecessor',
      { ...previous, previousDigestS3Bucket: good.body.bucket, previousDigestS3Object: good.body.key },
      /itself/,
    ],
    ['a log twice', { logFiles: [LOG, LOG] }, /twice/],
    ['a signature algorithm', { digestSignatureAlgorithm: 'SHA1withRSA' }, /'SHA1withRSA' is not supported/],
    [
      'a hash algorithm of the predecessor',
      { ...previous, previousDigestHashAlgorithm: 'MD5' },
      /'MD5' of its predecessor/,
    ],
    [
      '63 hex digits',
      { ...previous, previousDigestHashValue: sha256('x').slice(1) },
      /hash of its predecessor is malformed/,
    ],
    ['a hash algorithm of a log', { logFiles: [{ ...LOG, hashAlgorithm: 'MD5' }] }, /'MD5' of s3:\/\/b\/k/],
    ['a malformed hash of a log', { logFiles: [{ ...LOG, hashValue: 'xyz' }] }, /hash of s3:\/\/b\/k is malformed/],
  ])('%s', (_, fields, remark) => {
    const parsed = parseDigest(contentOf(fields));
    expect(parsed).toMatchObject({ remarks: [expect.stringMatching(remark)] });
  });

  test('none for a whole reference', () => {
    expect(parseDigest(contentOf({ ...previous, logFiles: [LOG] }))).toMatchObject({ remarks: [] });
  });
});

test.skipIf(!existsSync(SAMPLES))('public digests parse, and their keys agree with their bodies', () => {
  for (const file of readdirSync(SAMPLES)) {
    if (file.startsWith('public-key')) continue;
    const parsed = parseDigest(readFileSync(resolve(SAMPLES, file)));
    if ('problem' in parsed) throw new Error(`${file}: ${parsed.problem}`);
    const { body, remarks } = parsed;
    expect(remarks).toEqual([]);
    expect(parseKey(body.key)).toMatchObject({
      type: 'digest',
      end: body.endTime,
      account: body.accountId,
      grammatical: true,
    });
    expect(parseKey(body.previous!.key)).toMatchObject({ type: 'digest', end: body.startTime });
    for (const log of body.logFiles) {
      expect(isSha256(log.sha256)).toBe(true);
      expect(parseKey(log.key)).toMatchObject({ type: 'log', grammatical: true });
    }
  }
});
