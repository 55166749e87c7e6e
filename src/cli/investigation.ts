import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { BlastOptions, BlastResult } from '../blast/types.js';
import type { IngestSummary } from '../ingest/index.js';
import type { EvidenceOptions } from '../ingest/options.js';
import type { Answer } from '../model.js';
import { VERSION } from '../package.js';
import type { SeenValue } from '../report/exports/indicators.js';
import type { KindsSeen } from '../report/investigation/blind-spots.js';
import type { Given, ReportData } from '../report/investigation/data.js';
import { indexMarkdown } from '../report/investigation/index-markdown.js';
import { OUTPUTS } from '../report/investigation/outputs.js';
import { sha256sums } from '../report/investigation/sums.js';
import { TacticRecords } from '../report/pictures/tactics.js';
import { render } from '../report/table/renderer.js';
import type { Case } from '../store/case.js';
import { safeJson } from '../text/escape.js';
import { pictureData } from './draw.js';
import { isClean } from './exit.js';
import { pageGiven } from './page-given.js';
import { ReportFolder } from './report-folder.js';
import type { Terminal } from './terminal.js';
import { writeEventFiles } from './write-event-files.js';
import { type WrittenPlan, writePlan } from './write-plan.js';

/** Rows of an answer that the report shows; all are in its CSV. */
const ROWS = 50;

export interface InvestigationOptions {
  readonly folder: string;
  /** Name of the plan in it; default plan.json. */
  readonly planName?: string;
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
  const { evidence } = options;
  const folder = new ReportFolder(options.folder, terminal);
  const casePath = folder.file('case.duckdb');
  const { ingest } = await import('../ingest/index.js');
  const summary = await ingest({ ...evidence, casePath, arguments: options.arguments.join(' ') });
  // At once: it is worth having even where the seed turns out to be unknown.
  await terminal.write(folder.file('verify.json'), `${safeJson(summary.report, 2)}\n`);
  terminal.stopIfAsked();
  const { openCase } = await import('../store/case.js');
  const opened = await openCase(casePath, evidence);
  try {
    const { blast, plan } = await analyse(opened, options, summary, folder, terminal);
    return { ingest: summary, blast, plan, clean: summary.exit === 0 && isClean(blast) };
  } finally {
    await opened.close();
  }
}

async function analyse(
  opened: Case,
  options: InvestigationOptions,
  ingest: IngestSummary,
  folder: ReportFolder,
  terminal: Terminal,
): Promise<{ blast: BlastResult; plan: WrittenPlan }> {
  // A folder with sums is whole: those of the run before go before anything else is written.
  folder.discard('index.md', 'SHA256SUMS');
  const { blast, answers, records } = await ask(opened, options, folder, terminal);
  const { packageSql } = await import('../store/sql.js');
  const [kinds] = await opened.objects<KindsSeen>(packageSql('_report/kinds.sql'));
  const plan = await writePlan(opened, terminal, {
    path: folder.file(options.planName ?? 'plan.json'),
    result: blast,
    options: options.blast,
    containRole: options.containRole,
  });
  const planName = basename(plan.path);
  const data: ReportData = {
    sources: options.evidence.sources,
    ingest,
    blast,
    // Beside the report: it may be read elsewhere than where it was written.
    plan: { ...plan, path: planName },
    answers,
    pictures: await pictureData(opened, blast, records),
    kinds: kinds ?? { events: 0, data_events: 0, read_events: 0, identity_events: 0, without_time: 0 },
    seen: await opened.objects(packageSql('_report/seen.sql')),
    indicators: await opened.objects<SeenValue>(packageSql('_report/indicators.sql')),
    asOf: options.blast.asOf,
    version: VERSION,
    arguments: options.arguments,
  };
  const given: Given = {
    page: await pageGiven(
      opened,
      answers.map(({ answer }) => answer.question),
    ),
    sha1: (bytes) => createHash('sha1').update(bytes).digest('hex'),
  };
  for (const { name, what, text } of OUTPUTS) {
    terminal.stopIfAsked();
    await folder.write(name, what, text(data, given));
  }
  const { blastEvents } = await import('../blast/events.js');
  await writeEventFiles(folder, blastEvents(opened));
  await folder.adopt(planName, 'what to stop and in which order, for keytrail-contain');
  await folder.adopt('case.duckdb', 'the case, for keytrail and any DuckDB client', true);
  await folder.write('index.md', 'what each file is', indexMarkdown(data, folder.files));
  await terminal.write(folder.file('SHA256SUMS'), sha256sums(folder.files));
  return { blast, plan };
}

/** The radius and every question, whose answers go to files as they are had. */
async function ask(opened: Case, options: InvestigationOptions, folder: ReportFolder, terminal: Terminal) {
  const [{ blast }, { loadQuestions }] = await Promise.all([
    import('../blast/blast.js'),
    import('../questions/load.js'),
  ]);
  const questions = loadQuestions(options.queries);
  const answers: { answer: Answer; rows: number }[] = [];
  const records = new TacticRecords();
  const files: Promise<void>[] = [];
  const result = await blast(opened, {
    ...options.blast,
    questions,
    onAnswer: (answer) => {
      terminal.stopIfAsked();
      terminal.progress({ phase: 'asking', done: answers.length + 1, total: questions.length, unit: 'questions' });
      const { table, question } = answer;
      records.add(answer);
      files.push(folder.write(`answers/${question.id}.csv`, question.title, render('csv', table)));
      answers.push({
        answer: { ...answer, table: { ...table, rows: table.rows.slice(0, ROWS) } },
        rows: table.rows.length,
      });
    },
  });
  await Promise.all(files);
  return { blast: result, answers, records };
}
