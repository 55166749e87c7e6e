import type { TrailSpec } from '../spec.js';

/** What the attack story is told over. Everything but the seed has a default. */
export interface StorySpec {
  readonly seed: number;
  /** RFC 3339 UTC. */
  readonly start?: string;
  /** At least 30, so that the morning after is in it. Default 36. */
  readonly hours?: number;
  /** Benign records, about. Default 3600. */
  readonly backgroundEvents?: number;
  /** Two: where the key leaks, and where the chain of roles ends. */
  readonly accounts?: readonly [string, string];
  /** Two. The first is the home region of the trail. */
  readonly regions?: readonly [string, string];
  readonly organizationId?: string;
  readonly prefix?: string;
  readonly trail?: string;
  readonly eventsPerFile?: number;
  readonly rotateKeysAt?: string;
  /** Default true: one log deleted, one overwritten, one digest deleted. False: nothing but the outage. */
  readonly tamper?: boolean;
}

export const STORY_DEFAULTS = {
  start: '2026-03-02T06:00:00Z',
  hours: 36,
  backgroundEvents: 3600,
  accounts: ['284610957381', '739105824466'],
  regions: ['us-east-1', 'eu-west-1'],
  trail: 'management-events',
} as const satisfies Partial<StorySpec>;

export type ResolvedStory = Required<
  Pick<StorySpec, 'seed' | 'start' | 'hours' | 'backgroundEvents' | 'accounts' | 'regions' | 'trail' | 'tamper'>
> &
  StorySpec;

export const resolveStory = (spec: StorySpec): ResolvedStory => ({ ...STORY_DEFAULTS, tamper: true, ...spec });

/** The trail that delivers the story: one multi-region trail, of the organization where it has one. */
export const trailSpecOf = (story: ResolvedStory): TrailSpec => ({
  seed: story.seed,
  start: story.start,
  hours: story.hours,
  accounts: story.accounts,
  regions: story.regions,
  trails: [{ name: story.trail }],
  ...(story.organizationId !== undefined && { organizationId: story.organizationId }),
  ...(story.prefix !== undefined && { prefix: story.prefix }),
  ...(story.eventsPerFile !== undefined && { eventsPerFile: story.eventsPerFile }),
  ...(story.rotateKeysAt !== undefined && { rotateKeysAt: story.rotateKeysAt }),
});
