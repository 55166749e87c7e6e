import { cellText, visible } from './escape.js';
import type { Renderer, RenderOptions } from './rendering.js';
import { fit, pad, width } from './width.js';

const GAP = '  ';
const NARROWEST = 8;

/**
 * Columns for a person, without borders, so that a cell can be selected and a row grepped. On a terminal cells are cut to its width,
 * visibly; piped, nothing is cut. Holds all rows to align them. Drawn here: cli-table3 takes quadratic time, 15 s for 10,000 rows.
 */
export function tableRenderer(columns: readonly string[], options: RenderOptions): Renderer {
  const head = columns.map(visible);
  const rows: string[][] = [];
  return {
    begin: () => '',
    rows(chunk) {
      for (const row of chunk) rows.push(columns.map((_, i) => visible(cellText(row[i]))));
      return '';
    },
    end: () => (columns.length === 0 ? '' : draw(head, rows, options.width)),
  };
}

function draw(head: readonly string[], rows: readonly string[][], available: number | null): string {
  const natural = head.map((name, i) => rows.reduce((most, row) => Math.max(most, width(row[i] ?? '')), width(name)));
  const widths = available === null ? natural : share(natural, available - GAP.length * (head.length - 1));
  const line = (row: readonly string[]) => {
    const cells = row.map((text, i) => pad(fit(text, widths[i] ?? 0), widths[i] ?? 0));
    return `${cells.join(GAP).trimEnd()}\n`;
  };
  let text = line(head) + line(widths.map((columns) => '─'.repeat(columns)));
  for (const row of rows) text += line(row);
  return text;
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
