import { describe, expect, test } from 'vitest';
import { readCommandLine } from '../../src/containment/program/command-line.js';
import { COMMANDS } from '../../src/containment/program/commands.js';
import { KeytrailError } from '../../src/error.js';
import { width } from '../../src/text/width.js';

const HASH = 'a'.repeat(64);
const read = (...argv: string[]) => readCommandLine(argv, 80);
const run = (...argv: string[]) => {
  const request = read(...argv);
  if (request.type !== 'run') throw new Error(request.text);
  return request.given;
};

describe('the command line', () => {
  test('as given', () => {
    expect(
      run('apply', 'plan.json', '--execute', HASH.toUpperCase(), '--skip', '4', '7,9', '--account=123456789012'),
    ).toMatchObject({
      plan: 'plan.json',
      execute: HASH,
      skip: [4, 7, 9],
      accounts: ['123456789012'],
      format: 'text',
    });
    expect(run('apply', '--skip', '4', 'plan.json')).toMatchObject({ plan: 'plan.json', skip: [4], execute: null });
    expect(run('--quiet', 'show', 'plan.json', '--format', 'table')).toMatchObject({ quiet: true, format: 'text' });
    expect(run('show', '--', '--plan.json').plan).toBe('--plan.json');
    expect(run('verify', 'plan.json', '--watch', '30').watch).toBe(30);
  });

  test.each([
    [['aply', 'plan.json'], "'aply' is not a command", 'did you mean apply?'],
    [['--version2'], 'there is no option --version2 before a command', 'did you mean --version?'],
    [['apply', 'plan.json', '--exeute', HASH], 'apply has no option --exeute', 'did you mean --execute?'],
    [['verify', 'plan.json', '--execute', HASH], 'verify has no option --execute', 'it is an option of apply, revert'],
    [['show', 'plan.json', '-x'], 'show has no option -x', 'see keytrail-contain show --help'],
    [['apply'], 'apply needs a plan', 'keytrail blast … --plan plan.json writes one'],
    [['apply', 'plan.json', HASH], `apply does not know what to do with '${HASH}'`, 'did you mean --execute?'],
    [
      ['apply', 'a.json', 'b.json'],
      "apply does not know what to do with 'b.json'",
      'see keytrail-contain apply --help',
    ],
    [['apply', 'plan.json', '--execute'], '--execute needs a value', 'keytrail-contain show prints the hash'],
    [
      ['apply', 'plan.json', '--execute', '--quiet'],
      '--execute needs a value',
      'keytrail-contain show prints the hash',
    ],
    [['apply', 'plan.json', '--execute', 'yes'], "--execute: 'yes' is not the hash of a plan", /64 hex digits/],
    [['apply', 'plan.json', '--execute', HASH, '--execute', HASH], '--execute was given 2 times', 'give it once'],
    [['apply', 'plan.json', '--quiet=yes'], '--quiet takes no value', undefined],
    [['apply', 'plan.json', '--skip', '0'], "--skip: '0' is not the number of a step", undefined],
    [['apply', 'plan.json', '--account', '12'], "--account: '12' is not an account id of 12 digits", undefined],
    [['apply', 'plan.json', '--profile', ' '], '--profile is empty', undefined],
    [['apply', 'plan.json', '--region', 'mars'], "--region: 'mars' is not a region", 'e.g. us-east-1'],
    [['verify', 'plan.json', '--watch=-1'], "--watch: '-1' is not a number of minutes from 0 to 1440", undefined],
    [
      ['verify', 'plan.json', '--watch', '9999'],
      "--watch: '9999' is not a number of minutes from 0 to 1440",
      undefined,
    ],
    [['show', 'plan.json', '--policy', '--commands'], '--policy and --commands do not go together', 'give one of them'],
    [['show', 'plan.json', '--format', 'jsn'], "--format: 'jsn' is none of text, json, md", 'did you mean json?'],
  ])('%j is an error that says what to do', (argv, message, hint) => {
    let error: unknown;
    try {
      read(...argv);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(KeytrailError);
    expect(error).toMatchObject({ message });
    if (hint instanceof RegExp) expect((error as KeytrailError).hint).toMatch(hint);
    else expect((error as KeytrailError).hint).toBe(hint);
  });

  test.each([40, 80, 120])('help fits %d columns, and has examples of each command', (columns) => {
    for (const argv of [['--help'], ...COMMANDS.map(({ name }) => ['help', name])]) {
      const request = readCommandLine(argv, columns);
      expect(request.type).toBe('text');
      const { text } = request as { text: string };
      const long = text.split('\n').filter((line) => width(line) > columns && !line.includes('keytrail-contain '));
      expect(long).toEqual([]);
      expect(text).toContain('keytrail-contain apply'.slice(0, 16));
    }
    for (const { name, examples } of COMMANDS) {
      const { text } = readCommandLine([name, '--help'], 80) as { text: string };
      for (const [line] of examples) expect(text).toContain(`keytrail-contain ${line}\n`);
    }
  });

  test('without a command there is nothing to do', () => {
    expect(read().type).toBe('nothing');
    expect(read('--quiet').type).toBe('nothing');
    expect(read('--version').type).toBe('text');
  });
});
