import type { Paint } from '../../text/colour.js';
import { visible } from '../../text/escape.js';
import { pad, width as widthOf } from '../../text/width.js';
import { wrap } from '../../text/wrap.js';
import type { HoursShape, VerifyShape } from '../shapes.js';
import { count, span } from '../words.js';
import { type Uncovered, uncovered } from './coverage-words.js';
import type { TextOptions } from './text-options.js';

/** Accounts and regions, and of each the stretches of time, that are listed without `--all`. */
const PLACES = 20;
const SPANS = 3;

/** A line per account and region: how many hours are covered, and which are not, worst first. */
export function coverageText(report: VerifyShape, paint: Paint, options: TextOptions): string {
  const { hours } = report;
  if (hours.length === 0) return '';
  const sum = (of: 'hours' | 'covered') => hours.reduce((total, place) => total + place[of], 0);
  const title = `Coverage: ${sum('covered').toLocaleString('en')} of ${count(sum('hours'), 'hour')} covered`;
  const worst = options.all ? hours : hours.filter((place) => place.covered < place.hours).slice(0, PLACES);
  const byPlace = new Map<string, Uncovered[]>();
  for (const stretch of uncovered(report.coverage)) {
    const there = byPlace.get(placeOf(stretch));
    if (there) there.push(stretch);
    else byPlace.set(placeOf(stretch), [stretch]);
  }
  const column = Math.min(40, Math.max(0, ...worst.map((place) => widthOf(placeOf(place)))));
  const lines = worst.map((place) => {
    const text = `  ${pad(placeOf(place), column)}  ${shareOf(place, paint)}\n`;
    return text + stretches(byPlace.get(placeOf(place)) ?? [], options);
  });
  const left = hours.length - worst.length;
  const whole = hours.filter((place) => place.covered === place.hours).length;
  const rest =
    left === 0
      ? ''
      : `  ${left === whole ? `${count(left, 'place')} covered all the time` : `and ${count(left, 'more place')}; --all lists them`}\n`;
  return `${paint('bold', title)}\n${lines.join('')}${rest}`;
}

const placeOf = ({ account, region }: Pick<HoursShape, 'account' | 'region'>) =>
  `${visible(account)} ${visible(region)}`;

function shareOf({ hours, covered, unknown }: HoursShape, paint: Paint): string {
  const share = `${covered.toLocaleString('en')} of ${count(hours, 'hour')}`;
  const blind = unknown === 0 ? '' : `, ${unknown.toLocaleString('en')} unknown`;
  return paint(covered === hours ? 'green' : unknown > 0 ? 'red' : 'yellow', `${share}${blind}`);
}

function stretches(bad: readonly Uncovered[], { width, all }: TextOptions): string {
  const shown = bad.slice(0, all ? bad.length : SPANS);
  const lines = shown.map(({ from, to, result, why }) =>
    wrap(visible(`${span(from, to)}  ${result}: ${why}`), width, '    ', '      '),
  );
  const left = bad.length - shown.length;
  return lines.join('') + (left > 0 ? `    and ${count(left, 'more stretch', 'more stretches')}\n` : '');
}
