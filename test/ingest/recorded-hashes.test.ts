import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { RecordedHashes } from '../../src/ingest/recorded-hashes.js';

const sha256 = (text: number) => createHash('sha256').update(String(text)).digest('hex');

test('what was added is there for every thread, however often the table grows; nothing else is', () => {
  const recorded = new RecordedHashes();
  const count = 20_000;
  for (let n = 0; n < count; n++) recorded.add(sha256(n));
  expect(recorded.size).toBe(count);
  const elsewhere = new RecordedHashes(recorded.shared);
  for (let n = 0; n < count; n++) if (!elsewhere.has(sha256(n))) throw new Error(`${n} is not there`);
  for (let n = count; n < 2 * count; n++) if (elsewhere.has(sha256(n))) throw new Error(`${n} is there`);
});

test('a hash that begins with zeros is one, and is added once', () => {
  const recorded = new RecordedHashes();
  const zeros = '0'.repeat(64);
  expect(recorded.has(zeros)).toBe(false);
  recorded.add(zeros);
  recorded.add(zeros);
  expect(recorded.has(zeros)).toBe(true);
  expect(recorded.size).toBe(1);
});

test.each(['', 'x', sha256(1).toUpperCase(), `${sha256(1)}0`, 'null'])('%j, which is no hash, is none', (text) => {
  const recorded = new RecordedHashes();
  recorded.add(text);
  expect(recorded.size).toBe(0);
});
