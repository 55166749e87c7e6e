import { mdCode, mdText } from '../../text/markdown-text.js';
import { count } from '../words.js';
import type { ReportData } from './data.js';
import { containLine } from './plan-markdown.js';
import { summaryMarkdown } from './summary.js';

const GRAVE = ['critical', 'high'];

/** The report of two minutes: what happened, how sure, what is alive, what to do, and the gravest findings by name. */
export function shortSummary(data: ReportData): string {
  const { blast, ingest, answers, plan } = data;
  const grave = answers
    .filter(({ answer, rows }) => rows > 0 && GRAVE.includes(answer.question.severity))
    .sort((a, b) => GRAVE.indexOf(a.answer.question.severity) - GRAVE.indexOf(b.answer.question.severity));
  const findings = grave.map(
    ({ answer: { question }, rows }) =>
      `- ${question.severity}: ${mdText(question.title)}, ${count(rows, 'row')} in answers/${mdText(question.id)}.csv\n`,
  );
  return [
    `# ${mdCode(blast.seed)} in two minutes\n\nState of ${data.asOf}. keytrail ${mdText(data.version)}.\n`,
    summaryMarkdown(blast, ingest.report, containLine(plan, 'report.md')),
    findings.length === 0 ? '' : `### Gravest findings\n\n${findings.join('')}`,
  ]
    .filter((text) => text !== '')
    .join('\n');
}
