// A tiny signer: valid chains, so that a negative case is made by altering one.
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { DigestBody, Metadata, PublicKey } from '../../../src/model.js';
import type { ChainId, DigestFacts } from '../../../src/verify/chain.js';
import { parseDigest } from '../../../src/verify/digest.js';
import { signedString } from '../../../src/verify/signature.js';

export const BUCKET = 'trail-bucket';
export const ACCOUNT = '111122223333';
export const REGION = 'us-east-1';
export const NOON = Date.parse('2026-03-01T12:04:04Z');
export const HOUR = 3_600_000;

export interface Signer {
  readonly privateKey: KeyObject;
  readonly publicKey: PublicKey;
}

export function signer(type: 'pkcs1' | 'spki' = 'pkcs1', region: string | null = REGION): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const der = publicKey.export({ format: 'der', type });
  const fingerprint = createHash('md5').update(der).digest('hex');
  const key = { region, fingerprint, der, validFrom: null, validTo: null, file: `${region ?? 'keys'}.json` };
  return { privateKey, publicKey: key };
}

export const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');
export const iso = (time: number) => new Date(time).toISOString().replace('.000Z', 'Z');

export interface Link {
  readonly facts: DigestFacts;
  readonly body: DigestBody;
  readonly sha256: string;
  readonly signature: string;
}

export interface LinkOptions {
  readonly start: number;
  readonly end: number;
  readonly previous?: Link | null;
  readonly trail?: string;
  readonly homeRegion?: string;
  readonly region?: string;
  readonly backfill?: boolean;
  /** Fields put over the finished body before it is signed. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

let objectId = 0;

export function digestName(
  end: number,
  { trail = 'my_trail', homeRegion = REGION, region = REGION, backfill = false } = {},
) {
  const stamp = iso(end).replace(/[-:]/g, '');
  const day = iso(end).slice(0, 10).replaceAll('-', '/');
  const name = `${ACCOUNT}_CloudTrail-Digest_${region}_${trail}_${homeRegion}_${stamp}${backfill ? '_backfill' : ''}.json.gz`;
  return `AWSLogs/${ACCOUNT}/CloudTrail-Digest/${region}/${day}/${name}`;
}

/** One signed digest, as an archive holds it: location known, metadata kept. */
export function link(key: Signer, options: LinkOptions): Link {
  const { start, end, previous = null, fields = {} } = options;
  const content = JSON.stringify({
    awsAccountId: ACCOUNT,
    digestStartTime: iso(start),
    digestEndTime: iso(end),
    digestS3Bucket: BUCKET,
    digestS3Object: digestName(end, options),
    digestPublicKeyFingerprint: key.publicKey.fingerprint,
    digestSignatureAlgorithm: 'SHA256withRSA',
    newestEventTime: null,
    oldestEventTime: null,
    previousDigestS3Bucket: previous?.body.bucket ?? null,
    previousDigestS3Object: previous?.body.key ?? null,
    previousDigestHashValue: previous?.sha256 ?? null,
    previousDigestHashAlgorithm: previous ? 'SHA-256' : null,
    previousDigestSignature: previous?.signature ?? null,
    logFiles: [],
    ...fields,
  });
  return stored(key, content);
}

export function stored(key: Signer, content: string): Link {
  const parsed = parseDigest(Buffer.from(content));
  if ('problem' in parsed) throw new Error(parsed.problem);
  const { body, remarks } = parsed;
  const hash = sha256(content);
  const signature = sign('sha256', Buffer.from(signedString(body, hash)), key.privateKey).toString('hex');
  const facts: DigestFacts = {
    objectId: objectId++,
    bucket: body.bucket,
    key: body.key,
    locationKnown: true,
    body,
    remarks,
    problem: null,
    unavailable: null,
    sha256: hash,
    container: 'gzip',
    metadata: { signature, 'signature-algorithm': 'SHA256withRSA' },
  };
  return { facts, body, sha256: hash, signature };
}

/** `count` linked hourly digests from `start` on, the first of them a starting digest unless `previous` is given. */
export function hourly(
  key: Signer,
  count: number,
  { start = NOON, previous = null, ...rest }: Partial<LinkOptions> & { previous?: Link | null } = {},
): Link[] {
  const links: Link[] = [];
  for (let index = 0; index < count; index++) {
    const from = start + index * HOUR;
    links.push(link(key, { ...rest, start: from, end: from + HOUR, previous: links.at(-1) ?? previous }));
  }
  return links;
}

export const factsOf = (links: readonly Link[]) => links.map(({ facts }) => facts);
export const without = <T>(items: readonly T[], ...indexes: number[]) =>
  items.filter((_, index) => !indexes.includes(index));
/** As a plain folder holds it. */
export const loose = (facts: DigestFacts): DigestFacts => ({
  ...facts,
  bucket: null,
  locationKnown: false,
  metadata: null,
});
export const withMetadata = (facts: DigestFacts, metadata: Metadata): DigestFacts => ({ ...facts, metadata });

/** Other content under the old location and metadata: what an attacker with write access leaves. */
export function tampered(facts: DigestFacts): DigestFacts {
  return { ...facts, sha256: sha256(`tampered ${facts.sha256}`) };
}

export const CHAIN: ChainId = {
  partition: 'aws',
  account: ACCOUNT,
  trail: 'my_trail',
  homeRegion: REGION,
  region: REGION,
  kind: 'standard',
};
export const OPEN = { window: { since: null, until: null }, latestDelivered: null };
