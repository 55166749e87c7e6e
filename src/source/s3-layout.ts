import type { ListFilter } from './interface.js';
import { isRegion } from './region.js';

// The folders above a CloudTrail object (User Guide, "Finding your CloudTrail log files"):
// [prefix/]AWSLogs/[org/]account/kind/region/YYYY/MM/DD/

/** What the children of a folder are. `outside`: above or beside AWSLogs/. `inside`: nothing is told apart below it. */
export type Level = 'outside' | 'accounts' | 'kinds' | 'regions' | 'years' | 'inside';
/** `other-service`: logs that another AWS service delivers beside CloudTrail's. */
export type Choice = 'skip' | 'other-service' | 'whole' | 'descend';

const ORG = /^o-[a-z0-9]{10,32}$/;
const ACCOUNT = /^\d{12}$/;
/** Folders of services that deliver into AWSLogs/<account>/ by themselves, often far more than CloudTrail. */
const SERVICES = new Set([
  'Config',
  'elasticloadbalancing',
  'vpcflowlogs',
  'vpcdnsquerylogs',
  'WAFLogs',
  'GuardDuty',
  'network-firewall',
  'redshift',
  'globalaccelerator',
]);

/** `prefix`: empty, or ending in a slash. The last AWSLogs/ counts: a trail's own prefix may hold that word too. */
export function levelOf(prefix: string): Level {
  const parts = prefix.split('/').slice(0, -1);
  const at = parts.lastIndexOf('AWSLogs');
  if (at === -1) return 'outside';
  const below = parts.slice(at + 1);
  if (below[0] !== undefined && ORG.test(below[0])) below.shift();
  const [account, kind, region, ...more] = below;
  if (account === undefined) return 'accounts';
  if (!ACCOUNT.test(account)) return 'inside';
  if (kind === undefined) return 'kinds';
  if (!kind.startsWith('CloudTrail')) return 'inside';
  if (region === undefined) return 'regions';
  return isRegion(region) && more.length === 0 ? 'years' : 'inside';
}

/** What to do with a child folder. Names that the layout does not know are always listed whole. */
export function choose(level: Level, child: string, filter: ListFilter): Choice {
  const wanted = (list: readonly string[]) => list.length === 0 || list.includes(child);
  switch (level) {
    case 'outside':
      return 'descend';
    case 'accounts':
      if (ACCOUNT.test(child)) return wanted(filter.accounts) ? 'descend' : 'skip';
      return ORG.test(child) ? 'descend' : 'whole';
    case 'kinds':
      if (child.startsWith('CloudTrail')) return 'descend';
      return SERVICES.has(child) ? 'other-service' : 'whole';
    case 'regions':
      if (!isRegion(child)) return 'whole';
      if (!wanted(filter.regions)) return 'skip';
      return filter.window.since === null && filter.window.until === null ? 'whole' : 'descend';
    default:
      return 'whole';
  }
}

/** A span of keys below a prefix: after `startAfter`, and before `before`; null is open. */
export interface Span {
  readonly prefix: string;
  readonly startAfter: string | null;
  readonly before: string | null;
}

const DAY = 86_400_000;

/**
 * The part of a year's folder that a window needs, or null for none of it: whole days of delivery, and one more on either
 * side, since the digest that covers a log is delivered after it.
 */
export function spanOfYear(prefix: string, year: string, { window }: ListFilter): Span | null {
  const since = window.since === null ? null : folderOf(Date.parse(window.since) - DAY);
  const until = window.until === null ? null : folderOf(Date.parse(window.until) + DAY);
  if ((since !== null && year < since.slice(0, 4)) || (until !== null && year > until.slice(0, 4))) return null;
  return {
    prefix: `${prefix}${year}/`,
    startAfter: since?.startsWith(year) ? `${prefix}${since}` : null,
    // '0' comes next to '/': every key of that day's folder lies before it.
    before: until?.startsWith(year) ? `${prefix}${until}0` : null,
  };
}

function folderOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10).replaceAll('-', '/');
}
