import { renderer } from '../../report/table/renderer.js';
import { proofLine } from '../../report/words.js';
import type { Command } from '../command.js';
import { MACHINE_OPTIONS } from '../options.js';
import { withCase } from '../with-case.js';

/** Ad-hoc SQL on a case that cannot be changed by it, and from which it cannot reach files or the network. */
export const sqlCommand: Command = {
  name: 'sql',
  positionals: '"<select…>"',
  describe: 'Ad-hoc SQL on a case: read-only, no files, no network',
  options: ['case', 'format', 'out', ...MACHINE_OPTIONS],
  examples: [
    ['sql "select verdict, count(*) from objects group by all" --case case.duckdb', 'how many objects of each verdict'],
    ['sql "from events" --case case.duckdb --format jsonl | head', 'the first events; a closed pipe is no error'],
    ['sql - --case case.duckdb < question.sql', 'the statement from stdin'],
  ],
  async run(args, terminal) {
    const given = args.one('a statement', 'e.g. keytrail sql "select count(*) from events" --case case.duckdb');
    const statement = given === '-' ? await terminal.read(process.stdin) : given;
    const format = args.format();
    await withCase(args, async (opened) => {
      let output = null;
      let target = null;
      let proof: ProofCounter | null = null;
      for await (const { columns, rows } of opened.stream(statement)) {
        // Opened only now: a statement that is wrong leaves no file.
        output ??= terminal.output(args.text('out'));
        if (target === null) {
          target = renderer(format, columns, { width: terminal.width });
          proof = new ProofCounter(columns);
          await output.write(target.begin());
        }
        proof?.add(rows);
        await output.write(target.rows(rows));
        if (output.closed) return;
      }
      await output?.write(target?.end() ?? '');
      await output?.finish();
      const line = proof?.line();
      if (line) terminal.onNotice(line);
    });
    return 0;
  },
};

/** Rows of events carry their integrity: count it while they pass. */
class ProofCounter {
  private readonly counts: Record<string, number> = {};
  private readonly column: number;

  constructor(columns: readonly string[]) {
    this.column = columns.indexOf('integrity');
  }

  add(rows: readonly (readonly unknown[])[]): void {
    if (this.column < 0) return;
    for (const row of rows) {
      const verdict = String(row[this.column] ?? 'unverified');
      this.counts[verdict] = (this.counts[verdict] ?? 0) + 1;
    }
  }

  line(): string | null {
    return this.column < 0 ? null : proofLine(this.counts);
  }
}
