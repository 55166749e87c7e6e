import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verify } from '../../src/ingest/index.js';
import { parseKey } from '../../src/object-key.js';
import { packageFile } from '../../src/package.js';
import { AwsText } from '../../src/report/verify/aws-text.js';
import { type ArchivedObject, archivedKeys, archivedObjects } from '../support/archive-bucket.js';
import { useEndpoint } from '../support/aws-variables.js';
import { type MemoryS3, startMemoryS3 } from '../support/memory-s3.js';
import { EVERYTHING } from '../support/options.js';
import { fixture } from '../support/run-cli.js';
import {
  awsIsAbsent,
  type KeyEntry,
  type Said,
  startKeyServer,
  startValidateLogs,
  type ValidateLogs,
} from '../support/validate-logs.js';

// `aws cloudtrail validate-logs`, the reference, and `verify --format aws` over one and the same S3 endpoint: every archive of the fixtures, object
// by object and line by line. Where the two may differ is the table of docs/verification.md, which is read here, and nowhere else.

const CONDITIONS = readdirSync(fixture('archives'))
  .sort()
  .filter((name) => existsSync(join(fixture(`archives/${name}/archive`), 'objects.jsonl')));

interface Difference {
  readonly fixtures: readonly string[];
  /** Words of either, or `no line`; null where the row tells in prose of what concerns no single object. */
  readonly pair: string | null;
}

function documented(): Difference[] {
  const text = readFileSync(fileURLToPath(packageFile('docs/verification.md')), 'utf8');
  const section = text.split(/^## /m).find((part) => part.startsWith('The lines of both')) ?? '';
  const rows = section.split('\n').filter((line) => /^\| `/.test(line));
  return rows.map((row) => {
    const cells = row.split('|').map((cell) => cell.trim());
    const code = (cell = '') => (cell === 'no line' ? cell : (/^`([^`]+)`$/.exec(cell)?.[1] ?? null));
    const [theirs, ours] = [code(cells[2]), code(cells[3])];
    const fixtures = [...(cells[1] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
    return { fixtures, pair: theirs === null || ours === null ? null : `${theirs} → ${ours}` };
  });
}

describe.skipIf(awsIsAbsent)('side by side with the AWS CLI', () => {
  const variables = { ...process.env };
  const differences = documented();
  const seen = new Map<string, Set<string>>();
  let s3: MemoryS3;
  let keys: Awaited<ReturnType<typeof startKeyServer>>;
  let reference: ValidateLogs;
  let published: ReadonlyMap<string, readonly KeyEntry[]> = new Map();

  beforeAll(async () => {
    s3 = await startMemoryS3();
    useEndpoint(s3.endpoint);
    keys = await startKeyServer((region) => published.get(region) ?? []);
    process.env.AWS_ENDPOINT_URL_CLOUDTRAIL = keys.endpoint;
    reference = startValidateLogs();
  });
  afterAll(async () => {
    reference?.stop();
    keys?.stop();
    await s3?.stop();
    process.env = variables;
  });

  test.each(CONDITIONS)('%s', async (name) => {
    const archive = fixture(`archives/${name}/archive`);
    const objects = archivedObjects(archive);
    [s3.objects, published] = [objects, archivedKeys(archive)];
    const window = windowOf(objects);
    const trails = trailsOf(archive, objects);
    const [theirs, ours] = await Promise.all([ask(reference, trails, window), run(objects, window)]);

    const [their, our] = [wordsByObject(theirs), wordsByObject(ours)];
    const pairs = new Map<string, string>();
    for (const object of new Set([...their.keys(), ...our.keys()])) {
      const pair = [their, our].map((words) => words.get(object) ?? 'no line');
      if (pair[0] !== pair[1]) pairs.set(object, pair.join(' → '));
    }
    seen.set(name, new Set(pairs.values()));
    const known = new Set(differences.map(({ pair }) => pair));
    expect([...pairs].filter(([, pair]) => !known.has(pair))).toEqual([]);

    // The archive on disk, as test/archives.test.ts holds it to: valid and invalid are the same there.
    const { verdicts } = JSON.parse(readFileSync(join(archive, '..', 'expected.json'), 'utf8')) as {
      verdicts: Record<string, string>;
    };
    const wasMoved = Object.values(verdicts).includes('moved');
    for (const [object, words] of their) {
      // What was moved has its verdict where it lies.
      if (wasMoved && words === 'INVALID: not found') continue;
      if (!pairs.has(object) && !name.startsWith('version-')) {
        expect([object, words === 'valid']).toEqual([object, !(object in verdicts)]);
      }
    }

    const inProse = differences.some(({ pair, fixtures }) => pair === null && fixtures.includes(name));
    const more = lines(ours.stderr).some(isOwn);
    if (pairs.size === 0 && !more && !inProse) {
      expect([ours.stdout, ours.stderr]).toEqual([theirs.stdout, theirs.stderr]);
    } else if (trails.some(({ prefix }) => prefix !== undefined)) {
      for (const stream of ['stdout', 'stderr'] as const) {
        expect(compared(ours[stream], pairs)).toEqual(compared(theirs[stream], pairs));
      }
    }
  });

  test('every documented difference is there, in the fixture that is named', () => {
    expect(differences.length).toBeGreaterThan(10);
    for (const { pair, fixtures } of differences) {
      for (const name of fixtures) {
        expect(CONDITIONS).toContain(name);
        if (pair !== null) expect([name, ...(seen.get(name) ?? [])]).toContain(pair);
      }
    }
  });
});

interface AskedTrail {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly bucket: string;
  /** Undefined: there is no digest of it. */
  readonly prefix: string | undefined;
}

/** A run of the reference for every trail, account and region that has digests. */
function trailsOf(archive: string, objects: readonly ArchivedObject[]): AskedTrail[] {
  const { trailList } = JSON.parse(readFileSync(join(archive, 'trails.json'), 'utf8')) as {
    trailList: { Name: string; HomeRegion: string; TrailARN: string; S3BucketName: string }[];
  };
  const trails = new Map<string, AskedTrail>();
  // The newest last: that is where such a trail delivers to now.
  for (const { bucket, key } of [...objects].sort((a, b) => (stampOf(a.key) ?? 0) - (stampOf(b.key) ?? 0))) {
    const parsed = parseKey(key);
    if (parsed?.type !== 'digest') continue;
    const { account, region, homeRegion, trail } = parsed;
    const stated = trailList.find(({ Name, HomeRegion }) => Name === trail && HomeRegion === homeRegion)?.TrailARN;
    const arn = stated ?? `arn:aws:cloudtrail:${homeRegion}:${account}:trail/${trail}`;
    const prefix = /^(?:(.*)\/)?AWSLogs\//.exec(key)?.[1] ?? '';
    trails.set([account, trail, homeRegion, region].join('\n'), { arn, account, region, bucket, prefix });
  }
  const none = trailList.map(({ TrailARN, S3BucketName, HomeRegion }) => ({
    arn: TrailARN,
    account: TrailARN.split(':')[4] ?? '',
    region: HomeRegion,
    bucket: S3BucketName,
    prefix: undefined,
  }));
  return trails.size === 0 ? none : [...trails].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, trail]) => trail);
}

function stampOf(key: string): number | null {
  const parsed = parseKey(key);
  const time = parsed === null ? Number.NaN : Date.parse(parsed.type === 'digest' ? parsed.end : parsed.delivered);
  return Number.isNaN(time) ? null : time;
}

function windowOf(objects: readonly ArchivedObject[]) {
  const stamps = objects.map(({ key }) => stampOf(key)).filter((time) => time !== null);
  const iso = (time: number) => new Date(time).toISOString().replace('.000Z', 'Z');
  return { since: iso(Math.min(...stamps) - 2 * 3_600_000), until: iso(Math.max(...stamps)) };
}

type Streams = Pick<Said, 'stdout' | 'stderr'>;

async function ask(
  reference: ValidateLogs,
  trails: readonly AskedTrail[],
  { since, until }: { since: string; until: string },
): Promise<Streams> {
  const all = { stdout: '', stderr: '' };
  for (const { arn, account, region, bucket, prefix } of trails) {
    const said = await reference.run({
      'trail-arn': arn,
      region,
      's3-bucket': bucket,
      'account-id': account,
      ...(prefix && { 's3-prefix': prefix }),
      'start-time': since,
      'end-time': until,
    });
    all.stdout += `${all.stdout === '' ? '' : '\n'}${said.stdout}`;
    all.stderr += said.stderr;
  }
  return all;
}

async function run(objects: readonly ArchivedObject[], window: { since: string; until: string }): Promise<Streams> {
  const all = { stdout: '', stderr: '' };
  const text = new AwsText(window, true, async (stream, part) => {
    all[stream] += part;
  });
  const sources = [...new Set(objects.map(({ bucket }) => `s3://${bucket}`))];
  const report = await verify({ ...EVERYTHING, sources, window, all: true, onStep: (step) => text.step(step) });
  await text.end(report);
  return all;
}

const lines = (text: string) => text.split('\n').filter((line) => line !== '');
const OBJECT = /^(?:\(backfill\) )?(?:Digest|Log) file\ts3:\/\/(\S+)\t(.*)$/;

/** bucket/key → what is said of it; of details only how they begin. */
function wordsByObject({ stdout, stderr }: Streams): Map<string, string> {
  const found = lines(`${stdout}\n${stderr}`).map((line) => OBJECT.exec(line));
  return new Map(
    found.filter((match) => match !== null).map(([, object, words]) => [object ?? '', normal(words ?? '')]),
  );
}

/** Fingerprints and reasons aside. The reference names the home region where it asked another one for the key. */
const normal = (words: string) =>
  words.replace(
    /(INVALID: (?:public key not found|Unable to load PKCS #1 key|not verified by any digest file|validly signed, but)).*/,
    '$1',
  );

/** What only keytrail has lines for. */
const isOwn = (line: string) => /^(Digest files|Object versions|Archive|Public keys)\t/.test(line);

/** What has to be the same line by line: all but the objects that differ, heads and sums, and what only one has words for. */
function compared(text: string, pairs: ReadonlyMap<string, string>): string[] {
  const told = lines(text).filter((line) => {
    const object = OBJECT.exec(line)?.[1];
    if (object !== undefined) return !pairs.has(object);
    return (
      !isOwn(line) && !/^(\d+\/\d+ |Validating |Results |No (valid )?digests found|No public keys found)/.test(line)
    );
  });
  return [...new Set(told.map(normal))];
}
