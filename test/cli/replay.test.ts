import { closeSync, mkdirSync, openSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { firstDifference } from '../../src/cli/first-difference.js';
import { isInside, openInside, recordedRun, recordedSums } from '../../src/cli/recorded-run.js';
import { nameSources } from '../../src/cli/source-names.js';
import { packageFile } from '../../src/package.js';
import { packageSql } from '../../src/store/sql.js';
import { scratch } from '../support/run-cli.js';

const folder = scratch();
afterAll(folder.remove);

function difference(a: string | Buffer, b: string | Buffer) {
  writeFileSync(folder.join('a'), a);
  writeFileSync(folder.join('b'), b);
  const files = [openSync(folder.join('a'), 'r'), openSync(folder.join('b'), 'r')] as const;
  try {
    return firstDifference(...files);
  } finally {
    for (const file of files) closeSync(file);
  }
}

test('the first difference: line, column in bytes, field, both texts', () => {
  expect(difference('', '')).toBeNull();
  expect(difference('a\nb\n', 'a\nb\n')).toBeNull();
  expect(difference('a\nbc\n', 'a\nbd\n')).toEqual({ where: 'line 2, column 2', recorded: 'bc', replayed: 'bd' });
  expect(difference('a\n', 'a\nb\n')).toEqual({ where: 'line 2, column 1', recorded: '(its end)', replayed: 'b' });
  expect(difference('{"x":1,"y":[1]}\n', '{"x":1,"y":[2]}\n')?.where).toBe('line 1, column 13, field y');
  // Beyond what is read at once, and in a line that long.
  const long = Buffer.alloc(3_000_001, 'x');
  const other = Buffer.from(long);
  other[2_500_000] = 'y'.charCodeAt(0);
  expect(difference(long, long)).toBeNull();
  const found = difference(Buffer.concat([Buffer.from('1\n'), long]), Buffer.concat([Buffer.from('1\n'), other]));
  expect(found?.where).toBe('line 2, column 2500001');
  expect(found?.replayed).toHaveLength(124);
});

test('a source is read under its recorded name wherever that leads to it', () => {
  const at = (recorded: string[], given: string[]) => nameSources(recorded, given, '/home/me');
  expect(at(['archive'], ['archive'])).toEqual({ sources: ['archive'], workingFolder: '/home/me' });
  expect(at(['./archive/'], ['/mnt/copy/archive'])).toEqual({ sources: ['./archive/'], workingFolder: '/mnt/copy' });
  expect(at(['archive'], ['/archive'])).toEqual({ sources: ['archive'], workingFolder: '/' });
  expect(at(['.'], ['x'])).toEqual({ sources: ['.'], workingFolder: '/home/me/x' });
  expect(at(['/a/b'], ['../../a/b'])).toEqual({ sources: ['/a/b'], workingFolder: '/home/me' });
  expect(at(['s3://b/p', 'archive'], ['s3://b/p', '/x/archive']).workingFolder).toBe('/x');
  for (const [recorded, given] of [
    [['archive'], ['other']],
    [['archive'], ['my-archive']],
    [['a', 'b'], ['a']],
    [
      ['a', 'b'],
      ['/x/a', '/y/b'],
    ],
    [['../archive'], ['/x/archive']],
    [['s3://b/p'], ['archive']],
    [['archive'], ['s3://b/archive']],
  ] as [string[], string[]][]) {
    expect(at(recorded, given), recorded.join()).toEqual({ sources: given, workingFolder: null });
  }
});

const RUN = {
  schema: 'keytrail/run/1',
  version: '0.1.0',
  seed: 'AKIAIOSFODNN7EXAMPLE',
  sources: ['archive'],
  options: [
    { option: 'as-of', value: '2026-03-03T00:00:00Z' },
    { option: 'account', value: '111122223333' },
    { option: 'account', value: '444455556666' },
  ],
};

test('what run.json says is believed as far as it shapes a result', () => {
  const told = (run: unknown) => {
    writeFileSync(folder.join('run.json'), typeof run === 'string' ? run : JSON.stringify(run));
    return () => recordedRun(folder.path);
  };
  expect(told(RUN)().options).toEqual({ 'as-of': ['2026-03-03T00:00:00Z'], account: ['111122223333', '444455556666'] });
  for (const wrong of [
    '',
    '[]',
    '{',
    { ...RUN, schema: 'keytrail/run/2' },
    { ...RUN, seed: '' },
    { ...RUN, sources: [] },
    { ...RUN, sources: [1] },
    { ...RUN, options: {} },
    { ...RUN, options: [] },
    { ...RUN, options: [...RUN.options, { option: 'out', value: '/etc/passwd' }] },
    { ...RUN, options: [...RUN.options, { option: '__proto__', value: 'x' }] },
    { ...RUN, options: [{ option: 'as-of' }] },
  ]) {
    expect(told(wrong), JSON.stringify(wrong)).toThrow('run.json');
  }
});

test('no name and no link leads out of the folder', () => {
  for (const name of ['../x', '/x', 'a/../../x', 'a//b', './a', 'C:\\x', 'a\\..\\b', 'a\0b', '']) {
    expect(isInside(name), name).toBe(false);
  }
  expect(isInside('answers/access/console.csv')).toBe(true);
  mkdirSync(folder.join('inner'));
  symlinkSync('/etc', folder.join('inner', 'etc'));
  symlinkSync('/dev/zero', folder.join('inner', 'zero'));
  writeFileSync(folder.join('inner', 'fine'), '');
  expect(openInside(folder.join('inner'), 'etc/passwd')).toBeNull();
  expect(openInside(folder.join('inner'), 'zero')).toBeNull();
  expect(openInside(folder.join('inner'), 'none')).toBeNull();
  expect(openInside(folder.join('inner'), '.')).toBeNull();
  closeSync(openInside(folder.join('inner'), 'fine') ?? -1);
  const sum = 'a'.repeat(64);
  writeFileSync(folder.join('SHA256SUMS'), `${sum}  a b\n\\${sum}  x\\\\y\n`);
  expect(() => recordedSums(folder.path)).toThrow('names what is not in it');
  writeFileSync(folder.join('SHA256SUMS'), `${sum}  a b\n\\${sum}  x\\ny\n`);
  expect([...recordedSums(folder.path).keys()]).toEqual(['a b', 'x\ny']);
  writeFileSync(folder.join('SHA256SUMS'), `${sum} *a\n`);
  expect(() => recordedSums(folder.path)).toThrow('a line that is none');
});

test('every table of the schema is compared, but those that say when the case was made', () => {
  const schema = readFileSync(packageFile('queries/_case/schema.sql'), 'utf8');
  const tables = [...schema.matchAll(/CREATE TABLE (\w+)/g)].map(([, name]) => name);
  const compared = [...packageSql('_replay/contents.sql').matchAll(/SELECT '(\w+)' AS name/g)].map(([, name]) => name);
  expect(compared).toEqual(tables.filter((name) => name !== 'case_info' && name !== 'ingests'));
});
