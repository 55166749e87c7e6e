import { mdCode, mdText } from '../../text/markdown-text.js';
import { render } from '../table/renderer.js';
import type { ReportData } from './data.js';

/** A file of the folder; `bytes` null: not told, because they differ between two runs that found the same. */
export interface IndexedFile {
  readonly name: string;
  readonly what: string;
  readonly bytes: number | null;
}

/** index.md: what each file of the folder is. */
export function indexMarkdown(data: ReportData, files: readonly IndexedFile[]): string {
  const answers = files.filter(({ name }) => name.startsWith('answers/'));
  const others = files.filter(({ name }) => !name.startsWith('answers/'));
  return [
    `# Files of the investigation of ${mdCode(data.blast.seed)}\n`,
    `State of ${data.asOf}. keytrail ${mdText(data.version)}. Start with report.html or summary.md; \`sha256sum -c SHA256SUMS\` says whether every file is as it was written. What is not listed here is not of this run.\n`,
    table(others),
    `## Answers\n\nA question each; ${answers.length - 1} were asked.\n`,
    table(answers),
  ].join('\n');
}

const table = (files: readonly IndexedFile[]) =>
  render('md', {
    columns: ['file', 'what it is', 'bytes'],
    rows: files.map(({ name, what, bytes }) => [name, what, bytes]),
  });
