import { type ListedPublicKey, listed, type SigningKey, signingKey } from './signing-key.js';
import type { ResolvedSpec } from './spec.js';
import { DAY } from './time.js';

/** The signing keys of every region: RSA-2048, valid for 30 days each, no key in two regions while there are enough. */
export interface Keyring {
  /** The key that signs in a region at a time, milliseconds since the epoch. */
  at(region: string, time: number): SigningKey;
  readonly published: ReadonlyMap<string, readonly ListedPublicKey[]>;
}

export function keyring(spec: ResolvedSpec): Keyring {
  const regions = [...new Set([...spec.regions, ...spec.trails.flatMap((trail) => trail.regions)])].sort();
  const rotation = spec.rotateKeysAt;
  const byRegion = new Map<string, SigningKey[]>();
  regions.forEach((region, index) => {
    const from = rotation === null ? spec.start - 10 * DAY : rotation - 29 * DAY;
    const keys = [signingKey(spec.seed + index, spec.derType, from, from + 30 * DAY)];
    if (rotation !== null) {
      const next = rotation - DAY;
      keys.push(signingKey(spec.seed + regions.length + index, spec.derType, next, next + 30 * DAY));
    }
    byRegion.set(region, keys);
  });
  return {
    at: (region, time) => {
      const [first, second] = byRegion.get(region)!;
      return second !== undefined && rotation !== null && time >= rotation ? second : first!;
    },
    published: new Map([...byRegion].map(([region, keys]) => [region, keys.map(listed)])),
  };
}
