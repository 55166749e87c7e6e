import { isRecord } from './json.js';

/** How a trail was set when it was collected (describe-trails, get-event-selectors); null: not said. */
export interface TrailSettings {
  readonly trailArn: string;
  readonly bucket: string | null;
  readonly kmsKey: string | null;
  readonly multiRegion: boolean | null;
  readonly globalEvents: boolean | null;
  readonly validation: boolean | null;
  readonly organization: boolean | null;
  /** JSON with the names that records have: {eventSelectors, advancedEventSelectors}. */
  readonly selectors: string | null;
}

const MOST = 10_000;

/** An archive's trails.json and event-selectors.json: what is not of their shape is left out. Null: no JSON. */
export function parseTrailSettings(trails: string | null, selectors: string | null): readonly TrailSettings[] | null {
  const described = trails === null ? {} : parse(trails);
  const selected = selectors === null ? {} : parse(selectors);
  if (!isRecord(described) || !isRecord(selected)) return null;
  const list = Array.isArray(described.trailList) ? described.trailList.filter(isRecord) : [];
  const byArn = new Map(list.map((trail) => [trail.TrailARN, trail]));
  for (const arn of Object.keys(selected)) if (!byArn.has(arn)) byArn.set(arn, {});
  return [...byArn].slice(0, MOST).flatMap(([arn, trail]) => {
    if (typeof arn !== 'string') return [];
    const given = Object.hasOwn(selected, arn) ? selected[arn] : null;
    return [
      {
        trailArn: arn,
        bucket: text(trail.S3BucketName),
        kmsKey: text(trail.KmsKeyId),
        multiRegion: flag(trail.IsMultiRegionTrail),
        globalEvents: flag(trail.IncludeGlobalServiceEvents),
        validation: flag(trail.LogFileValidationEnabled),
        organization: flag(trail.IsOrganizationTrail),
        selectors: isRecord(given) ? JSON.stringify(lowerFirst(given, 0)) : null,
      },
    ];
  });
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json.replace(/^\ufeff/, ''));
  } catch {
    return null;
  }
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
const flag = (value: unknown) => (typeof value === 'boolean' ? value : null);

/** The command line says `EventSelectors`, records say `eventSelectors`. Deeper than selectors are is cut. */
function lowerFirst(value: unknown, depth: number): unknown {
  if (depth > 8) return null;
  if (Array.isArray(value)) return value.map((item) => lowerFirst(item, depth + 1));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`,
      lowerFirst(inner, depth + 1),
    ]),
  );
}
