import { count } from '../words.js';
import { type Axis, place, ticks } from './axis.js';
import { frame, idOf, line, linked, rect, text, titled } from './svg.js';
import { at, CHARACTER, columns, cut, cutMiddle, limited } from './text.js';
import type { Gap, Stop, Timeline, TimelineRow } from './timeline-data.js';
import { type Moment, momentLines, stopMoments } from './timeline-moments.js';
import type { PictureOptions } from './types.js';

const WIDTH = 1160;
const MARGIN = 16;
const LABEL = 318;
const SUM = 96;
const ROW = 19;
const BAR = 14;
const LANES = 8;
const TITLE = 'What happened when';

/** The radius in time: by tactic and by credential, with the compromise, what the evidence lacks, and what was ended when. */
export function timelineSvg(timeline: Timeline, options: PictureOptions): string {
  const { activity, compromisedAt } = timeline;
  if (activity.from === null || activity.to === null) return empty(options);
  const axis: Axis = {
    from: Date.parse(activity.from),
    to: Date.parse(activity.to),
    left: MARGIN + LABEL,
    width: WIDTH - 2 * MARGIN - LABEL - SUM,
  };
  const moments = [
    ...(compromisedAt === null ? [] : [{ at: compromisedAt, label: 'compromise', said: 'compromise', stop: false }]),
    ...stopMoments(timeline.stops, axis),
  ];
  const { drawn: heads, lines: headLines } = momentLines(moments, axis, 62);
  const top = 62 + headLines * 14 + 22;
  const body: string[] = [];
  let y = top + 4;
  const section = (name: string, rows: readonly string[]) => {
    if (rows.length === 0) return;
    body.push(text(MARGIN, y + 13, name, 'kp-strong kp-soft'), '\n', ...rows);
    y += ROW * (rows.length + 1) + 6;
  };
  const at0 = () => y + ROW;
  section('Evidence that is not complete', gapRows(timeline.gaps, axis, at0(), options));
  section('By tactic', cellRows(timeline.tactics, axis, at0(), 'kp-tactic', options));
  section('By credential', cellRows(timeline.credentials, axis, at0(), 'kp-cell', options));
  const bottom = y;
  const notes = notesOf(timeline);
  const height = bottom + notes.length * 15 + 14;
  const all = [
    text(MARGIN, 46, `${activity.from} to ${activity.to}, UTC. The higher a stroke, the more events.`, 'kp-soft'),
    '\n',
    ...bands(timeline.gaps, axis, top, bottom),
    ticks(axis, top, bottom),
    ...body,
    ...moments.map((moment) => across(moment, axis, top - 16, bottom)),
    heads,
    ...notes.map((note, nth) => text(MARGIN, bottom + 12 + nth * 15, note, 'kp-soft')),
  ].join('');
  const defs = `<pattern id="${idOf(options, 'timeline-gap')}" width="8" height="8" patternUnits="userSpaceOnUse"><path d="M-2 10L10 -2M-2 2L2 -2M6 10L10 6" class="kp-stripe"/></pattern>`;
  return frame(options, {
    name: 'timeline',
    width: WIDTH,
    height,
    title: TITLE,
    description: description(timeline),
    defs,
    body: all,
  });
}

function empty(options: PictureOptions): string {
  const said = 'No event of the radius has a legible time.';
  const body = text(MARGIN, 50, said, 'kp-soft');
  return frame(options, {
    name: 'timeline',
    width: WIDTH,
    height: 70,
    title: TITLE,
    description: said,
    defs: '',
    body,
  });
}

function cellRows(
  rows: readonly TimelineRow[],
  axis: Axis,
  top: number,
  classes: string,
  options: PictureOptions,
): string[] {
  const most = rows.reduce((max, { cells }) => cells.reduce((a, b) => Math.max(a, b), max), 1);
  return rows.map((row, nth) => cellRow(row, axis, top + nth * ROW, { most, classes }, options));
}

function cellRow(
  row: TimelineRow,
  axis: Axis,
  y: number,
  { most, classes }: { most: number; classes: string },
  options: PictureOptions,
): string {
  const { credential, name, detail, alive, seed, indent, cells, events, first, last, stop } = row;
  const each = axis.width / Math.max(1, cells.length);
  const base = y + BAR + 2;
  let path = '';
  cells.forEach((n, cell) => {
    if (n === 0) return;
    const height = 4 + ((BAR - 4) * Math.log(1 + n)) / Math.log(1 + most);
    path += `M${at(axis.left + cell * each)} ${at(base)}v${at(-height)}h${at(Math.max(each, 2))}v${at(height)}z`;
  });
  const left = MARGIN + Math.min(indent, 6) * 6;
  const room = LABEL - 14 - (left - MARGIN);
  const shown = cut(name, detail === '' ? columns(room, CHARACTER.small) : 24);
  const own = cutMiddle(detail, Math.max(4, columns(room - wide(shown), CHARACTER.small)));
  const said = [
    `${limited(name)} ${limited(detail)}`.trim(),
    count(events, 'event'),
    first === null ? '' : `${first} to ${last ?? first}`,
    stop === null ? '' : `${stop.what} ${stop.at}`,
    alive ? 'still valid' : '',
  ].filter((part) => part !== '');
  const words = text(left, y + 13, shown, `kp-name${alive ? ' kp-alive-text' : seed ? ' kp-strong' : ''}`);
  const inside = [
    `<rect x="${MARGIN - 4}" y="${at(y)}" width="${WIDTH - 2 * MARGIN + 8}" height="${ROW - 1}" class="kp-hit"/>`,
    words,
    detail === '' ? '' : text(axis.left - 10, y + 13, own, 'kp-soft', 'end'),
    first === null || last === null
      ? ''
      : line(place(axis, Date.parse(first)), base, place(axis, Date.parse(last)), base, 'kp-life'),
    path === '' ? '' : `<path d="${path}" class="${classes}"/>`,
    stop === null ? '' : diamond(place(axis, Date.parse(stop.at)), y + 9),
    text(
      axis.left + axis.width + 10,
      y + 13,
      `${events.toLocaleString('en')}${alive ? ' ● valid' : ''}`,
      alive ? 'kp-alive-text' : 'kp-soft',
    ),
  ].join('');
  return `${linked(options, credential, said.join('; '), inside)}\n`;
}

/** Pixels of a name: capitals and digits, of which ids are made, take more. */
const wide = (name: string) => [...name].reduce((sum, one) => sum + (/[a-z ]/.test(one) ? CHARACTER.small : 8), 8);

const diamond = (x: number, y: number) => `<path d="M${at(x)} ${at(y - 6)}l6 6l-6 6l-6 -6z" class="kp-stop-mark"/>`;

function gapRows(gaps: readonly Gap[], axis: Axis, top: number, options: PictureOptions): string[] {
  const byPlace = new Map<string, Gap[]>();
  for (const gap of gaps) {
    const name = `${gap.account} ${gap.region}`;
    const those = byPlace.get(name);
    if (those) those.push(gap);
    else byPlace.set(name, [gap]);
  }
  const places = [...byPlace].slice(0, byPlace.size > LANES ? LANES - 1 : LANES);
  const rest = [...byPlace].slice(places.length);
  const rows = places.map(([name, those], nth) => gapRow(name, those, axis, top + nth * ROW, options));
  if (rest.length > 0) {
    const all = rest.flatMap(([, those]) => those);
    rows.push(gapRow(`${rest.length} more accounts and regions`, all, axis, top + rows.length * ROW, options));
  }
  return rows;
}

function gapRow(name: string, gaps: readonly Gap[], axis: Axis, y: number, options: PictureOptions): string {
  const fill = `url(#${idOf(options, 'timeline-gap')})`;
  const bars = gaps.slice(0, 200).map((gap) => {
    const [from, to] = ends(gap, axis);
    const said = `${gap.finding} ${limited(gap.account)} ${limited(gap.region)}, ${gap.from ?? 'the beginning'} to ${gap.to ?? 'the end'}${gap.explained === null ? '' : `: ${limited(gap.explained)}`}`;
    const bar = `<rect x="${at(from)}" y="${at(y + 3)}" width="${at(Math.max(3, to - from))}" height="${BAR - 2}" fill="${fill}" class="kp-gap-bar"/>`;
    return titled(said, bar);
  });
  const kinds = [...new Set(gaps.map(({ finding }) => finding))].sort().join(', ');
  return [
    text(MARGIN, y + 13, cut(name, columns(LABEL - 90, CHARACTER.small))),
    text(axis.left - 10, y + 13, cut(kinds, 16), 'kp-gap-text', 'end'),
    ...bars,
    '\n',
  ].join('');
}

function ends({ from, to }: Gap, axis: Axis): [number, number] {
  const start = from === null ? axis.from : Date.parse(from);
  const end = to === null ? axis.to : Date.parse(to);
  return [place(axis, start), place(axis, end)];
}

/** Light, behind everything: where the rows below may be empty because nobody recorded. */
function bands(gaps: readonly Gap[], axis: Axis, top: number, bottom: number): string[] {
  const spans = gaps.map((gap) => ends(gap, axis)).sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [from, to] of spans) {
    const before = merged.at(-1);
    if (before && from <= before[1] + 1) before[1] = Math.max(before[1], to);
    else merged.push([from, to]);
  }
  return merged.map(([from, to]) => rect(from, top, Math.max(1, to - from), bottom - top, 'kp-gap'));
}

function across({ at: time, stop }: Moment, axis: Axis, top: number, bottom: number): string {
  const x = place(axis, Date.parse(time));
  return line(x, top, x, bottom, stop ? 'kp-stop' : 'kp-moment');
}

function notesOf({ activity: { before, after }, rowsLeft, stops, tactics, withoutDigests }: Timeline): string[] {
  const notes: string[] = [];
  if (withoutDigests > 0) {
    notes.push(
      `${count(withoutDigests, 'account and region', 'accounts and regions')} without any digest: whether all is here cannot be proven.`,
    );
  }
  if (stops.length > 0)
    notes.push('◆ somebody ended the credential then: deactivated, deleted, denied or its sessions revoked.');
  if (tactics.length > 0)
    notes.push(
      'A record counts in every tactic in which an answer rests on it, and in a row of a tactic the first hundred of each finding.',
    );
  if (before + after > 0)
    notes.push(
      `Not drawn, for they lie far away: ${count(before, 'event')} before and ${count(after, 'event')} after.`,
    );
  if (rowsLeft > 0) notes.push(`${count(rowsLeft, 'more row')} not drawn: events.jsonl has all of it.`);
  return notes;
}

function description({ activity, compromisedAt, tactics, credentials, gaps, stops }: Timeline): string {
  const busiest = [...credentials].sort((a, b) => b.events - a.events).slice(0, 10);
  return [
    `From ${activity.from} to ${activity.to}.`,
    compromisedAt === null ? '' : `Compromise ${compromisedAt}.`,
    `By tactic: ${tactics.map(({ name, events }) => `${name} ${count(events, 'record')}`).join('; ')}.`,
    `Most events: ${busiest.map(({ name, detail, events }) => `${limited(name)} ${limited(detail)} ${events}`).join('; ')}.`,
    `Not complete: ${
      gaps
        .slice(0, 20)
        .map(
          ({ finding, account, region, from, to }) =>
            `${finding} ${limited(account)} ${limited(region)} ${from ?? ''} to ${to ?? ''}`,
        )
        .join('; ') || 'nothing'
    }.`,
    `Ended: ${
      stops
        .slice(0, 20)
        .map(({ what, at: time }: Stop) => `${limited(what)} ${time}`)
        .join('; ') || 'nothing'
    }.`,
  ].join(' ');
}
