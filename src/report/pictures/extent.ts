/** From when to when the events of a radius are (queries/_report/activity_extent.sql); times RFC 3339. */
export interface Extent {
  readonly first: string | null;
  readonly last: string | null;
  /** All but a fiftieth of the events lie after the one and before the other. */
  readonly low: string | null;
  readonly high: string | null;
  readonly events: number;
}

/** Events that make it worth asking whether some lie far away. */
const MANY = 50;
/** So many times the time of nearly all events is far away. */
const FAR = 20;
const LEAST = 10 * 60_000;

/**
 * What the timeline shows: all of it, unless a few events lie so far away that the rest would be one stroke; a record's time is whatever its
 * writer put there.
 */
export function shown({ first, last, low, high, events }: Extent, moments: readonly (string | null)[]) {
  if (first === null || last === null) return null;
  const far = events >= MANY && low !== null && high !== null;
  const body = far ? Date.parse(high) - Date.parse(low) : 0;
  const whole = Date.parse(last) - Date.parse(first);
  const outliers = far && whole > FAR * Math.max(body, LEAST);
  let from = Date.parse(outliers ? (low ?? first) : first);
  let to = Date.parse(outliers ? (high ?? last) : last);
  const length = Math.max(to - from, LEAST);
  // The compromise and the containment belong to the story, unless they lie as far away as the story is long.
  for (const moment of moments) {
    const time = moment === null ? Number.NaN : Date.parse(moment);
    if (time < from && from - time <= length) from = time;
    if (time > to && time - to <= length) to = time;
  }
  const margin = Math.max((to - from) * 0.02, 60_000);
  return { from: iso(from - margin), to: iso(to + margin) };
}

/** Whole seconds; a year beyond 9999 or before 0 is none of ours. */
function iso(time: number): string {
  const bounded = Math.min(Math.max(time, Date.UTC(1900, 0)), Date.UTC(9999, 11, 31));
  return `${new Date(bounded).toISOString().slice(0, 19)}Z`;
}
