import type { SeenValue } from '../../src/report/exports/indicators.js';
import type { ReportData } from '../../src/report/investigation/data.js';
import { examplePlan } from '../support/example-plan.js';
import { blastOf } from './blast-shape.js';
import { picturesOf } from './pictures-of.js';

/** What an intruder would write into a field, for every format at once. */
export const HOSTILE = '=1+1<img src=x onerror=alert(1)>|`[a](http://evil.example)\u001b[2J\u202e\n# heading';

export const report: ReportData['ingest']['report'] = {
  window: { from: null, to: '2026-03-02T00:00:00Z' },
  keys: [{ region: 'us-east-1', fingerprint: 'aa', from: null, to: null, file: HOSTILE }],
  trust: {
    keySet: 'ab',
    files: [
      {
        file: HOSTILE,
        sha256: HOSTILE,
        state: 'changed',
        keys: 1,
        regions: [HOSTILE],
        collectedAt: null,
        collectedBy: HOSTILE,
        endpoint: HOSTILE,
        customEndpoint: true,
        pinned: false,
        used: true,
      },
    ],
    outsideValidity: [
      { region: HOSTILE, fingerprint: HOSTILE, digests: 2, first: null, last: null, validFrom: null, validTo: null },
    ],
    severalRegions: [{ fingerprint: HOSTILE, regions: [HOSTILE, 'r'] }],
  },
  chains: [
    {
      account: '1',
      region: HOSTILE,
      trail: HOSTILE,
      homeRegion: null,
      kind: 'standard',
      digests: 2,
      from: null,
      to: null,
    },
  ],
  objects: [
    { bucket: HOSTILE, key: HOSTILE, kind: 'log', verdict: 'modified', detail: HOSTILE },
    { bucket: null, key: 'LICENSE', kind: 'other', verdict: 'foreign', detail: null },
  ],
  blind: [{ area: HOSTILE, detail: HOSTILE }],
  witness: {
    ...{ events: 3, seen: 2, from: null, to: null },
    findings: [
      {
        finding: 'absent',
        account: '1',
        region: HOSTILE,
        events: 1,
        from: null,
        to: null,
        ids: [HOSTILE],
        names: [HOSTILE],
      },
    ],
  },
  attested: {
    ...{ named: 2, present: 0, leftOut: 0, missing: [] },
    indicated: [{ bucket: HOSTILE, key: HOSTILE, event: HOSTILE, time: null, why: HOSTILE }],
  },
  coverage: [
    {
      ...{ account: '1', region: HOSTILE, from: '2026-03-01T00:00:00Z', to: '2026-03-01T02:00:00Z', hours: 2 },
      ...{ logging: 'no', loggingFrom: 'records', digest: 'none-expected', logs: 'unknown', result: 'unknown' },
      ...{ event: HOSTILE, explained: HOSTILE },
    },
  ],
  hours: [{ account: '1', region: HOSTILE, hours: 2, covered: 0, partly: 0, unknown: 2 }],
  changes: [
    {
      ...{ event: HOSTILE, time: null, name: HOSTILE, trail: HOSTILE, bucket: null, kmsKey: null, who: HOSTILE },
      ...{ outcome: 'denied', proven: false, what: HOSTILE },
    },
  ],
  remarks: [
    {
      remark: 'event-times-differ',
      account: '111122223333',
      region: 'us-east-1',
      trail: null,
      bucket: 'b',
      key: 'AWSLogs/<b>\u001b[31m.json.gz',
      detail: 'its events are of another time',
    },
  ],
  ranges: [
    {
      finding: 'hole',
      account: '1',
      region: HOSTILE,
      trail: HOSTILE,
      kind: 'standard',
      from: null,
      to: null,
      detail: HOSTILE,
    },
    {
      finding: 'gap',
      account: '1',
      region: 'r',
      trail: 't',
      kind: 'standard',
      from: null,
      to: null,
      detail: 'd',
      explained: HOSTILE,
    },
  ],
  versions: [
    { bucket: HOSTILE, key: HOSTILE, finding: 'deleted', at: HOSTILE, versionId: HOSTILE, detail: HOSTILE },
    { bucket: null, key: HOSTILE, finding: 'overwritten', at: null, versionId: null, detail: HOSTILE },
  ],
  unfinished: [HOSTILE],
  summary: { objects: { log: { valid: 3, modified: 1, missing: 2 } }, listed: 4, read: 4, bytes: 1 },
  exit: 1,
};

const example = examplePlan();
const plan: typeof example = {
  ...example,
  sections: example.sections.map((section) => ({
    ...section,
    steps: section.steps.map((step) => ({ ...step, reason: HOSTILE, ...('user' in step && { user: HOSTILE }) })),
    tasks: section.tasks.map((task) => ({ ...task, about: HOSTILE, what: HOSTILE, reason: HOSTILE })),
  })),
  warnings: [HOSTILE],
};

function seen(more: Partial<SeenValue> & { readonly value: string }): SeenValue {
  return {
    ...{
      what: 'address',
      origin: 'public',
      known: false,
      first: '2026-03-01T10:00:00Z',
      last: null,
      events: 3,
      proven: 2,
    },
    ...{ credentials: 1, confidence: 'exact', total: 9, ...more },
  };
}

/** Data of a report in which every text is hostile. */
export const input: ReportData = {
  sources: [HOSTILE],
  ingest: {
    accounting: {
      listed: 4,
      read: 4,
      rejected: 0,
      unavailable: 0,
      records: 9,
      events: 9,
      copies: 0,
      reject_records: 0,
      different: 0,
      bytes: 1,
    },
    lost: [],
    iam: [],
    stateOnly: false,
    report,
    seconds: 1,
    exit: 1,
  },
  blast: blastOf(HOSTILE),
  plan: { plan, hash: 'ab', path: 'plan.json' },
  pictures: picturesOf(blastOf(HOSTILE)),
  answers: [
    {
      answer: {
        question: {
          id: 's/q',
          section: 's',
          title: HOSTILE,
          question: HOSTILE,
          severity: 'high',
          attack: [],
          sql: '',
          file: '',
        },
        table: { columns: ['user_agent', 'evidence'], rows: [[HOSTILE, [HOSTILE]]] },
        integrity: { valid: 1 },
      },
      rows: 80,
    },
  ],
  kinds: { events: 9, data_events: 0, read_events: 0, identity_events: 0, without_time: 1 },
  seen: [],
  indicators: [
    seen({ value: '203.0.113.7' }),
    seen({ value: '2001:DB8::7' }),
    seen({ value: '10.0.0.1', origin: 'private' }),
    seen({ value: 'iam.amazonaws.com', origin: 'AWS service' }),
    seen({ value: '198.51.100.1', known: true }),
    seen({ value: '999.1.1.1' }),
    seen({ value: HOSTILE, origin: 'other' }),
    seen({ what: 'user-agent', value: `${HOSTILE}'\\`, origin: 'client' }),
    seen({ what: 'user-agent', value: 'x'.repeat(100_000), origin: 'client' }),
    seen({ what: 'user-agent', value: 'theirs', origin: 'client', known: null }),
  ],
  asOf: '2026-03-05T00:00:00Z',
  version: '0.0.0',
  arguments: [HOSTILE],
};
