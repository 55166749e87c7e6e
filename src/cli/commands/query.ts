import { KeytrailError } from '../../error.js';
import type { Answer, Format, Question } from '../../model.js';
import { answersText, questionList } from '../../report/answers.js';
import { proof, proofLine } from '../../report/words.js';
import { closest } from '../../text/suggest.js';
import type { Arguments } from '../arguments.js';
import { BLAST_OPTIONS, blastOptions } from '../blast-options.js';
import type { Command } from '../command.js';
import { MACHINE_OPTIONS } from '../options.js';
import { withCase } from '../with-case.js';

export const queryCommand: Command = {
  name: 'query',
  positionals: '[<id> | <section> | <file.sql>]',
  describe: 'Ask a question of the pack, a section of it, or your own; without an id: list them',
  options: ['case', 'seed', ...BLAST_OPTIONS, 'queries', 'format', 'out', ...MACHINE_OPTIONS],
  examples: [
    ['query', 'list the questions by section'],
    ['query persistence/created-keys --case case.duckdb --seed AKIAIOSFODNN7EXAMPLE', 'one question about a radius'],
    ['query persistence --case case.duckdb --seed AKIAIOSFODNN7EXAMPLE', 'a whole section'],
    ['query my-question.sql --case case.duckdb --format csv', 'your own'],
  ],
  async run(args, terminal) {
    const { loadQuestions, loadQuestionFile } = await import('../../questions/load.js');
    const known = loadQuestions(args.list('queries'));
    const format = args.format();
    if (args.positionals.length === 0) {
      await terminal.write(args.text('out'), questionList(known, format, terminal.width));
      return 0;
    }
    const wanted = args.one('an id');
    const chosen = wanted.endsWith('.sql') ? [loadQuestionFile(wanted)] : choose(known, wanted);
    oneTable(chosen, wanted, format);
    return withCase(args, async (opened) => {
      const answers = await answer(args, opened, chosen);
      await terminal.write(args.text('out'), answersText(answers, format, terminal.width));
      const integrity = sum(answers);
      if (format !== 'table' && format !== 'md') terminal.onNotice(proofLine(integrity));
      return proof(integrity).unproven === 0 ? 0 : 1;
    });
  },
};

type Opened = Parameters<Parameters<typeof withCase>[1]>[0];

async function answer(args: Arguments, opened: Opened, questions: readonly Question[]): Promise<Answer[]> {
  const { ask } = await import('../../questions/ask.js');
  const seed = args.text('seed');
  const window = args.window();
  if (seed !== null) {
    const { blast } = await import('../../blast/blast.js');
    await blast(opened, { ...blastOptions(args, seed), questions: [] });
  }
  const answers: Answer[] = [];
  for (const question of questions) answers.push(await ask(opened, question, { seed, window }));
  return answers;
}

function choose(known: readonly Question[], wanted: string): readonly Question[] {
  const chosen = known.filter(({ id, section }) => id === wanted || section === wanted);
  if (chosen.length > 0) return chosen;
  const near = closest(wanted, [...known.map(({ id }) => id), ...known.map(({ section }) => section)]);
  throw new KeytrailError(
    'not-found',
    `'${wanted}' is no question, section or .sql file`,
    near === null ? 'keytrail query lists them' : `did you mean ${near}?`,
  );
}

/** CSV has one header line, so it holds the answer to one question. */
function oneTable(chosen: readonly Question[], wanted: string, format: Format): void {
  if (format !== 'csv' || chosen.length === 1) return;
  throw new KeytrailError(
    'bad-argument',
    `${wanted} has ${chosen.length} questions, and a CSV file one header`,
    'ask one of them, or take --format jsonl',
  );
}

function sum(answers: readonly Answer[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const { integrity } of answers) {
    for (const [verdict, n] of Object.entries(integrity)) total[verdict] = (total[verdict] ?? 0) + n;
  }
  return total;
}
