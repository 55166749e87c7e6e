import type { CollectedKey, KeyFileState } from '../model.js';
import type { CaseWriter } from '../store/writer.js';
import type { PinnedKey } from './pins.js';

// Keys that an earlier ingest was given stay with the case: a later one without them must not lose proof.

interface KeyRow {
  readonly region: string | null;
  readonly fingerprint: string;
  readonly valid_from: string | null;
  readonly valid_to: string | null;
  readonly file: string;
  readonly der_base64: string;
  readonly file_sha256: string | null;
  readonly file_state: KeyFileState;
  readonly collected_at: string | null;
  readonly collected_by: string | null;
  readonly endpoint: string | null;
  readonly pinned: boolean;
  readonly used: boolean;
}

/** What the case holds, used in its last run or not. */
export async function storedKeys(writer: CaseWriter): Promise<readonly CollectedKey[]> {
  return (await writer.objects<KeyRow>('_verify/keys.sql')).map(collectedKey);
}

/** From now on the case holds these. */
export async function keepKeys(writer: CaseWriter, keys: readonly PinnedKey[]): Promise<void> {
  await writer.run('_verify/forget_keys.sql');
  await writer.add('_verify/add_keys.sql', keys.map(keyRow));
}

function collectedKey(row: KeyRow): CollectedKey {
  return {
    region: row.region,
    fingerprint: row.fingerprint,
    der: Buffer.from(row.der_base64, 'base64'),
    validFrom: row.valid_from,
    validTo: row.valid_to,
    file: row.file,
    origin: {
      sha256: row.file_sha256,
      state: row.file_state,
      collectedAt: row.collected_at,
      collectedBy: row.collected_by,
      endpoint: row.endpoint,
    },
  };
}

function keyRow({ origin, ...key }: PinnedKey): KeyRow {
  return {
    region: key.region,
    fingerprint: key.fingerprint,
    valid_from: key.validFrom,
    valid_to: key.validTo,
    file: key.file,
    der_base64: Buffer.from(key.der).toString('base64'),
    file_sha256: origin.sha256,
    file_state: origin.state,
    collected_at: origin.collectedAt,
    collected_by: origin.collectedBy,
    endpoint: origin.endpoint,
    pinned: key.pinned,
    used: key.used,
  };
}
