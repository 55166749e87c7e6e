import { readFileSync } from 'node:fs';
import type { Investigation } from './investigation.js';

/** fixtures/demo/truth.json, as the builder of the trail wrote it down: what really happened. */
export interface Story {
  readonly seed: string;
  readonly compromisedAt: string;
  /** Records in all logs that are there. */
  readonly total: number;
  readonly credentials: readonly { readonly id: string }[];
  readonly principals: readonly { readonly id: string }[];
  readonly events: readonly string[];
  /** Instances that the intruder started, and what ran on them: in the radius or a suspect, as the rules go. */
  readonly workloads: readonly { readonly credentials: readonly string[]; readonly events: readonly string[] }[];
  /** The intruder's events that went with a removed log. */
  readonly lost: readonly string[];
  /** `bucket/key` → verdict, of every object that is not valid. */
  readonly verdicts: Readonly<Record<string, string>>;
  readonly ranges: readonly {
    readonly finding: string;
    readonly account: string;
    readonly region: string;
    readonly from: string;
    readonly to: string;
    readonly explained: boolean;
  }[];
}

export interface Check {
  readonly fine: boolean;
  readonly text: string;
}

/** Compares an investigation of the demo trail with what really happened. */
export function checkStory({ ingest, blast }: Investigation, story: Story, eventsFile: string): Check[] {
  const { accounting, report } = ingest;
  const found = readFileSync(eventsFile, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { event_id: string }).event_id);
  const verdicts = report.objects
    .filter(({ verdict }) => verdict !== 'foreign')
    .map(({ bucket, key, verdict }) => `${bucket}/${key} ${verdict}`);
  const ranges = report.ranges.map((range) => rangeText(range, range.explained !== null));
  return [
    {
      fine: accounting.events === story.total && ingest.lost.length === 0,
      text: `${accounting.events} of ${story.total} records loaded, none lost or twice`,
    },
    compare(
      'credentials of the intruder',
      blast.credentials.map(({ id }) => id),
      story.credentials.map(({ id }) => id),
      story.workloads.flatMap(({ credentials }) => credentials),
    ),
    compare(
      'users and roles of the intruder',
      blast.principals.map(({ id }) => id),
      story.principals.map(({ id }) => id),
    ),
    compare(
      'events of the radius',
      found,
      story.events,
      story.workloads.flatMap(({ events }) => events),
    ),
    compare(
      'objects that are not as delivered',
      verdicts,
      Object.entries(story.verdicts).map(([object, verdict]) => `${object} ${verdict}`),
    ),
    compare(
      'spans of time without cover',
      ranges,
      story.ranges.map((range) => rangeText(range, range.explained)),
    ),
    {
      fine: story.lost.every((id) => !found.includes(id)),
      text: `${story.lost.length} event of the intruder went with the removed log: that the log is missing is proven, what it said is not`,
    },
  ];
}

function rangeText(
  range: { finding: string; account: string; region: string; from: string | null; to: string | null },
  explained: boolean,
): string {
  return `${range.finding} ${range.account} ${range.region} ${range.from} ${range.to} ${explained ? 'explained' : 'unexplained'}`;
}

/** Fine: all that was expected, and nothing else but what is allowed. */
function compare(
  what: string,
  found: readonly string[],
  expected: readonly string[],
  allowed: readonly string[] = [],
): Check {
  const there = new Set(found);
  const known = new Set([...expected, ...allowed]);
  const missing = expected.filter((one) => !there.has(one));
  const extra = found.filter((one) => !known.has(one));
  const workload = allowed.filter((one) => there.has(one)).length;
  let text = `${expected.length - missing.length} of ${expected.length} ${what}`;
  if (workload > 0) text += `, ${workload} more of the instance that the intruder started`;
  if (missing.length > 0) text += `; missing ${missing.slice(0, 3).join(', ')}`;
  text +=
    extra.length === 0
      ? ', and none beyond'
      : `; ${extra.length} that the story does not have: ${extra.slice(0, 3).join(', ')}`;
  return { fine: missing.length === 0 && extra.length === 0, text };
}
