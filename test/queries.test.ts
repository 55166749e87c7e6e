import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spread } from '../src/blast/spread.js';
import { blastTables } from '../src/blast/tables.js';
import type { Answer, JsonValue, Question } from '../src/model.js';
import { ask } from '../src/questions/ask.js';
import { loadQuestions } from '../src/questions/load.js';
import type { Case } from '../src/store/case.js';
import { packageSql } from '../src/store/sql.js';
import { toJson } from '../src/store/values.js';
import { apart } from './support/apart.js';
import { type TestCase, testCase } from './support/case-from-records.js';
import { readTwin, type Twin } from './support/twin.js';

const window = { since: null, until: null };
const questions = loadQuestions();
const twins = new Map(questions.map(({ id }, index) => [id, apart(readTwin(id), index + 1)]));

const FURTHER_SEEDS = `
  INSERT INTO spread_seeds
  SELECT DISTINCT node, TIMESTAMP '-infinity'
  FROM (SELECT node, access_key_id AS id FROM spread_actors UNION ALL SELECT 'k:' || key_id, key_id FROM spread_issues)
  WHERE list_contains(CAST($keys AS VARCHAR[]), id) AND node NOT IN (SELECT node FROM spread_seeds)`;

/** The radius of one twin; of all, where several are given: whatever has to be computed is computed once. */
async function spreadOf(opened: TestCase, [first, ...others]: readonly Twin[]): Promise<void> {
  if (!first) throw new Error('no twin');
  const { seed, compromisedAt, include, asOf } = first;
  const keys = others.map((twin) => twin.seed);
  const seeded: Case = {
    ...opened,
    async run(sql, parameters) {
      await opened.run(sql, parameters);
      if (sql === packageSql('_blast/30_seeds.sql')) await opened.run(FURTHER_SEEDS, { keys });
    },
  };
  await spread(others.length > 0 ? seeded : opened, { seed, compromisedAt, include, asOf, window });
}

/** Both directions at once: what fires is named, and nothing besides. Of an answer about all twins only what rests on this one's records. */
function judge({ table }: Answer, { fires, quiet, rows: expected }: Twin, alone: boolean): void {
  const own = new Set([...fires, ...quiet].map((record) => record.eventID));
  const rows = table.rows
    .map((row) => Object.fromEntries(table.columns.map((name, index) => [name, row[index]])))
    .filter((row) => alone || (row.evidence as string[]).some((id) => own.has(id)));
  const named = [...new Set(rows.flatMap((row) => row.evidence as string[]))].filter((id) => alone || own.has(id));
  expect(named.sort()).toEqual(fires.map((record) => record.eventID).sort());
  if (expected) expect(rows).toMatchObject(expected);
}

describe('every question', () => {
  let folder: string;
  let all: TestCase;
  let alone: TestCase;
  const answers = new Map<string, Answer>();
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'keytrail-test-'));
    all = await testCase(join(folder, 'case.duckdb'));
    alone = await testCase();
    const together = [...twins.values()];
    await all.fill(
      together.flatMap(({ quiet, fires }) => [...quiet, ...fires]),
      together.flatMap(({ copies }) => copies),
      [],
      together.flatMap(({ iam }) => iam),
    );
    await spreadOf(all, together);
  });
  afterAll(async () => {
    await alone.close();
    rmSync(folder, { recursive: true });
  });

  const asked = (opened: Case, question: Question, { seed }: Twin) => ask(opened, question, { seed, window });

  for (const question of questions) {
    it(`${question.id} returns what it must and nothing else`, async () => {
      const twin = twins.get(question.id) as Twin;
      expect(twin.fires.length, 'a twin needs a record that fires').toBeGreaterThan(0);
      expect(twin.quiet.length, 'a twin needs a record that keeps quiet').toBeGreaterThan(0);
      const answer = await asked(all, question, twin);
      answers.set(question.id, answer);
      try {
        judge(answer, twin, false);
      } catch {
        // Where rows are of what all twins have in common (a region, a program), the twin has the word alone.
        await alone.fill([...twin.quiet, ...twin.fires], twin.copies, [], twin.iam);
        await spreadOf(alone, [twin]);
        const own = await asked(alone, question, twin);
        judge(own, twin, true);
        expect(own.integrity).toEqual({ valid: twin.fires.length });
      }
    });
  }

  it('is answered the same in the duckdb shell, with the case open and the radius attached', async () => {
    const radius = join(folder, 'radius.duckdb');
    await all.copy(await blastTables(all), radius);
    await all.close();
    const instance = await DuckDBInstance.create(join(folder, 'case.duckdb'), { access_mode: 'READ_ONLY' });
    const shell = await instance.connect();
    await shell.run(`ATTACH '${radius}' AS radius (READ_ONLY)`);
    await shell.run("SET search_path = 'case,radius'");
    for (const question of questions) {
      const statement = await shell.prepare(question.sql);
      for (let nth = 1; nth <= statement.parameterCount; nth += 1) {
        if (statement.parameterName(nth) === 'seed') statement.bindVarchar(nth, twins.get(question.id)?.seed ?? '');
        else statement.bindNull(nth);
      }
      const result = await statement.runAndReadAll();
      const rows = result.convertRows(toJson) as JsonValue[][];
      expect({ columns: result.deduplicatedColumnNames(), rows }, question.id).toEqual(answers.get(question.id)?.table);
    }
    shell.closeSync();
    instance.closeSync();
  });
});
