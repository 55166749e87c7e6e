import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixture, keytrail, scratch } from '../support/run-cli.js';

const story = JSON.parse(readFileSync(fixture('demo/truth.json'), 'utf8')) as {
  seed: string;
  compromisedAt: string;
  total: number;
  events: string[];
  credentials: { id: string }[];
};
const folder = scratch();
const CASE = folder.join('case.duckdb');
const SEED = [story.seed, '--compromised-at', story.compromisedAt, '--as-of', '2026-03-03T18:49:30Z'];
const hash = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

beforeAll(async () => {
  const { code, stderr, stdout } = await keytrail(['ingest', fixture('demo'), '--case', CASE]);
  expect(stderr).not.toContain('keytrail:');
  expect(code).toBe(1);
  expect(stdout).toContain('2,989 events');
  expect(stdout).toContain('The evidence is not clean.');
});
afterAll(folder.remove);

describe('ingest', () => {
  test('again adds nothing and exits as before', async () => {
    const { code, stdout } = await keytrail(['ingest', fixture('demo'), '--case', CASE, '--format', 'json']);
    const summary = JSON.parse(stdout) as { accounting: Record<string, number>; exit: number };
    expect(code).toBe(1);
    expect(summary.accounting).toMatchObject({ events: story.total, copies: 0, rejected: 0 });
    expect(summary.exit).toBe(1);
  });

  test('of a clean archive exits 0', async () => {
    const { code } = await keytrail([
      'ingest',
      fixture('archives/clean/archive'),
      '--case',
      folder.join('clean.duckdb'),
    ]);
    expect(code).toBe(0);
  });

  test('of a folder that is not there', async () => {
    const { code, stderr } = await keytrail(['ingest', folder.join('nothing'), '--case', folder.join('x.duckdb')]);
    expect(code).toBe(2);
    expect(stderr).toContain('nothing');
    expect(stderr).not.toContain('    at ');
  });

  test('with a public key file that is not there', async () => {
    const { code, stderr } = await keytrail([
      'verify',
      fixture('demo'),
      '--public-keys',
      folder.join('us-east-1.json'),
    ]);
    expect(code).toBe(2);
    expect(stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(3);
  });
});

describe('verify', () => {
  test('says what is proven, what is not, and sums that add up', async () => {
    const { code, stdout } = await keytrail(['verify', fixture('demo')]);
    expect(code).toBe(1);
    expect(stdout).toContain('511 objects = 509 listed (509 read, 0 not) + 2 not there');
    expect(stdout).toContain('hole');
    expect(stdout).toContain('explained: StopLogging');
  });

  test.each(['clean', 'backfill', 'log-recompressed'])('%s: nothing to object to', async (name) => {
    const { code, stdout } = await keytrail(['verify', fixture(`archives/${name}/archive`)]);
    expect(code).toBe(0);
    expect(stdout).toContain('Nothing to object to.');
  });

  test('as JSON is the report of the contract', async () => {
    const { stdout } = await keytrail(['verify', fixture('demo'), '--format', 'json']);
    const report = JSON.parse(stdout);
    expect(report.schema).toBe('keytrail/verify/1');
    expect(report.exit).toBe(1);
    expect(report.objects.every((object: { verdict: string }) => object.verdict !== 'valid')).toBe(true);
  });

  test('a time without an offset is UTC and is said to be, and --quiet says nothing', async () => {
    const words = ['verify', fixture('archives/clean/archive'), '--since', '2026-03-02T07:00:00'];
    expect((await keytrail(words)).stderr).toContain('taken as UTC: 2026-03-02T07:00:00Z');
    expect((await keytrail([...words, '--quiet'])).stderr).toBe('');
  });
});

describe('blast', () => {
  test('finds what the story says, leaves the case as it was, and writes events', async () => {
    const before = hash(CASE);
    const events = folder.join('events.jsonl');
    const { code, stdout } = await keytrail(['blast', ...SEED, '--case', CASE, '--format', 'json', '--events', events]);
    const result = JSON.parse(stdout) as { schema: string; credentials: { id: string }[]; events: number };
    expect(code).toBe(1);
    expect(result.schema).toBe('keytrail/blast/1');
    expect(result.credentials.map(({ id }) => id)).toEqual(
      expect.arrayContaining(story.credentials.map(({ id }) => id)),
    );
    const lines = readFileSync(events, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(result.events);
    expect(lines.map((line) => JSON.parse(line).event_id)).toEqual(expect.arrayContaining(story.events));
    expect(hash(CASE)).toBe(before);
  });

  test('for a person: sentences, tree, and how much is proven', async () => {
    const { stdout } = await keytrail(['blast', ...SEED, '--case', CASE]);
    expect(stdout).toContain(`${story.seed} led to `);
    expect(stdout).toMatch(/rests on \d+ proven and \d+ unproven records/);
    expect(stdout).toContain('not covered: ');
  });

  test('of a seed that the case does not know', async () => {
    const { code, stderr } = await keytrail(['blast', 'AKIAIOSFODNN7EXAMPLE', '--case', CASE]);
    expect(code).toBe(2);
    expect(stderr).toContain('AKIAIOSFODNN7EXAMPLE');
  });
});

describe('why', () => {
  test('goes from the seed to the event, and to what proves it', async () => {
    const { code, stdout } = await keytrail(['why', story.events.at(-1) ?? '', '--seed', ...SEED, '--case', CASE]);
    expect([0, 1]).toContain(code);
    expect(stdout).toContain(story.seed);
    expect(stdout).toContain('Proof');
  });

  test('of an event that is not there', async () => {
    const { code, stderr } = await keytrail(['why', 'no-such-event', '--seed', ...SEED, '--case', CASE]);
    expect(code).toBe(2);
    expect(stderr).toContain('no-such-event');
  });
});

describe('query', () => {
  test('without an id lists the questions, and needs no case', async () => {
    const { code, stdout } = await keytrail(['query', '--format', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).length).toBeGreaterThan(0);
  });

  test('runs one, a section and a file of your own', async () => {
    const [first] = JSON.parse((await keytrail(['query', '--format', 'json'])).stdout) as { id: string }[];
    const id = first?.id ?? '';
    const one = await keytrail(['query', id, '--seed', ...SEED, '--case', CASE, '--format', 'jsonl']);
    expect([0, 1]).toContain(one.code);
    expect(one.stderr).toContain('rests on');
    const section = await keytrail([
      'query',
      id.split('/')[0] ?? '',
      '--seed',
      ...SEED,
      '--case',
      CASE,
      '--format',
      'md',
    ]);
    expect([0, 1]).toContain(section.code);
    const file = folder.join('mine.sql');
    writeFileSync(
      file,
      '-- title: Mine\n-- question: How many?\n-- severity: info\nSELECT count(*) AS n, list(event_id)[1:2] AS evidence FROM events',
    );
    const mine = await keytrail(['query', file, '--case', CASE, '--format', 'json']);
    expect(JSON.parse(mine.stdout)[0].n).toBe(story.total);
  });

  test('a section as CSV is refused, as jsonl it names the question', async () => {
    const { code, stderr } = await keytrail([
      'query',
      'identity',
      '--seed',
      ...SEED,
      '--case',
      CASE,
      '--format',
      'csv',
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain('--format jsonl');
    const { stdout } = await keytrail(['query', 'identity', '--seed', ...SEED, '--case', CASE, '--format', 'jsonl']);
    for (const line of stdout.trimEnd().split('\n')) expect(JSON.parse(line).query).toMatch(/^identity\//);
  });
});

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
});

describe('investigate', () => {
  test('writes everything, and the same bytes when it is run again', async () => {
    const out = folder.join('incident');
    const words = ['investigate', story.seed, fixture('demo'), ...SEED.slice(1), '--out', out];
    const first = await keytrail(words);
    expect(first.code).toBe(1);
    expect(first.stdout).toContain('report.md');
    const files = ['report.md', 'verify.json', 'blast.json', 'events.jsonl', 'answers/index.csv'];
    for (const file of [...files, 'case.duckdb']) expect(statSync(`${out}/${file}`).size).toBeGreaterThan(0);
    const before = files.map((file) => hash(`${out}/${file}`));
    rmSync(`${out}/blast.json`);
    await keytrail(words);
    expect(files.map((file) => hash(`${out}/${file}`))).toEqual(before);
    expect(readdirSync(out).some((name) => name.endsWith('.tmp'))).toBe(false);
    expect(JSON.parse(readFileSync(`${out}/blast.json`, 'utf8')).schema).toBe('keytrail/blast/1');
  });
});

describe('demo', () => {
  test('comes out as its story says', async () => {
    const { code, stdout } = await keytrail(['demo'], { cwd: folder.path });
    expect(stdout).toContain('Everything came out as the story says.');
    expect(stdout).not.toContain('✘');
    expect(code).toBe(0);
    expect(existsSync(folder.join('keytrail-demo', 'report.md'))).toBe(true);
  });
});

describe('Ctrl-C', () => {
  test('ends an ingest with 130 and a line, and the same command goes on', async () => {
    // Enough copies of the trail that there is something to interrupt.
    const big = folder.join('big');
    for (let i = 0; i < 6; i++) cpSync(fixture('demo/buckets'), `${big}/${i}`, { recursive: true });
    const path = folder.join('interrupted.duckdb');
    const words = ['ingest', big, '--case', path, '--threads', '1', '--since', '2026-01-01'];
    const stopped = await keytrail(words, {
      onStderr: (text, kill) => text.includes('taken as UTC') && kill('SIGINT'),
    });
    expect(stopped.code).toBe(130);
    expect(stopped.stderr).toContain('keytrail: stopped; run the same command again to go on');
    const again = await keytrail([...words, '--format', 'json']);
    expect([0, 1]).toContain(again.code);
    expect(JSON.parse(again.stdout).accounting.events).toBe(story.total);
  });
});
