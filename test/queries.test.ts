import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parameters, spread } from '../src/blast/spread.js';
import { blastTables } from '../src/blast/tables.js';
import { ask } from '../src/questions/ask.js';
import { loadQuestions } from '../src/questions/load.js';
import { toJson } from '../src/store/values.js';
import { type TestCase, testCase } from './support/case-from-records.js';
import { readTwin, type Twin } from './support/twin.js';

const window = { since: null, until: null };

function spreadOf(opened: TestCase, { seed, compromisedAt, include, asOf }: Twin): Promise<void> {
  return spread(opened, { seed, compromisedAt, include, asOf, window });
}

describe('every question', () => {
  // One case for all of them, filled anew for each.
  let opened: TestCase;
  beforeAll(async () => {
    opened = await testCase();
  });
  afterAll(() => opened.close());

  for (const question of loadQuestions()) {
    it(`${question.id} returns what it must and nothing else`, async () => {
      const twin = readTwin(question.id);
      expect(twin.fires.length, 'a twin needs a record that fires').toBeGreaterThan(0);
      expect(twin.quiet.length, 'a twin needs a record that keeps quiet').toBeGreaterThan(0);
      await opened.fill([...twin.quiet, ...twin.fires], twin.copies);
      await spreadOf(opened, twin);
      const { table, integrity } = await ask(opened, question, { seed: twin.seed, window });

      const rows = table.rows.map((row) => Object.fromEntries(table.columns.map((name, index) => [name, row[index]])));
      const named = new Set(rows.flatMap((row) => row.evidence as string[]));
      // Both directions at once: what fires is named, and nothing besides.
      expect([...named].sort()).toEqual(twin.fires.map((record) => record.eventID).sort());
      expect(integrity).toEqual({ valid: twin.fires.length });
      if (twin.rows) expect(rows).toMatchObject(twin.rows);
    });
  }
});

describe('the duckdb shell', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'keytrail-test-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('answers every question as it is, with the case open and the radius attached', async () => {
    const file = join(folder, 'case.duckdb');
    const radius = join(folder, 'radius.duckdb');
    const twins = loadQuestions().map(({ id }) => readTwin(id));
    const records = new Map(twins.flatMap(({ quiet, fires }) => [...quiet, ...fires]).map((one) => [one.eventID, one]));
    const twin = readTwin('spread/roles-assumed');
    const made = await testCase(file);
    await made.fill([...records.values()]);
    await spreadOf(made, twin);
    const expected = new Map<string, unknown>();
    for (const question of loadQuestions()) {
      expected.set(question.id, (await ask(made, question, { seed: twin.seed, window })).table);
    }
    await made.copy(await blastTables(made), radius);
    await made.close();

    const instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY' });
    const shell = await instance.connect();
    await shell.run(`ATTACH '${radius}' AS radius (READ_ONLY)`);
    await shell.run("SET search_path = 'case,radius'");
    const values: Readonly<Record<string, string | null>> = parameters({ ...twin, window }) as never;
    for (const question of loadQuestions()) {
      const statement = await shell.prepare(question.sql);
      for (let nth = 1; nth <= statement.parameterCount; nth += 1) {
        const value = values[statement.parameterName(nth)];
        if (typeof value === 'string') statement.bindVarchar(nth, value);
        else statement.bindNull(nth);
      }
      const result = await statement.runAndReadAll();
      const table = { columns: result.deduplicatedColumnNames(), rows: result.convertRows(toJson) };
      expect(table, question.id).toEqual(expected.get(question.id));
    }
    shell.closeSync();
    instance.closeSync();
  });
});
