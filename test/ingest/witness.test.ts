import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { buildTrail, recordsOf, writeArchive } from '../../scripts/trail-builder/index.js';
import { verify } from '../../src/ingest/index.js';
import { packageFile } from '../../src/package.js';
import { EVERYTHING } from '../support/options.js';

const temp = mkdtempSync(join(tmpdir(), 'keytrail-witness-'));
afterAll(() => rmSync(temp, { recursive: true, force: true }));
const fixture = (condition: string) => [fileURLToPath(packageFile(`fixtures/archives/${condition}/archive`))];

test.concurrent('what may have halted delivery is told, and clears nothing', async () => {
  const report = await verify({ ...EVERYTHING, sources: fixture('delivery-halted') });
  const [hole] = report.ranges;
  expect(hole).toMatchObject({ finding: 'hole', explained: null });
  // The key of another trail, and what was denied, halt nothing.
  expect(hole?.records.map(({ role, said }) => [role, said.split(' ')[0]])).toEqual([
    ['possible', 'UpdateTrail'],
    ['possible', 'PutBucketPolicy'],
    ['possible', 'DisableKey'],
  ]);
  expect(report.changes.map(({ name, outcome, what }) => [name, outcome, what])).toContainEqual([
    'UpdateTrail',
    'denied',
    'what was asked for is not recorded',
  ]);
  expect(report.exit).toBe(1);
});

test.concurrent('what a trail was not set to record is named', async () => {
  const report = await verify({ ...EVERYTHING, sources: fixture('delivery-undisturbed') });
  const areas = new Map(report.blind.map(({ area, detail }) => [area, detail]));
  expect(areas.get('read-events')).toContain('no read events, and AssumeRole is one');
  expect(areas.get('excluded-sources')).toContain('kms.amazonaws.com');
  expect(areas.get('data-events')).toContain('no data events');
  expect(areas.has('selectors')).toBe(false);
  expect(areas.has('write-events')).toBe(false);
  const known = report.blind.filter(({ area, event }) => event !== null && area !== 'regions');
  expect(known.map(({ event }) => event)).toEqual(
    known.map(() => report.changes.find(({ name }) => name === 'PutEventSelectors')?.event),
  );
});

test.concurrent('Event history and the selectors of the collection bear witness', async () => {
  const trail = buildTrail({ seed: 11, hours: 8, eventsPerHour: 5 });
  const archive = join(temp, 'archive');
  writeArchive(trail, archive);
  const records = [...trail.delivery.logs.keys()].flatMap((id) => recordsOf(trail, id));
  const middle =
    records.find(
      ({ eventTime, eventSource }) => eventTime.startsWith('2026-03-02T08') && eventSource === 'iam.amazonaws.com',
    ) ?? records[20]!;
  const removed = { ...middle, eventID: 'c0ffee00-0000-4000-8000-000000000000' };
  const known = records.filter(({ eventID }) => eventID !== records[3]!.eventID);
  const folder = join(archive, 'event-history', '111122223333');
  mkdirSync(folder, { recursive: true });
  const lines = [...known, removed].map((one) => JSON.stringify(one));
  writeFileSync(
    join(folder, 'us-east-1.jsonl'),
    [...lines, lines[0], 'not JSON', '[1]', '{"eventID":{"a":1}}', ''].join('\n'),
  );
  symlinkSync('/etc/hostname', join(folder, 'eu-west-1.jsonl'));
  const arn = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/management-events';
  const fields = [
    { Field: 'eventCategory', Equals: ['Management'] },
    { Field: 'eventSource', NotEquals: ['rdsdata.amazonaws.com'] },
  ];
  const data = [
    { Field: 'eventCategory', Equals: ['Data'] },
    { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
  ];
  writeFileSync(
    join(archive, 'event-selectors.json'),
    JSON.stringify({ [arn]: { AdvancedEventSelectors: [{ FieldSelectors: fields }, { FieldSelectors: data }] } }),
  );
  const report = await verify({ ...EVERYTHING, sources: [archive] });
  expect(report.witness).toMatchObject({ events: known.length + 2, seen: known.length });
  const found = Object.fromEntries(report.witness!.findings.map(({ finding, ids }) => [finding, ids]));
  expect(found).toMatchObject({ absent: [removed.eventID], unknown: [records[3]!.eventID] });
  expect(report.exit).toBe(1);
  const areas = new Map(report.blind.map(({ area, detail }) => [area, detail]));
  expect(areas.get('excluded-sources')).toContain('rdsdata.amazonaws.com');
  expect(areas.get('data-events')).toContain('data events of AWS::S3::Object, and of nothing else');
});
