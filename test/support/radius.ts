import { blast } from '../../src/blast/blast.js';
import { blastEvents } from '../../src/blast/events.js';
import type { BlastOptions, BlastResult } from '../../src/blast/types.js';
import type { Case } from '../../src/store/case.js';
import { type TestCase, testCase } from './case-from-records.js';

export interface Radius extends BlastResult {
  /** Event ids of the radius, sorted. */
  readonly eventIds: readonly string[];
  /** `credential id: edge confidence` of all but the seed, sorted. */
  readonly reached: readonly string[];
}

/** One case for all radiuses of a process, filled anew for each: making one costs half as much as asking it. */
let shared: Promise<TestCase> | null = null;

/** The radius of a seed in these records. */
export async function radius(
  records: readonly unknown[],
  seed: string,
  more: Partial<BlastOptions> = {},
): Promise<Radius> {
  shared ??= testCase();
  const opened = await shared;
  await opened.fill(records);
  return radiusIn(opened, seed, more);
}

/** The same in a case that is there already. */
export async function radiusIn(opened: Case, seed: string, more: Partial<BlastOptions> = {}): Promise<Radius> {
  const result = await blast(opened, {
    seed,
    compromisedAt: null,
    window: { since: null, until: null },
    include: null,
    asOf: '2026-03-01T12:00:00Z',
    questions: [],
    ...more,
  });
  const eventIds: string[] = [];
  for await (const event of blastEvents(opened)) eventIds.push(String(event.event_id));
  return {
    ...result,
    eventIds: eventIds.sort(),
    reached: result.credentials
      .filter((credential) => credential.depth > 0)
      .map((credential) => `${credential.id}: ${credential.edge} ${credential.confidence}`)
      .sort(),
  };
}
