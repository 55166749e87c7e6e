import type { Answer, Format, Question, Table } from '../model.js';
import { visible } from '../text/escape.js';
import { mdText } from '../text/markdown-text.js';
import { render } from './table/renderer.js';
import { proofLine } from './words.js';

/** Answers to one question or a section. For people each has its title, its rows and what they rest on; for programs rows only. */
export function answersText(answers: readonly Answer[], format: Format, width: number | null): string {
  const [only] = answers;
  if (format === 'table') return answers.map((answer) => answerText(answer, width)).join('\n');
  if (format === 'md') return answers.map(answerMarkdown).join('\n');
  if (answers.length === 1 && only) return render(format, only.table);
  return format === 'json'
    ? `[${answers
        .map(rowsOf)
        .filter((rows) => rows !== '')
        .join(',')}\n]\n`
    : answers.map((answer) => render(format, named(answer))).join('');
}

function answerText({ question, table, integrity }: Answer, width: number | null): string {
  const head = `${visible(question.id)}  [${question.severity}]  ${visible(question.title)}\n`;
  if (table.rows.length === 0) return `${head}  nothing found; ${proofLine(integrity)}\n`;
  return `${head}${render('table', table, { width })}${proofLine(integrity)}\n`;
}

/** An answer as a section of a report. Code and titles come from question files, cells from logs: both are escaped. */
export function answerMarkdown({ question, table, integrity }: Answer): string {
  const head = `### ${mdText(question.title)}\n\n${mdText(question.question)} (${mdText(question.id)}, ${question.severity})\n\n`;
  if (table.rows.length === 0) return `${head}Nothing found.\n`;
  return `${head}${render('md', table)}\nThis ${proofLine(integrity)}.\n`;
}

/** With the question in front, so that rows of several can stand in one stream. */
function named({ question, table }: Answer): Table {
  return { columns: ['query', ...table.columns], rows: table.rows.map((row) => [question.id, ...row]) };
}

function rowsOf(answer: Answer): string {
  return render('json', named(answer)).replace(/^\[|\n?\]\n$/g, '');
}

/** The questions there are, by section. */
export function questionList(questions: readonly Question[], format: Format, width: number | null): string {
  const columns = ['id', 'severity', 'title', 'question', 'attack'];
  const rows = questions.map(({ id, severity, title, question, attack }) => [id, severity, title, question, attack]);
  if (format !== 'table') return render(format, { columns, rows });
  const sections = [...new Set(questions.map(({ section }) => section))];
  return sections
    .map((section) => {
      const those = questions.filter((question) => question.section === section);
      const table = { columns: ['id', 'severity', 'title'], rows: those.map((q) => [q.id, q.severity, q.title]) };
      return `${visible(section)}\n${render('table', table, { width })}`;
    })
    .join('\n');
}
