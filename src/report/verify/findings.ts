import type { ObjectShape, RangeShape, VerifyShape, VersionShape } from '../shapes.js';
import { count, FINDINGS, nameOf, span, type Words, worstFirst } from '../words.js';

/** One kind of finding, with everything that it was found on. Texts are as they came: whoever shows them escapes them. */
export interface FindingGroup extends Words {
  readonly name: string;
  /** `3 logs`, `2 spans, 5 digests`. */
  readonly extent: string;
  readonly entries: readonly FindingEntry[];
}

export interface FindingEntry {
  /** What it is about: a location, or account, region and trail. */
  readonly place: string;
  readonly lines: readonly string[];
}

/** What is not proven, worst first: objects and spans of time in one order. Valid objects are none. */
export function findingGroups(
  report: Pick<VerifyShape, 'objects' | 'ranges' | 'versions' | 'unfinished'>,
): FindingGroup[] {
  const objects = groupBy(
    report.objects.filter(({ verdict }) => verdict !== 'valid'),
    ({ verdict }) => verdict,
  );
  const ranges = groupBy(report.ranges, nameOf);
  const versions = groupBy(report.versions, ({ finding }) => finding);
  const unfinished = report.unfinished.length > 0 ? ['unfinished'] : [];
  return [...new Set([...unfinished, ...objects.keys(), ...ranges.keys(), ...versions.keys()])]
    .sort(worstFirst)
    .map((name) => {
      const [things, spans, changes] = [objects.get(name) ?? [], ranges.get(name) ?? [], versions.get(name) ?? []];
      const archives = name === 'unfinished' ? report.unfinished : [];
      const words = FINDINGS[name] ?? { means: '', restores: '' };
      return {
        name,
        ...words,
        extent: [
          ...objectExtent(things),
          ...spanExtent(spans),
          ...(changes.length > 0 ? [count(changes.length, 'object')] : []),
          ...(archives.length > 0 ? [count(archives.length, 'archive')] : []),
        ].join(', '),
        entries: [
          ...things.map(objectEntry),
          ...spans.map(rangeEntry),
          ...changes.map(versionEntry),
          ...archives.map((place) => ({ place, lines: [] })),
        ],
      };
    });
}

export const locationOf = ({ bucket, key }: Pick<ObjectShape, 'bucket' | 'key'>) =>
  bucket === null ? key : `s3://${bucket}/${key}`;

function objectEntry(object: ObjectShape): FindingEntry {
  const version = object.versionId ? ` (version ${object.versionId})` : '';
  return { place: locationOf(object) + version, lines: object.detail ? [object.detail] : [] };
}

function versionEntry(change: VersionShape): FindingEntry {
  return { place: locationOf(change), lines: [change.at === null ? change.detail : `${change.at}: ${change.detail}`] };
}

function rangeEntry(range: RangeShape): FindingEntry {
  const { account, region, trail, kind, from, to, detail, explained, records = [] } = range;
  const what = [account, region, trail, kind === 'backfill' ? '(backfill)' : null].filter((part) => part !== null);
  return {
    place: what.join(' '),
    lines: [
      `${span(from, to)}: ${detail}`,
      ...(explained ? [`explained: ${explained}`] : []),
      ...records.filter(({ role }) => ROLES[role] !== undefined).map(({ role, said }) => `${ROLES[role]}: ${said}`),
    ],
  };
}

/** What a record has to do with a span of time; what explains it is said already. */
const ROLES: Readonly<Record<string, string>> = {
  start: 'began again with',
  possible: 'a possible cause, which explains nothing yet',
  removal: 'of what is missing',
};

function objectExtent(objects: readonly ObjectShape[]): string[] {
  return [...groupBy(objects, ({ kind }) => kind)].map(([kind, of]) =>
    kind === 'other' ? count(of.length, 'other object') : count(of.length, kind),
  );
}

function spanExtent(ranges: readonly RangeShape[]): string[] {
  if (ranges.length === 0) return [];
  const digests = ranges.reduce((sum, range) => sum + (range.digests ?? 0), 0);
  return [count(ranges.length, 'span'), ...(digests > 0 ? [count(digests, 'digest')] : [])];
}

function groupBy<T>(items: readonly T[], name: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(name(item));
    if (group) group.push(item);
    else groups.set(name(item), [item]);
  }
  return groups;
}
