import type { CoverageSpanShape } from '../shapes.js';

// Why hours are not covered, in a person's words: texts as they came, whoever shows them escapes them.

const LOGS: Readonly<Record<string, string>> = {
  'some-missing': 'logs that CloudTrail delivered are missing',
  'some-modified': 'logs are not as CloudTrail delivered them',
  'some-unavailable': 'logs could not be read',
  'without-digest': 'there are logs, and no digest vouches for them',
};
const DIGESTS: Readonly<Record<string, string>> = {
  missing: 'digests are missing',
  invalid: 'digests are not genuine',
  unproven: 'digests are there that nothing proves',
  'none-expected': 'log file validation was off',
  none: 'no digest',
};

/** Everything that keeps a stretch of hours from being covered, what weighs most first. */
function whyUncovered({ logging, loggingFrom, digest, logs, result, explained }: CoverageSpanShape): string {
  const said = explained === null ? '' : ` (${explained})`;
  const reasons: string[] = [];
  if (logging === 'no') {
    const known = loggingFrom === 'status' ? ', says the status of the trail' : said;
    reasons.push(`logging was off${result === 'partly' ? ' for a part' : ''}${known}`);
  }
  if (LOGS[logs] !== undefined) reasons.push(LOGS[logs]);
  if (DIGESTS[digest] !== undefined && logging !== 'no') {
    reasons.push(`${DIGESTS[digest]}${digest === 'none-expected' ? said : ''}`);
  }
  if (reasons.length > 0) return reasons.join('; ');
  return logging === 'unknown' && logs !== 'unknown'
    ? 'whether logging was on all the time is not known'
    : 'digests cover a part of it';
}

/** A stretch of hours that are not covered for one and the same reason. */
export interface Uncovered {
  readonly account: string;
  readonly region: string;
  readonly from: string;
  readonly to: string;
  readonly hours: number;
  readonly result: string;
  readonly why: string;
  readonly event: string | null;
}

/** Worst first: what is unknown, then what lasts longest. Hours that differ in nothing a person would read are one stretch. */
export function uncovered(spans: readonly CoverageSpanShape[]): Uncovered[] {
  const place = ({ account, region }: { account: string; region: string }) => `${account}\n${region}`;
  const bad = spans
    .filter(({ result }) => result !== 'covered')
    .sort((a, b) => order(place(a), place(b)) || order(a.from, b.from));
  const merged: Uncovered[] = [];
  for (const stretch of bad) {
    const { account, region, from, to, hours, result, event } = stretch;
    const why = whyUncovered(stretch);
    const last = merged.at(-1);
    if (last && place(last) === place(stretch) && last.to === from && last.result === result && last.why === why) {
      merged[merged.length - 1] = { ...last, to, hours: last.hours + hours };
    } else merged.push({ account, region, from, to, hours, result, why, event });
  }
  return merged.sort((a, b) => Number(b.result === 'unknown') - Number(a.result === 'unknown') || b.hours - a.hours);
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
