import { mdCode, mdText } from '../../text/markdown-text.js';
import { answerMarkdown } from '../answers.js';
import { blastMarkdown, part } from '../blast/blast-markdown.js';
import { iamMarkdown } from '../iam-text.js';
import { ingestTable } from '../ingest-text.js';
import { render } from '../table/renderer.js';
import { shortLists } from '../table/table-of.js';
import { verifyMarkdown } from '../verify/verify-markdown.js';
import { count } from '../words.js';
import { blindSpots } from './blind-spots.js';
import type { ReportData } from './data.js';
import { containLine, planMarkdown } from './plan-markdown.js';
import { summaryMarkdown } from './summary.js';

const WORST_FIRST = ['critical', 'high', 'medium', 'low', 'info'];

/** The report of an investigation. Every text that comes from a log or a key name is escaped. */
export function reportMarkdown(input: ReportData): string {
  return [
    `# Investigation of ${mdCode(input.blast.seed)}\n\nState of ${input.asOf}. keytrail ${mdText(input.version)}.\n`,
    summaryMarkdown(input.blast, input.ingest.report, containLine(input.plan, 'below')),
    verifyMarkdown(input.ingest.report, input.sources),
    iamMarkdown(input.ingest.iam),
    blastMarkdown(input.blast),
    planMarkdown(input.plan),
    findings(input),
    blindSpots(input.ingest.report, input.kinds),
    appendix(input),
  ]
    .filter((text) => text !== '')
    .join('\n');
}

function findings({ answers }: ReportData): string {
  if (answers.length === 0) return '';
  const rank = ({ answer }: ReportData['answers'][number]) => WORST_FIRST.indexOf(answer.question.severity);
  const found = answers.filter(({ rows }) => rows > 0);
  let text = `## Findings\n\n${count(answers.length, 'question')} asked, ${found.length} with an answer.\n\n`;
  const overview = [...found].sort((a, b) => rank(a) - rank(b));
  if (overview.length > 0) {
    const rows = overview.map(({ answer, rows: n }) => [
      answer.question.severity,
      answer.question.title,
      n,
      answer.question.id,
    ]);
    text += `${render('md', { columns: ['severity', 'finding', 'rows', 'question'], rows })}\n`;
  }
  for (const section of [...new Set(found.map(({ answer }) => answer.question.section))]) {
    text += `## Section ${mdText(section)}\n\n`;
    for (const { answer, rows } of found.filter((one) => one.answer.question.section === section)) {
      const left = rows - answer.table.rows.length;
      text += answerMarkdown({ ...answer, table: shortLists(answer.table) });
      if (left > 0)
        text += `\n${count(left, 'more row')} left out; all are in answers/${mdText(answer.question.id)}.csv.\n`;
      text += '\n';
    }
  }
  const silent = answers.filter(({ rows }) => rows === 0);
  if (silent.length === 0) return text;
  const names = silent.map(({ answer }) => `- ${mdText(answer.question.title)} (${mdText(answer.question.id)})\n`);
  return `${text}### Asked, and nothing seen\n\nNot seen is not "did not happen": see what this archive cannot show.\n\n${names.join('')}`;
}

function appendix(input: ReportData): string {
  const given = input.arguments.map((text) => `- ${mdCode(text)}\n`).join('');
  return [
    '## Appendix\n',
    `Sources:\n\n${input.sources.map((source) => `- ${mdCode(source)}\n`).join('')}`,
    `Options:\n\n${given === '' ? '- none\n' : given}`,
    `Accounting: objects listed = read + rejected + unavailable; records = events + copies + rejects.\n\n${render('md', ingestTable(input.ingest))}`,
    part('Recorded in', input.seen, 200),
  ]
    .filter((text) => text !== '')
    .join('\n');
}
