import { expect, test } from 'vitest';
import { parseInstant } from '../src/clock.js';

test.each([
  ['2024-05-01T09:00:00+09:00', '2024-05-01T00:00:00Z'],
  ['2024-05-01T00:30:00-0130', '2024-05-01T02:00:00Z'],
  ['2024-05-01T09:00:00Z', '2024-05-01T09:00:00Z'],
])('the offset of %s counts', (text, iso) => {
  expect(parseInstant(text)).toEqual({ iso, assumedUtc: false });
});

test('a time without an offset is UTC, and that is known', () => {
  expect(parseInstant('2024-05-01T09:00')).toEqual({ iso: '2024-05-01T09:00:00Z', assumedUtc: true });
});

test.each(['2024-02-30', '2024-05-01T25:00:00Z', '2024-05-01T09:00:00+99:00', 'yesterday', ''])(
  '%j is no time',
  (text) => {
    expect(parseInstant(text)).toBeNull();
  },
);
