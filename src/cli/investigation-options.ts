import type { Arguments } from './arguments.js';
import { blastOptions, containRoleOf, SEED_HINT } from './blast-options.js';
import { evidenceOptions } from './evidence-options.js';
import { givenOptions } from './given-options.js';
import type { InvestigationOptions } from './investigation.js';
import type { Terminal } from './terminal.js';

/** What `investigate` is asked: positionals are the seed and the sources. */
export function investigationOptions(args: Arguments, terminal: Terminal): Omit<InvestigationOptions, 'folder'> {
  const seed = args.first('a seed', SEED_HINT);
  const evidence = evidenceOptions(args, terminal, 1);
  const blast = { ...blastOptions(args, seed), window: evidence.window };
  return {
    evidence,
    blast,
    containRole: containRoleOf(args),
    queries: args.list('queries'),
    arguments: givenOptions(args, blast, evidence),
  };
}
