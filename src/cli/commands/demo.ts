import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageFile } from '../../package.js';
import { sentences } from '../../report/blast/blast-sentences.js';
import { planSentence } from '../../report/investigation/plan-markdown.js';
import { sureness } from '../../report/investigation/summary.js';
import { visible } from '../../text/escape.js';
import type { Command } from '../command.js';
import { checkStory, type Story } from '../demo-story.js';
import { type Investigation, investigate } from '../investigation.js';
import { MACHINE_OPTIONS } from '../options.js';
import type { Terminal } from '../terminal.js';

export const demoCommand: Command = {
  name: 'demo',
  positionals: '',
  describe: 'The main job on the bundled example trail, checked against its story',
  options: ['to', ...MACHINE_OPTIONS],
  examples: [
    ['demo', 'writes ./keytrail-demo'],
    ['demo --to /tmp/demo', 'writes there'],
  ],
  resumable: true,
  async run(args, terminal) {
    args.atMost(0);
    const folder = args.text('to') ?? 'keytrail-demo';
    const source = fileURLToPath(packageFile('fixtures/demo'));
    const story = JSON.parse(readFileSync(join(source, 'truth.json'), 'utf8')) as Story;
    const window = { since: null, until: null };
    const result = await investigate(
      {
        folder,
        evidence: {
          // As a person in this folder would name it, so that the report reads alike wherever keytrail is installed below it.
          sources: [relative(process.cwd(), source) || '.'],
          window,
          accounts: [],
          regions: [],
          publicKeys: [],
          threads: args.threads(),
          memory: args.memory(),
          inflate: 'node',
          signal: terminal.signal,
          onProgress: terminal.onProgress,
          // The story lies beside the evidence, and that it is not read is no news here.
          onNotice: (text) => {
            if (!text.includes('truth.json')) terminal.onNotice(text);
          },
        },
        blast: {
          seed: story.seed,
          compromisedAt: story.compromisedAt,
          window,
          include: null,
          asOf: collectedAt(source),
        },
        containRole: null,
        queries: [],
        arguments: [`--compromised-at ${story.compromisedAt}`, `--as-of ${collectedAt(source)}`],
      },
      terminal,
    );
    return tell(result, story, folder, terminal);
  },
};

/** The clock of the report: that of the collection, so that the demo comes out the same on every day. */
function collectedAt(source: string): string {
  return (JSON.parse(readFileSync(join(source, 'collection.json'), 'utf8')) as { collectedAt: string }).collectedAt;
}

async function tell(result: Investigation, story: Story, folder: string, terminal: Terminal): Promise<0 | 1> {
  const { paint } = terminal;
  const checks = checkStory(result, story, join(folder, 'events.jsonl'));
  const lines = checks.map(
    ({ fine, text }) => `  ${fine ? paint('green', '✔') : paint('red', '✘')} ${visible(text)}\n`,
  );
  const fine = checks.every((check) => check.fine);
  await terminal.print(
    [
      `The story: the access key ${story.seed} leaked at ${story.compromisedAt}. Its finder made further keys, users and sessions in two\n`,
      'accounts, switched logging off, and had logs and a digest removed and one log changed.\n\n',
      `${paint('bold', 'What keytrail found')}\n`,
      ...[...sentences(result.blast, false), ...sureness(result.blast, result.ingest.report)].map(
        (line) => `  ${line}\n`,
      ),
      `\n${paint('bold', 'Against the story')}\n`,
      ...lines,
      fine
        ? '\nEverything came out as the story says.\n'
        : `\n${paint('red', 'Not everything came out as the story says.')}\n`,
      `What would stop it now, in ${result.plan.path}: ${planSentence(result.plan.plan)}\n`,
      `Read on in ${join(folder, 'report.html')}\n`,
    ].join(''),
  );
  return fine ? 0 : 1;
}
