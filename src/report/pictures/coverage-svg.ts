import { count } from '../words.js';
import { ticks } from './axis.js';
import type { CellState, CoverageMap, CoverageRow } from './coverage-data.js';
import { frame, idOf, rect, text, titled } from './svg.js';
import { CHARACTER, columns, cut, limited } from './text.js';
import type { PictureOptions } from './types.js';

const WIDTH = 1100;
const MARGIN = 16;
const LABEL = 220;
const SUM = 150;
const ROW = 20;
const CELL = 14;
const TOP = 112;

const STATES: readonly (readonly [CellState, string])[] = [
  ['proven', 'proven complete'],
  ['unproven', 'there, without proof'],
  ['missing', 'missing or altered'],
  ['off', 'logging was off'],
  ['unknown', 'unknown'],
];
const SAID = new Map<CellState, string>([...STATES, ['none', 'nothing is listed of it']]);

/** Account and region by hour: what is proven, what is there without proof, what is missing, what nobody knows. */
export function coverageSvg(map: CoverageMap, options: PictureOptions): string {
  const title = 'What the evidence covers';
  const left = MARGIN + LABEL;
  const width = WIDTH - left - SUM - MARGIN;
  const notes = notesOf(map);
  const bottom = TOP + map.rows.length * ROW;
  const height = bottom + notes.length * 15 + 24;
  const legend = STATES.map(([state, label], at) => {
    const x = MARGIN + at * 178;
    return `${swatch(x, 44, 24, state, options)}${text(x + 30, 55, label)}${text(x + 30, 70, count(map.sums[state], 'hour'), 'kp-soft')}`;
  });
  const grid =
    map.from === null || map.to === null ? '' : ticks({ from: map.from, to: map.to, left, width }, TOP - 8, bottom);
  const body = [
    ...legend,
    '\n',
    grid,
    ...map.rows.map((row, at) => drawn(row, map, { y: TOP + at * ROW, left, width }, options)),
    ...notes.map((note, at) => text(MARGIN, bottom + 20 + at * 15, note, 'kp-soft')),
  ].join('');
  const defs = patterns(options);
  return frame(options, {
    name: 'coverage',
    width: WIDTH,
    height,
    title,
    description: description(map, notes),
    defs,
    body,
  });
}

type Band = { readonly y: number; readonly left: number; readonly width: number };

function drawn(row: CoverageRow, map: CoverageMap, { y, left, width }: Band, options: PictureOptions): string {
  const { account, region, covered, hours, events, cells } = row;
  const each = width / Math.max(1, cells.length);
  const parts: string[] = [];
  for (let at = 0; at < cells.length; ) {
    let end = at + 1;
    while (end < cells.length && cells[end] === cells[at]) end++;
    const state = cells[at] ?? 'none';
    const cell = swatch(left + at * each, y + 3, (end - at) * each, state, options);
    if (cell !== '') parts.push(titled(`${SAID.get(state)}: ${spanOf(map, at, end)}`, cell));
    at = end;
  }
  const acted = events === 0 ? '' : ` · ${count(events, 'event')}`;
  const name = cut(`${account} ${region}`, columns(LABEL - 12, CHARACTER.small));
  return [
    titled(
      `${limited(account)} ${limited(region)}: ${covered} of ${count(hours, 'hour')} proven${events === 0 ? '' : `; ${count(events, 'event')} of the radius`}`,
      text(MARGIN, y + 14, name, events === 0 ? '' : 'kp-strong'),
    ),
    ...parts,
    text(left + width + 8, y + 14, cut(`${covered} of ${hours} h${acted}`, columns(SUM, CHARACTER.small)), 'kp-soft'),
    '\n',
  ].join('');
}

function spanOf({ from, hoursPerCell }: CoverageMap, first: number, last: number): string {
  const time = (cell: number) =>
    `${new Date((from ?? 0) + cell * hoursPerCell * 3_600_000).toISOString().slice(0, 16)}Z`;
  return `${time(first)} to ${time(last)}`;
}

/** A stretch in the colour and the pattern of its state. */
function swatch(x: number, y: number, width: number, state: CellState, options: PictureOptions): string {
  if (state === 'none') return '';
  const base = rect(x, y, width, CELL, `kp-c-${state}`);
  if (state === 'proven' || state === 'unknown') return base;
  const fill = `fill="url(#${idOf(options, `coverage-${state}`)})"`;
  return `${base}<rect x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${CELL}" ${fill}/>`;
}

function patterns(options: PictureOptions): string {
  const pattern = (state: CellState, size: number, inside: string) =>
    `<pattern id="${idOf(options, `coverage-${state}`)}" width="${size}" height="${size}" patternUnits="userSpaceOnUse">${inside}</pattern>`;
  return [
    pattern('unproven', 6, '<circle cx="3" cy="3" r="1.2" class="kp-c-dot"/>'),
    pattern('missing', 8, '<path d="M0 0L8 8M8 0L0 8" class="kp-c-cross"/>'),
    pattern('off', 7, '<path d="M0 7L7 0" class="kp-c-slash"/>'),
  ].join('');
}

function notesOf({ rows, rowsLeft, hoursLeft, coveredLeft, hoursPerCell, sums }: CoverageMap): string[] {
  const notes: string[] = [];
  if (rows.length === 0) notes.push('No hour of any account and region is known.');
  else notes.push('At the right: hours that are proven complete. Bold: the radius acted there.');
  if (hoursPerCell > 1) notes.push(`A cell is ${hoursPerCell} hours and shows the worst of them.`);
  if (rowsLeft > 0) {
    notes.push(
      `${count(rowsLeft, 'more account and region', 'more accounts and regions')}: ${coveredLeft.toLocaleString('en')} of ${count(hoursLeft, 'hour')} proven. verify.json has them.`,
    );
  }
  const listed = Object.values(sums).reduce((a, b) => a + b, 0);
  const hours = rows.reduce((sum, row) => sum + row.hours, 0);
  if (listed < hours) notes.push(`${count(hours - listed, 'hour')} of these are in the case, and not in this picture.`);
  return notes;
}

function description({ rows, sums }: CoverageMap, notes: readonly string[]): string {
  const states = STATES.map(([state, label]) => `${label}: ${count(sums[state], 'hour')}`).join('; ');
  const worst = rows
    .slice(0, 20)
    .map(
      ({ account, region, covered, hours }) =>
        `${limited(account)} ${limited(region)} ${covered} of ${hours} hours proven`,
    )
    .join('; ');
  return `Hours by account and region. ${states}. ${worst}. ${notes.join(' ')}`;
}
