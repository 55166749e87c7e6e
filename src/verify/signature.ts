// Public keys and the one signature scheme: RSASSA-PKCS1-v1_5 with SHA-256, and no other.
import { constants, createHash, createPublicKey, type KeyObject, publicDecrypt, verify } from 'node:crypto';
import { millis } from '../clock.js';
import type { DigestBody, PublicKey } from '../model.js';

export type SignatureState = 'valid' | 'invalid' | 'unknown-key' | 'bad-key';

interface RingKey {
  readonly source: PublicKey;
  /** Null: it does not parse, or its fingerprint is not its own. */
  readonly key: KeyObject | null;
}

/** The keys of an investigation, ready for look-up. */
export interface KeyRing {
  readonly keys: readonly RingKey[];
  /** Fingerprint → every key that claims it. */
  readonly byFingerprint: ReadonlyMap<string, readonly RingKey[]>;
  /** Each key that parses once for its region: what is tried where no fingerprint says which. */
  readonly usable: readonly RingKey[];
}

/** Keys that are tried so. AWS makes one a month and region; a file of ten thousand must not cost each digest ten thousand tries. */
const MOST_TRIED = 100;

/**
 * Parses each key once: PKCS#1 RSAPublicKey, then SPKI. The fingerprint is the MD5 of the DER bytes: a bundle that
 * puts other keys under genuine fingerprints is refused. This is consistency, not authenticity: keys carry no
 * certificate, and who controls archive and key file can forge both.
 */
export function keyRing(keys: readonly PublicKey[]): KeyRing {
  const byFingerprint = new Map<string, RingKey[]>();
  const ring: RingKey[] = [];
  const usable = new Map<string, RingKey>();
  const parsed = new Map<string, KeyObject | null>();
  for (const source of keys) {
    const fingerprint = source.fingerprint.toLowerCase();
    const name = `${fingerprint} ${Buffer.from(source.der).toString('base64')}`;
    const key = parsed.get(name) ?? readKey(source);
    parsed.set(name, key);
    const entry = { source, key };
    ring.push(entry);
    const same = byFingerprint.get(fingerprint);
    if (same) same.push(entry);
    else byFingerprint.set(fingerprint, [entry]);
    if (entry.key !== null) usable.set(`${source.region ?? ''} ${fingerprint}`, entry);
  }
  return { keys: ring, byFingerprint, usable: [...usable.values()] };
}

/**
 * The UTF-8 text that AWS signs: end time, location, content hash and previous signature, three LF between them and
 * none behind. All but the hash is verbatim from the body. Source: User Guide, "Custom implementations of CloudTrail
 * log file integrity validation"; where its Java sample differs (`%n`), the code of the AWS CLI is the norm.
 */
export function signedString(body: DigestBody, contentSha256: string): string {
  return digestString(body.endTime, body.bucket, body.key, contentSha256, body.previous?.signature ?? 'null');
}

export function digestString(end: string, bucket: string, key: string, sha256: string, previousSignature: string) {
  return `${end}\n${bucket}/${key}\n${sha256}\n${previousSignature}`;
}

/** Whether `signatureHex` signs this content at its signed location, under the keys of the digest's source region. */
export function verifySignature(
  ring: KeyRing,
  region: string,
  body: DigestBody,
  contentSha256: string,
  signatureHex: string,
): SignatureState {
  const state = keyState(ring, region, body.fingerprint);
  if (state !== 'known') return state;
  const text = signedString(body, contentSha256);
  // One key may stand in many files, or many times in one: it is tried once.
  const named = new Set(keysFor(ring, region, body.fingerprint).map(({ key }) => key));
  for (const key of named) if (key !== null && verifies(key, text, signatureHex)) return 'valid';
  return 'invalid';
}

/** Whether there is a usable key of that fingerprint for digests of that source region. */
export function keyState(ring: KeyRing, region: string, fingerprint: string): 'known' | 'unknown-key' | 'bad-key' {
  const named = keysFor(ring, region, fingerprint);
  if (named.length === 0) return 'unknown-key';
  return named.some(({ key }) => key !== null) ? 'known' : 'bad-key';
}

/** Whether any key of the region signs the text: for a digest that is gone, and its fingerprint with it. */
export function anyKeyVerifies(ring: KeyRing, region: string, text: string, signatureHex: string): boolean {
  return triedIn(ring, region).some(({ key }) => key !== null && verifies(key, text, signatureHex));
}

/** DER of a DigestInfo for SHA-256, up to the 32 bytes of the hash (RFC 8017, 9.2, note 1). */
const SHA256_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/**
 * The fingerprint of the key of this region under which a signature opens to a well-formed PKCS #1 v1.5 block with a SHA-256
 * DigestInfo, or null. It proves that the key signed something, not what.
 */
export function openSignature(ring: KeyRing, region: string, signatureHex: string): string | null {
  if (!isHex(signatureHex)) return null;
  const signature = Buffer.from(signatureHex, 'hex');
  const opened = triedIn(ring, region).find(({ key }) => key !== null && opens(key, signature));
  return opened?.source.fingerprint.toLowerCase() ?? null;
}

function opens(key: KeyObject, signature: Buffer): boolean {
  try {
    const info = publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature);
    return info.length === SHA256_INFO.length + 32 && info.subarray(0, SHA256_INFO.length).equals(SHA256_INFO);
  } catch {
    return false;
  }
}

/** Buffer.from would drop what follows the first character that is no hex. */
const isHex = (text: string) => text.length % 2 === 0 && /^[0-9a-fA-F]+$/.test(text);

/**
 * A remark where the moment of signing lies outside the validity that AWS states for the key, else null. Never a
 * failure: AWS's own samples are signed outside it, and its CLI does not check.
 */
export function keyWindowRemark(ring: KeyRing, region: string, fingerprint: string, signedAt: string): string | null {
  const good = keysFor(ring, region, fingerprint).filter(({ key }) => key !== null);
  const inside = ({ source: { validFrom, validTo } }: RingKey) =>
    !(validFrom !== null && millis(signedAt) < millis(validFrom)) &&
    !(validTo !== null && millis(signedAt) > millis(validTo));
  const outside = good.some(inside) ? undefined : good[0];
  if (!outside) return null;
  const { validFrom, validTo } = outside.source;
  return `signed at ${signedAt}, outside the stated validity of its key (${validFrom ?? 'open'} to ${validTo ?? 'open'})`;
}

/** Regions other than this one that the fingerprint is a key of: a key of another region proves nothing here. */
export function otherRegions(ring: KeyRing, region: string, fingerprint: string): string[] {
  const named = ring.byFingerprint.get(fingerprint.toLowerCase()) ?? [];
  const regions = named.map(({ source }) => source.region).filter((other) => other !== null && other !== region);
  return [...new Set(regions)].filter((other) => other !== null).sort();
}

const isFor = (source: PublicKey, region: string) => source.region === null || source.region === region;

function triedIn(ring: KeyRing, region: string): RingKey[] {
  return ring.usable.filter(({ source }) => isFor(source, region)).slice(0, MOST_TRIED);
}

function keysFor(ring: KeyRing, region: string, fingerprint: string): RingKey[] {
  return (ring.byFingerprint.get(fingerprint.toLowerCase()) ?? []).filter(({ source }) => isFor(source, region));
}

function readKey({ der, fingerprint }: PublicKey): KeyObject | null {
  if (createHash('md5').update(der).digest('hex') !== fingerprint.toLowerCase()) return null;
  for (const type of ['pkcs1', 'spki'] as const) {
    try {
      const key = createPublicKey({ key: Buffer.from(der), format: 'der', type });
      if (key.asymmetricKeyType === 'rsa') return key;
    } catch {
      // Not of this encoding.
    }
  }
  return null;
}

function verifies(key: KeyObject, text: string, signatureHex: string): boolean {
  if (!isHex(signatureHex)) return false;
  try {
    const padded = { key, padding: constants.RSA_PKCS1_PADDING };
    return verify('sha256', Buffer.from(text, 'utf8'), padded, Buffer.from(signatureHex, 'hex'));
  } catch {
    return false;
  }
}
