import type { HardenOptions, HardenResult } from '../../harden/index.js';
import type { Format } from '../../model.js';
import { hardenMarkdown } from '../../report/harden/harden-markdown.js';
import { hardenText } from '../../report/harden/harden-text.js';
import { render } from '../../report/table/renderer.js';
import { tableOf } from '../../report/table/table-of.js';
import { proof, proofLine } from '../../report/words.js';
import { safeJson } from '../../text/escape.js';
import { BLAST_OPTIONS, blastOptions } from '../blast-options.js';
import type { Command } from '../command.js';
import { MACHINE_OPTIONS } from '../options.js';
import type { Terminal } from '../terminal.js';
import { withCase } from '../with-case.js';
import { writeHardening } from '../write-policies.js';

const DAYS = 90;
const MOST_DAYS = 3650;
const COLUMNS = [
  'finding',
  'severity',
  'account',
  'about',
  'detail',
  'todo',
  'stateOf',
  'events',
  'proven',
  'evidence',
];

export const hardenCommand: Command = {
  name: 'harden',
  positionals: '',
  describe:
    'After it: policies by what was legitimately used, trust wider than its use, rights without MFA, unused keys',
  options: ['case', 'seed', ...BLAST_OPTIONS, 'account', 'days', 'format', 'out', ...MACHINE_OPTIONS],
  examples: [
    [
      'harden --case case.duckdb --seed AKIAIOSFODNN7EXAMPLE --compromised-at 2026-03-01T09:30:00Z --out hardening',
      'a policy for the owner of the key, by use before the leak; hardening/policies/*.json',
    ],
    ['harden --case case.duckdb', 'everybody, and all findings'],
    ['harden --case case.duckdb --account 111122223333 --days 180 --format csv', 'the findings of one account'],
  ],
  folder: true,
  async run(args, terminal) {
    args.atMost(0);
    const seed = args.text('seed');
    const blast = blastOptions(args, seed ?? '');
    const options: HardenOptions = {
      seed,
      compromisedAt: blast.compromisedAt,
      window: blast.window,
      accounts: args.accounts(),
      days: Math.max(1, args.count('days', DAYS, MOST_DAYS)),
    };
    const format = args.format();
    const folder = args.text('out');
    return withCase(args, async (opened) => {
      const { harden } = await import('../../harden/index.js');
      if (seed !== null) {
        const { spread } = await import('../../blast/spread.js');
        await spread(opened, blast);
      }
      const result = await harden(opened, options);
      if (folder !== null) await writeHardening(folder, result, terminal);
      await terminal.print(show(result, format, terminal));
      if (folder !== null) terminal.onNotice(`written: ${folder}/harden.md, harden.json, policies/ and trust/`);
      if (format !== 'table' && format !== 'md') terminal.onNotice(proofLine(result.integrity));
      return proof(result.integrity).unproven === 0 ? 0 : 1;
    });
  },
};

function show(result: HardenResult, format: Format, terminal: Terminal): string {
  switch (format) {
    case 'table':
      return hardenText(result, terminal.paint, terminal.width);
    case 'md':
      return hardenMarkdown(result);
    case 'json':
      return `${safeJson(result, 2)}\n`;
    default:
      return render(format, tableOf(result.findings, COLUMNS));
  }
}
