import { KeytrailError } from '../../error.js';
import { closest } from '../../text/suggest.js';
import type { CommandName } from './commands.js';
import type { OptionName } from './options.js';

const FORMATS = ['text', 'json', 'md'] as const;
export type Format = (typeof FORMATS)[number];
const PARTS = ['policy', 'commands', 'scp'] as const;

/** The checked values of a command line. */
export interface Given {
  /** Path of the plan, as given. */
  readonly plan: string;
  /** In lower case; null: a dry run. */
  readonly execute: string | null;
  /** Minutes. */
  readonly watch: number;
  /** The one part that show prints; null: all of it. */
  readonly only: (typeof PARTS)[number] | null;
  /** Null: all of them. */
  readonly accounts: readonly string[] | null;
  readonly skip: readonly number[];
  readonly journal: string | null;
  readonly profile: string | null;
  readonly region: string | null;
  readonly format: Format;
  readonly out: string | null;
  readonly quiet: boolean;
  readonly noColor: boolean;
}

export type Values = Partial<Record<OptionName, string | boolean | (string | boolean)[]>>;

/** A day. Who wants more asks again. */
const LONGEST_WATCH = 1440;

/** Checks every value. An error names the option, the value and what would do. */
export function given(command: CommandName, values: Values, positionals: readonly string[]): Given {
  const all = (name: OptionName) => ([values[name] ?? []].flat() as (string | boolean)[]).map(String);
  const one = (name: OptionName) => {
    const [value = null, ...more] = all(name);
    if (more.length > 0) throw bad(`--${name} was given ${more.length + 1} times`, 'give it once');
    if (value?.trim() === '') throw bad(`--${name} is empty`);
    return value;
  };
  const flag = (name: OptionName) => all(name).length > 0;
  const accounts = list('account', all('account'), /^\d{12}$/, 'an account id of 12 digits');
  return {
    plan: planOf(command, positionals),
    execute: hash(one('execute')),
    watch: minutes(one('watch')),
    only: part(flag),
    accounts: accounts.length === 0 ? null : accounts,
    skip: list('skip', all('skip'), /^[1-9]\d{0,5}$/, 'the number of a step').map(Number),
    journal: one('journal'),
    profile: one('profile'),
    region: region(one('region')),
    format: format(one('format')),
    out: one('out'),
    quiet: flag('quiet'),
    noColor: flag('no-color'),
  };
}

function planOf(command: CommandName, [plan = '', extra]: readonly string[]): string {
  if (plan.trim() === '') throw bad(`${command} needs a plan`, 'keytrail blast … --plan plan.json writes one');
  if (extra === undefined) return plan;
  const hint = isHash(extra) ? 'did you mean --execute?' : `see keytrail-contain ${command} --help`;
  throw bad(`${command} does not know what to do with '${extra}'`, hint);
}

const isHash = (text: string) => /^[0-9a-f]{64}$/i.test(text);

function hash(value: string | null): string | null {
  if (value === null || isHash(value)) return value?.toLowerCase() ?? null;
  throw bad(`--execute: '${value}' is not the hash of a plan`, 'it has 64 hex digits; keytrail-contain show prints it');
}

function minutes(value: string | null): number {
  const watch = value === null ? 0 : /^\d{1,6}$/.test(value) ? Number(value) : Number.NaN;
  if (watch >= 0 && watch <= LONGEST_WATCH) return watch;
  throw bad(`--watch: '${value}' is not a number of minutes from 0 to ${LONGEST_WATCH}`);
}

function part(flag: (name: OptionName) => boolean): Given['only'] {
  const chosen = PARTS.filter(flag);
  if (chosen.length > 1) throw bad(`--${chosen.join(' and --')} do not go together`, 'give one of them');
  return chosen[0] ?? null;
}

function list(name: OptionName, values: readonly string[], pattern: RegExp, what: string): string[] {
  const parts = values.flatMap((value) => value.split(',').map((one) => one.trim()));
  const wrong = parts.find((one) => !pattern.test(one));
  if (wrong !== undefined) throw bad(`--${name}: '${wrong}' is not ${what}`);
  return [...new Set(parts)];
}

function region(value: string | null): string | null {
  if (value === null || /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(value)) return value;
  throw bad(`--region: '${value}' is not a region`, 'e.g. us-east-1');
}

/** `table` is what keytrail calls its text. */
function format(value: string | null): Format {
  if (value === null || value === 'table') return 'text';
  const found = FORMATS.find((one) => one === value);
  if (found) return found;
  const near = closest(value, FORMATS);
  const hint = near === null ? undefined : `did you mean ${near}?`;
  throw bad(`--format: '${value}' is none of ${FORMATS.join(', ')}`, hint);
}

function bad(message: string, hint?: string): KeytrailError {
  return new KeytrailError('bad-argument', message, hint);
}
