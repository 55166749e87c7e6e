import type { JsonValue } from '../../model.js';
import type { Paint } from '../../text/colour.js';
import { cellText, visible } from '../../text/escape.js';
import { width as widthOf } from '../../text/width.js';
import { render } from './renderer.js';

/** Rows of a table in a text for a person. */
const ROWS = 20;
const GAP = 2;

/** A column: its heading, and what of a row stands in it. The first two always stand, the others as far as there is room, in this order. */
export type Column<Row> = readonly [heading: string, value: (row: Row) => JsonValue];

/** A few rows under a title, with as many columns as fit; what is left out is said, with how to get it. */
export function shortTable<Row>(
  title: string,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  paint: Paint,
  width: number | null,
  { total = rows.length, limit = ROWS }: { total?: number; limit?: number } = {},
): string {
  if (rows.length === 0) return '';
  const shown = rows.slice(0, limit);
  const cells = columns.map(([heading, value]) => ({ heading, values: shown.map(value) }));
  const sizes = cells.map(({ heading, values }) =>
    values.reduce<number>((most, value) => Math.max(most, widthOf(visible(cellText(value)))), widthOf(heading)),
  );
  let kept = cells.length;
  const used = () => sizes.slice(0, kept).reduce((sum, size) => sum + size + GAP, -GAP);
  while (width !== null && kept > 2 && used() > width) kept--;
  const table = {
    columns: cells.slice(0, kept).map(({ heading }) => heading),
    rows: shown.map((_, at) => cells.slice(0, kept).map(({ values }) => values[at] ?? null)),
  };
  const left = total - shown.length;
  const more = left > 0 ? `and ${left.toLocaleString('en')} more; --format json has them\n` : '';
  return `${paint('bold', `${title} (${total.toLocaleString('en')})`)}\n${render('table', table, { width })}${more}`;
}
