import { cellText } from '../../text/escape.js';
import { mdText } from '../../text/markdown-text.js';
import type { Renderer } from './rendering.js';

/** A GitHub-flavoured table. */
export function markdownRenderer(columns: readonly string[]): Renderer {
  return {
    begin: () => (columns.length === 0 ? '' : `${line(columns)}|${columns.map(() => ' --- |').join('')}\n`),
    rows(chunk) {
      let text = '';
      for (const row of chunk) text += line(row);
      return text;
    },
    end: () => '',
  };
}

function line(values: readonly unknown[]): string {
  return `| ${values.map((value) => mdText(cellText(value))).join(' | ')} |\n`;
}
