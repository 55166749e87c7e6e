import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { KeytrailError } from '../error.js';
import { LIMITS } from '../limits.js';
import type { PublicKey } from '../model.js';
import type { KeyCollection } from './interface.js';
import { isRecord, toInstant } from './json.js';
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
 */
export function parsePublicKeys(text: string, file: string, region: string | null): KeyCollection {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return { keys: [], notices: [`${file}: no public keys in it, for it is not JSON`] };
  }
  const list = isRecord(value) ? value.PublicKeyList : value;
  if (!Array.isArray(list)) return { keys: [], notices: [`${file}: no PublicKeyList in it`] };
  const named = isRecord(value) && typeof value.region === 'string' && value.region !== '' ? value.region : null;
  const keys: PublicKey[] = [];
  const notices: string[] = [];
  list.forEach((entry, index) => {
    const key = parseEntry(entry, file, region ?? named);
    if (typeof key === 'string') notices.push(`${file}: key ${index + 1}: ${key}`);
    else keys.push(key);
  });
  return { keys, notices };
}

function parseEntry(entry: unknown, file: string, region: string | null): PublicKey | string {
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
  };
}

/**
 * The files of `--public-keys`; a folder stands for the .json files in it. A file that cannot be opened is an error: the
 * user named it.
 */
export async function readPublicKeyFiles(paths: readonly string[]): Promise<KeyCollection> {
  return joinKeys(paths.flatMap(expand).map((path) => parsePublicKeys(readText(path), path, regionOfFile(path))));
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

function readText(path: string): string {
  try {
    if (statSync(path).size > LIMITS.digestBytes) throw new Error('too large for a file of keys');
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { message } = error as Error;
    throw new KeytrailError('no-access', `--public-keys: '${path}' cannot be read: ${message}`, undefined, {
      cause: error,
    });
  }
}
