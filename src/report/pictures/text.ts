import { visible } from '../../text/escape.js';
import { fit, width } from '../../text/width.js';

/** Pixels of a character, on the safe side: nobody knows which font shows the picture. */
export const CHARACTER = { small: 6.3, mono: 7.3 } as const;

/** How many columns fit into so many pixels. */
export const columns = (pixels: number, character: number): number => Math.max(1, Math.floor(pixels / character));

/** One line of so many columns at most. */
export const cut = (text: string, most: number): string => fit(visible(limited(text)), most);

/** The same, cut in the middle: of ids and times the end tells as much as the beginning. */
export function cutMiddle(text: string, most: number): string {
  const shown = visible(limited(text));
  if (width(shown) <= most) return shown;
  const characters = [...shown];
  const half = Math.floor((most - 1) / 2);
  const end = characters.slice(-half).join('');
  return `${fit(shown, most - width(end))}${end}`;
}

/** What is hovered over is read too, and a name of 100 KB is nobody's name. */
const LONGEST = 400;
export const limited = (text: string): string => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`);

/** `2026-03-02 11:07`: for the eye; texts that tell exactly have the whole time. */
export const minute = (time: string): string => time.slice(0, 16).replace('T', ' ');

/** Coordinates need no more than a tenth of a pixel. */
export const at = (value: number): string => (Math.round(value * 10) / 10).toString();

/** `03-02 11:07`: where room is scarce. */
export const day = (time: string): string => minute(time).slice(5);
