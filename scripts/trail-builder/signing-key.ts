import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { md5 } from './gzip.js';
import { TEST_SIGNING_KEYS } from './test-only-signing-keys.js';
import { iso } from './time.js';

/** How the DER of a public key is written. CloudTrail gives PKCS#1; one of AWS's own samples is SPKI. */
export type DerType = 'pkcs1' | 'spki';

export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly der: Buffer;
  /** Lower-case hex MD5 of the DER. */
  readonly fingerprint: string;
  /** Milliseconds since the epoch. */
  readonly validFrom: number;
  readonly validTo: number;
}

/** An entry of `PublicKeyList` as `aws cloudtrail list-public-keys` prints it. */
export interface ListedPublicKey {
  readonly Value: string;
  readonly ValidityStartTime: string;
  readonly ValidityEndTime: string;
  readonly Fingerprint: string;
}

const parsed = new Map<number, KeyObject>();

export function signingKey(index: number, derType: DerType, validFrom: number, validTo: number): SigningKey {
  const slot = index % TEST_SIGNING_KEYS.length;
  let privateKey = parsed.get(slot);
  if (!privateKey) {
    privateKey = createPrivateKey(TEST_SIGNING_KEYS[slot]!);
    parsed.set(slot, privateKey);
  }
  const der = createPublicKey(privateKey).export({ type: derType, format: 'der' });
  return { privateKey, der, fingerprint: md5(der), validFrom, validTo };
}

/** The key of a fingerprint, whichever slot it came from. */
export function keyOf(fingerprint: string): SigningKey {
  for (let slot = 0; slot < TEST_SIGNING_KEYS.length; slot++) {
    for (const type of ['pkcs1', 'spki'] as const) {
      const key = signingKey(slot, type, 0, 0);
      if (key.fingerprint === fingerprint) return key;
    }
  }
  throw new RangeError(`no test key has the fingerprint ${fingerprint}`);
}

/** The string that CloudTrail signs: four lines, LF between them, none at the end (User Guide, custom validation). */
export function stringToSign(
  endTime: string,
  location: string,
  digestSha256: string,
  previousSignature: string | null,
): string {
  return `${endTime}\n${location}\n${digestSha256}\n${previousSignature ?? 'null'}`;
}

/** RSASSA-PKCS1-v1_5, lower-case hex; CloudTrail's is with SHA-256. */
export function signText(key: SigningKey, text: string, hash: 'sha256' | 'sha1' = 'sha256'): string {
  return sign(hash, Buffer.from(text, 'utf8'), key.privateKey).toString('hex');
}

export function listed(key: SigningKey): ListedPublicKey {
  return {
    Value: key.der.toString('base64'),
    ValidityStartTime: iso(key.validFrom),
    ValidityEndTime: iso(key.validTo),
    Fingerprint: key.fingerprint,
  };
}
