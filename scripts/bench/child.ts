import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blast } from '../../src/blast/blast.js';
import { ingest, verify } from '../../src/ingest/index.js';
import type { Question } from '../../src/model.js';
import { packageFile, VERSION } from '../../src/package.js';
import { loadQuestions } from '../../src/questions/load.js';
import { openCase } from '../../src/store/case.js';
import { SCHEMA_VERSION } from '../../src/store/open.js';
import { packageStatements } from '../../src/store/sql.js';

// One measured job in a process of its own, so that its memory is its own: child.js JOB DIR CASE. Prints what it did as JSON.

const [job, dir, path] = process.argv.slice(2) as [string, string, string];
const options = {
  sources: [dir],
  window: { since: null, until: null },
  accounts: [],
  regions: [],
  publicKeys: [],
  threads: 2,
  memory: '768MiB',
  inflate: 'node' as const,
};

/**
 * DuckDB alone, tuned: its own gzip and JSON reader into the very columns of a case. It hashes and verifies nothing, and skips the
 * CRC of the gzip trailer. One statement per 1.6 GB as in ours; a single one over everything ran out of memory.
 */
async function readJson(): Promise<{ events: number }> {
  const temp = mkdtempSync(join(tmpdir(), 'keytrail-bench-'));
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: '8GB',
    preserve_insertion_order: 'false',
    temp_directory: temp,
  });
  const connection = await instance.connect();
  await connection.run(`ATTACH '${path}' AS case_file (STORAGE_VERSION 'v1.2.0', ROW_GROUP_SIZE 30720)`);
  await connection.run('USE case_file');
  for (const file of ['_case/session.sql', '_case/schema.sql']) await connection.run(sql(file));
  await connection.run(`CREATE TEMP MACRO slabs() AS TABLE
    SELECT unnest("Records")::VARCHAR AS raw, 1::UINTEGER AS object_id, 0::UINTEGER AS record_index
    FROM read_json('${dir}/buckets/*/AWSLogs/*/CloudTrail/**/*.json.gz', columns = {'Records': 'JSON[]'},
      maximum_object_size = 268435456, format = 'auto')`);
  await connection.run(sql('_ingest/records.sql'));
  await connection.run(sql('_ingest/load_events.sql'));
  const rows = (await connection.runAndReadAll('SELECT count(*) FROM events')).getRows();
  await connection.run('CHECKPOINT');
  connection.closeSync();
  instance.closeSync();
  rmSync(temp, { recursive: true, force: true });
  return { events: Number(rows[0]![0]) };
}

/** A case of busy principals (busy.sql), `dir` of each kind of session. */
async function busy(): Promise<void> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(path, { threads: '2' });
  const connection = await instance.connect();
  for (const file of ['_case/session.sql', '_case/schema.sql', '_case/views.sql']) await connection.run(sql(file));
  await connection.run(sql('_case/created.sql'), { schema_version: SCHEMA_VERSION, tool_version: VERSION });
  await connection.run(readFileSync(packageFile('scripts/bench/busy.sql'), 'utf8'), { n: Number(dir) });
  for (const file of packageStatements('_spread')) await connection.run(sql(file));
  await connection.run(sql('_case/seal.sql'));
  connection.closeSync();
  instance.closeSync();
}

/** The radius of the seed that is given in place of a folder. */
async function radius(questions: readonly Question[]): Promise<number> {
  const opened = await openCase(path, options);
  const window = { since: null, until: null };
  const asOf = '2026-06-01T00:00:00Z';
  const result = await blast(opened, { seed: dir, compromisedAt: null, window, include: null, asOf, questions });
  await opened.close();
  return result.events;
}

const sql = (file: string) => readFileSync(packageFile(`queries/${file}`), 'utf8');

async function run(): Promise<object> {
  switch (job) {
    case 'verify': {
      const report = await verify(options);
      return { exit: report.exit, objects: report.summary.listed };
    }
    case 'ingest': {
      const summary = await ingest({ ...options, casePath: path });
      return { exit: summary.exit, events: summary.accounting.events, caseBytes: statSync(path).size };
    }
    case 'busy':
      await busy();
      return {};
    case 'blast':
    case 'questions':
      return { events: await radius(job === 'blast' ? [] : loadQuestions()) };
    case 'read_json':
      return { ...(await readJson()), caseBytes: statSync(path).size };
    default:
      throw new Error(`no job ${job}`);
  }
}

const started = performance.now();
const result = await run();
const seconds = (performance.now() - started) / 1000;
const usage = process.resourceUsage();
const cpu = (usage.userCPUTime + usage.systemCPUTime) / 1e6;
console.log(JSON.stringify({ ...result, seconds, cpu, rssMB: usage.maxRSS / 1024 }));
