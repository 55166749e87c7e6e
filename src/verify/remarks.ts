// What a digest body contradicts in itself, or asks for that cannot be checked.
import { millis } from '../clock.js';
import type { DigestBody } from '../model.js';

export const HASH_ALGORITHM = 'SHA-256';
export const SIGNATURE_ALGORITHM = 'SHA256withRSA';

/** SHA-256 in lower-case hex. A reference of another shape can be neither met nor missed. */
export const isSha256 = (text: string) => /^[0-9a-f]{64}$/.test(text);

type Rule = (body: DigestBody) => string | null;

const startAfterEnd: Rule = (body) =>
  millis(body.startTime) > millis(body.endTime)
    ? `it starts (${body.startTime}) after its end (${body.endTime})`
    : null;

const ownPredecessor: Rule = ({ previous, bucket, key }) =>
  previous !== null && previous.bucket === bucket && previous.key === key ? 'it names itself as its predecessor' : null;

const logTwice: Rule = ({ logFiles }) => {
  const seen = new Set<string>();
  for (const log of logFiles) {
    const location = `${log.bucket}/${log.key}`;
    if (seen.has(location)) return `it lists s3://${location} twice`;
    seen.add(location);
  }
  return null;
};

const signatureAlgorithm: Rule = ({ signatureAlgorithm: name }) =>
  name !== null && name !== SIGNATURE_ALGORITHM ? `its signature algorithm ${quote(name)} is not supported` : null;

const previousReference: Rule = ({ previous }) => {
  if (previous === null) return null;
  if (previous.hashAlgorithm !== null && previous.hashAlgorithm !== HASH_ALGORITHM) {
    return `the hash algorithm ${quote(previous.hashAlgorithm)} of its predecessor is not supported`;
  }
  return isSha256(previous.sha256) ? null : 'the hash of its predecessor is malformed';
};

const logReferences: Rule = ({ logFiles }) => {
  const odd = logFiles.find((log) => log.hashAlgorithm !== null && log.hashAlgorithm !== HASH_ALGORITHM);
  if (odd)
    return `the hash algorithm ${quote(odd.hashAlgorithm ?? '')} of s3://${odd.bucket}/${odd.key} is not supported`;
  const malformed = logFiles.find((log) => !isSha256(log.sha256));
  return malformed ? `the hash of s3://${malformed.bucket}/${malformed.key} is malformed` : null;
};

const RULES = [startAfterEnd, ownPredecessor, logTwice, signatureAlgorithm, previousReference, logReferences];

/** Every remark, as the end of a sentence about the digest. */
export function digestRemarks(body: DigestBody): string[] {
  return RULES.map((rule) => rule(body)).filter((remark) => remark !== null);
}

const quote = (text: string) => `'${text.slice(0, 40)}'`;
