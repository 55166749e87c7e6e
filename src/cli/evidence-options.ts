import type { EvidenceOptions } from '../ingest/options.js';
import type { Arguments } from './arguments.js';
import { LIMIT_OPTIONS, MACHINE_OPTIONS, type OptionName } from './options.js';
import type { Terminal } from './terminal.js';

/** What every command takes that reads evidence. */
export const EVIDENCE_OPTIONS = [
  'since',
  'until',
  'account',
  'region',
  'public-keys',
  'pin-keys',
  ...MACHINE_OPTIONS,
  'inflate',
  ...LIMIT_OPTIONS,
] as const satisfies OptionName[];

export function evidenceOptions(args: Arguments, terminal: Terminal, sourcesFrom = 0): EvidenceOptions {
  return {
    sources: args.sources(sourcesFrom),
    window: args.window(),
    accounts: args.accounts(),
    regions: args.regions(),
    publicKeys: args.list('public-keys'),
    pins: args.pins(),
    threads: args.threads(),
    memory: args.memory(),
    inflate: args.inflate(),
    limits: args.limits(),
    signal: terminal.signal,
    onProgress: terminal.onProgress,
    onNotice: terminal.onNotice,
  };
}
