import { expect, test } from 'vitest';
import { safeJson, visible, visibleInQuotes } from '../../src/text/escape.js';

// What a key, a user agent or a session name can hold to drive a terminal, to turn the order of reading, or to look like another name.
const HOSTILE = [
  ...['\x1b[2J', '\x9b31m', '\x07', '\x7f', '\x85', '\r'],
  ...[
    '\u202a',
    '\u202b',
    '\u202c',
    '\u202d',
    '\u202e',
    '\u2066',
    '\u2067',
    '\u2068',
    '\u2069',
    '\u200e',
    '\u200f',
    '\u061c',
  ],
  ...[
    '\u200b',
    '\u200c',
    '\u200d',
    '\u2060',
    '\ufeff',
    '\u00ad',
    '\u034f',
    '\u115f',
    '\u3164',
    '\ufe0f',
    '\u{e0041}',
    '\u{e0100}',
  ],
  ...['\u2028', '\u2029', '\ud800'],
];

test.each(HOSTILE)('%j is spelled out, and JSON keeps its value', (text) => {
  for (const spell of [visible, visibleInQuotes]) {
    const shown = spell(`a${text}b`);
    expect(shown.replace('\r', '')).toMatch(/^[\x20-\x7e]*$/);
    if (text !== '\r') expect(shown).not.toBe(`a${text}b`);
  }
  const json = safeJson([text]);
  expect(json).toMatch(/^[\x20-\x7e]*$/);
  expect(JSON.parse(json)).toEqual([text]);
});

test('names of people stay as they are', () => {
  for (const name of ['Jürgen', '山田', 'Ольга', 'محمد', 'naïve café', '🔑']) expect(visible(name)).toBe(name);
});
