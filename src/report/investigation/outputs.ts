import { safeJson } from '../../text/escape.js';
import { dot } from '../exports/dot.js';
import { graphml } from '../exports/graphml.js';
import { navigatorLayer } from '../exports/navigator.js';
import { stixBundle } from '../exports/stix.js';
import { reportPage } from '../page/report-page.js';
import { coveragePicture, graphPicture, timelinePicture } from '../pictures/files.js';
import { render } from '../table/renderer.js';
import { tableOf } from '../table/table-of.js';
import type { Given, ReportData } from './data.js';
import { reportMarkdown } from './markdown.js';
import { runRecord } from './run-record.js';
import { shortSummary } from './summary-markdown.js';

/** A file that an investigation leaves. */
export interface OutputFile {
  /** Its path in the folder, with slashes. */
  readonly name: string;
  /** What it is and for whom, in a sentence without its full stop: a line of index.md. */
  readonly what: string;
  /** A text, or its pieces where there may be too much of it to hold. */
  readonly text: (data: ReportData, given: Given) => string | AsyncIterable<string>;
}

/**
 * The table of outputs, in the order in which the index tells them. Written by `investigate`, whose folder also has the events (event-files.ts), the
 * case, the plan and the answers.
 */
export const OUTPUTS: readonly OutputFile[] = [
  { name: 'report.html', what: 'the report to look at: one file, opens from disk, asks for nothing', text: reportPage },
  {
    name: 'summary.md',
    what: 'what happened, how sure, what is alive and what to do, in two minutes',
    text: shortSummary,
  },
  { name: 'report.md', what: 'the whole report, to read', text: reportMarkdown },
  { name: 'graph.svg', what: 'a picture of how access spread', text: (data) => graphPicture(data) },
  { name: 'timeline.svg', what: 'a picture of what happened when', text: (data) => timelinePicture(data) },
  {
    name: 'coverage.svg',
    what: 'a picture of what the evidence covers, hour by hour',
    text: (data) => coveragePicture(data),
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
  {
    name: 'credentials.csv',
    what: 'the credentials of the radius, for a spreadsheet',
    text: ({ blast }) => render('csv', tableOf(blast.credentials)),
  },
  {
    name: 'navigator.json',
    what: 'the techniques of the findings, a layer for the ATT&CK Navigator',
    text: (data) => `${safeJson(navigatorLayer(data), 2)}\n`,
  },
  {
    name: 'stix.json',
    what: 'addresses, user agents and access keys to look for elsewhere, a STIX 2.1 bundle',
    text: (data, given) => `${safeJson(stixBundle(data, given), 2)}\n`,
  },
  {
    name: 'graph.graphml',
    what: 'who led to whom, for Gephi, yEd and NetworkX',
    text: ({ blast }) => graphml(blast),
  },
  { name: 'graph.dot', what: 'who led to whom, for Graphviz', text: ({ blast }) => dot(blast) },
  {
    name: 'run.json',
    what: 'with what this was made, for keytrail replay',
    text: (data) => `${safeJson(runRecord(data), 2)}\n`,
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
