import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { ingest } from '../src/ingest/index.js';
import { packageFile } from '../src/package.js';
import { openCase } from '../src/store/case.js';
import { EVERYTHING } from './support/options.js';

// Public captures and fixtures beside the checkout, where they are: whatever people keep CloudTrail records in, each of them ends in
// the case or among the rejects.

const data = fileURLToPath(new URL('../shared/data/public/', packageFile('')));
if (!existsSync(data)) console.warn(`${data} is not there: tests over public records are skipped`);

/** Distinct events, and records that are none. */
const KNOWN: Record<string, { events: number; copies: number; rejects: number }> = {
  'cloud-custodian-cwe': { events: 22, copies: 2, rejects: 11 },
  'digest-samples': { events: 0, copies: 0, rejects: 0 },
  'invictus-stratus': { events: 2900, copies: 0, rejects: 0 },
  plaso: { events: 6, copies: 0, rejects: 0 },
  'stratus-detonation': { events: 244, copies: 0, rejects: 0 },
  traildiscover: { events: 314, copies: 249, rejects: 0 },
  trailscraper: { events: 3, copies: 4, rejects: 0 },
  'umccr-flaws-slice': { events: 184, copies: 1, rejects: 0 },
  'umccr-version-examples': { events: 20, copies: 1, rejects: 0 },
  'zmallen-cloudtrail2sightings': { events: 13, copies: 0, rejects: 1 },
};

describe.skipIf(!existsSync(data))('public records', () => {
  const temp = mkdtempSync(join(tmpdir(), 'keytrail-public-'));
  afterAll(() => rmSync(temp, { recursive: true, force: true }));

  test.each(Object.entries(KNOWN))('%s', async (folder, known) => {
    const casePath = join(temp, `${folder}.duckdb`);
    const { accounting, lost } = await ingest({ ...EVERYTHING, sources: [join(data, folder)], casePath });
    const files = readdirSync(join(data, folder), { recursive: true, encoding: 'utf8' });
    expect(lost).toEqual([]);
    expect(accounting.listed).toBe(files.filter((file) => statSync(join(data, folder, file)).isFile()).length);
    expect({ events: accounting.events, copies: accounting.copies, rejects: accounting.reject_records }).toEqual(known);
    const opened = await openCase(casePath, { threads: 1, memory: '256MB' });
    // What was rejected says why, and a file without any record in it is no silence either.
    const silent = await opened.select(
      `SELECT key FROM objects o WHERE outcome = 'rejected' AND NOT EXISTS (FROM rejects r WHERE r.object_id = o.object_id)`,
    );
    await opened.close();
    expect(silent.rows).toEqual([]);
  });
});
