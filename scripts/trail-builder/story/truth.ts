import { iso } from '../time.js';
import type { ExpectedRange, Trail } from '../trail.js';
import type { Ledger, TruthCredential, TruthPrincipal, TruthWorkload } from './ledger.js';
import { MOMENTS } from './moments.js';
import type { Stage } from './stage.js';

/** The written truth of a story (`truth.json`). Event ids are those that can still be read; lists are sorted by event time. */
export interface StoryTruth {
  readonly seed: string;
  readonly compromisedAt: string;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** Distinct events that can still be read. */
  readonly total: number;
  /** The radius with `compromisedAt`: the seed first, then by depth. A created user is one edge of its own. */
  readonly credentials: readonly TruthCredential[];
  readonly principals: readonly TruthPrincipal[];
  /** All use of these, both accounts' copies of a cross-account AssumeRole, SwitchRole, and `ownerAfter`. */
  readonly events: readonly string[];
  /** Of `events`: the rightful owner's, whom no record can tell from the intruder. */
  readonly ownerAfter: readonly string[];
  /** The radius without `compromisedAt`: `events` and `eventsBefore`. */
  readonly eventsWithoutCompromisedAt: readonly string[];
  readonly eventsBefore: readonly string[];
  readonly credentialsBefore: readonly TruthCredential[];
  /** Reached by WORK only; not in `credentials` or `events`. */
  readonly workloads: readonly TruthWorkload[];
  /** Of the radius, and nowhere to be read any more: they were in a deleted log. */
  readonly lost: readonly string[];
  /** By `bucket/key`; what is not here is valid. */
  readonly verdicts: Readonly<Record<string, string>>;
  readonly ranges: readonly ExpectedRange[];
}

export function storyTruth(stage: Stage, book: Ledger, trail: Trail): StoryTruth {
  const times = new Map(stage.records.map((one) => [one.eventID, one.eventTime]));
  const delivered = new Set<string>();
  const readable = new Set<string>();
  for (const [id, log] of trail.delivery.logs) {
    for (const event of log.eventIds) {
      delivered.add(event);
      if (trail.objects.has(id)) readable.add(event);
    }
  }
  const sorted = (ids: Iterable<string>): string[] =>
    [...ids]
      .filter((id) => readable.has(id))
      .sort((a, b) => `${times.get(a)}${a}`.localeCompare(`${times.get(b)}${b}`, 'en'));
  const byDepth = (a: TruthCredential, b: TruthCredential): number => a.depth - b.depth;
  return {
    seed: stage.seedKey,
    compromisedAt: iso(stage.start + MOMENTS.compromise),
    accounts: trail.accounts,
    regions: trail.regions,
    total: readable.size,
    credentials: visible(book.credentials, stage, delivered).sort(byDepth),
    principals: book.principals,
    events: sorted(book.radius),
    ownerAfter: sorted(book.ownerAfter),
    eventsWithoutCompromisedAt: sorted([...book.radius, ...book.before]),
    eventsBefore: sorted(book.before),
    credentialsBefore: book.credentialsBefore,
    workloads: book.workloads.map((one) => ({ ...one, events: sorted(one.events) })),
    lost: [...book.radius].filter((id) => delivered.has(id) && !readable.has(id)),
    verdicts: Object.fromEntries([...trail.truth.verdicts].sort(([a], [b]) => (a < b ? -1 : 1))),
    ranges: trail.truth.ranges,
  };
}

/** Credentials that were issued or used while the trail was logging: of the others no record says that they exist. */
function visible(
  credentials: readonly TruthCredential[],
  stage: Stage,
  delivered: ReadonlySet<string>,
): TruthCredential[] {
  const told = new Set<string>();
  for (const one of stage.records) {
    if (!delivered.has(one.eventID)) continue;
    const response = one.responseElements as {
      credentials?: { accessKeyId?: string };
      accessKey?: { accessKeyId?: string };
    } | null;
    for (const id of [
      one.userIdentity.accessKeyId,
      response?.credentials?.accessKeyId,
      response?.accessKey?.accessKeyId,
    ]) {
      if (typeof id === 'string') told.add(id);
    }
  }
  return credentials.filter((one) => told.has(one.id));
}
