import { readFileSync, writeFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageFile } from '../../src/package.js';
import { parsePlan } from '../../src/plan/index.js';
import { CASE, folder, hash, makeCase, SEED, story } from '../support/demo-case.js';
import { keytrail } from '../support/run-cli.js';

beforeAll(makeCase);
afterAll(folder.remove);

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

  test('leaves a plan, and a file in which the duckdb shell can ask a question unchanged', async () => {
    const tables = folder.join('radius.duckdb');
    const plan = folder.join('plan.json');
    const { stdout, stderr } = await keytrail([
      'blast',
      ...SEED,
      '--case',
      CASE,
      '--format',
      'json',
      '--tables',
      tables,
      '--plan',
      plan,
      '--contain-role',
      'Ops',
    ]);
    expect(parsePlan(readFileSync(plan, 'utf8')).sections[0]?.assumeRole).toMatch(/:role\/Ops$/);
    expect(stderr).toContain(`keytrail-contain show ${plan}`);
    const instance = await DuckDBInstance.create(CASE, { access_mode: 'READ_ONLY' });
    const shell = await instance.connect();
    await shell.run(`ATTACH '${tables}' AS radius (READ_ONLY)`);
    await shell.run("SET search_path = 'main,radius.main'");
    const question = (id: string) => readFileSync(packageFile(`queries/${id}.sql`), 'utf8');
    const answer = await shell.runAndReadAll(question('identity/use'));
    const names = answer.getRows().map(([credential]) => credential);
    // With parameters, which the shell takes for a prepared statement: those that the question names.
    await shell.run(`PREPARE question AS ${question('evasion/trail-tampering')}`);
    const tampering = await shell.runAndReadAll('EXECUTE question(since := NULL, until := NULL)');
    shell.closeSync();
    instance.closeSync();
    expect(tampering.currentRowCount).toBeGreaterThan(0);
    const { credentials } = JSON.parse(stdout) as { credentials: { id: string; events: number }[] };
    expect(names.sort()).toEqual(
      credentials
        .filter(({ events }) => events > 0)
        .map(({ id }) => id)
        .sort(),
    );
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

  test('of an event of the seed itself is a row too', async () => {
    const own = await keytrail([
      'why',
      story.eventsBefore.at(-1) ?? '',
      '--seed',
      story.seed,
      '--case',
      CASE,
      '--format',
      'jsonl',
    ]);
    expect(
      own.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as object)
        .at(-1),
    ).toMatchObject({
      to: story.eventsBefore.at(-1),
      method: 'EVENT',
    });
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
