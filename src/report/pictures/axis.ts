import { line, text } from './svg.js';

// Time from left to right: milliseconds since the epoch, UTC.

export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly left: number;
  readonly width: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Distances of ticks that a person reads without counting. */
const STEPS = [
  60_000,
  300_000,
  600_000,
  1_800_000,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
  30 * DAY,
  90 * DAY,
  365 * DAY,
  3650 * DAY,
  36_500 * DAY,
  365_000 * DAY,
];
/** Pixels that a label takes. */
const LABEL = 92;

/** Where a time stands; what lies outside stands at the end, and what is no time at the beginning. */
export function place({ from, to, left, width }: Axis, time: number): number {
  const share = to === from || !Number.isFinite(time) ? 0 : (time - from) / (to - from);
  return left + Math.min(1, Math.max(0, share)) * width;
}

/** Lines for the hours or days, with their names above. */
export function ticks(axis: Axis, top: number, bottom: number): string {
  const least = ((axis.to - axis.from) * LABEL) / axis.width;
  const step = STEPS.find((one) => one >= least) ?? STEPS.at(-1) ?? DAY;
  let drawn = '';
  for (let time = Math.ceil(axis.from / step) * step; time <= axis.to; time += step) {
    const x = place(axis, time);
    drawn += line(x, top, x, bottom, 'kp-grid');
    const label = new Date(time).toISOString();
    const shown = step >= DAY ? label.slice(0, 10) : `${label.slice(5, 10)} ${label.slice(11, 16)}`;
    // A label beyond the edge would be cut off.
    if (x + LABEL / 2 <= axis.left + axis.width + 40) drawn += text(x, top - 5, shown, 'kp-soft', 'middle');
  }
  return `${drawn}\n`;
}
