import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coloured } from '../../src/text/colour.js';
import { width } from '../../src/text/width.js';
import { pack, wrap } from '../../src/text/wrap.js';

const KEY =
  's3://logs/AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2026/03/02/111122223333_CloudTrail-Digest_us-east-1_t_us-east-1_20260302T080355Z.json.gz';

test.each([60, 80, 120])('a key is broken where its parts end, and nothing of it is lost (%i columns)', (columns) => {
  const lines = wrap(KEY, columns, '    - ', '      ').trimEnd().split('\n');
  for (const line of lines) expect(width(line)).toBeLessThanOrEqual(columns);
  expect(lines.map((line) => line.slice(6)).join('')).toBe(KEY);
  for (const line of lines.slice(0, -1)) expect(line).toMatch(/[/_]$/);
});

test('piped, nothing is broken', () => {
  expect(wrap(`${KEY} and more`, null, '  ')).toBe(`  ${KEY} and more\n`);
  expect(pack([KEY, KEY], null, '  ', '    ')).toBe(`  ${KEY}  ${KEY}\n`);
});

test('no line is wider than the terminal, whatever the text, and every word is there', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 1, maxLength: 90 }), { maxLength: 12 }),
      fc.integer({ min: 40, max: 130 }),
      (words, columns) => {
        const text = words.map((word) => word.replace(/[^\x21-\x7e]/g, 'x')).join(' ');
        const lines = wrap(text, columns, '  - ', '    ').trimEnd().split('\n');
        for (const line of lines) expect(width(line)).toBeLessThanOrEqual(columns);
        expect(
          lines
            .map((line) => line.slice(4))
            .join('')
            .replaceAll(' ', ''),
        ).toBe(text.replaceAll(' ', ''));
      },
    ),
    { numRuns: 200 },
  );
});

test('colours take no room', () => {
  const painted = coloured('red', 'x'.repeat(30));
  expect(pack([painted, painted], 62, '', '  ').split('\n')).toHaveLength(2);
  expect(pack([painted, painted], 61, '', '  ').split('\n')).toHaveLength(3);
});
