import { fit, pad, width } from '../../text/width.js';
import { wrap } from '../../text/wrap.js';

const GAP = '  ';
/** Lines that one value may take: a policy document would fill the screen. */
const MOST_LINES = 4;

/**
 * A row per block and a column per line, without those that hold nothing: what a table of many columns turns into where a terminal would
 * leave a few characters of each. What is cut shows it. The texts have been through `visible`.
 */
export function drawRecords(head: readonly string[], rows: readonly (readonly string[])[], available: number): string {
  const names = Math.min(Math.max(...head.map(width)), Math.floor(available / 3));
  const margin = ' '.repeat(names) + GAP;
  const room = Math.max(20, available - width(margin));
  let text = '';
  rows.forEach((row, nth) => {
    const title = `── ${nth + 1} of ${rows.length} `;
    text += `${title}${'─'.repeat(Math.max(0, available - width(title)))}\n`;
    head.forEach((name, at) => {
      const value = row[at] ?? '';
      if (value === '') return;
      text += wrap(fit(value, room * (MOST_LINES - 1)), available, pad(fit(name, names), names) + GAP, margin);
    });
  });
  return text;
}
