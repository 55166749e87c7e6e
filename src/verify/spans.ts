// Merged, ordered spans of time in milliseconds.

/** Both ends included. */
export type Interval = readonly [from: number, to: number];

export function mergeSpans(spans: readonly Interval[]): Interval[] {
  const merged: [number, number][] = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** Whether one of the merged spans contains all of `from`–`to`. */
export function contains(merged: readonly Interval[], from: number, to: number): boolean {
  let low = 0;
  let high = merged.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (merged[middle]![0] <= from) low = middle + 1;
    else high = middle;
  }
  const span = merged[low - 1];
  return span !== undefined && span[1] >= to;
}
