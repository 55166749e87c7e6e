import { KeytrailError } from '../../error.js';
import { sigmaText } from '../../report/sigma-text.js';
import { proof, proofLine } from '../../report/words.js';
import type { SigmaReport } from '../../sigma/index.js';
import type { Rules } from '../../sigma/parse.js';
import type { Arguments } from '../arguments.js';
import { BLAST_OPTIONS, blastOptions } from '../blast-options.js';
import type { Command } from '../command.js';
import { MACHINE_OPTIONS } from '../options.js';
import type { Terminal } from '../terminal.js';
import { withCase } from '../with-case.js';
import { writeLines } from '../write-lines.js';

const SHOWN = 20;
const MOST_SHOWN = 10_000;

export const sigmaCommand: Command = {
  name: 'sigma',
  positionals: '<rules…>',
  describe: 'Sigma rules for CloudTrail: which of them match, inside the radius of a seed and in the rest of the case',
  options: ['case', 'seed', ...BLAST_OPTIONS, 'limit', 'events', 'format', 'out', ...MACHINE_OPTIONS],
  examples: [
    ['sigma rules/ --case case.duckdb --seed AKIAIOSFODNN7EXAMPLE', 'every rule below a folder, the radius apart'],
    ['sigma my-rule.yml --case case.duckdb --format json', 'one file, for a program'],
    ['sigma rules/ --case case.duckdb --events matches.jsonl', 'also a line for each record that a rule matched'],
  ],
  async run(args, terminal) {
    args.first('a rule', 'give Sigma rules (.yml, .yaml), or folders of them');
    const limit = args.count('limit', SHOWN, MOST_SHOWN);
    const format = args.format();
    const events = args.text('events');
    const { loadRules, sigma, sigmaMatches } = await import('../../sigma/index.js');
    const rules = loadRules(args.positionals);
    if (rules.rules.length === 0) {
      tellRefused(rules.refused, terminal);
      throw nothingToRun(rules);
    }
    return withCase(args, async (opened) => {
      const seeded = await radius(args, opened);
      const report = await sigma(opened, rules, {
        window: args.window(),
        seeded,
        limit,
        onProgress: (done, total) => terminal.progress({ phase: 'matching', done, total, unit: 'rules' }),
      });
      terminal.stopProgress();
      tellRefused(report.refused, terminal);
      tellForeign(rules, terminal);
      if (report.ran === 0) throw nothingToRun(rules);
      if (events !== null) await writeLines(terminal, events, sigmaMatches(opened, report));
      await terminal.write(args.text('out'), sigmaText(report, format, terminal.width));
      if (format !== 'table' && format !== 'md') terminal.onNotice(proofLine(report.integrity));
      return isClean(report) ? 0 : 1;
    });
  },
};

type Opened = Parameters<Parameters<typeof withCase>[1]>[0];

async function radius(args: Arguments, opened: Opened): Promise<boolean> {
  const seed = args.text('seed');
  if (seed === null) return false;
  const { spread } = await import('../../blast/spread.js');
  await spread(opened, blastOptions(args, seed));
  return true;
}

/** A rule that did not run leaves a question open, as an unproven record does. */
function isClean({ refused, integrity }: SigmaReport): boolean {
  return refused.length === 0 && proof(integrity).unproven === 0;
}

function tellRefused(refused: SigmaReport['refused'], terminal: Terminal): void {
  for (const { file, line, title, id, reason } of refused) {
    const name = title === null ? '' : ` ${title}${id === null ? '' : ` (${id})`}`;
    terminal.line(`refused: ${file}:${line}${name}: ${reason}`);
  }
}

function tellForeign({ foreign }: Rules, terminal: Terminal): void {
  const total = [...foreign.values()].reduce((sum, n) => sum + n, 0);
  if (total === 0) return;
  const most = [...foreign].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, 3);
  const named = most.map(([log, n]) => `${log} ${n}`).join(', ');
  terminal.onNotice(
    `not for CloudTrail, left out: ${total} ${total === 1 ? 'rule' : 'rules'} (${named}${foreign.size > 3 ? ', …' : ''})`,
  );
}

function nothingToRun({ foreign, refused }: Rules): KeytrailError {
  const others = [...foreign.values()].reduce((sum, n) => sum + n, 0);
  return new KeytrailError(
    'bad-query',
    `no Sigma rule that can be run: ${refused.length} refused, ${others} not for CloudTrail`,
    'a rule for CloudTrail has logsource product aws, service cloudtrail',
  );
}
