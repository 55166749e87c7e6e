import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Trail } from '../../scripts/trail-builder/index.js';
import { type CollectOptions, type CollectSummary, collect } from '../../src/collect/index.js';
import type { ObjectLine } from '../../src/collect/types.js';
import { LIMITS } from '../../src/limits.js';
import type { Listed } from '../../src/model.js';
import { openReader } from '../../src/source/reader.js';
import { openSource } from '../../src/source/source.js';
import { useEndpoint } from '../support/aws-variables.js';
import { type CloudTrailStub, startCloudTrail } from '../support/cloudtrail-stub.js';
import { type S3Stub, type StubObject, startS3 } from '../support/s3-stub.js';

export interface Setup {
  readonly s3: S3Stub;
  readonly cloudtrail: CloudTrailStub;
  /** A new place for an archive. */
  place(): string;
  collect(to: string, more?: Partial<CollectOptions>): Promise<CollectSummary>;
}

/** A bucket and a CloudTrail of our own for the tests of a file. */
export function setup(): Setup {
  const variables = { ...process.env };
  const temp = realpathSync(mkdtempSync(join(tmpdir(), 'keytrail-collect-')));
  const state = {} as { s3: S3Stub; cloudtrail: CloudTrailStub };
  let places = 0;
  beforeAll(async () => {
    state.s3 = await startS3();
    state.cloudtrail = await startCloudTrail();
  });
  beforeEach(() => {
    useEndpoint(state.s3.endpoint);
    process.env.AWS_ENDPOINT_URL_CLOUDTRAIL = state.cloudtrail.endpoint;
  });
  afterEach(() => {
    Object.assign(state.s3, { objects: [], versioning: null, fault: null });
    state.s3.fetched.length = 0;
    Object.assign(state.cloudtrail, { trail: null, history: [] });
    state.cloudtrail.refuse.clear();
    state.cloudtrail.asked.clear();
  });
  afterAll(async () => {
    await state.s3.stop();
    await state.cloudtrail.stop();
    process.env = variables;
    rmSync(temp, { recursive: true, force: true });
  });
  return {
    get s3() {
      return state.s3;
    },
    get cloudtrail() {
      return state.cloudtrail;
    },
    place: () => join(temp, String(places++)),
    collect: (to, more = {}) =>
      collect({
        sources: ['s3://logs'],
        to,
        window: { since: null, until: null },
        accounts: [],
        regions: [],
        concurrency: 4,
        maxObject: LIMITS.storedBytes,
        requestPayer: false,
        eventHistory: false,
        ...more,
      }),
  };
}

/** The lines of an archive's manifest. */
export function manifest(archive: string): ObjectLine[] {
  const text = readFileSync(join(archive, 'objects.jsonl'), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as ObjectLine);
}

export const json = (archive: string, file: string) =>
  JSON.parse(readFileSync(join(archive, file), 'utf8')) as Record<string, unknown>;

/** Every file below a folder. */
export const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

/** What verification would read: the name of each object and version, and its content or the reason why not. */
export async function contents(archive: string): Promise<Record<string, string>> {
  const source = await openSource(archive);
  const reader = openReader(source.reader);
  const found: Record<string, string> = {};
  for await (const page of source.list({ window: { since: null, until: null }, accounts: [], regions: [] })) {
    for (const object of page) {
      const fetched = await reader.read(object);
      found[nameOf(object)] = 'bytes' in fetched ? fetched.bytes.toString() : `! ${fetched.unavailable}`;
    }
  }
  return found;
}

const nameOf = ({ key, versionId, deleteMarker, latest }: Listed) =>
  `${key}${versionId === null ? '' : ` ${versionId}`}${latest === false ? ' earlier' : ''}${deleteMarker ? ' deleted' : ''}`;

/** The objects of a built trail, as they lie in their bucket. */
export const inBucket = (trail: Trail): StubObject[] =>
  [...trail.objects.values()].map(({ key, bytes, metadata, lastModified }) => ({
    key,
    body: bytes,
    metadata: metadata ?? {},
    lastModified,
  }));
