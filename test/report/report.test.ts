import { expect, test } from 'vitest';
import { reportMarkdown } from '../../src/report/investigation/markdown.js';
import { verifyText } from '../../src/report/verify/verify-text.js';
import { coloured, plain } from '../../src/text/colour.js';
import { input, report } from './hostile-report.js';

test('nothing from a log is live in the report', () => {
  const text = reportMarkdown(input);
  // Code spans show their content literally; outside of them no markup of the intruder is left.
  const outside = text.replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, '');
  expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
  expect(outside).not.toContain('<img');
  expect(outside).not.toContain('](http:');
  expect(text.split('\n')).not.toContain('# heading');
});

test('the same input gives the same bytes', () => {
  expect(reportMarkdown(input)).toBe(reportMarkdown(structuredClone(input)));
});

test('what is left out of an answer is said', () => {
  expect(reportMarkdown(input)).toContain('79 more rows left out; all are in answers/s/q.csv.');
});

test('verification for a person: worst first, sums that add up, colour only where it is wanted', () => {
  const text = verifyText(report, ['./trail'], plain);
  expect(text).toContain('6 log objects: 3 valid, 1 modified, 2 missing');
  expect(text).toContain('6 objects = 4 listed (4 read, 0 not) + 2 not there');
  const places = ['  modified: 1 log', '  hole: 1 span', '  explained gap: 1 span', '  foreign: 1 other object'];
  const found = places.map((line) => text.indexOf(line));
  expect(found).not.toContain(-1);
  expect(found).toEqual([...found].sort((a, b) => a - b));
  expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
  expect(verifyText(report, ['./trail'], coloured)).toContain('\x1b[31mmodified\x1b[0m');
});
