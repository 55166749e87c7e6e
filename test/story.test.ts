import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { buildStory, type StorySpec, writeArchive } from '../scripts/trail-builder/index.js';
import { blast } from '../src/blast/blast.js';
import { blastEvents } from '../src/blast/events.js';
import { containmentPlan } from '../src/blast/plan.js';
import { ingest } from '../src/ingest/index.js';
import { packageFile } from '../src/package.js';
import { openCase } from '../src/store/case.js';
import { EVERYTHING } from './support/options.js';
import { forgotten } from './support/plans.js';

// The attack, told over trails of several seeds and shapes: verdicts as the builder knows them, the radius exactly the story's.

const temp = mkdtempSync(join(tmpdir(), 'keytrail-story-'));
afterAll(() => rmSync(temp, { recursive: true, force: true }));

const shapes: readonly [string, StorySpec][] = [
  ['as in the demo, another seed', { seed: 11, backgroundEvents: 1500 }],
  [
    'an organization, below a prefix',
    { seed: 12, backgroundEvents: 1500, organizationId: 'o-a1b2c3d4e5', prefix: 'audit/trail' },
  ],
  [
    'another pair of regions, small files, a change of keys',
    {
      seed: 13,
      backgroundEvents: 1500,
      regions: ['ap-southeast-2', 'eu-north-1'],
      eventsPerFile: 5,
      rotateKeysAt: '2026-03-02T18:00:00Z',
    },
  ],
  ['untouched but for the outage', { seed: 14, backgroundEvents: 800, tamper: false, trail: 'org_trail.v2' }],
];

describe.each(shapes)('%s', (_, spec) => {
  const name = join(temp, `${spec.seed}`);
  const { trail, truth } = buildStory(spec);

  test('verdicts', async () => {
    writeArchive(trail, name);
    const { report, accounting, lost } = await ingest({ ...EVERYTHING, sources: [name], casePath: `${name}.duckdb` });
    expect(Object.fromEntries(report.objects.map(({ bucket, key, verdict }) => [`${bucket}/${key}`, verdict]))).toEqual(
      truth.verdicts,
    );
    expect(
      report.ranges
        .map((range) => [range.finding, range.account, range.region, range.from, range.to, range.explained !== null])
        .sort(),
    ).toEqual(
      truth.ranges
        .map((range) => [range.finding, range.account, range.region, range.from, range.to, range.explained])
        .sort(),
    );
    expect(report.exit).toBe(spec.tamper === false ? 0 : 1);
    expect([accounting.events, lost]).toEqual([truth.total, []]);
  });

  test('radius', async () => {
    const opened = await openCase(`${name}.duckdb`, { threads: 2, memory: '512MB' });
    try {
      for (const compromisedAt of [truth.compromisedAt, null]) {
        const options = {
          seed: truth.seed,
          compromisedAt,
          window: EVERYTHING.window,
          include: null,
          asOf: '2026-03-04T00:00:00Z',
          questions: [],
        };
        const result = await blast(opened, options);
        if (compromisedAt !== null) {
          const plan = await containmentPlan(opened, result, options);
          expect(forgotten({ radius: result, plan })).toEqual([]);
          const file = fileURLToPath(packageFile(`fixtures/plans/story-${spec.seed}.json`));
          await expect(`${JSON.stringify(plan, null, 1)}\n`).toMatchFileSnapshot(file);
        }
        const workloads = new Set(truth.workloads.flatMap((workload) => workload.credentials));
        const mine = result.credentials.filter(({ id }) => !workloads.has(id));
        const expected = [...truth.credentials, ...(compromisedAt === null ? truth.credentialsBefore : [])];
        expect(mine.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
        expect(Object.fromEntries(mine.map(({ id, depth }) => [id, depth]))).toEqual(
          Object.fromEntries(expected.map(({ id, depth }) => [id, depth])),
        );
        for (const { id, parent, method } of expected) {
          if (parent === null) continue;
          // A console key of a created user is reached by the login and, as surely, by the user's id.
          expect(result.edges).toContainEqual(expect.objectContaining({ to: id, method }));
        }
        const behindWork = new Set(truth.workloads.flatMap((workload) => workload.events));
        const ids: string[] = [];
        for await (const { event_id } of blastEvents(opened))
          if (!behindWork.has(String(event_id))) ids.push(String(event_id));
        expect(ids.sort()).toEqual(
          [...(compromisedAt === null ? truth.eventsWithoutCompromisedAt : truth.events)].sort(),
        );
      }
    } finally {
      await opened.close();
    }
  });
});
