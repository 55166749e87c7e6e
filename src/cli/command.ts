import type { Arguments } from './arguments.js';
import type { OptionName } from './options.js';
import type { Terminal } from './terminal.js';

/** 0: done and nothing to object. 1: done, and the evidence is not clean. 2 is the business of `main` alone. */
export type Exit = 0 | 1;

/** One command: flags in, one library call, rendered. */
export interface Command {
  readonly name: string;
  /** Positionals as help shows them, e.g. `<source…>`. */
  readonly positionals: string;
  readonly describe: string;
  readonly options: readonly OptionName[];
  /** Command line without `keytrail`, and what it does. */
  readonly examples: readonly (readonly [string, string])[];
  /** Stops cleanly when the signal is aborted. Without it Ctrl-C ends the process at once. */
  readonly resumable?: true;
  /** `--out` names a folder, and a summary still goes to stdout. */
  readonly folder?: true;
  run(args: Arguments, terminal: Terminal): Promise<Exit>;
}
