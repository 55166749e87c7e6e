import type { Command } from './command.js';
import { blastCommand } from './commands/blast.js';
import { collectCommand } from './commands/collect.js';
import { demoCommand } from './commands/demo.js';
import { hardenCommand } from './commands/harden.js';
import { ingestCommand } from './commands/ingest.js';
import { investigateCommand } from './commands/investigate.js';
import { packageCommand } from './commands/package.js';
import { queryCommand } from './commands/query.js';
import { replayCommand } from './commands/replay.js';
import { sigmaCommand } from './commands/sigma.js';
import { sqlCommand } from './commands/sql.js';
import { verifyCommand } from './commands/verify.js';
import { whyCommand } from './commands/why.js';

/** Every command, in the order in which help shows them. */
export const COMMANDS: readonly Command[] = [
  investigateCommand,
  collectCommand,
  ingestCommand,
  verifyCommand,
  blastCommand,
  whyCommand,
  queryCommand,
  sigmaCommand,
  hardenCommand,
  sqlCommand,
  replayCommand,
  packageCommand,
  demoCommand,
];
