import { buildTrail } from '../build.js';
import { resolveSpec } from '../spec.js';
import { HOUR, iso, MINUTE, SECOND } from '../time.js';
import type { Trail } from '../trail.js';
import { bystandersWork, sameSessionName } from './bystanders.js';
import { coverUp, type Victims } from './cover-up.js';
import { defend } from './defender.js';
import { multiply, settle, useConsole } from './foothold.js';
import { does } from './hand.js';
import { breakIn, crossOver } from './intrusion.js';
import { type Ledger, ledger } from './ledger.js';
import { MOMENTS } from './moments.js';
import { ownerWorks } from './owner.js';
import { type ResolvedStory, resolveStory, type StorySpec, trailSpecOf } from './spec.js';
import { type Stage, setStage } from './stage.js';
import { chooseVictims, tamper } from './tampering.js';
import { type StoryTruth, storyTruth } from './truth.js';
import { runInstance } from './workload.js';

/** The trail of an attack, as the intruder left it, and everything that is true of it. */
export interface Story {
  readonly trail: Trail;
  readonly truth: StoryTruth;
}

/** Tells the story of a leaked key and delivers it as a trail. Deterministic. */
export function buildStory(spec: StorySpec): Story {
  const story = resolveStory(spec);
  if (story.hours < 30) throw new RangeError('the story takes at least 30 hours');
  const first = tell(story, null);
  if (!story.tamper) return { trail: first.trail, truth: storyTruth(first.stage, first.book, first.trail) };
  // Told twice: the keys of the objects that are going to be deleted stand in the records of their deletion, and object names
  // do not depend on later records.
  const victims = chooseVictims(first.trail, first.book, first.stage.start + MOMENTS.stopLogging);
  const { stage, book, trail: whole } = tell(story, victims);
  const trail = tamper(whole, victims, book);
  return { trail, truth: storyTruth(stage, book, trail) };
}

function tell(story: ResolvedStory, victims: Victims | null): { stage: Stage; book: Ledger; trail: Trail } {
  const stage = setStage(story);
  const book = ledger();
  const { start, home, other } = stage;
  const config = resolveSpec(trailSpecOf(story)).trails[0]!;
  const compromise = start + MOMENTS.compromise;
  const stop = start + MOMENTS.stopLogging;
  const startLogging = start + MOMENTS.startLogging;

  const { seed, dataAdmin } = breakIn(stage, book, compromise);
  const { user, key } = settle(stage, book, dataAdmin, compromise + 50 * MINUTE);
  crossOver(stage, book, dataAdmin, compromise + 65 * MINUTE);
  const secondKey = multiply(stage, book, seed, compromise + 90 * MINUTE);
  const switched = useConsole(stage, book, user, compromise + 150 * MINUTE);
  for (let n = 0; n < 6; n++) {
    does(stage, book, switched, compromise + 172 * MINUTE + n * 40 * SECOND, other, {
      service: 'ec2',
      name: 'DescribeInstanceTypeOfferings',
      request: { DescribeInstanceTypeOfferingsRequest: { LocationType: 'availability-zone' } },
      fromConsole: true,
    });
  }
  runInstance(stage, book, switched, compromise + 190 * MINUTE);
  for (let n = 0; n < 14; n++) {
    does(stage, book, key, compromise + 5 * HOUR + n * 47 * SECOND, n % 4 === 0 ? other : home, {
      service: 's3',
      name: 'GetObject',
      request: { bucketName: `backups-${stage.a}`, key: `2026/02/${10 + n}/dump.sql.gz` },
      readOnly: true,
      category: 'Data',
    });
  }
  ownerWorks(stage, book, compromise, start + MOMENTS.keysDisabled);
  const stopEvent = coverUp(stage, book, key, config, stop, victims);
  for (const [n, hand] of [secondKey, key].entries()) {
    const time = startLogging + (50 + n * 20) * MINUTE;
    does(stage, book, hand, time, home, { service: 'sts', name: 'GetCallerIdentity' });
    does(stage, book, hand, time + 12 * SECOND, home, {
      service: 's3',
      name: 'ListBuckets',
      request: { Host: 's3.amazonaws.com' },
    });
  }
  defend(stage, book, config, startLogging, start + MOMENTS.keysDisabled);
  sameSessionName(stage, compromise);
  bystandersWork(stage, story.backgroundEvents);

  const trail = buildTrail({
    ...trailSpecOf(story),
    events: stage.records,
    outages: [{ trail: story.trail, stop: iso(stop), start: iso(startLogging), record: stopEvent }],
  });
  return { stage, book, trail };
}
