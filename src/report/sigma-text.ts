import type { Format, JsonValue, Table } from '../model.js';
import { render } from './table/renderer.js';
import { shortLists, tableOf } from './table/table-of.js';
import { count, proofLine } from './words.js';

/** What the renderers read of the answer to a Sigma rule. */
export interface SigmaShape {
  readonly answers: readonly {
    readonly title: string;
    readonly id: string | null;
    readonly level: string | null;
    readonly file: string;
    readonly techniques: readonly string[];
    readonly in_radius: number | null;
    readonly rest: number | null;
    readonly first: string | null;
    readonly last: string | null;
    readonly evidence: readonly string[];
    readonly records: number | null;
    readonly refused: string | null;
  }[];
  readonly ran: number;
  readonly integrity: Readonly<Record<string, number>>;
}

/** For programs every rule, also those without a match; for people those that matched, and how many did not. */
export function sigmaText(report: SigmaShape, format: Format, width: number | null): string {
  if (format !== 'table' && format !== 'md') return render(format, tableOf(report.answers));
  const fired = report.answers.filter(({ records }) => records !== null && records > 0);
  const table =
    format === 'md' ? render('md', shortLists(shown(fired))) : render('table', shortLists(shown(fired)), { width });
  return `${fired.length === 0 ? '' : `${table}\n`}${closing(report, fired.length)}\n`;
}

function closing({ answers, ran, integrity }: SigmaShape, fired: number): string {
  const refused = answers.filter((answer) => answer.refused !== null).length;
  const left = refused === 0 ? '' : `, ${refused} refused and not run`;
  return `${count(ran, 'rule')} ran${left}: ${fired === 0 ? 'none' : fired} matched; ${proofLine(integrity)}`;
}

function shown(answers: SigmaShape['answers']): Table {
  const seeded = answers.some(({ in_radius }) => in_radius !== null);
  const columns = [
    'level',
    'title',
    ...(seeded ? ['in_radius', 'rest'] : ['matches']),
    'first',
    'last',
    'attack',
    'evidence',
    'id',
    'file',
  ];
  const rows = answers.map((answer): JsonValue[] => [
    answer.level,
    answer.title,
    ...(seeded ? [answer.in_radius] : []),
    answer.rest,
    answer.first,
    answer.last,
    [...answer.techniques].join(' '),
    [...answer.evidence],
    answer.id,
    answer.file,
  ]);
  return { columns, rows };
}
