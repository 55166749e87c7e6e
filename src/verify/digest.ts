// A digest's bytes → its typed body. Everything in it is the attacker's until its signature has verified.
import { millis } from '../clock.js';
import { LIMITS, type Limits, overLimit } from '../limits.js';
import type { DigestBody, DigestLog } from '../model.js';
import { digestRemarks } from './remarks.js';

/** `remarks`: what the body contradicts or asks for that cannot be checked; it goes into `DigestFacts`. */
export type ParsedDigest = { readonly body: DigestBody; readonly remarks: readonly string[] };

type Fields = Readonly<Record<string, unknown>>;

/**
 * Parses the uncompressed content of a digest object. `problem` says in words why it is none: no JSON, a required
 * field absent or of another type. Unknown fields are ignored; malformed hashes are remarks, not problems.
 * Field names: CloudTrail User Guide, "CloudTrail digest file structure".
 */
export function parseDigest(content: Uint8Array, limits: Limits = LIMITS): ParsedDigest | { readonly problem: string } {
  if (content.byteLength > limits.digestBytes) {
    return { problem: `a digest of ${overLimit(content.byteLength, limits, 'digestBytes')}` };
  }
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
  } catch {
    return { problem: 'not JSON' };
  }
  if (!isFields(value)) return { problem: 'not a JSON object' };
  try {
    const body = readBody(value);
    return { body, remarks: digestRemarks(body) };
  } catch (error) {
    if (error instanceof Malformed) return { problem: error.message };
    throw error;
  }
}

class Malformed extends Error {}

function readBody(fields: Fields): DigestBody {
  return {
    accountId: text(fields, 'awsAccountId'),
    startTime: time(fields, 'digestStartTime'),
    endTime: time(fields, 'digestEndTime'),
    bucket: text(fields, 'digestS3Bucket'),
    key: text(fields, 'digestS3Object'),
    fingerprint: text(fields, 'digestPublicKeyFingerprint').toLowerCase(),
    signatureAlgorithm: optional(fields, 'digestSignatureAlgorithm'),
    newestEventTime: optional(fields, 'newestEventTime'),
    oldestEventTime: optional(fields, 'oldestEventTime'),
    previous: readPrevious(fields),
    logFiles: readLogs(fields.logFiles),
  };
}

/** Five nulls are a starting digest. Anything between that and a whole reference is neither. */
function readPrevious(fields: Fields): DigestBody['previous'] {
  const names = [
    'previousDigestS3Bucket',
    'previousDigestS3Object',
    'previousDigestHashValue',
    'previousDigestSignature',
  ] as const;
  for (const name of names) {
    if (fields[name] === undefined) throw new Malformed(`no ${name}`);
  }
  if (names.every((name) => fields[name] === null)) return null;
  const [bucket, key, sha256, signature] = names;
  return {
    bucket: text(fields, bucket),
    key: text(fields, key),
    sha256: text(fields, sha256).toLowerCase(),
    hashAlgorithm: optional(fields, 'previousDigestHashAlgorithm'),
    // Verbatim: it is part of the string that was signed.
    signature: text(fields, signature),
  };
}

function readLogs(value: unknown): DigestLog[] {
  if (!Array.isArray(value)) throw new Malformed(value === undefined ? 'no logFiles' : 'logFiles is not an array');
  return value.map((entry, index) => {
    if (!isFields(entry)) throw new Malformed(`logFiles[${index}] is not an object`);
    return {
      bucket: text(entry, 's3Bucket', index),
      key: text(entry, 's3Object', index),
      sha256: text(entry, 'hashValue', index).toLowerCase(),
      hashAlgorithm: optional(entry, 'hashAlgorithm', index),
      newestEventTime: optional(entry, 'newestEventTime', index),
      oldestEventTime: optional(entry, 'oldestEventTime', index),
    };
  });
}

function text(fields: Fields, name: string, index?: number): string {
  const value = fields[name];
  if (typeof value === 'string' && value !== '') return value;
  const field = index === undefined ? name : `logFiles[${index}].${name}`;
  throw new Malformed(value === undefined ? `no ${field}` : `${field} is not a text`);
}

function optional(fields: Fields, name: string, index?: number): string | null {
  return fields[name] === undefined || fields[name] === null ? null : text(fields, name, index);
}

function time(fields: Fields, name: string): string {
  const value = text(fields, name);
  if (Number.isNaN(millis(value))) throw new Malformed(`${name} is not a time`);
  return value;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
