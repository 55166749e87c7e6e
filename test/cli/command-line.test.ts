import { describe, expect, test } from 'vitest';
import { spreadLists } from '../../src/cli/lists.js';
import { progressLine } from '../../src/cli/progress.js';
import { VERSION } from '../../src/package.js';
import { closest } from '../../src/text/suggest.js';
import { keytrail } from '../support/run-cli.js';

const COMMANDS = ['investigate', 'ingest', 'verify', 'blast', 'why', 'query', 'sigma', 'sql', 'demo'];

describe('help', () => {
  test('lists every command, and says what the exit codes mean', async () => {
    const { code, stdout } = await keytrail(['--help']);
    expect(code).toBe(0);
    for (const command of COMMANDS) expect(stdout).toContain(`keytrail ${command}`);
    expect(stdout).toContain('Exit codes');
  });

  test.each(COMMANDS)('%s has examples', async (command) => {
    const { code, stdout } = await keytrail([command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('Examples:');
    expect(stdout).toContain(`keytrail ${command}`);
  });

  test('--version', async () => {
    expect(await keytrail(['--version'])).toMatchObject({ code: 0, stdout: `${VERSION}\n` });
  });

  test('without a command it goes to stderr and is not success', async () => {
    const { code, stdout, stderr } = await keytrail([]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('keytrail verify');
  });
});

describe('a wrong command line is one line what, one line what to do, and exit 2:', () => {
  test.each<[string[], string, string]>([
    [['verfy', 'x'], "'verfy' is not a command", 'did you mean verify?'],
    [['verify', 'x', '--sinse', '2026'], 'verify has no option --sinse', 'did you mean --since?'],
    [['verify', 'x', '--zzzzzzzzzz'], 'verify has no option --zzzzzzzzzz', 'see keytrail verify --help'],
    [['--frobnicate'], 'there is no option --frobnicate', 'see keytrail --help'],
    [['verify'], 'verify needs a source', 'give a folder'],
    [['ingest', 'x'], 'ingest needs --case', 'name the file'],
    [['sql', 'select 1'], 'sql needs --case', 'give the file'],
    [['sql', 'select 1', '--case'], '--case needs a value', 'see'],
    [['sql', 'select 1', 'select 2', '--case', 'x'], "does not know what to do with 'select 2'", 'see'],
    [['blast', '--case', 'x'], 'blast needs a seed', 'access key id'],
    [['why', 'x', '--case', 'x'], 'why needs --seed', 'credential'],
    [['investigate', 'AKIA', 'x'], 'investigate needs --out', 'folder'],
    [['query', 'nowhere/nothing'], "'nowhere/nothing' is no question", ''],
    [['verify', 'x', '--since', 'yesterday'], "--since: 'yesterday' is not a time", 'RFC 3339'],
    [['verify', 'x', '--since', '2026-02-30'], "--since: '2026-02-30' is not a time", 'RFC 3339'],
    [['verify', 'x', '--since', '2026-03-02T00:00Z', '--until', '2026-03-01T00:00Z'], 'is after --until', ''],
    [['verify', 'x', '--account', '12345'], "'12345' is not an account id", '12 digits'],
    [['verify', 'x', '--account', '111122223333,'], '--account has an empty entry', ''],
    [['verify', 'x', '--region', 'Virginia'], "'Virginia' is not a region", 'us-east-1'],
    [['verify', 'x', '--threads', '0'], "--threads: '0' is not a number from 1 to 64", ''],
    [['verify', 'x', '--threads', '2.5'], "--threads: '2.5'", ''],
    [['verify', 'x', '--threads', '2', '--threads', '3'], '--threads was given 2 times', 'once'],
    [['verify', 'x', '--memory', 'lots'], "--memory: 'lots' is not a size", '2GB'],
    [['verify', 'x', '--memory', '1kB'], '--memory: 1kB is too little', '64MB'],
    [['verify', 'x', '--max-object', 'big'], "--max-object: 'big' is not a size", '1GiB'],
    [['verify', 'x', '--max-object=-1'], "--max-object: '-1' is not a size", '1GiB'],
    [['verify', 'x', '--max-content', '0'], '--max-content: 0 is too little for any evidence', '1KiB'],
    [['verify', 'x', '--max-content', '3GB'], '--max-content: 3GB is more than can be held', '2GB'],
    [['ingest', 'x', '--case', 'y', '--max-record', '1e9'], "--max-record: '1e9' is not a size", ''],
    [['verify', 'x', '--max-digest', '1MB', '--max-digest', '2MB'], '--max-digest was given 2 times', 'once'],
    [['verify', 'x', '--format', 'jsn'], "--format: 'jsn' is none of", 'did you mean json?'],
    [['verify', 'x', '--inflate', 'magic'], "--inflate: 'magic' is none of node, node-plain, zlib-sync", ''],
    [['blast', 'x', '--case', 'y', '--include', 'high'], "--include: 'high' is none of medium, low", ''],
  ])('%j', async (words, what, hint) => {
    const { code, stdout, stderr } = await keytrail(words);
    expect([code, stdout]).toEqual([2, '']);
    const [first = '', second = '', ...rest] = stderr.trimEnd().split('\n');
    expect(first).toMatch(/^keytrail: /);
    expect(first).toContain(what);
    expect(second).toContain(hint);
    expect(rest).toEqual([]);
    expect(stderr).not.toContain('    at ');
  });

  test('--debug shows the stack, wherever it stands', async () => {
    const { code, stderr } = await keytrail(['--debug', 'sql', 'select 1', '--case', '/nonexistent/case.duckdb']);
    expect(code).toBe(2);
    expect(stderr).toContain('    at ');
  });

  test('a message cannot drive the terminal', async () => {
    const { stderr } = await keytrail(['verify', '/nowhere/\u001b[2J\u202e']);
    expect(stderr).toContain('\\x1b[2J\\u{202e}');
    expect(stderr.trimEnd()).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
  });
});

describe('lists', () => {
  test('take the words behind them as long as they look like their values', () => {
    expect(spreadLists(['verify', '--account', '111122223333', '444455556666', './trail'])).toEqual([
      ...['verify', '--account', '111122223333', '--account', '444455556666', './trail'],
    ]);
    expect(spreadLists(['--public-keys', 'k/us-east-1.json', 'k/eu-west-1.json', 'log.json'])).toEqual([
      ...['--public-keys', 'k/us-east-1.json', '--public-keys', 'k/eu-west-1.json', 'log.json'],
    ]);
    expect(spreadLists(['--region', 'us-east-1', '--', 'eu-west-1'])).toEqual([
      '--region',
      'us-east-1',
      '--',
      'eu-west-1',
    ]);
  });
});

test('suggestions', () => {
  expect(closest('bast', COMMANDS)).toBe('blast');
  expect(closest('ivnestigate', COMMANDS)).toBe('investigate');
  expect(closest('xyzzy', COMMANDS)).toBeNull();
});

test('the progress line has rate and time left', () => {
  const line = progressLine({ phase: 'reading', done: 250, total: 1000, unit: 'objects', bytes: 5_000_000 }, 10);
  expect(line).toContain('250/1,000 objects');
  expect(line).toContain('25 objects/s');
  expect(line).toContain('500.0 kB/s');
  expect(line).toContain('0:30 left');
  expect(progressLine({ phase: 'listing', done: 3, total: null, unit: 'objects' }, 10)).not.toContain('left');
});
