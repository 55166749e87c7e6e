import type { VerifyShape } from '../shapes.js';
import { render } from '../table/renderer.js';
import { tableOf } from '../table/table-of.js';
import { count } from '../words.js';
import { uncovered } from './coverage-words.js';

const LISTED = 200;

/** How many hours are covered, of which account and region, and why the others are not. */
export function coverageMarkdown(report: VerifyShape): string {
  if (report.hours.length === 0) return '';
  const bad = uncovered(report.coverage);
  const rows = bad
    .slice(0, LISTED)
    .map(({ account, region, from, to, hours, result, why, event }) => [
      account,
      region,
      from,
      to,
      hours,
      result,
      why,
      event,
    ]);
  const columns = ['account', 'region', 'from', 'to', 'hours', 'result', 'why', 'record'];
  const more =
    bad.length > LISTED ? `\n${count(bad.length - LISTED, 'more stretch', 'more stretches')} in the JSON.\n` : '';
  return [
    '### Coverage: which hours are proven to be complete\n',
    'An hour is covered where trusted digests span it, every log that they list is there as it was delivered, and logging is known to have been on. That something did not happen can be said of covered hours only.\n',
    render('md', tableOf(report.hours.slice(0, LISTED))),
    ...(rows.length === 0 ? [] : [`#### Hours that are not covered\n\n${render('md', { columns, rows })}${more}`]),
  ].join('\n');
}
