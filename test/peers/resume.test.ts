import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeLargeTrail } from '../../scripts/trail-builder/index.js';
import type { KeytrailError } from '../../src/error.js';
import { type IngestOptions, ingest } from '../../src/ingest/index.js';
import { openCase } from '../../src/store/case.js';
import { caseContents } from '../support/case-contents.js';
import { EVERYTHING } from '../support/options.js';

// Small batches, so that there is something between the beginning and the end.
const BATCH_BYTES = 4_000_000;

const temp = mkdtempSync(join(tmpdir(), 'keytrail-resume-'));
const archive = join(temp, 'archive');
const options = (name: string): IngestOptions => ({
  ...EVERYTHING,
  sources: [archive],
  casePath: join(temp, name),
  batchBytes: BATCH_BYTES,
});
let whole: Awaited<ReturnType<typeof caseContents>>;
let exit: 0 | 1;

beforeAll(async () => {
  await writeLargeTrail({ dir: archive, seed: 7, events: 20_000, shape: 'small', hours: 4 });
  ({ exit } = await ingest(options('whole.duckdb')));
  whole = await caseContents(join(temp, 'whole.duckdb'));
});
afterAll(() => rmSync(temp, { recursive: true, force: true }));

function start(name: string): ChildProcess {
  const script = fileURLToPath(new URL('../support/ingest-child.js', import.meta.url));
  return spawn(process.execPath, [script, JSON.stringify(options(name))], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Kills the child once it has read this share of the objects. */
async function killAt(child: ChildProcess, share: number): Promise<void> {
  child.stdout!.setEncoding('utf8');
  let text = '';
  for await (const chunk of child.stdout!) {
    text += chunk;
    const last = text.split('\n').at(-2);
    if (last !== undefined && Number(last) >= share) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
}

describe('an interrupted ingest', () => {
  test.each([0.3, 0.8])('killed after %d of the objects ends in the same case when it is run again', async (share) => {
    const name = `killed-${share}.duckdb`;
    await killAt(start(name), share);
    await expect(openCase(join(temp, name), { threads: 1, memory: '256MB' })).rejects.toThrow(/did not finish/);
    const again = await ingest(options(name));
    expect(again.lost).toEqual([]);
    expect(again.exit).toBe(exit);
    expect(await caseContents(join(temp, name))).toEqual(whole);
  });

  test('aborted by its caller, too', async () => {
    const stop = new AbortController();
    const run = ingest({
      ...options('aborted.duckdb'),
      signal: stop.signal,
      onProgress: ({ phase, done, total }) => {
        if (phase === 'reading' && total !== null && done > total / 2) stop.abort();
      },
    });
    await expect(run).rejects.toMatchObject({ code: 'interrupted' });
    expect(existsSync(join(temp, 'aborted.duckdb.lock'))).toBe(false);
    await ingest(options('aborted.duckdb'));
    expect(await caseContents(join(temp, 'aborted.duckdb'))).toEqual(whole);
  });
});

test('run again on the same sources, it adds nothing and exits as before', async () => {
  const again = await ingest(options('whole.duckdb'));
  expect(again.exit).toBe(exit);
  expect(await caseContents(join(temp, 'whole.duckdb'))).toEqual(whole);
  const opened = await openCase(join(temp, 'whole.duckdb'), { threads: 1, memory: '256MB' });
  const runs = await opened.objects(
    'SELECT listed, read, rejected, unavailable, records, events, copies, reject_records FROM ingests',
  );
  await opened.close();
  expect(runs).toHaveLength(2);
  expect(runs[1]).toEqual(runs[0]);
});

test('a case is written by one at a time', async () => {
  const first = ingest(options('busy.duckdb'));
  await expect(ingest(options('busy.duckdb'))).rejects.toMatchObject({
    code: 'case-busy',
  } satisfies Partial<KeytrailError>);
  await first;
});
