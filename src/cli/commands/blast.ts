import type { BlastResult } from '../../blast/types.js';
import type { Format } from '../../model.js';
import { blastMarkdown } from '../../report/blast/blast-markdown.js';
import { blastText } from '../../report/blast/blast-text.js';
import { planSentence } from '../../report/investigation/plan-markdown.js';
import { render } from '../../report/table/renderer.js';
import { tableOf } from '../../report/table/table-of.js';
import { proofLine } from '../../report/words.js';
import { safeJson } from '../../text/escape.js';
import { BLAST_OPTIONS, blastOptions, containRoleOf, SEED_HINT } from '../blast-options.js';
import type { Command } from '../command.js';
import { isClean } from '../exit.js';
import { MACHINE_OPTIONS } from '../options.js';
import type { Terminal } from '../terminal.js';
import { withCase } from '../with-case.js';
import { writeEvents } from '../write-events.js';
import { writePlan } from '../write-plan.js';
import { writeTables } from '../write-tables.js';

export const blastCommand: Command = {
  name: 'blast',
  positionals: '<seed>',
  describe: 'The blast radius of a credential: every credential, session, principal and event that it led to',
  options: [
    'case',
    ...BLAST_OPTIONS,
    'queries',
    'events',
    'tables',
    'plan',
    'contain-role',
    'format',
    'out',
    ...MACHINE_OPTIONS,
  ],
  examples: [
    ['blast AKIAIOSFODNN7EXAMPLE --case case.duckdb', 'what the key led to'],
    ['blast AKIAIOSFODNN7EXAMPLE --case case.duckdb --compromised-at 2026-03-01T09:30:00Z', 'from the leak on only'],
    ['blast AKIAIOSFODNN7EXAMPLE --case case.duckdb --format json --events events.jsonl', 'for a program'],
    ['blast AKIAIOSFODNN7EXAMPLE --case case.duckdb --plan plan.json', 'what to stop, for keytrail-contain'],
    ['blast AKIAIOSFODNN7EXAMPLE --case case.duckdb --tables radius.duckdb', 'for the duckdb shell'],
  ],
  async run(args, terminal) {
    const seed = args.one('a seed', SEED_HINT);
    const options = blastOptions(args, seed);
    const format = args.format();
    const events = args.text('events');
    const tables = args.text('tables');
    const plan = args.text('plan');
    const containRole = containRoleOf(args);
    return withCase(args, async (opened) => {
      const [{ blast }, { loadQuestions }] = await Promise.all([
        import('../../blast/blast.js'),
        import('../../questions/load.js'),
      ]);
      const questions = loadQuestions(args.list('queries'));
      const result = await blast(opened, { ...options, questions });
      if (events !== null) await writeEvents(opened, terminal, events);
      if (tables !== null) await writeTables(opened, tables);
      if (plan !== null) {
        const written = await writePlan(opened, terminal, { path: plan, result, options, containRole });
        terminal.onNotice(`${plan}: ${planSentence(written.plan)} Look at it first: keytrail-contain show ${plan}`);
      }
      await terminal.write(args.text('out'), show(result, format, terminal));
      // For a program the sentence about proof stands beside its rows, not among them.
      if (format !== 'table' && format !== 'md') terminal.onNotice(proofLine(result.integrity));
      return isClean(result) ? 0 : 1;
    });
  },
};

function show(result: BlastResult, format: Format, terminal: Terminal): string {
  switch (format) {
    case 'table':
      return blastText(result, terminal.paint, terminal.width);
    case 'md':
      return blastMarkdown(result);
    case 'json':
      return `${safeJson(result, 2)}\n`;
    default:
      return render(format, tableOf(result.credentials));
  }
}
