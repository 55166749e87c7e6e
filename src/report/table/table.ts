import { cellText, visible } from '../../text/escape.js';
import { fit, pad, width } from '../../text/width.js';
import { drawRecords } from './records.js';
import type { Renderer, RenderOptions } from './rendering.js';

const GAP = '  ';
const NARROWEST = 8;
/** A column that is cut to less than this says nothing any more: then each row becomes a block of lines. */
const LEGIBLE = 16;
/** Members of a list that are shown on a terminal: evidence may be a hundred ids. */
const MEMBERS = 4;

/**
 * Columns for a person, without borders, so that a cell can be selected and a row grepped. On a terminal cells are cut to its width,
 * visibly, and where they would be cut to nothing each row is a block; piped, nothing is cut. Holds all rows to align them. Drawn here: cli-table3 takes quadratic time, 15 s for 10,000 rows.
 */
export function tableRenderer(columns: readonly string[], options: RenderOptions): Renderer {
  const head = columns.map(visible);
  const rows: string[][] = [];
  return {
    begin: () => '',
    rows(chunk) {
      for (const row of chunk)
        rows.push(columns.map((_, i) => visible(options.width === null ? cellText(row[i]) : brief(row[i]))));
      return '';
    },
    end: () => (columns.length === 0 ? '' : draw(head, rows, options.width)),
  };
}

function draw(head: readonly string[], rows: readonly string[][], available: number | null): string {
  const natural = head.map((name, i) => rows.reduce((most, row) => Math.max(most, width(row[i] ?? '')), width(name)));
  const widths = available === null ? natural : share(natural, available - GAP.length * (head.length - 1));
  if (
    available !== null &&
    rows.length > 0 &&
    widths.some((columns, i) => columns < Math.min(natural[i] ?? 0, LEGIBLE))
  ) {
    return drawRecords(head, rows, available);
  }
  const line = (row: readonly string[]) => {
    const cells = row.map((text, i) => pad(fit(text, widths[i] ?? 0), widths[i] ?? 0));
    return `${cells.join(GAP).trimEnd()}\n`;
  };
  let text = line(head) + line(widths.map((columns) => '─'.repeat(columns)));
  for (const row of rows) text += line(row);
  return text;
}

/** A cell on a terminal: the first members of a long list, and how many more there are. */
function brief(value: unknown): string {
  if (!Array.isArray(value) || value.length <= MEMBERS) return cellText(value);
  return `${value.slice(0, MEMBERS).map(cellText).join(', ')} and ${value.length - MEMBERS} more`;
}

/** Narrows the widest columns first until the sum fits; none goes below a readable minimum. */
function share(natural: readonly number[], available: number): readonly number[] {
  const capped = (cap: number) => natural.map((columns) => Math.min(columns, cap));
  let low = NARROWEST;
  let high = Math.max(NARROWEST, ...natural);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (capped(middle).reduce((sum, columns) => sum + columns, 0) <= available) low = middle;
    else high = middle - 1;
  }
  return capped(low);
}
