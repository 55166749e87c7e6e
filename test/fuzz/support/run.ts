import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { TrailSpec } from '../../../scripts/trail-builder/index.js';
import { ingest, verify } from '../../../src/ingest/index.js';
import { LIMITS } from '../../../src/limits.js';
import { visible } from '../../../src/text/escape.js';
import { EVERYTHING } from '../../support/options.js';
import { CANARY, type Evidence, evidence, writeEvidence } from './evidence.js';
import { holds } from './invariants.js';
import { type Mutation, mutate } from './mutations.js';

/** Two accounts in two regions, one of them with a backfill chain. Small: what is tried is mutations, not sizes. */
export const SPEC: TrailSpec = {
  seed: 3,
  hours: 4,
  eventsPerHour: 4,
  eventsPerFile: 3,
  accounts: ['111122223333', '444455556666'],
  regions: ['us-east-1', 'eu-west-1'],
  organizationId: 'o-a1b2c3d4e5',
  bucket: 'cloudtrail-logs-111122223333',
  backfill: [{ account: '111122223333', region: 'us-east-1', at: '2026-03-02T07:30:00Z', hoursLater: 2 }],
};

/** So that a bomb of some megabytes is one. */
const LOW = {
  ...LIMITS,
  storedBytes: 4_000_000,
  contentBytes: 5_000_000,
  recordBytes: 500_000,
  digestBytes: 3_000_000,
};

export interface Checked {
  readonly evidence: Evidence;
  readonly seconds: number;
}

/** Builds, mutates, verifies, and checks what must hold. With `load` the archive is ingested as well and has to say the same. */
export async function check(mutations: readonly Mutation[], load = false): Promise<Checked> {
  const found = evidence(SPEC);
  mutate(found, mutations);
  const root = mkdtempSync(join(tmpdir(), 'keytrail-fuzz-'));
  const archive = join(root, 'one', 'archive');
  const canary = join(root, 'canary', 'canary.json');
  mkdirSync(archive, { recursive: true });
  mkdirSync(join(root, 'canary'));
  writeFileSync(canary, CANARY);
  utimesSync(canary, 1_000_000_000, 1_500_000_000);
  writeEvidence(found, archive);
  const said: string[] = [];
  const options = {
    ...EVERYTHING,
    sources: [archive],
    limits: LOW,
    memory: '256MB',
    // As a terminal shows it.
    onNotice: (text: string) => said.push(visible(text)),
  };
  const started = performance.now();
  try {
    const report = await verify({ ...options, all: true });
    const seconds = (performance.now() - started) / 1000;
    holds(found, report, said);
    expect(statSync(canary).atimeMs, 'the file beside the archive was read').toBe(1_000_000_000_000);
    if (load) {
      const summary = await ingest({ ...options, casePath: join(root, 'case.duckdb') });
      expect(summary.lost).toEqual([]);
      const { listed, read, rejected, unavailable } = summary.accounting;
      expect(listed).toBe(read + rejected + unavailable);
      const { objects: _, ...whole } = report;
      const { objects: __, ...loaded } = summary.report;
      expect(loaded).toEqual(whole);
    }
    return { evidence: found, seconds };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
