import { count } from '../words.js';
import { type Axis, place } from './axis.js';
import { text, titled } from './svg.js';
import { CHARACTER, limited, minute } from './text.js';
import type { Stop } from './timeline-data.js';

/** A line through all rows. */
export interface Moment {
  /** RFC 3339. */
  readonly at: string;
  readonly label: string;
  readonly said: string;
  /** Somebody ended something; false: it began. */
  readonly stop: boolean;
}

/** Lines that lie closer together than this are one. */
const APART = 10;
const LINES = 12;

/** What was ended, with what lies within a few pixels taken together. */
export function stopMoments(stops: readonly Stop[], axis: Axis): Moment[] {
  const groups: Stop[][] = [];
  for (const stop of stops) {
    const group = groups.at(-1);
    const first = group?.[0];
    const close = first && place(axis, Date.parse(stop.at)) - place(axis, Date.parse(first.at)) < APART;
    if (group && close) group.push(stop);
    else groups.push([stop]);
  }
  return groups.slice(0, LINES).map((group) => ({
    at: group[0]?.at ?? '',
    label: `${count(group.length, 'credential')} ended`,
    said: group
      .slice(0, 20)
      .map((stop) => `${limited(stop.what)} ${stop.at}`)
      .join('; '),
    stop: true,
  }));
}

/** The names of the moments above their lines, in as many lines of text as keeps them apart. */
export function momentLines(moments: readonly Moment[], axis: Axis, top: number): { drawn: string; lines: number } {
  const ends: number[] = [];
  const drawn = moments.map((moment) => {
    const { from, to } = axis;
    const time = Date.parse(moment.at);
    const outside = time < from ? '← ' : time > to ? '→ ' : '';
    const said = `${outside}${moment.label} ${minute(moment.at)}`;
    const width = said.length * CHARACTER.small + 12;
    const x = place(axis, time);
    // Near the right edge the name stands before its line.
    const before = x + width > axis.left + axis.width + 80;
    const start = before ? x - width : x;
    let row = ends.findIndex((end) => end < start);
    if (row < 0) row = ends.push(0) - 1;
    ends[row] = start + width;
    const y = top + row * 14;
    const classes = moment.stop ? 'kp-stop-text' : 'kp-moment-text';
    return titled(
      `${moment.said} ${moment.at}`,
      text(before ? x - 4 : x + 4, y + 8, said, classes, before ? 'end' : 'start'),
    );
  });
  return { drawn: `${drawn.join('')}\n`, lines: Math.max(1, ends.length) };
}
