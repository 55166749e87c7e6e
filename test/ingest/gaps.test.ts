import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { buildTrail, removeObjects, type Trail, writeArchive } from '../../scripts/trail-builder/index.js';
import { verify } from '../../src/ingest/index.js';
import { EVERYTHING } from '../support/options.js';

const temp = mkdtempSync(join(tmpdir(), 'keytrail-gaps-'));
afterAll(() => rmSync(temp, { recursive: true, force: true }));

let count = 0;
function archive(trail: Trail): string {
  const path = join(temp, String(count++));
  writeArchive(trail, path);
  return path;
}

const STOP = '2026-03-02T15:00:00Z';
const START = '2026-03-02T16:30:00Z';

async function gaps(...sources: string[]) {
  const { ranges, exit } = await verify({ ...EVERYTHING, sources });
  return {
    exit,
    explained: ranges.map(({ finding, account, explained }) => [finding, account, explained?.split(' ')[0] ?? null]),
  };
}

describe('what explains a gap', () => {
  test('not a StopLogging that came hours after the digests end: the rest of them was removed', async () => {
    // Another trail into the same bucket proves the record, whatever was done to this one.
    const trail = buildTrail({
      seed: 4,
      hours: 14,
      trails: [{ name: 'wiped' }, { name: 'witness' }],
      outages: [{ trail: 'wiped', stop: STOP, start: START }],
    });
    const { account, digests } = trail.delivery.chains.find((chain) => chain.trail === 'wiped')!;
    const restart = digests.findIndex(({ previous }, index) => index > 0 && previous === null);
    const gone = digests.slice(restart - 5, restart).flatMap(({ id, logs }) => [id, ...logs]);
    expect(await gaps(archive(trail))).toEqual({ exit: 0, explained: [['gap', account, 'StopLogging']] });
    expect(await gaps(archive(removeObjects(trail, ...gone)))).toEqual({
      exit: 1,
      explained: [['gap', account, null]],
    });
  });

  test('not the StopLogging of a namesake in another account', async () => {
    const trail = (account: string, record: 'none' | 'write') =>
      archive(
        buildTrail({
          seed: Number(account[0]),
          hours: 14,
          accounts: [account],
          bucket: `logs-${account}`,
          outages: [{ stop: STOP, start: START, record }],
        }),
      );
    expect(await gaps(trail('111111111111', 'none'), trail('222222222222', 'write'))).toEqual({
      exit: 1,
      explained: [
        ['gap', '111111111111', null],
        ['gap', '222222222222', 'StopLogging'],
      ],
    });
  });
});
