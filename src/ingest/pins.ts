import { createHash } from 'node:crypto';
import type { CollectedKey, PublicKey } from '../model.js';

// Keys carry no certificate. Whoever controls archive and key file can forge both; a hash that was kept elsewhere closes that.

/** A key with what the pins of this run say of it. */
export interface PinnedKey extends CollectedKey {
  readonly pinned: boolean;
  readonly used: boolean;
}

/**
 * SHA-256 over the sorted distinct lines `region fingerprint sha256(der)\n` of a set of keys, in lower-case hex; a key of every region
 * has `*` for its region. The same however the keys are spread over files, spelled and ordered.
 */
export function keySetSha256(keys: readonly Pick<PublicKey, 'region' | 'fingerprint' | 'der'>[]): string {
  const lines = keys.map(
    ({ region, fingerprint, der }) =>
      `${region ?? '*'} ${fingerprint} ${createHash('sha256').update(der).digest('hex')}\n`,
  );
  // The order of code units, which is that of bytes: nothing here is beyond ASCII, or the pin was never computed by us.
  return createHash('sha256')
    .update([...new Set(lines)].sort().join(''))
    .digest('hex');
}

/**
 * Every key that this run has, once, with its fate. Without pins all are used. With pins, those whose file has a pinned hash; and all of
 * what was given, of what the case had before, or of both together, where the hash of that set is pinned.
 */
export function pinKeys(
  given: readonly CollectedKey[],
  stored: readonly CollectedKey[],
  pins: readonly string[],
): PinnedKey[] {
  const all = distinct([...stored, ...given]);
  const pinned = new Set(pins);
  const whole = [given, stored, all].filter((set) => set.length > 0 && pinned.has(keySetSha256(set)));
  const inPinnedSet = new Set(whole.flatMap((set) => set.map(identity)));
  return all.map((key) => {
    const named = (key.origin.sha256 !== null && pinned.has(key.origin.sha256)) || inPinnedSet.has(identity(key));
    return { ...key, pinned: named, used: named || pins.length === 0 };
  });
}

/** One line for each file of keys that the pins leave out. */
export function leftOut(keys: readonly PinnedKey[]): string[] {
  const files = new Map<string, number>();
  for (const { file, used } of keys) if (!used) files.set(file, (files.get(file) ?? 0) + 1);
  return [...files].map(
    ([file, n]) => `${file}: ${n} ${n === 1 ? 'key' : 'keys'} not used: neither the file nor the key set is pinned`,
  );
}

/** The same key of the same file once: as it was first collected, unless the file has changed since. */
function distinct(keys: readonly CollectedKey[]): CollectedKey[] {
  const found = new Map<string, CollectedKey>();
  for (const key of keys) {
    const known = found.get(identity(key));
    if (known?.origin.sha256 !== key.origin.sha256 || known.origin.state !== key.origin.state) {
      found.set(identity(key), key);
    }
  }
  return [...found.values()];
}

const identity = ({ region, fingerprint, der, file }: PublicKey) =>
  JSON.stringify([region, fingerprint, Buffer.from(der).toString('base64'), file]);
