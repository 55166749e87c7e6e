import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { clashingNames } from '../../src/cli/clashing-names.js';
import { checkPackage } from '../../src/cli/package-file.js';
import { TAR_END, tarHeader, tarPadding } from '../../src/cli/tar.js';
import { scratch } from '../support/run-cli.js';

// Archives that one program reads otherwise than the next: what --check calls whole must unpack everywhere to what it checked.

const folder = scratch();
const path = folder.join('made.tar');
const OURS = 'it has an entry that keytrail did not write';
afterAll(folder.remove);

/** An entry whose head is altered, its checksum made right again. */
function entry(name: string, text: string, alter: (head: Buffer) => void = () => undefined): Buffer {
  const bytes = Buffer.from(text);
  const head = tarHeader(name, bytes.length);
  alter(head);
  head.fill(' ', 148, 156);
  const sum = head.reduce((all, byte) => all + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([head, bytes, tarPadding(bytes.length)]);
}

function objections(...parts: Buffer[]): readonly string[] {
  writeFileSync(path, Buffer.concat([...parts, TAR_END]));
  return checkPackage(path).objections;
}

const size = (text: string) => (head: Buffer) => void head.write(text, 124, 12, 'latin1');
const type = (text: string) => (head: Buffer) => void head.write(text, 156);

test.each([
  ['a pax header', entry('evidence/x', '20 path=evidence/y\n', type('x')), 'no file'],
  ['a global pax header', entry('evidence/x', '20 path=evidence/y\n', type('g')), 'no file'],
  ['a long name of GNU', entry('././@LongLink', 'evidence/y\0', type('L')), 'no file'],
  ['a link', entry('evidence/x', '', type('1')), 'no file'],
  ['a sparse file', entry('evidence/x', '', type('S')), 'no file'],
  ['a folder', entry('evidence/x/', '', type('5')), 'no file'],
  ['a file of the old kind', entry('evidence/x', '', type('\0')), 'no file'],
  ['where a link leads', entry('evidence/x', '', (head) => void head.write('/etc/passwd', 157)), OURS],
  ['a name behind a NUL', entry('evidence/x', '', (head) => void head.write('\0.html', 10)), OURS],
  ['a part of a name that others do not read', entry('evidence/x', '', (head) => void head.write('z', 400)), OURS],
  ['a size in base 256', entry('evidence/x', '', size('\u0080\0\0\0\0\0\0\0\0\0\0\0')), 'without a size'],
  ['a size with blanks', entry('evidence/x', 'abc', size('         3 \0')), OURS],
  ['a negative size', entry('evidence/x', '', size('-0000000001\0')), 'without a size'],
  ['a mode', entry('evidence/x', '', (head) => void head.write('0004755\0', 100)), OURS],
  ['an owner', entry('evidence/x', '', (head) => void head.write('root', 265)), OURS],
  ['a name that is no UTF-8', entry('evidence/x', '', (head) => void head.write('\xff', 9, 'latin1')), OURS],
  [
    'the magic of GNU',
    entry('evidence/x', '', (head) => void head.write('ustar  \0', 257)),
    'no tar that keytrail wrote',
  ],
])('%s', (_, part, said) => {
  expect(objections(part)).toEqual(expect.arrayContaining([expect.stringContaining(said)]));
});

test('names with ./ or that are one file on some systems, lists that say two things of one', () => {
  expect(objections(entry('evidence/./a', '')).join()).toContain('leads elsewhere');
  expect(clashingNames(['a', 'b', 'answers/x.csv', 'answers/y.csv'])).toEqual([]);
  for (const [one, other] of [
    ['report.html', 'Report.HTML'],
    ['answers/é.csv', 'answers/e\u0301.csv'],
    ['run.json', 'run.json.'],
    ['a/b', 'A /b'],
    ['straße', 'STRASSE'],
  ] as const) {
    expect(clashingNames([one, other]), one).toEqual([`${one} and ${other} would be one file on some systems`]);
  }
  expect(clashingNames(['a/b', 'A'])).toEqual(['A is a file, and a folder of a/b']);
  expect(objections(entry('evidence/a', ''), entry('evidence/A', '')).join()).toContain('a and A would be one file');
  const [one, two] = ['1', '2'].map((text) => createHash('sha256').update(text).digest('hex'));
  const list = entry('evidence/MANIFEST.sha256', `${one}  a\n${two}  a\n`);
  expect(objections(entry('evidence/a', '2'), list).join()).toContain('names a twice');
});

test('bytes between the two empty blocks, behind them, and an end in the middle', () => {
  const fine = entry('evidence/a', 'x');
  expect(objections(fine, TAR_END).join()).toContain('does not end');
  expect(objections(fine, Buffer.alloc(512), entry('evidence/b', 'y')).join()).toContain('does not end');
  expect(objections(fine, Buffer.alloc(10_240)).join()).toContain('does not end');
  expect(objections(fine, Buffer.from('x')).join()).toContain('no tar that keytrail wrote');
});
