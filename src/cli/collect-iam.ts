import type { CollectIamOptions } from '../collect/index.js';
import type { Arguments } from './arguments.js';
import type { Terminal } from './terminal.js';

/** The word that stands for IAM state where a source stands. */
export const IAM = 'iam';

export function iamOptions(args: Arguments, terminal: Terminal): Omit<CollectIamOptions, 'to'> {
  return {
    region: args.regions()[0] ?? null,
    accounts: args.accounts(),
    generate: !args.flag('no-generate'),
    signal: terminal.signal,
    onProgress: terminal.onProgress,
    onNotice: terminal.onNotice,
    announce: (text) => terminal.line(text),
  };
}
