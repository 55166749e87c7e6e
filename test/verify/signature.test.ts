import { constants, createHash, createPublicKey, publicDecrypt, sign } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseDigest } from '../../src/verify/digest.js';
import {
  keyRing,
  keyState,
  keyWindowRemark,
  openSignature,
  signedString,
  verifySignature,
} from '../../src/verify/signature.js';
import { BUCKET, digestName, HOUR, iso, link, NOON, REGION, signer } from './support/chain-builder.js';

const key = signer();
const other = signer();
const first = link(key, { start: NOON, end: NOON + HOUR });
const second = link(key, { start: NOON + HOUR, end: NOON + 2 * HOUR, previous: first });
const ring = keyRing([key.publicKey]);
const check = (given = ring, region = REGION, signature = second.signature) =>
  verifySignature(given, region, second.body, second.sha256, signature);

test('the signed string: four lines, none behind', () => {
  const end = NOON + HOUR;
  expect(signedString(first.body, first.sha256)).toBe(
    `${iso(end)}\n${BUCKET}/${digestName(end)}\n${first.sha256}\nnull`,
  );
  expect(signedString(second.body, 'h').split('\n')[3]).toBe(first.signature);
});

describe('signatures', () => {
  test('verify, whatever the case of the hex', () => {
    expect(check()).toBe('valid');
    expect(check(ring, REGION, second.signature.toUpperCase())).toBe('valid');
  });

  test('do not verify over other content, location or predecessor', () => {
    expect(verifySignature(ring, REGION, second.body, first.sha256, second.signature)).toBe('invalid');
    const body = { ...second.body, key: first.body.key };
    expect(verifySignature(ring, REGION, body, second.sha256, second.signature)).toBe('invalid');
    expect(verifySignature(ring, REGION, { ...second.body, previous: null }, second.sha256, second.signature)).toBe(
      'invalid',
    );
  });

  test.each(['', 'zz', 'abc', '00', `${second.signature}00`, `${second.signature}zz`])(
    'malformed: %.12j',
    (signature) => {
      expect(check(ring, REGION, signature)).toBe('invalid');
    },
  );

  test('only PKCS #1 v1.5 with SHA-256', () => {
    const text = Buffer.from(signedString(second.body, second.sha256));
    const sha1 = sign('sha1', text, key.privateKey).toString('hex');
    const pss = sign('sha256', text, { key: key.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING }).toString('hex');
    expect(check(ring, REGION, sha1)).toBe('invalid');
    expect(check(ring, REGION, pss)).toBe('invalid');
  });
});

describe('keys', () => {
  test('SPKI as well as PKCS #1', () => {
    const spki = signer('spki');
    const { body, sha256, signature } = link(spki, { start: NOON, end: NOON + HOUR });
    expect(verifySignature(keyRing([spki.publicKey]), REGION, body, sha256, signature)).toBe('valid');
  });

  test('belong to their region, or to every one when none is stated', () => {
    expect(check(ring, 'eu-west-1')).toBe('unknown-key');
    expect(check(keyRing([{ ...key.publicKey, region: null }]), 'eu-west-1')).toBe('valid');
    expect(check(keyRing([]))).toBe('unknown-key');
  });

  test('another key under a genuine fingerprint is refused', () => {
    const poisoned = { ...other.publicKey, fingerprint: key.publicKey.fingerprint };
    expect(check(keyRing([poisoned]))).toBe('bad-key');
    expect(check(keyRing([poisoned, key.publicKey]))).toBe('valid');
  });

  test('bytes that are no key', () => {
    const der = Buffer.from('no key');
    const fingerprint = createHash('md5').update(der).digest('hex');
    expect(keyState(keyRing([{ ...key.publicKey, der, fingerprint }]), REGION, fingerprint)).toBe('bad-key');
  });

  test('a stated validity is a remark, not a failure', () => {
    const windowed = keyRing([{ ...key.publicKey, validFrom: iso(NOON), validTo: iso(NOON + HOUR) }]);
    const remark = (at: number) => keyWindowRemark(windowed, REGION, key.publicKey.fingerprint, iso(at));
    expect(remark(NOON + HOUR)).toBeNull();
    expect(remark(NOON + 2 * HOUR)).toMatch(/outside the stated validity/);
    expect(check(windowed)).toBe('valid');
  });
});

// From the CloudTrail User Guide, "Custom implementations": the key of its sample digests. An SPKI encoding, as AWS printed it.
const GUIDE_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAqlzPJbvZJ42UdcmLfPUqXYNfOs6I8lCfao/tOs8CmzPOEdtLWugB9xoIUz78qVHdKIqx' +
  'baG4jWHfJBiOSSFBM0lt8cdVo4TnRa7oG9io5pysS6DJhBBAeXsicufsiFJR+wrUNh8RSLxL4k6G1+BhLX20tJkZ/erT97tDGBujAelqseGg3vPZ' +
  'bTx9SMfOLN65PdLFudLP7Gat0Z9p5jw/rjpclKfo9Bfc3heeBxWGKwBBOKnFAaN9V57pOaosCvPKmHd9bg7jsQkI9Xp22IzGLsTFJZYVA3KiTAEl' +
  'DMu80iFXPHEq9hKNbt9e4URFam+1utKVEiLkR2disdCmPTK0VQIDAQAB';
const SAMPLES = resolve('../shared/data/public/digest-samples');
const SHA256_DIGEST_INFO = '3031300d060960864801650304020105000420';

describe.skipIf(!existsSync(SAMPLES))('what AWS published', () => {
  test('the fingerprints are the MD5 of the DER bytes', () => {
    const file = JSON.parse(readFileSync(resolve(SAMPLES, 'public-key-example_awscli-docs.json'), 'utf8'));
    const [{ Value, Fingerprint }] = file.PublicKeyList;
    const der = Buffer.from(Value, 'base64');
    const published = { ...key.publicKey, der, fingerprint: Fingerprint };
    expect(keyState(keyRing([published]), REGION, Fingerprint)).toBe('known');
  });

  test.each(['awsdocs_sample_20150817T150131Z.json', 'otel_cloudtrail_digest_empty.json'])(
    'the previous signature in %s is one of the scheme that is checked here',
    (name) => {
      const parsed = parseDigest(readFileSync(resolve(SAMPLES, name)));
      if ('problem' in parsed) throw new Error(parsed.problem);
      const der = Buffer.from(GUIDE_KEY, 'base64');
      const { fingerprint, previous } = parsed.body;
      expect(keyState(keyRing([{ ...key.publicKey, der, fingerprint }]), REGION, fingerprint)).toBe('known');
      const opened = publicDecrypt(
        { key: createPublicKey({ key: der, format: 'der', type: 'spki' }), padding: constants.RSA_PKCS1_PADDING },
        Buffer.from(previous!.signature, 'hex'),
      ).toString('hex');
      expect(opened.startsWith(SHA256_DIGEST_INFO)).toBe(true);
      expect(opened.length).toBe(SHA256_DIGEST_INFO.length + 64);
      const ring = keyRing([{ ...key.publicKey, der, fingerprint }]);
      expect(openSignature(ring, REGION, previous!.signature)).toBe(fingerprint);
      expect(openSignature(keyRing([key.publicKey]), REGION, previous!.signature)).toBeNull();
    },
  );
});
