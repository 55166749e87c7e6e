// The grammar of CloudTrail's S3 keys, read right to left: trail names hold underscores, prefixes hold anything.
import { isPlainUtc } from './clock.js';
import type { ChainKind } from './model.js';

export type Partition = 'aws' | 'aws-cn' | 'aws-us-gov';
export type LogFolder = 'CloudTrail' | 'CloudTrail-Insight' | 'CloudTrail-NetworkActivity' | 'CloudTrail-Aggregated';

interface Place {
  readonly partition: Partition;
  /** `o-…` of an organization trail, or null. */
  readonly organization: string | null;
  /** Twelve digits: the account of the events. */
  readonly account: string;
  /** Where the events come from. */
  readonly region: string;
  /** What stands before `AWSLogs/`, without the slash; null where nothing does or the path was cut. */
  readonly prefix: string | null;
  /** False: hand-made, or name and path contradict each other. A path that was cut contradicts nothing. */
  readonly grammatical: boolean;
}

export interface ParsedLogKey extends Place {
  readonly type: 'log';
  readonly folder: LogFolder;
  /** Delivery time, RFC 3339 UTC, on the minute. */
  readonly delivered: string;
}

export interface ParsedDigestKey extends Place {
  readonly type: 'digest';
  readonly trail: string;
  readonly homeRegion: string;
  readonly kind: ChainKind;
  /** End of the digest's window, RFC 3339 UTC. */
  readonly end: string;
}

export type ParsedKey = ParsedLogKey | ParsedDigestKey;

const REGION = '[a-z]{2,4}(?:-[a-z]+)+-\\d{1,2}';
const DIGEST_FOLDER = 'CloudTrail-Digest';
const LOG_FOLDERS: ReadonlySet<string> = new Set<LogFolder>([
  'CloudTrail',
  'CloudTrail-Insight',
  'CloudTrail-NetworkActivity',
  'CloudTrail-Aggregated',
]);
const isLogFolder = (text: string | null): text is LogFolder => text !== null && LOG_FOLDERS.has(text);

// Keys are the attacker's: no expression here can backtrack over more than one path segment in more than one way.
const ACCOUNT = /^\d{12}$/;
const ORGANIZATION = /^o-[a-z0-9]{10,32}$/;
const LOOSE_ORGANIZATION = /^o-[a-z0-9]{1,32}$/;
const REGION_ONLY = new RegExp(`^${REGION}$`);
const LOOSE_REGION = /^[a-z]{2,4}(?:[-_][a-z]+){1,3}[-_]\d{1,2}(?!\d)/;
const LOG_NAME = new RegExp(
  `^(\\d{12})_(CloudTrail(?:-[A-Za-z]+)?)_(${REGION})_(\\d{8}T\\d{4})Z_[A-Za-z0-9]{16}\\.json\\.gz$`,
);
const LOOSE_LOG_NAME = /^(\d{12})_(CloudTrail(?:-[A-Za-z]+)?)_(.*)$/s;
const LOOSE_STAMP = /\d{8}T\d{4}/;
const RECORD_FILE = /\.(?:json|jsonl|json\.gz|jsonl\.gz|gz)$/i;
const DIGEST_EXTENSION = /\.json(\.gz)?$/;

/** The last path segment. */
export function baseName(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

/**
 * What a key says of its object, or null where it is no CloudTrail name. Works on a full S3 key, and on as much of it
 * as a copy kept, down to the bare file name. Never throws; linear in the length of the key.
 * Source: CloudTrail User Guide, "CloudTrail log file examples" and "CloudTrail digest file structure".
 */
export function parseKey(key: string): ParsedKey | null {
  const segments = key.split('/');
  const name = segments.pop() ?? '';
  const path = readPath(segments);
  return parseDigestName(name, path) ?? parseLogName(name, path) ?? parseByPath(name, path);
}

export function partitionOf(region: string): Partition {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** The folders above a file, from the right. A part is null from where the path was cut. */
interface Path {
  /** `YYYYMMDD`. */
  readonly day: string | null;
  readonly region: string | null;
  readonly folder: string | null;
  readonly account: string | null;
  readonly organization: string | null;
  readonly prefix: string | null;
  readonly grammatical: boolean;
}

const NO_PATH: Path = {
  day: null,
  region: null,
  folder: null,
  account: null,
  organization: null,
  prefix: null,
  grammatical: true,
};

function readPath(segments: string[]): Path {
  const [year, month, day] = segments.slice(-3);
  const date = `${year}${month}${day}`;
  if (!/^\d{8}$/.test(date) || year?.length !== 4 || month?.length !== 2) return NO_PATH;
  const rest = segments.slice(0, -3);
  const region = rest.pop() ?? null;
  const folder = rest.pop() ?? null;
  const account = rest.pop() ?? null;
  if (region === null || !LOOSE_REGION.test(region)) return { ...NO_PATH, day: date };
  if (folder !== DIGEST_FOLDER && !isLogFolder(folder)) return { ...NO_PATH, day: date, region };
  if (account === null || !ACCOUNT.test(account)) return { ...NO_PATH, day: date, region, folder };
  const above = rest.at(-1) ?? '';
  const organization = LOOSE_ORGANIZATION.test(above) && rest.at(-2) !== undefined ? above : null;
  if (organization !== null) rest.pop();
  const whole = rest.at(-1) === 'AWSLogs';
  const prefix = whole && rest.length > 1 ? rest.slice(0, -1).join('/') : null;
  const grammatical = REGION_ONLY.test(region) && (organization === null || ORGANIZATION.test(organization));
  // Without AWSLogs above it, an o-… folder is as likely somebody's own folder name.
  return { day: date, region, folder, account, organization: whole ? organization : null, prefix, grammatical };
}

function parseDigestName(name: string, path: Path): ParsedDigestKey | null {
  const extension = DIGEST_EXTENSION.exec(name);
  if (!extension) return null;
  const parts = name.slice(0, extension.index).split('_');
  const [account, token, region] = parts;
  if (account === undefined || !ACCOUNT.test(account) || token !== DIGEST_FOLDER) return null;
  const backfill = parts.at(-1) === 'backfill';
  if (backfill) parts.pop();
  const stamp = parts.pop() ?? '';
  const homeRegion = parts.pop() ?? '';
  const trail = parts.slice(3).join('_');
  const end = /^\d{8}T\d{6}Z$/.test(stamp) ? fromStamp(stamp.slice(0, 15)) : null;
  if (end === null || trail === '' || region === undefined) return null;
  if (!REGION_ONLY.test(region) || !REGION_ONLY.test(homeRegion)) return null;
  const { organization, prefix } = path;
  const grammatical =
    extension[1] !== undefined && agrees(path, { account, region, day: stamp.slice(0, 8), folders: [DIGEST_FOLDER] });
  const place = { partition: partitionOf(region), organization, account, region, prefix, grammatical };
  return { type: 'digest', ...place, trail, homeRegion, kind: backfill ? 'backfill' : 'standard', end };
}

function parseLogName(name: string, path: Path): ParsedLogKey | null {
  const strict = LOG_NAME.exec(name);
  const match = strict ?? LOOSE_LOG_NAME.exec(name);
  if (!match) return null;
  const [, account = '', token = '', rest = ''] = match;
  if (!isLogFolder(token)) return null;
  const stamp = strict?.[4] ?? LOOSE_STAMP.exec(rest)?.[0] ?? null;
  const region = LOOSE_REGION.exec(rest)?.[0].replaceAll('_', '-') ?? path.region?.replaceAll('_', '-') ?? null;
  const delivered = (stamp && fromStamp(stamp)) ?? dayStart(path.day);
  if (region === null || delivered === null) return null;
  const { organization, prefix } = path;
  // The user guide does not say which token the younger kinds of files carry: their own name or plain CloudTrail.
  const folder = token === 'CloudTrail' && isLogFolder(path.folder) ? path.folder : token;
  const day = stamp?.slice(0, 8) ?? '';
  const grammatical = strict !== null && agrees(path, { account, region, day, folders: [folder] });
  const place = { partition: partitionOf(region), organization, account, region, prefix, grammatical };
  return { type: 'log', ...place, folder, delivered };
}

/** A file of a made-up name in a folder of CloudTrail's: an injected log need not have a well-formed name. */
function parseByPath(name: string, path: Path): ParsedLogKey | null {
  const { account, organization, prefix } = path;
  const delivered = dayStart(path.day);
  if (account === null || path.region === null || delivered === null) return null;
  if (!isLogFolder(path.folder) || !RECORD_FILE.test(name)) return null;
  const region = path.region.replaceAll('_', '-');
  const place = { partition: partitionOf(region), organization, account, region, prefix, grammatical: false };
  return { type: 'log', ...place, folder: path.folder, delivered };
}

function agrees(path: Path, name: { account: string; region: string; day: string; folders: string[] }): boolean {
  return (
    path.grammatical &&
    (path.day ?? name.day) === name.day &&
    (path.region ?? name.region) === name.region &&
    (path.account ?? name.account) === name.account &&
    (path.folder === null || name.folders.includes(path.folder))
  );
}

const dayStart = (day: string | null) => (day === null ? null : fromStamp(`${day}T0000`));

/** `YYYYMMDDTHHMM[SS]` → RFC 3339, or null where there is no such moment. */
function fromStamp(stamp: string): string | null {
  const two = (at: number) => stamp.slice(at, at + 2) || '00';
  const day = `${stamp.slice(0, 4)}-${two(4)}-${two(6)}`;
  const iso = `${day}T${two(9)}:${two(11)}:${two(13)}Z`;
  return isPlainUtc(iso) ? iso : null;
}
