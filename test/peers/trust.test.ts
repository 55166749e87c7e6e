import { createHash } from 'node:crypto';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { ingest, verify } from '../../src/ingest/index.js';
import { EVERYTHING } from '../support/options.js';
import { fixture, keytrail, scratch } from '../support/run-cli.js';

// Whoever controls archive and key file can forge both: what the keys are and where they came from is told, and a hash kept elsewhere counts.

const folder = scratch();
afterAll(folder.remove);
const CLEAN = fixture('archives/clean/archive');
const KEYS = 'public-keys/us-east-1.json';
const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');
const fileHash = sha256(readFileSync(`${CLEAN}/${KEYS}`));
/** As docs/verification.md tells to compute it, without our code. */
const setHash = sha256(
  (
    JSON.parse(readFileSync(`${CLEAN}/${KEYS}`, 'utf8')) as { PublicKeyList: Record<string, string>[] }
  ).PublicKeyList.map(
    ({ Fingerprint, Value }) => `us-east-1 ${Fingerprint} ${sha256(Buffer.from(Value ?? '', 'base64'))}\n`,
  )
    .sort()
    .join(''),
);

let count = 0;
/** The clean archive, with this in its collection.json. */
function archive(collection: object): string {
  const path = folder.join(`archive-${count++}`);
  cpSync(CLEAN, path, { recursive: true });
  writeFileSync(`${path}/collection.json`, JSON.stringify({ schema: 'keytrail/collection/1', ...collection }));
  return path;
}
const run = (source: string, pins: string[] = []) => {
  const notices: string[] = [];
  const options = { ...EVERYTHING, sources: [source], pins, onNotice: (text: string) => notices.push(text) };
  return verify(options).then((report) => ({ ...report, notices }));
};

describe('where the keys came from', () => {
  test('an archive that says so: file, hash, time, caller and endpoint', async () => {
    const source = archive({
      collectedAt: '2026-03-03T18:49:30Z',
      collectedBy: 'arn:aws:iam::111122223333:user/ir',
      endpoints: { 'us-east-1': 'https://cloudtrail.us-east-1.amazonaws.com' },
      publicKeys: { 'us-east-1.json': fileHash },
    });
    const { trust, exit } = await run(source);
    expect(trust.keySet).toBe(setHash);
    expect(trust.files).toEqual([
      expect.objectContaining({
        file: `${source}/${KEYS}`,
        sha256: fileHash,
        state: 'as-collected',
        regions: ['us-east-1'],
        collectedAt: '2026-03-03T18:49:30Z',
        collectedBy: 'arn:aws:iam::111122223333:user/ir',
        endpoint: 'https://cloudtrail.us-east-1.amazonaws.com',
        customEndpoint: false,
        used: true,
      }),
    ]);
    expect(exit).toBe(0);
  });

  test('a key file other than the collected one is objected to, unless it is pinned', async () => {
    const source = archive({ publicKeys: { 'public-keys/us-east-1.json': sha256('what was collected') } });
    const { trust, exit } = await run(source);
    expect([trust.files[0]?.state, exit]).toEqual(['changed', 1]);
    expect((await run(source, [fileHash])).exit).toBe(0);
    const { stdout } = await keytrail(['verify', source]);
    expect(stdout).toContain('CHANGED');
  });

  test('a key file that was not collected with the others, and one that is gone, are told', async () => {
    const { trust, notices, exit } = await run(archive({ publicKeys: { 'eu-west-1.json': fileHash } }));
    expect([trust.files[0]?.state, exit]).toEqual(['added', 0]);
    expect(notices.join('\n')).toContain("'eu-west-1.json' was collected, and is not there");
  });

  test('keys from an endpoint that is not AWS are shouted', async () => {
    const source = archive({ endpoints: { cloudtrail: 'http://127.0.0.1:5000' } });
    expect((await run(source)).trust.files[0]).toMatchObject({ customEndpoint: true });
    expect((await keytrail(['verify', source])).stdout).toContain('CUSTOM ENDPOINT');
  });

  test('a collection.json of no sense costs the knowledge, not the run', async () => {
    const source = archive({});
    writeFileSync(`${source}/collection.json`, '[{]');
    const { trust, notices, exit } = await run(source);
    expect([trust.files[0]?.collectedAt, exit]).toEqual([null, 0]);
    expect(notices.join('\n')).toContain('who collected the keys, and when, is not known');
  });
});

describe('--pin-keys', () => {
  test.each([
    ['the file', fileHash],
    ['the key set', setHash],
  ])('by the hash of %s', async (_, pin) => {
    const { trust, exit } = await run(CLEAN, [sha256('another'), pin]);
    expect([exit, trust.files[0]?.pinned, trust.keySet]).toEqual([0, true, setHash]);
  });

  test('keys that are not pinned are left out, with a notice: their digests are unknown-key', async () => {
    const { trust, keys, summary, notices, exit } = await run(CLEAN, [sha256('another')]);
    expect([exit, keys, trust.keySet, trust.files[0]?.used]).toEqual([1, [], null, false]);
    expect(Object.keys(summary.objects.digest ?? {})).toEqual(['unknown-key']);
    expect(notices.join('\n')).toContain('not used: neither the file nor the key set is pinned');
  });

  test('a case keeps what its keys are; pins of a later run leave out what it holds, and no pins take it in again', async () => {
    const casePath = folder.join('trust.duckdb');
    const source = archive({ collectedAt: '2026-03-03T18:49:30Z', publicKeys: { 'us-east-1.json': fileHash } });
    const options = { ...EVERYTHING, sources: [source], casePath };
    const first = (await ingest(options)).report.trust;
    rmSync(`${source}/public-keys`, { recursive: true });
    expect((await ingest(options)).report.trust).toEqual(first);
    const pinned = (await ingest({ ...options, pins: [sha256('another')] })).report;
    expect([pinned.exit, pinned.trust.files[0]?.used]).toEqual([1, false]);
    const again = (await ingest({ ...options, pins: [setHash] })).report;
    expect([again.exit, again.trust.files[0]]).toEqual([0, { ...first.files[0], pinned: true }]);
  });

  test.each([
    ['verify', CLEAN],
    ['ingest', CLEAN, '--case', folder.join('x.duckdb')],
    ['investigate', 'AKIAIOSFODNN7EXAMPLE', CLEAN, '--out', folder.join('x')],
  ])('%s: a malformed pin is a bad argument', async (...words) => {
    const { code, stderr } = await keytrail([...words, '--pin-keys', `${fileHash},abc`]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("--pin-keys: 'abc' is not a SHA-256")]);
  });
});
