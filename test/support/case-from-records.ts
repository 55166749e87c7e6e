import { DuckDBInstance, listValue } from '@duckdb/node-api';
import type { JsonValue, Table } from '../../src/model.js';
import { IAM_TABLES, type IamRow } from '../../src/source/iam-rows.js';
import type { Case } from '../../src/store/case.js';
import { copyTables } from '../../src/store/copy-tables.js';
import { packageSql, packageStatements } from '../../src/store/sql.js';
import { prepare, run } from '../../src/store/statement.js';
import { toJson } from '../../src/store/values.js';
import { type IamTwin, iamSnapshotOf } from './iam-twin.js';

/** A further copy of an event, as ingest would have found it. */
export interface Copy {
  readonly eventID: string;
  readonly sameContent: boolean;
}

/** A case for tests that can be filled again and again: making one costs as much as asking it. */
export interface TestCase extends Case {
  /**
   * These records, and these snapshots of IAM state, in place of those it held. Each record is valid, but for the events of these ids:
   * nothing proves those.
   */
  fill(
    records: readonly unknown[],
    copies?: readonly Copy[],
    unproven?: readonly string[],
    iam?: readonly IamTwin[],
  ): Promise<void>;
}

/**
 * A case in memory with these records in it, loaded by the same statement as a real one: for tests that are about analysis, not
 * about evidence. Every record is valid but those of `unproven`.
 */
export async function caseFromRecords(
  records: readonly unknown[],
  copies: readonly Copy[] = [],
  unproven: readonly string[] = [],
  iam: readonly IamTwin[] = [],
): Promise<Case> {
  const opened = await testCase();
  await opened.fill(records, copies, unproven, iam);
  return opened;
}

/** An empty case, in memory or as a file. */
export async function testCase(path = ':memory:'): Promise<TestCase> {
  // A few records: a second thread only costs time.
  const instance = await DuckDBInstance.create(path, { threads: '1' });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  // A database in memory keeps nothing compressed.
  await connection.run(packageSql('_case/schema.sql').replaceAll(' USING COMPRESSION zstd', ''));
  await connection.run(packageSql('_case/views.sql'));
  await connection.run('CREATE TEMP TABLE staged (raw VARCHAR, object_id UINTEGER, record_index UINTEGER)');
  await connection.run('CREATE TEMP MACRO slabs() AS TABLE SELECT raw, object_id, record_index FROM staged');
  await connection.run(packageSql('_ingest/records.sql'));

  let filled = false;
  const addIam = async (table: string, rows: readonly IamRow[]) => {
    if (rows.length > 0) await connection.run(packageSql(`_iam/${table}.sql`), { rows: JSON.stringify(rows) });
  };

  const opened: TestCase = {
    path,
    async fill(records, copies = [], unproven = [], iam = []) {
      const iamTables = filled ? ['snapshots', ...IAM_TABLES].map((table) => `iam_${table}`) : [];
      filled = iam.length > 0;
      for (const table of ['staged', 'events', 'event_copies', ...iamTables]) await connection.run(`TRUNCATE ${table}`);
      for (const { head, rows } of iam.map(iamSnapshotOf)) {
        await addIam('snapshots', [head]);
        for (const table of IAM_TABLES) await addIam(table, rows[table]);
      }
      for (let from = 0; from < records.length; from += 1000) {
        const texts = records
          .slice(from, from + 1000)
          .map((record) => (typeof record === 'string' ? record : JSON.stringify(record)));
        await connection.run(
          'INSERT INTO staged SELECT unnest($texts::VARCHAR[]), 1, $from::UINTEGER + generate_subscripts($texts::VARCHAR[], 1) - 1',
          { texts: listValue(texts), from },
        );
      }
      await connection.run(packageSql('_ingest/load_events.sql'));
      await connection.run("UPDATE events SET integrity = 'valid'");
      for (const id of unproven) {
        await connection.run("UPDATE events SET integrity = 'unverified' WHERE event_id = $id", { id });
      }
      for (const copy of copies) {
        await connection.run("INSERT INTO event_copies VALUES ($eventID, 2, 0, $sameContent, 'unverified', NULL)", {
          eventID: copy.eventID,
          sameContent: copy.sameContent,
        });
      }
      for (const file of packageStatements('_spread')) await connection.run(packageSql(file));
    },
    async run(sql, parameters) {
      await run(connection, sql, parameters);
    },
    async select(sql, parameters): Promise<Table> {
      const statement = await prepare(connection, sql, parameters);
      const result = await statement.runAndReadAll();
      const table = { columns: result.deduplicatedColumnNames(), rows: result.convertRows(toJson) as JsonValue[][] };
      statement.destroySync();
      return table;
    },
    async objects<T>(sql: string, parameters = {}) {
      const { columns, rows } = await opened.select(sql, parameters);
      return rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]])) as T);
    },
    async *stream(sql, parameters) {
      yield await opened.select(sql, parameters);
    },
    copy: (tables, path) => copyTables(connection, tables, path),
    async close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
  return opened;
}
