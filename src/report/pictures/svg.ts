import { xmlText } from '../xml.js';
import { STANDALONE_STYLE } from './style.js';
import { at } from './text.js';
import type { PictureOptions } from './types.js';

export interface Frame {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** Everything that the picture tells, for whoever does not see it. */
  readonly description: string;
  /** Patterns and markers; their ids come from `idOf`. */
  readonly defs: string;
  readonly body: string;
}

/** Wider than this a picture keeps its size and is scrolled: shrunk to a screen nobody could read it. */
const FITS = 1300;

/** Pixels above what a picture tells, for its heading. */
const HEADING = 32;

/** An id that meets no other in the page. */
export const idOf = ({ prefix }: PictureOptions, name: string): string => `${prefix}-${name}`;

/** The SVG element around a picture. Links inside must stay reachable, and are not to those who listen where the role is `img`. */
export function frame(options: PictureOptions, { name, width, height, title, description, defs, body }: Frame): string {
  const id = (part: string) => idOf(options, `${name}-${part}`);
  const fits = width <= FITS ? ' kp-fit' : '';
  const role = options.standalone ? 'img' : 'group';
  // In a page the heading of its section stands above it.
  const top = options.standalone ? 0 : HEADING;
  const shown = height - top;
  const size = `width="${at(width)}" height="${at(shown)}" viewBox="0 ${top} ${at(width)} ${at(shown)}"`;
  const named = `role="${role}" aria-labelledby="${id('title')} ${id('desc')}"`;
  const style = options.standalone ? `<style>${STANDALONE_STYLE}</style>` : '';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="kp${fits}" ${size} ${named}>\n`,
    `<title id="${id('title')}">${xmlText(title)}</title>\n`,
    `<desc id="${id('desc')}">${xmlText(description)}</desc>\n`,
    `${style}<defs>${defs}</defs>\n`,
    options.standalone ? text(16, 26, title, 'kp-head') : '',
    body,
    '</svg>\n',
  ].join('');
}

/** A text at its baseline, escaped. */
export function text(
  x: number,
  y: number,
  content: string,
  classes = '',
  anchor: 'start' | 'middle' | 'end' = 'start',
): string {
  const named = classes === '' ? '' : ` class="${classes}"`;
  const side = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
  return `<text x="${at(x)}" y="${at(y)}"${named}${side}>${xmlText(content)}</text>`;
}

export const rect = (x: number, y: number, width: number, height: number, classes: string, radius = 0): string =>
  `<rect x="${at(x)}" y="${at(y)}" width="${at(width)}" height="${at(height)}"${radius > 0 ? ` rx="${radius}"` : ''} class="${classes}"/>`;

export const line = (x1: number, y1: number, x2: number, y2: number, classes: string): string =>
  `<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}" class="${classes}"/>`;

export const titled = (said: string, inside: string): string => `<g><title>${spoken(said)}</title>${inside}</g>`;

/** Nobody hovers over more than this, or listens to it. */
const SPOKEN = 1500;
const spoken = (said: string) => xmlText(said.length <= SPOKEN ? said : `${said.slice(0, SPOKEN)}…`);

/** An id of AWS has some tens of characters; what is longer leads nowhere rather than into an address of 100 KB. */
const LINKED = 512;

/** Halves of surrogate pairs are no characters, and encodeURIComponent throws at them. */
const HALVES = /\p{Cs}/gu;

/** What leads to the events of a credential; in a file of its own it leads nowhere and is none. */
export function linked(options: PictureOptions, credential: string | null, said: string, inside: string): string {
  if (options.standalone || credential === null || credential.length > LINKED) return titled(said, inside);
  const target = encodeURIComponent(credential.replace(HALVES, '\ufffd'));
  const to = `href="#credential=${xmlText(target)}" data-credential="${xmlText(credential)}"`;
  return `<a class="kp-link" ${to} aria-label="${spoken(said)}"><title>${spoken(said)}</title>${inside}</a>`;
}
