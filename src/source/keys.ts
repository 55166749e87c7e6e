import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { KeytrailError } from '../error.js';
import { LIMITS } from '../limits.js';
import type { CollectedKey, KeyOrigin } from '../model.js';
import type { KeyCollection } from './interface.js';
import { isRecord, toInstant } from './json.js';
import { Notices } from './notices.js';
import { isRegion } from './region.js';

/** The region that a key file is named after (`us-east-1.json`), or null. */
export function regionOfFile(path: string): string | null {
  const name = basename(path).replace(/\.json$/i, '');
  return isRegion(name) ? name : null;
}

/**
 * The keys in what `aws cloudtrail list-public-keys` prints: `{PublicKeyList: [{Value, ValidityStartTime,
 * ValidityEndTime, Fingerprint}]}`, Value in base64, times ISO 8601 or epoch seconds. `region`: the one that the file is
 * named after; null leaves it to the text's own field `region`, and without that the keys belong to every region.
 *
 * An entry that is no key is a notice. One whose Value does not parse stays: verification calls it a bad key, which says
 * more than an unknown one. AWS states the MD5 of the DER bytes as Fingerprint; where the entry has none, that is computed.
 * `collected`: what is known of how the file came to be; of a file that the user names nothing is.
 */
export function parsePublicKeys(
  bytes: Buffer,
  file: string,
  region: string | null,
  collected: (sha256: string, region: string | null) => KeyOrigin = unknownOrigin,
): KeyCollection {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''));
  } catch {
    return { keys: [], notices: [`${file}: no public keys in it, for it is not JSON`] };
  }
  const list = isRecord(value) ? value.PublicKeyList : value;
  if (!Array.isArray(list)) return { keys: [], notices: [`${file}: no PublicKeyList in it`] };
  const named = isRecord(value) && typeof value.region === 'string' && value.region !== '' ? value.region : null;
  const origin = collected(createHash('sha256').update(bytes).digest('hex'), region ?? named);
  const keys: CollectedKey[] = [];
  const notices: string[] = [];
  const bad = new Notices((text) => notices.push(text), file);
  list.slice(0, LIMITS.keysOfAFile).forEach((entry, index) => {
    const key = parseEntry(entry, file, region ?? named, origin);
    if (typeof key === 'string') bad.add(`key ${index + 1}: ${key}`);
    else keys.push(key);
  });
  bad.end();
  if (list.length > LIMITS.keysOfAFile) {
    notices.push(`${file}: ${list.length} keys, of which only the first ${LIMITS.keysOfAFile} are taken`);
  }
  return { keys, notices };
}

function unknownOrigin(sha256: string): KeyOrigin {
  return { sha256, state: null, collectedAt: null, collectedBy: null, endpoint: null };
}

function parseEntry(entry: unknown, file: string, region: string | null, origin: KeyOrigin): CollectedKey | string {
  if (!isRecord(entry)) return 'not a JSON object';
  const { Value, Fingerprint, ValidityStartTime, ValidityEndTime } = entry;
  if (typeof Value !== 'string' || Value.trim() === '') return 'no Value';
  const der = new Uint8Array(Buffer.from(Value, 'base64'));
  const stated = typeof Fingerprint === 'string' ? Fingerprint.trim().toLowerCase() : '';
  return {
    region,
    fingerprint: stated === '' ? createHash('md5').update(der).digest('hex') : stated,
    der,
    validFrom: toInstant(ValidityStartTime),
    validTo: toInstant(ValidityEndTime),
    file,
    origin,
  };
}

/**
 * The files of `--public-keys`; a folder stands for the .json files in it. A file that cannot be opened is an error: the
 * user named it.
 */
export async function readPublicKeyFiles(paths: readonly string[]): Promise<KeyCollection> {
  return joinKeys(paths.flatMap(expand).map((path) => parsePublicKeys(readBytes(path), path, regionOfFile(path))));
}

export function joinKeys(parts: readonly KeyCollection[]): KeyCollection {
  return { keys: parts.flatMap((part) => part.keys), notices: parts.flatMap((part) => part.notices) };
}

function expand(path: string): string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw new KeytrailError('not-found', `--public-keys: '${path}' is not there`);
  if (!stat.isDirectory()) return [path];
  const names = readdirSync(path).filter((name) => /\.json$/i.test(name));
  return names.sort().map((name) => join(path, name));
}

function readBytes(path: string): Buffer {
  try {
    if (statSync(path).size > LIMITS.digestBytes) throw new Error('too large for a file of keys');
    return readFileSync(path);
  } catch (error) {
    const { message } = error as Error;
    throw new KeytrailError('no-access', `--public-keys: '${path}' cannot be read: ${message}`, undefined, {
      cause: error,
    });
  }
}
