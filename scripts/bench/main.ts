import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { packageFile } from '../../src/package.js';
import { type Corpus, corpus, SHAPES } from './corpus.js';

// npm run bench [-- EVENTS [ROUNDS [DIR]]]: what we do beside what there is to beat, on the same files, in turns, in one run. The
// median of the rounds counts; on a shared machine trust the ratios.

const [events = 1_000_000, rounds = 3] = process.argv.slice(2).map(Number);
const root = process.argv[4] ?? join(tmpdir(), 'keytrail-bench');

interface Measure {
  readonly seconds: number;
  readonly cpu?: number;
  readonly rssMB: number;
  readonly events?: number;
  readonly caseBytes?: number;
}

mkdirSync(root, { recursive: true });
const peer = compile();
console.log(
  `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`,
);
console.log(`${events.toLocaleString('en')} events a set, median of ${rounds} rounds\n`);
for (const shape of SHAPES) await measure(await corpus(root, shape, events));

async function measure(set: Corpus): Promise<void> {
  console.log(
    `${set.shape}: ${set.events.toLocaleString('en')} events in ${set.logs.toLocaleString('en')} logs, ${mb(set.contentBytes)} MB of JSON, ${mb(set.storedBytes)} MB stored`,
  );
  const list = join(root, `${set.shape}.list`);
  const casePath = join(root, 'bench.duckdb');
  const runs: Record<string, Measure[]> = { verify: [], c: [], ingest: [], read_json: [] };
  for (let round = 0; round < rounds; round++) {
    for (const job of ['verify', 'ingest', 'read_json'] as const) {
      for (const end of ['', '.wal', '.lock']) rmSync(casePath + end, { force: true });
      runs[job]!.push(child(job, set.dir, casePath));
      // The hashes for the C program are those that a finished ingest has found.
      if (job === 'ingest' && round === 0 && peer) await writeList(casePath, set.dir, list);
      if (job === 'ingest' && peer) runs.c!.push(runPeer(peer, list));
    }
  }
  const [verify, c, ingest, plain] = ['verify', 'c', 'ingest', 'read_json'].map((job) => median(runs[job]!));
  row('verify', verify!, set);
  if (c) row('  C: zlib + OpenSSL', c, set);
  if (c) console.log(`  verify / C: ${(c.seconds / verify!.seconds).toFixed(2)} × its speed`);
  row('ingest with verification', ingest!, set);
  row('  DuckDB read_json, nothing verified', plain!, set);
  console.log(`  ingest / read_json: ${(plain!.seconds / ingest!.seconds).toFixed(2)} × its speed`);
  console.log(`  case: ${(ingest!.caseBytes! / ingest!.events!).toFixed(0)} bytes an event\n`);
}

function row(name: string, { seconds, cpu, rssMB }: Measure, set: Corpus): void {
  const rate = `${Math.round(set.events / seconds / 1000)} k events/s, ${mb(set.contentBytes / seconds)} MB/s`;
  const used = cpu === undefined ? '' : `, ${cpu.toFixed(1)} s CPU`;
  console.log(`  ${name.padEnd(36)} ${seconds.toFixed(2)} s, ${rate}, peak RSS ${Math.round(rssMB)} MB${used}`);
}

function child(job: string, dir: string, path: string): Measure {
  const script = fileURLToPath(new URL('./child.js', import.meta.url));
  return JSON.parse(execFileSync(process.execPath, [script, job, dir, path], { encoding: 'utf8' })) as Measure;
}

function runPeer(program: string, list: string): Measure {
  const [, , , seconds, kib] = execFileSync(program, [list], { encoding: 'utf8' }).trim().split(' ').map(Number);
  return { seconds: seconds!, rssMB: kib! / 1024 };
}

/** The C program, where there is a compiler. */
function compile(): string | null {
  const program = join(root, 'verify-c');
  try {
    const source = fileURLToPath(packageFile('scripts/bench/verify.c'));
    execFileSync('cc', ['-O2', '-o', program, source, '-lz', '-lcrypto', '-lpthread'], { stdio: 'pipe' });
    return program;
  } catch (error) {
    console.log(`no C program to compare with: ${(error as Error).message.split('\n')[0]}\n`);
    return null;
  }
}

async function writeList(casePath: string, dir: string, list: string): Promise<void> {
  const instance = await DuckDBInstance.create(casePath, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  const rows = (
    await connection.runAndReadAll(
      "SELECT content_sha256, locator FROM objects WHERE source IS NOT NULL AND kind IN ('log', 'digest')",
    )
  ).getRows();
  writeFileSync(list, rows.map(([hash, locator]) => `${hash} ${join(dir, String(locator))}\n`).join(''));
  connection.closeSync();
  instance.closeSync();
}

function median(measures: readonly Measure[]): Measure | undefined {
  return [...measures].sort((a, b) => a.seconds - b.seconds)[measures.length >> 1];
}

function mb(bytes: number): string {
  return Math.round(bytes / 1e6).toLocaleString('en');
}
