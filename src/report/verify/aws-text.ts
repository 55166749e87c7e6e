import { visible } from '../../text/escape.js';
import type { RangeShape, VerifyShape } from '../shapes.js';
import { type AwsObject, digestWords, logWords } from './aws-words.js';
import { locationOf } from './findings.js';

/** Where validate-logs writes a line: findings go to stderr, everything else to stdout. */
export type AwsStream = 'stdout' | 'stderr';
export type AwsWrite = (stream: AwsStream, text: string) => Promise<void>;

export interface AwsTrail {
  readonly arn: string;
  readonly account: string;
  readonly trail: string;
  readonly region: string;
  readonly from: string | null;
  readonly to: string | null;
}

interface Located extends AwsObject {
  readonly bucket: string | null;
  readonly key: string;
}

export type AwsStep =
  | { readonly step: 'trail' | 'end'; readonly trail: AwsTrail }
  | ({
      readonly step: 'digest';
      readonly backfill: boolean;
      readonly fingerprint: string | null;
      readonly start: string | null;
      readonly end: string | null;
    } & Located)
  | { readonly step: 'gap'; readonly backfill: boolean; readonly from: string; readonly to: string }
  | ({ readonly step: 'log' } & Located)
  | { readonly step: 'valid-logs'; readonly logs: number }
  | ({ readonly step: 'other'; readonly kind: string } & Located);

interface Ratio {
  valid: number;
  invalid: number;
}

/**
 * The lines of `aws cloudtrail validate-logs`, one run of it after the other: as many as there are trails, accounts and regions. Line ends and
 * empty lines are as it writes them (validation.py, CloudTrailValidateLogs). `verbose`: valid objects have a line too.
 */
export class AwsText {
  #trail: AwsTrail | null = null;
  #doubleSpaced = true;
  #counts: Counts = none();
  #found: { from: string | null; to: string | null } = { from: null, to: null };
  #trails = 0;

  constructor(
    private readonly window: { readonly since: string | null; readonly until: string | null },
    private readonly verbose: boolean,
    private readonly write: AwsWrite,
  ) {}

  async step(step: AwsStep): Promise<void> {
    switch (step.step) {
      case 'trail':
        return this.#begin(step.trail);
      case 'digest':
        return this.#digest(step);
      case 'gap':
        return this.#say(
          `${prefix(step.backfill)}No log files were delivered by CloudTrail between ${second(step.from)} and ${second(step.to)}`,
          true,
        );
      case 'log':
        return this.#log(step);
      case 'valid-logs':
        this.#counts.log.valid += step.logs;
        return;
      case 'end':
        return this.#summary();
      case 'other':
        return this.#say(
          `${step.kind === 'digest' ? 'Digest' : 'Log'} file\t${place(step)}\t${otherWords(step)}`,
          true,
        );
    }
  }

  /** What it has no lines for: findings about time, versions and collections. */
  async end(report: Pick<VerifyShape, 'ranges' | 'trust' | 'versions' | 'unfinished'>): Promise<void> {
    if (this.#trails === 0) await this.write('stdout', 'No digests found\n');
    for (const range of report.ranges) if (!isTold(range)) await this.#say(rangeLine(range), true);
    for (const { finding, detail, ...object } of report.versions) {
      await this.#say(
        `Object versions\t${visible(locationOf(object))}\tINVALID: ${visible(`${finding}: ${detail}`)}`,
        true,
      );
    }
    for (const archive of report.unfinished) {
      await this.#say(`Archive\t${visible(archive)}\tINVALID: its collection was not finished`, true);
    }
    for (const { file, state, used, pinned } of report.trust.files) {
      if (used && !pinned && state === 'changed') {
        await this.#say(`Public keys\t${visible(file)}\tINVALID: changed after collection`, true);
      }
    }
  }

  async #begin(trail: AwsTrail): Promise<void> {
    this.#trail = trail;
    this.#trails += 1;
    this.#doubleSpaced = true;
    this.#counts = none();
    this.#found = { from: null, to: null };
    const { from, to } = this.#asked();
    const empty = this.#trails > 1 ? '\n' : '';
    await this.write(
      'stdout',
      `${empty}Validating log files for trail ${visible(trail.arn)} between ${from} and ${to}\n\n`,
    );
  }

  /** Its start time is required and its end time is now; without a window it is what the digests cover. */
  #asked(): { from: string; to: string } {
    const { since, until } = this.window;
    return { from: second(since ?? this.#trail?.from ?? null), to: second(until ?? this.#trail?.to ?? null) };
  }

  async #digest(digest: Extract<AwsStep, { step: 'digest' }>): Promise<void> {
    const { backfill, start, end } = digest;
    const words = digestWords(digest, this.#trail?.region ?? '');
    const valid = words === 'valid';
    this.#count(backfill ? 'backfill digest' : 'digest', valid);
    if (valid && start !== null && end !== null) {
      const { from, to } = this.#found;
      const [first, last] = [later(start, this.window.since), earlier(end, this.window.until)];
      this.#found = { from: from === null ? first : earlier(first, from), to: to === null ? last : later(last, to) };
    }
    await this.#say(`${prefix(backfill)}Digest file\t${place(digest)}\t${visible(words)}`, !valid);
  }

  async #log(log: Extract<AwsStep, { step: 'log' }>): Promise<void> {
    const words = logWords(log);
    this.#count('log', words === 'valid');
    await this.#say(`Log file\t${place(log)}\t${visible(words)}`, words !== 'valid');
  }

  #count(kind: keyof Counts, valid: boolean): void {
    this.#counts[kind][valid ? 'valid' : 'invalid'] += 1;
  }

  async #say(message: string, isError: boolean): Promise<void> {
    if (isError) {
      await this.write('stderr', `${this.#doubleSpaced ? '' : '\n'}${message}\n\n`);
      this.#doubleSpaced = true;
    } else if (this.verbose) {
      this.#doubleSpaced = false;
      await this.write('stdout', `${message}\n`);
    }
  }

  async #summary(): Promise<void> {
    const { from, to } = this.#asked();
    let text = `${this.#doubleSpaced ? '' : '\n'}Results requested for ${from} to ${to}\n`;
    const { from: first, to: last } = this.#found;
    text +=
      first === null || last === null
        ? 'No valid digests found in range\n'
        : `Results found for ${second(first)} to ${second(last)}:\n`;
    for (const [name, { valid, invalid }] of Object.entries(this.#counts)) {
      const total = valid + invalid;
      if (total > 0) text += `\n${valid}/${total} ${name} files valid`;
      if (invalid > 0) text += `, ${invalid}/${total} ${name} files INVALID`;
    }
    // It ends here: what follows of ours stands behind an empty line.
    this.#doubleSpaced = false;
    await this.write('stdout', `${text}\n`);
  }
}

type Counts = Record<'digest' | 'backfill digest' | 'log', Ratio>;
const none = (): Counts => ({
  digest: { valid: 0, invalid: 0 },
  'backfill digest': { valid: 0, invalid: 0 },
  log: { valid: 0, invalid: 0 },
});

const prefix = (backfill: boolean) => (backfill ? '(backfill) ' : '');
const place = (object: Located) => visible(locationOf(object));
const otherWords = (other: Extract<AwsStep, { step: 'other' }>) =>
  visible(other.kind === 'digest' ? digestWords({ ...other, fingerprint: null }, '') : logWords(other));

/** Whole seconds, as it formats every time. */
const second = (time: string | null) => time?.replace(/\.\d+Z$/, 'Z') ?? 'unknown';
const later = (a: string, b: string | null) => (b !== null && Date.parse(b) > Date.parse(a) ? b : a);
const earlier = (a: string, b: string | null) => (b !== null && Date.parse(b) < Date.parse(a) ? b : a);

/** A gap that is explained is no objection, and one missing digest has its line. */
function isTold({ finding, explained, digests }: RangeShape): boolean {
  return (finding === 'gap' && Boolean(explained)) || (finding === 'hole' && digests === 1);
}

function rangeLine({ finding, account, region, trail, from, to, detail }: RangeShape): string {
  const where = [account, region, trail].filter((part) => part !== null).join(' ');
  const times = `between ${second(from ?? 'the beginning')} and ${second(to ?? 'the end')}`;
  return `Digest files\t${visible(where)}\tINVALID: ${visible(finding)} ${times}: ${visible(detail)}`;
}
