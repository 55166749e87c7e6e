import { COMMON, LIVE, type OptionName } from './options.js';

export interface CommandWords {
  readonly name: CommandName;
  readonly says: string;
  /** Paragraphs of its help. */
  readonly about: readonly string[];
  readonly options: readonly OptionName[];
  /** Words behind `keytrail-contain`, and what they do. */
  readonly examples: readonly (readonly [string, string])[];
}

export type CommandName = 'show' | 'apply' | 'verify' | 'status' | 'revert';

export const COMMANDS: readonly CommandWords[] = [
  {
    name: 'show',
    says: 'what the plan would do, and why; needs neither network nor credentials',
    about: [
      'Shows every step with its reason, evidence and undo, the tasks for persons, the least IAM policy, the AWS CLI commands, and the hash of the plan.',
    ],
    options: ['policy', 'commands', 'scp', ...COMMON],
    examples: [
      ['show plan.json', 'all of it'],
      ['show plan.json --policy > policy.json', 'the least IAM policy that apply, verify and revert need'],
      ['show plan.json --commands > plan.sh', 'for those who want to type them'],
      ['show plan.json --format md --out plan.md', 'to hand over'],
    ],
  },
  {
    name: 'apply',
    says: 'do it; without --execute a dry run that cannot write',
    about: [
      'Without --execute nothing that can write to AWS exists in the process: it reads the live state and says what would be done. With --execute HASH each step is re-read, compared with what the plan expects, journaled, done, and read back. Stopped at any point, the same command goes on where it stopped.',
      'Nothing at all is done where one of the steps cannot be: where somebody has changed something since, or where it would lock out the identity that this runs as. --skip leaves such a step out.',
    ],
    options: ['execute', ...LIVE, ...COMMON],
    examples: [
      ['apply plan.json', 'dry run'],
      ['apply plan.json --execute HASH', 'do it'],
      ['apply plan.json --profile responder --account 123456789012', 'dry run of one section'],
      ['apply plan.json --skip 4 7 --execute HASH', 'all but two steps'],
    ],
  },
  {
    name: 'verify',
    says: 'live state against the plan; --watch goes on looking',
    about: [
      'Reads back whether every step holds. With --watch it goes on looking for a denial that is detached and for keys, passwords and users that appear.',
    ],
    options: ['watch', ...LIVE, ...COMMON],
    examples: [
      ['verify plan.json', 'once'],
      ['verify plan.json --watch 30', 'for half an hour'],
      ['verify plan.json --format json', 'for a program'],
    ],
  },
  {
    name: 'status',
    says: 'what the journal says was done; needs neither network nor credentials',
    about: ['Reads the journal, checks its chain of hashes, and says what became of every step and when.'],
    options: ['journal', ...COMMON],
    examples: [
      ['status plan.json', 'of the journal beside it'],
      ['status plan.json --journal copy.jsonl', 'of a copy'],
    ],
  },
  {
    name: 'revert',
    says: 'take it back, newest step first; without --execute a dry run',
    about: [
      'Takes back what the journal says that this plan did, and nothing else: what somebody has changed since is left alone and named.',
    ],
    options: ['execute', ...LIVE, ...COMMON],
    examples: [
      ['revert plan.json', 'dry run'],
      ['revert plan.json --execute HASH', 'do it'],
      ['revert plan.json --skip 1 --execute HASH', 'all but the denial of step 1'],
    ],
  },
];
