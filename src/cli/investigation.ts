import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { BlastOptions, BlastResult } from '../blast/types.js';
import type { IngestSummary } from '../ingest/index.js';
import type { EvidenceOptions } from '../ingest/options.js';
import type { Answer } from '../model.js';
import { VERSION } from '../package.js';
import type { KindsSeen } from '../report/blind-spots.js';
import { safeJson } from '../report/escape.js';
import { reportMarkdown } from '../report/markdown.js';
import { render } from '../report/renderer.js';
import type { Case } from '../store/case.js';
import { systemError } from '../system-error.js';
import { isClean } from './exit.js';
import type { Terminal } from './terminal.js';
import { writeEvents } from './write-events.js';
import { type WrittenPlan, writePlan } from './write-plan.js';

/** Rows of an answer that the report shows; all are in its CSV. */
const ROWS = 50;

export interface InvestigationOptions {
  readonly folder: string;
  readonly evidence: EvidenceOptions;
  readonly blast: BlastOptions;
  /** Name of the role that a responder assumes in each account; null: the usual one. */
  readonly containRole: string | null;
  readonly queries: readonly string[];
  /** Options that shaped the result, for the report. */
  readonly arguments: readonly string[];
}

export interface Investigation {
  readonly ingest: IngestSummary;
  readonly blast: BlastResult;
  readonly plan: WrittenPlan;
  readonly clean: boolean;
}

/**
 * Ingest, verification, blast radius and every question, into a folder. Run again it goes on where it was stopped, and writes the same
 * bytes from the same case, arguments and clock.
 */
export async function investigate(options: InvestigationOptions, terminal: Terminal): Promise<Investigation> {
  const { folder, evidence } = options;
  makeFolder(folder);
  const casePath = join(folder, 'case.duckdb');
  const { ingest } = await import('../ingest/index.js');
  const summary = await ingest({ ...evidence, casePath, arguments: options.arguments.join(' ') });
  await terminal.write(join(folder, 'verify.json'), `${safeJson(summary.report, 2)}\n`);
  terminal.stopIfAsked();
  const { openCase } = await import('../store/case.js');
  const opened = await openCase(casePath, evidence);
  try {
    const { blast, plan } = await analyse(opened, options, summary, terminal);
    return { ingest: summary, blast, plan, clean: summary.exit === 0 && isClean(blast) };
  } finally {
    await opened.close();
  }
}

async function analyse(
  opened: Case,
  options: InvestigationOptions,
  ingest: IngestSummary,
  terminal: Terminal,
): Promise<{ blast: BlastResult; plan: WrittenPlan }> {
  const { folder } = options;
  const [{ blast }, { loadQuestions }, { packageSql }] = await Promise.all([
    import('../blast/blast.js'),
    import('../questions/load.js'),
    import('../store/sql.js'),
  ]);
  const questions = loadQuestions(options.queries);
  makeFolder(join(folder, 'answers'));
  const answers: { answer: Answer; rows: number }[] = [];
  const files: Promise<void>[] = [];
  const result = await blast(opened, {
    ...options.blast,
    questions,
    onAnswer: (answer) => {
      terminal.stopIfAsked();
      terminal.progress({ phase: 'asking', done: answers.length + 1, total: questions.length, unit: 'questions' });
      const { table, question } = answer;
      makeFolder(join(folder, 'answers', question.section));
      files.push(terminal.write(join(folder, 'answers', `${question.id}.csv`), render('csv', table)));
      answers.push({
        answer: { ...answer, table: { ...table, rows: table.rows.slice(0, ROWS) } },
        rows: table.rows.length,
      });
    },
  });
  await Promise.all(files);
  terminal.stopIfAsked();
  const [kinds] = await opened.objects<KindsSeen>(packageSql('_report/kinds.sql'));
  const seen = await opened.objects(packageSql('_report/seen.sql'));
  await terminal.write(join(folder, 'answers', 'index.csv'), index(answers));
  await terminal.write(join(folder, 'blast.json'), `${safeJson(result, 2)}\n`);
  await writeEvents(opened, terminal, join(folder, 'events.jsonl'));
  const plan = await writePlan(opened, terminal, {
    path: join(folder, 'plan.json'),
    result,
    options: options.blast,
    containRole: options.containRole,
  });
  const report = reportMarkdown({
    sources: options.evidence.sources,
    ingest,
    blast: result,
    // Beside the report: it may be read elsewhere than where it was written.
    plan: { ...plan, path: basename(plan.path) },
    answers,
    kinds: kinds ?? { events: 0, data_events: 0, read_events: 0, identity_events: 0, without_time: 0 },
    seen,
    asOf: options.blast.asOf,
    version: VERSION,
    arguments: options.arguments,
  });
  await terminal.write(join(folder, 'report.md'), report);
  return { blast: result, plan };
}

function index(answers: readonly { answer: Answer; rows: number }[]): string {
  return render('csv', {
    columns: ['question', 'severity', 'rows', 'title', 'file'],
    rows: answers.map(({ answer: { question }, rows }) => [
      question.id,
      question.severity,
      rows,
      question.title,
      `${question.id}.csv`,
    ]),
  });
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw systemError(error, `cannot write ${path}`) ?? error;
  }
}
