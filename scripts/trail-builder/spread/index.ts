import type { CloudTrailRecord } from '../records/record.js';
import { MINUTE } from '../time.js';
import { COMPUTE } from './compute.js';
import { CONSOLE } from './console.js';
import { DECOYS } from './decoys.js';
import { FEDERATION } from './federation.js';
import { IAM } from './iam.js';
import { STS } from './sts.js';
import { newTale, type Tale, type ToldSuspect, wait, works } from './tale.js';
import type { Way } from './way.js';

/** How far one key went, told: the records in any order, and what is true of them. */
export interface SpreadTale {
  readonly seed: string;
  readonly records: readonly CloudTrailRecord[];
  /** Event ids of the radius, sorted. Everything else in `records` is somebody else's, or for a person to judge. */
  readonly events: readonly string[];
  /** Key ids of the radius, sorted. */
  readonly credentials: readonly string[];
  readonly suspects: readonly ToldSuspect[];
  /** Key id → the event without a caller's credential that handed it out: evidence of the edge to it. */
  readonly openings: ReadonlyMap<string, string>;
  readonly ways: readonly string[];
}

export const WAYS: readonly Way[] = [...STS, ...CONSOLE, ...IAM, ...COMPUTE, ...FEDERATION];

/**
 * A key leaks, and goes as many of the ways as asked for, each by a credential that it has by then; around it the decoys. The same
 * seed tells the same tale. `only` narrows the ways down to those named.
 */
export function tellSpread(seed: number, length = 10, only?: readonly string[]): SpreadTale {
  const accounts: [string, string] = [
    `28461${String(seed % 10_000_000).padStart(7, '0')}`,
    `73910${String(seed % 10_000_000).padStart(7, '0')}`,
  ];
  const start = Date.parse('2026-03-02T09:07:13Z');
  const tale = newTale(`${seed}/spread`, accounts, start);
  const ways = WAYS.filter((way) => only === undefined || only.includes(way.name));
  works(tale, tale.seed, 3);
  for (let n = 0; n < length; n++) goOn(tale, ways);
  for (const decoy of DECOYS) decoy(tale, start);
  return {
    seed: tale.seed.id,
    // As files come: in no order. The issuing event may be in a later one than its use.
    records: tale.rng.shuffle(tale.records),
    events: [...tale.radius].sort(),
    credentials: [...tale.credentials].sort(),
    suspects: tale.suspects,
    openings: tale.openings,
    ways: tale.told,
  };
}

function goOn(tale: Tale, ways: readonly Way[]): void {
  wait(tale, MINUTE, 8 * MINUTE);
  const alive = tale.hands.filter((hand) => hand.until > tale.now + 40 * MINUTE);
  // The ways first: else those that only a long-term key can go would be rare.
  const open = ways.filter((one) => alive.some((hand) => one.by.includes(hand.kind)));
  const untold = open.filter((one) => !tale.told.includes(one.name));
  const way = tale.rng.pick(untold.length > 0 && tale.rng.chance(0.7) ? untold : open);
  const hand = tale.rng.pick(alive.filter((one) => way.by.includes(one.kind)));
  tale.told.push(way.name);
  way.tell(tale, hand);
}
