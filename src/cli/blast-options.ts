import type { BlastOptions } from '../blast/types.js';
import { KeytrailError } from '../error.js';
import { GRAMMAR } from '../plan/index.js';
import type { Arguments } from './arguments.js';
import type { OptionName } from './options.js';

/** What a seed may be. */
export const SEED_HINT =
  'give an access key id, the ARN or id of a principal, a session, an address (ip:…) or the id of an event';

/** What every command takes that computes a radius. */
export const BLAST_OPTIONS = ['compromised-at', 'since', 'until', 'include', 'as-of'] as const satisfies OptionName[];

export function blastOptions(args: Arguments, seed: string): BlastOptions {
  return {
    seed,
    compromisedAt: args.instant('compromised-at'),
    window: args.window(),
    include: args.include(),
    asOf: args.asOf(),
  };
}

/** Name of the role that a responder assumes in each account; null: the one that Organizations creates. */
export function containRoleOf(args: Arguments): string | null {
  const name = args.text('contain-role');
  if (name === null || GRAMMAR.name.test(name)) return name;
  throw new KeytrailError(
    'bad-argument',
    `--contain-role ${name}: no name of a role`,
    'give its name alone, without path, ARN or account',
  );
}
