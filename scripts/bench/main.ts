import { mkdirSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Shape } from '../trail-builder/index.js';
import { corpus, listOf, warm } from './corpus.js';
import { digests } from './digests.js';
import { child, compilePeer, type Measure, mb, median, row, runPeer, target } from './measure.js';
import { overS3 } from './over-s3.js';
import { busy, radius } from './radius.js';

// npm run bench [-- EVENTS [ROUNDS [DIR [PART…]]]]: what we do beside what there is to beat, on the same files, in turns, in one run. The
// median of the rounds counts; on a shared machine trust the ratios. PART: verify, ingest, s3, digests, blast; default all.

const [events = 1_000_000, rounds = 2] = process.argv.slice(2, 4).map(Number);
const root = process.argv[4] ?? join(tmpdir(), 'keytrail-bench');
const parts = process.argv.length > 5 ? process.argv.slice(5) : ['verify', 'ingest', 's3', 'digests', 'blast'];

/** Files of the size that the target names, 1 GB of JSON of each; and what verification has to reach of the C program's speed. */
const SIZED: readonly (readonly [Shape, number])[] = [
  ['150k', 0.9],
  ['15k', 0.75],
];
const MIXED: readonly Shape[] = ['small', 'large', 'mix'];

mkdirSync(root, { recursive: true });
console.log(
  `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}, load ${loadavg()[0]!.toFixed(1)}`,
);
console.log(`${events.toLocaleString('en')} events a set, median of ${rounds} rounds\n`);
const peer = compilePeer(join(root, 'verify-c'));
if (parts.includes('verify')) for (const [shape, least] of SIZED) await verifying(shape, least);
if (parts.includes('ingest')) for (const shape of MIXED) await ingesting(shape);
if (parts.includes('s3')) await overS3(root, Math.round(events * 0.033));
if (parts.includes('blast')) {
  await radius(root, events * 10, rounds);
  busy(root, Math.round(events / 100));
}
if (parts.includes('digests')) await digests(root, Math.round((events / 1_000_000) * 8760));

async function verifying(shape: Shape, least: number): Promise<void> {
  const set = await corpus(root, shape, Math.round(events * 0.7));
  title(set);
  const ours: Measure[] = [];
  const theirs: Measure[] = [];
  for (let round = 0; round < rounds; round++) {
    warm(set);
    ours.push(child('verify', set.dir, ''));
    if (!peer) continue;
    const list = listOf(set);
    warm(set);
    theirs.push(runPeer(peer, list));
  }
  row('verify', median(ours), { bytes: set.contentBytes });
  if (!peer) return;
  row('  C: zlib + OpenSSL', median(theirs), { bytes: set.contentBytes });
  target('verify / C, speed', median(theirs).seconds / median(ours).seconds, least);
  console.log(`  C / verify, processor: ${(median(theirs).cpu / median(ours).cpu).toFixed(2)}\n`);
}

async function ingesting(shape: Shape): Promise<void> {
  const set = await corpus(root, shape, events);
  title(set);
  const casePath = join(root, 'bench.duckdb');
  const runs: Record<'verify' | 'ingest' | 'read_json' | 'c', Measure[]> = {
    verify: [],
    ingest: [],
    read_json: [],
    c: [],
  };
  for (let round = 0; round < Math.max(1, rounds - 1); round++) {
    for (const job of ['verify', 'ingest', 'read_json'] as const) {
      for (const end of ['', '.wal', '.lock']) rmSync(casePath + end, { force: true });
      warm(set);
      runs[job].push(child(job, set.dir, casePath));
    }
    if (!peer) continue;
    const list = listOf(set);
    warm(set);
    runs.c.push(runPeer(peer, list));
  }
  const of = { bytes: set.contentBytes, events: set.events };
  const [verify, ingest, plain] = [median(runs.verify), median(runs.ingest), median(runs.read_json)];
  row('verify', verify, of);
  if (peer) row('  C: zlib + OpenSSL', median(runs.c), of);
  if (peer) console.log(`  verify / C, speed: ${(median(runs.c).seconds / verify.seconds).toFixed(2)}`);
  row('ingest with verification', ingest, of);
  row('  DuckDB read_json, nothing verified', plain, of);
  target('ingest / read_json, speed', plain.seconds / ingest.seconds, 1);
  console.log(`  case: ${(ingest.caseBytes! / ingest.events!).toFixed(0)} bytes an event\n`);
}

function title(set: { shape: string; events: number; logs: number; contentBytes: number; storedBytes: number }): void {
  console.log(
    `${set.shape}: ${set.events.toLocaleString('en')} events in ${set.logs.toLocaleString('en')} logs, ${mb(set.contentBytes)} MB of JSON, ${mb(set.storedBytes)} MB stored`,
  );
}
