import type { Options } from 'yargs';

// Every option of every command, once: the same word means the same everywhere. With `nargs: 1` an option never swallows a source.
const text = { type: 'string', nargs: 1, requiresArg: true } as const;
const list = { ...text, array: true } as const;
const flag = { type: 'boolean' } as const;

export const OPTIONS = {
  case: { ...text, group: 'Case:', describe: 'The case, one DuckDB file' },
  since: { ...text, group: 'Scope:', describe: 'From this time on (RFC 3339; without an offset it is UTC)' },
  until: { ...text, group: 'Scope:', describe: 'Up to and including this time' },
  account: { ...list, group: 'Scope:', describe: 'Only these accounts (12 digits; repeat, or separate by commas)' },
  region: { ...list, group: 'Scope:', describe: 'Only these regions (repeat, or separate by commas)' },
  'public-keys': {
    ...list,
    group: 'Proof:',
    describe:
      'Output of `aws cloudtrail list-public-keys`, in a file named after its region, e.g. us-east-1.json (repeat)',
  },
  'pin-keys': {
    ...list,
    group: 'Proof:',
    describe:
      'Use no key but those whose file, or whose whole set, has this SHA-256; verify prints both (repeat, or separate by commas)',
  },
  seed: {
    ...text,
    group: 'Incident:',
    describe: 'Where it starts: an access key id, a principal ARN or id, a session, an address (ip:…) or an event id',
  },
  'compromised-at': {
    ...text,
    group: 'Incident:',
    describe:
      "When the intruder got the seed. Without it all use of the seed counts as the intruder's (harden: as legitimate, which it says)",
  },
  include: {
    ...text,
    group: 'Incident:',
    describe: 'Also follow suspects of this confidence: medium, or low (which takes in medium)',
  },
  'as-of': { ...text, group: 'Incident:', describe: 'The clock of "still valid at"; default: now' },
  days: {
    ...text,
    group: 'Scope:',
    describe: 'Unused is what nobody used for so many days before the state of IAM was taken; default 90',
  },
  queries: { ...list, group: 'Questions:', describe: 'A folder with questions of your own (repeat)' },
  all: { ...flag, group: 'Output:', describe: 'List everything: the valid objects too, every chain and every finding' },
  tables: {
    ...text,
    group: 'Output:',
    describe: 'Write the tables of the radius to this DuckDB file, to ask it beside the case in the duckdb shell',
  },
  events: {
    ...text,
    group: 'Output:',
    describe: 'Write a line per event of the radius (sigma: per rule and record that it matched) to this .jsonl file',
  },
  plan: {
    ...text,
    group: 'Output:',
    describe: 'Write the containment plan to this .json file: what to stop and in which order, for keytrail-contain',
  },
  'contain-role': {
    ...text,
    group: 'Incident:',
    describe: 'The role that a responder assumes in each account of the plan; default: OrganizationAccountAccessRole',
  },
  limit: { ...text, group: 'Output:', describe: 'Show this many event ids of each rule; default 20' },
  format: {
    ...text,
    group: 'Output:',
    describe:
      'table, json, jsonl, csv or md; verify also aws, the lines of `aws cloudtrail validate-logs`. Default: table, or what the name given to --out ends with. Piped, a table is not cut',
  },
  out: {
    ...text,
    group: 'Output:',
    describe: 'Write the result to this file instead of to stdout (investigate, harden: everything into this folder)',
  },
  check: { ...text, group: 'Output:', describe: 'Check this package instead of writing one' },
  to: { ...text, group: 'Output:', describe: 'The folder to write to' },
  'event-history': {
    ...flag,
    group: 'Collection:',
    describe: 'Also ask LookupEvents for the last 90 days, 2 requests a second in each region, as a witness of its own',
  },
  'dry-run': { ...flag, group: 'Collection:', describe: 'Count objects, bytes and requests, and write nothing' },
  'print-policy': {
    ...flag,
    group: 'Collection:',
    describe: 'Print the least IAM policy that this needs, and do nothing',
  },
  'request-payer': { ...flag, group: 'Collection:', describe: 'Pay for requests to a bucket of somebody else' },
  'no-generate': {
    ...flag,
    group: 'Collection:',
    describe: 'iam: take the credential report that is stored, and have no new one made, which would replace it',
  },
  'no-verify': { ...flag, group: 'Collection:', describe: 'Do not verify the archive when it is complete' },
  threads: {
    ...text,
    group: 'Machine:',
    describe: 'Worker threads, 1 to 64; default: as many as there are processors',
  },
  memory: { ...text, group: 'Machine:', describe: 'Memory for the database, e.g. 2GB or 512MB; default 768MiB' },
  inflate: {
    ...text,
    group: 'Machine:',
    describe: 'How to inflate gzip: node, node-plain (documented calls alone), or zlib-sync where it is installed',
  },
  'max-object': {
    ...text,
    group: 'Limits:',
    describe: 'A larger stored object is not read (invalid-format); default 256MiB',
  },
  'max-content': {
    ...text,
    group: 'Limits:',
    describe: 'An object that inflates to more is not read (invalid-format); default 1GiB',
  },
  'max-record': { ...text, group: 'Limits:', describe: 'A larger record is rejected; default 16MiB' },
  'max-digest': {
    ...text,
    group: 'Limits:',
    describe: 'A digest with more content is not read (invalid-format); default 64MiB',
  },
  quiet: { ...flag, group: 'Terminal:', describe: 'No notices and no progress; errors still show' },
  'no-progress': { ...flag, group: 'Terminal:', describe: 'No progress bar' },
  'no-color': { ...flag, group: 'Terminal:', describe: 'No colour (NO_COLOR does the same)' },
  debug: { ...flag, group: 'Terminal:', describe: 'Show the stack of an error' },
} as const satisfies Record<string, Options>;

export type OptionName = keyof typeof OPTIONS;

/** What every command takes. */
export const TERMINAL_OPTIONS = ['quiet', 'no-progress', 'no-color', 'debug'] as const;
/** What every command takes that opens a case. */
export const MACHINE_OPTIONS = ['threads', 'memory'] as const;
/** What every command takes that reads evidence: see limits.ts. */
export const LIMIT_OPTIONS = ['max-object', 'max-content', 'max-record', 'max-digest'] as const;
