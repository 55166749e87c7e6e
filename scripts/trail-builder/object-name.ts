import { datePath, stamp } from './time.js';

/** What stands in front of the account folder: `[prefix/]AWSLogs/[o-…/]`. */
export interface Layout {
  readonly prefix: string | null;
  readonly organizationId: string | null;
}

const root = (layout: Layout): string =>
  `${layout.prefix === null ? '' : `${layout.prefix}/`}AWSLogs/${layout.organizationId === null ? '' : `${layout.organizationId}/`}`;

/** Key of a log object; the minute and the date folders are those of its delivery (User Guide, "CloudTrail log file name format"). */
export function logKey(layout: Layout, account: string, region: string, delivery: number, unique: string): string {
  const minute = `${stamp(delivery).slice(0, 13)}Z`;
  return `${root(layout)}${account}/CloudTrail/${region}/${datePath(delivery)}/${account}_CloudTrail_${region}_${minute}_${unique}.json.gz`;
}

/** Key of a digest object; date folders and stamp are its end, the region after the trail name is the trail's home. */
export function digestKey(
  layout: Layout,
  chain: { account: string; region: string; trail: string; homeRegion: string; kind: 'standard' | 'backfill' },
  end: number,
): string {
  const suffix = chain.kind === 'backfill' ? '_backfill' : '';
  const name = `${chain.account}_CloudTrail-Digest_${chain.region}_${chain.trail}_${chain.homeRegion}_${stamp(end)}${suffix}.json.gz`;
  return `${root(layout)}${chain.account}/CloudTrail-Digest/${chain.region}/${datePath(end)}/${name}`;
}

export const objectId = (bucket: string, key: string): string => `${bucket}/${key}`;
