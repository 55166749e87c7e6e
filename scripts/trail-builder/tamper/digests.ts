import type { ListedPublicKey } from '../signing-key.js';
import { signingKey } from '../signing-key.js';
import { HOUR, iso } from '../time.js';
import type { BuiltChain, Trail } from '../trail.js';
import { alter, objectOf } from './alter.js';
import { removeObjects } from './objects.js';

/** Removes digests of a chain by their index, `to` not included. */
export function dropDigests(trail: Trail, chain: BuiltChain, from: number, to: number): Trail {
  return removeObjects(trail, ...chain.digests.slice(from, to).map((digest) => digest.id));
}

/** Removes the newest digests of every standard chain, and with `logs` also what they list: only the trail's status tells then. */
export function truncateTail(trail: Trail, digests: number, logs: boolean): Trail {
  const cut = trail.delivery.chains
    .filter((chain) => chain.kind === 'standard')
    .flatMap((chain) => chain.digests.slice(-digests));
  const ids = cut.flatMap((digest) => [digest.id, ...(logs ? digest.logs : [])]);
  return removeObjects(trail, ...ids.filter((id) => trail.objects.has(id)));
}

export function removeAllDigests(trail: Trail): Trail {
  const ids = [...trail.objects].filter(([, object]) => object.kind === 'digest').map(([id]) => id);
  return removeObjects(trail, ...ids);
}

/**
 * Takes the signature from digests (default: all). 'lost': the copy does not say what metadata there was; 'absent': it says that
 * there was none.
 */
export function dropMetadata(trail: Trail, how: 'lost' | 'absent', ids?: readonly string[]): Trail {
  const digests = ids ?? [...trail.objects].filter(([, object]) => object.kind === 'digest').map(([id]) => id);
  return alter(trail, {
    objects: digests.map((id) => [id, { ...objectOf(trail, id), metadata: how === 'lost' ? null : {} }]),
  });
}

/** Another hex digit at the end of a digest's stored signature. */
export function corruptSignature(trail: Trail, id: string): Trail {
  const object = objectOf(trail, id);
  const signature = object.metadata?.signature ?? '';
  const other = `${signature.slice(0, -1)}${signature.endsWith('0') ? '1' : '0'}`;
  return alter(trail, {
    objects: [[id, { ...object, metadata: { ...object.metadata, signature: other } }]],
    alterations: [[id, 'signature']],
  });
}

/** The key file no longer holds the keys of a region (default: of any region). */
export function dropKeys(trail: Trail, region?: string): Trail {
  const publicKeys = new Map(trail.publicKeys);
  const keyTrouble = new Map(trail.keyTrouble);
  for (const [name, keys] of trail.publicKeys) {
    if (region !== undefined && name !== region) continue;
    for (const key of keys) keyTrouble.set(key.Fingerprint, 'unknown-key');
    publicKeys.set(name, []);
  }
  return alter(trail, { publicKeys, keyTrouble });
}

/** Puts the DER of another key under a genuine fingerprint: what an intruder who can sign himself would do to the key file. */
export function poisonKey(trail: Trail, region: string, fingerprint?: string): Trail {
  const foreign = signingKey(7, 'pkcs1', 0, 0);
  const keyTrouble = new Map(trail.keyTrouble);
  const keys = (trail.publicKeys.get(region) ?? []).map((key): ListedPublicKey => {
    if (fingerprint !== undefined && key.Fingerprint !== fingerprint) return key;
    keyTrouble.set(key.Fingerprint, 'bad-key');
    // The neighbouring slot where the seed happened to pick this one.
    const der = key.Fingerprint === foreign.fingerprint ? signingKey(6, 'pkcs1', 0, 0).der : foreign.der;
    return { ...key, Value: der.toString('base64') };
  });
  return alter(trail, { publicKeys: new Map(trail.publicKeys).set(region, keys), keyTrouble });
}

/** The keys of a region under other validity dates: hours later (or, negative, earlier) than they were. */
export function shiftValidity(trail: Trail, region: string, hours: number): Trail {
  const shift = (time: string): string => iso(Date.parse(time) + hours * HOUR);
  const keys = (trail.publicKeys.get(region) ?? []).map((key) => ({
    ...key,
    ValidityStartTime: shift(key.ValidityStartTime),
    ValidityEndTime: shift(key.ValidityEndTime),
  }));
  return alter(trail, { publicKeys: new Map(trail.publicKeys).set(region, keys) });
}

/** Every key in the file of every region, or each region's keys in the file of the next one. */
export function mixKeys(trail: Trail, how: 'shared' | 'swapped'): Trail {
  const regions = [...trail.publicKeys.keys()];
  const all = [...trail.publicKeys.values()];
  const keyTrouble = new Map(trail.keyTrouble);
  if (how === 'swapped') for (const key of all.flat()) keyTrouble.set(key.Fingerprint, 'unknown-key');
  const publicKeys = new Map(
    regions.map((region, at) => [region, how === 'shared' ? all.flat() : all[(at + 1) % all.length]!]),
  );
  return alter(trail, { publicKeys, keyTrouble });
}
