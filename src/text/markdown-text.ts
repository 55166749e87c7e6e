import { visible } from './escape.js';

const MARKUP = /[\\`*[\]<>&|~$#!]/g;
const HTML: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

/**
 * Text from a log as Markdown that shows it literally: no markup, no HTML, no image, no link that a viewer would make of a URL by itself.
 * Safe inside a table cell; not at the start of a line, where `-` or `1.` would begin a list.
 */
export function mdText(text: string): string {
  return (
    visible(text)
      .replace(MARKUP, (character) => HTML[character] ?? `\\${character}`)
      // Underscores inside a word are no emphasis (GFM 6.2), and names of columns and roles are full of them.
      .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
      .replace(/:\/\//g, '&#58;//')
      .replace(/\bwww\./gi, (www) => `${www.slice(0, -1)}&#46;`)
  );
}

/** Text as a code span, whatever backticks it holds (CommonMark 6.1). Safe inside a table cell. */
export function mdCode(text: string): string {
  const content = visible(text).replaceAll('|', '\\|');
  if (content === '') return '';
  const longest = Math.max(0, ...[...content.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const space = content.startsWith('`') || content.endsWith('`') ? ' ' : '';
  return `${fence}${space}${content}${space}${fence}`;
}
