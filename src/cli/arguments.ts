import { availableParallelism, totalmem } from 'node:os';
import { extname } from 'node:path';
import { requireInstant, toIso } from '../clock.js';
import { KeytrailError } from '../error.js';
import { BACK_ENDS, type BackEnd } from '../inflate/index.js';
import { LIMITS, type Limits } from '../limits.js';
import type { Format, OnNotice, Window } from '../model.js';
import { closest } from '../text/suggest.js';
import type { OptionName } from './options.js';

const FORMATS = ['table', 'json', 'jsonl', 'csv', 'md'] as const;
const CONFIDENCES = ['medium', 'low'] as const;
const MIB = 1024 ** 2;
const LEAST_MEMORY = 64_000_000;
const LEAST_LIMIT = 1024;
/** Node reads and hashes no more than 2^31 - 1 bytes at once. */
const MOST_LIMIT = 2_000_000_000;

/** The values of a command line, each checked where it is asked for. An error names the option, the value and what would do. */
export class Arguments {
  constructor(
    private readonly command: string,
    readonly positionals: readonly string[],
    private readonly values: Readonly<Record<string, unknown>>,
    private readonly notice: OnNotice,
  ) {}

  text(name: OptionName): string | null {
    const given = this.list(name);
    if (given.length > 1) throw bad(`--${name} was given ${given.length} times`, 'give it once');
    const value = given[0] ?? null;
    if (value?.trim() === '') throw bad(`--${name} is empty`);
    return value;
  }

  required(name: OptionName, hint: string): string {
    const value = this.text(name);
    if (value === null) throw bad(`${this.command} needs --${name}`, hint);
    return value;
  }

  flag(name: OptionName): boolean {
    return this.values[name] === true;
  }

  list(name: OptionName): string[] {
    const value = this.values[name];
    if (value === undefined) return [];
    return (Array.isArray(value) ? value : [value]).map(String);
  }

  /** The first positional, or an error that says what is missing. */
  first(what: string, hint?: string): string {
    const [first] = this.positionals;
    if (first === undefined || first.trim() === '') throw bad(`${this.command} needs ${what}`, hint);
    return first;
  }

  /** The one positional. */
  one(what: string, hint?: string): string {
    const first = this.first(what, hint);
    this.atMost(1);
    return first;
  }

  /** Positionals from `from` on: at least one source. */
  sources(from = 0): string[] {
    const sources = this.positionals.slice(from);
    if (sources.length === 0) {
      throw bad(`${this.command} needs a source`, 'give a folder, a log file or s3://bucket/prefix');
    }
    return sources;
  }

  atMost(n: number): void {
    const extra = this.positionals[n];
    if (extra === undefined) return;
    throw bad(`${this.command} does not know what to do with '${extra}'`, `see keytrail ${this.command} --help`);
  }

  instant(name: OptionName): string | null {
    const value = this.text(name);
    if (value === null) return null;
    const { iso, assumedUtc } = requireInstant(`--${name}`, value);
    if (assumedUtc) this.notice(`--${name} ${value} has no offset and is taken as UTC: ${iso}`);
    return iso;
  }

  window(): Window {
    const since = this.instant('since');
    const until = this.instant('until');
    if (since !== null && until !== null && Date.parse(since) > Date.parse(until)) {
      throw bad(`--since ${since} is after --until ${until}`);
    }
    return { since, until };
  }

  /** The clock of the report. Named only here, so that nothing else depends on when it runs. */
  asOf(): string {
    return this.instant('as-of') ?? toIso(new Date(Math.floor(Date.now() / 1000) * 1000));
  }

  accounts(): string[] {
    const accounts = this.split('account');
    for (const account of accounts) {
      if (!/^\d{12}$/.test(account))
        throw bad(`--account: '${account}' is not an account id`, 'an account id has 12 digits');
    }
    return accounts;
  }

  regions(): string[] {
    const regions = this.split('region');
    for (const region of regions) {
      if (!/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region))
        throw bad(`--region: '${region}' is not a region`, 'e.g. us-east-1');
    }
    return regions;
  }

  /** Hashes of `--pin-keys`, in lower case. */
  pins(): string[] {
    const pins = this.split('pin-keys');
    for (const pin of pins) {
      if (!/^[0-9a-fA-F]{64}$/.test(pin))
        throw bad(`--pin-keys: '${pin}' is not a SHA-256`, 'a SHA-256 has 64 hex digits; keytrail verify prints them');
    }
    return pins.map((pin) => pin.toLowerCase());
  }

  threads(): number {
    const value = this.text('threads');
    if (value === null) return Math.max(1, Math.min(64, availableParallelism()));
    const threads = /^\d{1,3}$/.test(value) ? Number(value) : 0;
    if (threads < 1 || threads > 64) throw bad(`--threads: '${value}' is not a number from 1 to 64`);
    return threads;
  }

  /** How many of something to show. */
  count(name: OptionName, byDefault: number, most: number): number {
    const value = this.text(name);
    if (value === null) return byDefault;
    const count = /^\d{1,9}$/.test(value) ? Number(value) : most + 1;
    if (count > most) throw bad(`--${name}: '${value}' is not a number from 0 to ${most}`);
    return count;
  }

  /**
   * As DuckDB takes it: kB, MB, GB count in thousands, KiB, MiB, GiB in 1,024s. Default: 768 MiB, or half of what a smaller machine
   * lets us have; what does not fit is spilled to disk.
   */
  memory(): string {
    const value = this.text('memory');
    if (value === null)
      return `${Math.min(768, Math.floor(Math.min(totalmem(), process.constrainedMemory() || totalmem()) / 2 / MIB))}MiB`;
    const bytes = size('memory', value, '2GB or 512MB');
    if (bytes < LEAST_MEMORY) throw bad(`--memory: ${value} is too little`, 'give at least 64MB');
    return `${Math.floor(bytes / MIB)}MiB`;
  }

  /** What an object, its content, a record or a digest may have. */
  limits(): Limits {
    return {
      storedBytes: this.limit('max-object', LIMITS.storedBytes),
      contentBytes: this.limit('max-content', LIMITS.contentBytes),
      recordBytes: this.limit('max-record', LIMITS.recordBytes),
      digestBytes: this.limit('max-digest', LIMITS.digestBytes),
    };
  }

  private limit(name: OptionName, byDefault: number): number {
    const value = this.text(name);
    if (value === null) return byDefault;
    const bytes = size(name, value, '64MB or 1GiB');
    if (bytes < LEAST_LIMIT) throw bad(`--${name}: ${value} is too little for any evidence`, 'give at least 1KiB');
    if (bytes > MOST_LIMIT) throw bad(`--${name}: ${value} is more than can be held in one piece`, 'give at most 2GB');
    return bytes;
  }

  inflate(): BackEnd {
    return this.choice('inflate', BACK_ENDS) ?? 'node';
  }

  include(): (typeof CONFIDENCES)[number] | null {
    return this.choice('include', CONFIDENCES);
  }

  /** `also`: formats that only this command has. */
  format(): Format;
  format<T extends string>(also: readonly T[]): Format | T;
  format(also: readonly string[] = []): string {
    if (this.text('format') === 'aws' && !also.includes('aws')) {
      throw bad('--format aws is for verify only', 'it prints the lines of `aws cloudtrail validate-logs`');
    }
    const chosen = this.choice('format', [...FORMATS, ...also]);
    if (chosen !== null) return chosen;
    const ending = extname(this.text('out') ?? '').slice(1);
    return FORMATS.find((format) => format === ending) ?? 'table';
  }

  /** A word from a list, e.g. a format. */
  private choice<T extends string>(name: OptionName, choices: readonly T[]): T | null {
    const value = this.text(name);
    if (value === null) return null;
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    const near = closest(value, choices);
    throw bad(
      `--${name}: '${value}' is none of ${choices.join(', ')}`,
      near === null ? undefined : `did you mean ${near}?`,
    );
  }

  private split(name: OptionName): string[] {
    const parts = this.list(name).flatMap((value) => value.split(',').map((part) => part.trim()));
    if (parts.includes('')) throw bad(`--${name} has an empty entry`);
    return [...new Set(parts)];
  }
}

/** A size as DuckDB takes it, in bytes. */
function size(name: OptionName, value: string, example: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([KMGT]i?B|[KMGT]|B)?$/i.exec(value.trim());
  const unit = (match?.[2] ?? 'B').toUpperCase();
  const bytes = match ? Math.floor(Number(match[1]) * scale(unit)) : Number.NaN;
  if (!Number.isSafeInteger(bytes)) throw bad(`--${name}: '${value}' is not a size`, `e.g. ${example}`);
  return bytes;
}

/** What one of a unit is in bytes: `GB` 10^9, `GIB` 2^30. */
function scale(unit: string): number {
  return (unit.includes('I') ? 1024 : 1000) ** ['B', 'K', 'M', 'G', 'T'].indexOf(unit[0] ?? 'B');
}

function bad(message: string, hint?: string): KeytrailError {
  return new KeytrailError('bad-argument', message, hint);
}
