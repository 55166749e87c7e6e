import type { Given, ReportData } from './data.js';
import { safeJson } from './escape.js';
import { jsonLines } from './json-lines.js';
import { reportMarkdown } from './markdown.js';
import { render } from './renderer.js';

/** A file that an investigation leaves. */
export interface OutputFile {
  /** Its path in the folder, with slashes. */
  readonly name: string;
  /** What it is and for whom, in a sentence without its full stop: a line of index.md. */
  readonly what: string;
  /** A text, or its pieces where there may be too much of it to hold. */
  readonly text: (data: ReportData, given: Given) => string | AsyncIterable<string>;
}

/** The table of outputs, in the order in which the index tells them. Written by `investigate`, whose folder also has the case, the plan and the answers. */
export const OUTPUTS: readonly OutputFile[] = [
  { name: 'report.md', what: 'the whole report, to read', text: reportMarkdown },
  {
    name: 'events.jsonl',
    what: 'every event of the radius, a JSON object a line',
    text: (_, given) => jsonLines(given.radius()),
  },
  {
    name: 'blast.json',
    what: 'the blast radius for a program: credentials, edges, suspects, resources and the rest',
    text: ({ blast }) => `${safeJson(blast, 2)}\n`,
  },
  {
    name: 'verify.json',
    what: 'what verification says of every chain, object and hour, for a program',
    text: ({ ingest }) => `${safeJson(ingest.report, 2)}\n`,
  },
  { name: 'answers/index.csv', what: 'every question with the number of its rows', text: answersIndex },
];

function answersIndex({ answers }: ReportData): string {
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
