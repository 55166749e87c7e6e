import type { LogFile } from './delivery.js';
import { random } from './random.js';
import type { ResolvedSpec, ResolvedTrail } from './spec.js';
import { outagesOf } from './spec.js';
import { HOUR, SECOND } from './time.js';

/** The span of one digest, by delivery time: start included, end not. Milliseconds since the epoch. */
export interface DigestWindow {
  readonly start: number;
  readonly end: number;
  /** The chain begins here, or begins again: null predecessor. */
  readonly starting: boolean;
  /** The outage that this starting digest follows. */
  readonly after: { readonly stop: number; readonly start: number; readonly record: string } | null;
}

/**
 * The digest windows of one trail, account and region: hourly, at a minute and second of the trail and region's own. StopLogging
 * brings one last digest up to and including that event; StartLogging a starting digest that ends in that second and covers up
 * to the hour before it.
 */
export function digestWindows(
  spec: ResolvedSpec,
  trail: ResolvedTrail,
  region: string,
  logs: readonly LogFile[],
): DigestWindow[] {
  const offset = random(`${spec.seed}/${trail.name}/${region}/cadence`).between(1, 3598) * SECOND;
  const newest = logs.reduce((latest, log) => Math.max(latest, log.delivered), spec.end);
  const windows: DigestWindow[] = [];
  let at = spec.start - offset;
  let starting = true;
  for (const outage of outagesOf(spec, trail)) {
    // The last digest waits for the log that holds the StopLogging.
    const before = logs.filter((log) => log.newest <= new Date(outage.stop).toISOString().replace('.000', ''));
    const last = before.reduce((latest, log) => Math.max(latest, log.delivered), outage.stop);
    hourly(windows, at, last + 20 * SECOND, starting, true);
    const end = windows.at(-1)!.end;
    windows.push({ start: Math.max(end, outage.start - HOUR), end: outage.start, starting: true, after: outage });
    at = outage.start;
    starting = false;
  }
  hourly(windows, at, newest + SECOND, starting, false);
  return windows;
}

function hourly(windows: DigestWindow[], from: number, until: number, starting: boolean, cut: boolean): void {
  for (let start = from; start < until; start += HOUR) {
    const end = cut ? Math.min(start + HOUR, until) : start + HOUR;
    windows.push({ start, end, starting: starting && start === from, after: null });
  }
}
