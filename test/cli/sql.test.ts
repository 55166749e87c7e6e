import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CASE, folder, makeCase } from '../support/demo-case.js';
import { keytrail } from '../support/run-cli.js';

beforeAll(makeCase);
afterAll(folder.remove);

describe('sql', () => {
  test.each<[string, (text: string) => void]>([
    ['json', (text) => expect(JSON.parse(text)).toEqual([{ n: 2989, t: '2026-03-01T00:00:00Z', l: [1, 2] }])],
    ['jsonl', (text) => expect(JSON.parse(text)).toEqual({ n: 2989, t: '2026-03-01T00:00:00Z', l: [1, 2] })],
    ['csv', (text) => expect(text).toBe('n,t,l\r\n2989,2026-03-01T00:00:00Z,"[1,2]"\r\n')],
    ['md', (text) => expect(text).toContain('| 2989 | 2026-03-01T00:00:00Z |')],
    ['table', (text) => expect(text).toContain('2989  2026-03-01T00:00:00Z  [1,2]')],
  ])('as %s', async (format, check) => {
    const statement = "select count(*) as n, timestamp '2026-03-01' as t, [1, 2] as l from events";
    const { code, stdout } = await keytrail(['sql', statement, '--case', CASE, '--format', format], {
      env: { TZ: 'Asia/Tokyo' },
    });
    expect(code).toBe(0);
    check(stdout);
  });

  test('JSON columns are JSON, and long integers in them lose no digit', async () => {
    const statement = `select request, '{"n": 12345678901234567890}'::json as n from events where event_name = 'AssumeRole' limit 1`;
    const { stdout } = await keytrail(['sql', statement, '--case', CASE, '--format', 'json']);
    expect(JSON.parse(stdout)).toEqual([
      { request: expect.objectContaining({ roleArn: expect.any(String) }), n: { n: '12345678901234567890' } },
    ]);
  });

  test('a closed pipe is no error', async () => {
    const { code, stderr } = await keytrail(
      ['sql', 'select raw from events, range(50)', '--case', CASE, '--format', 'jsonl'],
      {
        head: true,
      },
    );
    expect(code).toBe(0);
    expect(stderr).toBe('');
  });

  test('reads the statement from stdin', async () => {
    const { stdout } = await keytrail(['sql', '-', '--case', CASE, '--format', 'csv'], { input: 'select 7 as x' });
    expect(stdout).toBe('x\r\n7\r\n');
  });

  test.each([
    ['a mistake', 'selec 1'],
    ['a write', 'delete from events'],
    ['a file', "select * from read_csv('/etc/passwd')"],
    ['a file written', "copy events to '/tmp/keytrail-should-not-exist.csv'"],
    ['another database', "attach '/tmp/other.duckdb'"],
  ])('%s is refused in a line', async (_, statement) => {
    const out = folder.join('refused.json');
    const { code, stderr } = await keytrail(['sql', statement, '--case', CASE, '--out', out]);
    expect(code).toBe(2);
    expect(stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
    expect(existsSync(out)).toBe(false);
  });

  test('--out is written whole, with the format of its ending, and leaves nothing else', async () => {
    const into = folder.join('out');
    mkdirSync(into);
    const { code, stdout } = await keytrail(['sql', 'select 1 as a', '--case', CASE, '--out', `${into}/x.csv`]);
    expect([code, stdout]).toEqual([0, '']);
    expect(readFileSync(`${into}/x.csv`, 'utf8')).toBe('a\r\n1\r\n');
    expect(readdirSync(into)).toEqual(['x.csv']);
  });

  test.each([
    ['a folder that is not there', 'nowhere/x.csv'],
    ['a folder', '.'],
  ])('--out into %s', async (_, path) => {
    const { code, stderr } = await keytrail(['sql', 'select 1', '--case', CASE, '--out', folder.join(path)]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^keytrail: cannot write /);
  });

  test('a case that is none, or not there', async () => {
    const text = folder.join('text.duckdb');
    writeFileSync(text, 'not a database');
    for (const path of [text, folder.join('absent.duckdb'), folder.path]) {
      const { code, stderr } = await keytrail(['sql', 'select 1', '--case', path]);
      expect(code).toBe(2);
      expect(stderr).toMatch(/^keytrail: /);
      expect(stderr).not.toContain('    at ');
    }
  });

  test('a case of another version is refused', async () => {
    const path = folder.join('future.duckdb');
    copyFileSync(CASE, path);
    const instance = await DuckDBInstance.create(path);
    const connection = await instance.connect();
    await connection.run("UPDATE case_info SET schema_version = 99, tool_version = '9.9.9'");
    connection.closeSync();
    instance.closeSync();
    const { code, stderr } = await keytrail(['sql', 'select 1', '--case', path]);
    expect(code).toBe(2);
    expect(stderr).toContain('9.9.9');
    expect(stderr).toContain('ingest the sources again');
  });

  test('a full disk is a line', async () => {
    if (!existsSync('/dev/full')) return;
    const { code, stderr } = await keytrail(['sql', 'select 1', '--case', CASE], { stdout: '/dev/full' });
    expect([code, stderr]).toEqual([2, 'keytrail: cannot write the result: no space left on the device\n']);
  });
});
