// Every option once: the same word means the same in every command, and the same as in keytrail.

export interface Option {
  readonly type: 'string' | 'boolean';
  /** As help shows the value. */
  readonly value?: string;
  readonly says: string;
}

export const OPTIONS = {
  execute: {
    type: 'string',
    value: 'HASH',
    says: "Do it. HASH is the plan's, as show prints it: what you have read is what is done",
  },
  watch: { type: 'string', value: 'MINUTES', says: 'Go on watching for so long; default 0. AWS advises 30 at least' },
  policy: { type: 'boolean', says: 'Print the least IAM policy alone, as JSON' },
  commands: { type: 'boolean', says: 'Print the equivalent AWS CLI commands alone, as a shell script' },
  scp: { type: 'boolean', says: 'Print the service control policies to hand over alone, as JSON' },
  account: {
    type: 'string',
    value: 'ID…',
    says: 'Only the sections of these accounts (12 digits; repeat, or separate by commas)',
  },
  skip: { type: 'string', value: 'N…', says: 'Leave these steps alone (repeat, or separate by commas)' },
  journal: { type: 'string', value: 'FILE', says: 'The journal; default: plan.journal.jsonl beside plan.json' },
  profile: { type: 'string', value: 'NAME', says: 'The profile of the AWS configuration; default: AWS_PROFILE' },
  region: {
    type: 'string',
    value: 'REGION',
    says: "Where STS and IAM are asked; default: AWS_REGION, the profile's, us-east-1",
  },
  format: { type: 'string', value: 'FORMAT', says: 'text, json or md; default: text' },
  out: { type: 'string', value: 'FILE', says: 'Write the result to this file instead of to stdout' },
  quiet: { type: 'boolean', says: 'No notices and no waiting lines; results and errors still show' },
  'no-color': { type: 'boolean', says: 'No colour (NO_COLOR does the same)' },
  debug: { type: 'boolean', says: 'Show the stack of an error' },
  help: { type: 'boolean', says: 'Show this' },
} as const satisfies Record<string, Option>;

export type OptionName = keyof typeof OPTIONS;

/** What every command takes. */
export const COMMON: readonly OptionName[] = ['account', 'format', 'out', 'quiet', 'no-color', 'debug', 'help'];
/** What every command takes that asks AWS. */
export const LIVE: readonly OptionName[] = ['journal', 'skip', 'profile', 'region'];
