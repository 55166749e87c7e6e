import type { Listed } from '../model.js';
import { parseKey } from '../object-key.js';
import { deliveredOf, isArchived } from './scope.js';
import type { Share } from './types.js';

/** Milliseconds since the epoch of the first and the last digest of a region. */
export interface Reach {
  readonly from: number;
  readonly to: number;
}

/** Counts what is listed, and notes which regions have digests, and from when to when. */
export class Tally {
  readonly #shares = new Map<string, { -readonly [K in keyof Share]: Share[K] }>();
  readonly #digests = new Map<string, { from: number; to: number }>();
  readonly #logRegions = new Set<string>();
  readonly accounts = new Set<string>();
  organization: string | null = null;
  listed = 0;
  earlier = 0;
  deleteMarkers = 0;
  archived = 0;
  bytes = 0;

  add(object: Listed): void {
    const parsed = parseKey(object.key);
    if (parsed !== null) {
      this.accounts.add(parsed.account);
      this.organization ??= parsed.organization;
      if (parsed.type === 'log') this.#logRegions.add(parsed.region);
      else this.#reach(parsed.region, Date.parse(deliveredOf(parsed)));
    }
    if (object.deleteMarker) {
      this.deleteMarkers += 1;
      return;
    }
    const archived = isArchived(object);
    this.listed += 1;
    this.bytes += object.size;
    if (object.latest === false) this.earlier += 1;
    if (archived) this.archived += 1;
    const place = {
      account: parsed?.account ?? null,
      region: parsed?.region ?? null,
      kind: parsed?.type ?? 'other',
    } as const;
    const storageClass = object.storageClass ?? 'STANDARD';
    const name = JSON.stringify([place, storageClass]);
    const share = this.#shares.get(name) ?? { ...place, storageClass, objects: 0, bytes: 0, archived: 0 };
    share.objects += 1;
    share.bytes += object.size;
    share.archived += archived ? 1 : 0;
    this.#shares.set(name, share);
  }

  /** Sorted by account, region, kind and class. */
  shares(): Share[] {
    return [...this.#shares].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, share]) => ({ ...share }));
  }

  /** Region → its digests, where they are. */
  digestRegions(): ReadonlyMap<string, Reach> {
    return new Map([...this.#digests].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Every region of which there is anything. */
  regions(): string[] {
    return [...new Set([...this.#digests.keys(), ...this.#logRegions])].sort();
  }

  #reach(region: string, time: number): void {
    const known = this.#digests.get(region) ?? { from: time, to: time };
    this.#digests.set(region, { from: Math.min(known.from, time), to: Math.max(known.to, time) });
  }
}
