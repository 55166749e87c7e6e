import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { parsePlan, planHash } from '../../src/plan/index.js';
import { folder, hash, INCIDENT, story } from '../support/demo-case.js';
import { fixture, keytrail } from '../support/run-cli.js';

afterAll(folder.remove);

describe('investigate', () => {
  test('writes everything, and the same bytes when it is run again', async () => {
    const out = folder.join('incident');
    const words = ['investigate', story.seed, fixture('demo'), ...INCIDENT, '--out', out];
    const first = await keytrail(words);
    expect(first.code).toBe(1);
    expect(first.stdout).toContain('report.html');
    const files = [
      'report.html',
      'report.md',
      'verify.json',
      'blast.json',
      'events.jsonl',
      'plan.json',
      'answers/index.csv',
    ];
    for (const file of [...files, 'case.duckdb']) expect(statSync(`${out}/${file}`).size).toBeGreaterThan(0);
    const before = files.map((file) => hash(`${out}/${file}`));
    rmSync(`${out}/blast.json`);
    await keytrail(words);
    expect(files.map((file) => hash(`${out}/${file}`))).toEqual(before);
    expect(readdirSync(out).some((name) => name.endsWith('.tmp'))).toBe(false);
    const text = readFileSync(`${out}/plan.json`, 'utf8');
    await expect(text).toMatchFileSnapshot(fixture('plans/demo.json'));
    const plan = parsePlan(text);
    expect(plan.sections.flatMap(({ steps }) => steps).map(({ kind }) => kind)).toContain('deny-user');
    expect(readFileSync(`${out}/report.md`, 'utf8')).toContain(planHash(plan));
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
