import type { PublicKey } from '../model.js';
import type { CaseWriter } from '../store/writer.js';

// Keys that an earlier ingest was given stay with the case: a later one without them must not lose proof.

interface KeyRow {
  readonly region: string | null;
  readonly fingerprint: string;
  readonly valid_from: string | null;
  readonly valid_to: string | null;
  readonly file: string;
  readonly der_base64: string;
}

/** Adds the keys to the case. @returns everything that the case holds now */
export async function keepKeys(writer: CaseWriter, keys: readonly PublicKey[]): Promise<readonly PublicKey[]> {
  const rows = new Map<string, KeyRow>();
  const known = await writer.objects<KeyRow>('_verify/keys.sql');
  for (const row of [...known, ...keys.map(keyRow)]) {
    rows.set(JSON.stringify([row.region, row.fingerprint, row.der_base64, row.file]), row);
  }
  await writer.run('_verify/forget_keys.sql');
  await writer.add('_verify/add_keys.sql', [...rows.values()]);
  return [...rows.values()].map(publicKey);
}

function publicKey(row: KeyRow): PublicKey {
  return {
    region: row.region,
    fingerprint: row.fingerprint,
    der: Buffer.from(row.der_base64, 'base64'),
    validFrom: row.valid_from,
    validTo: row.valid_to,
    file: row.file,
  };
}

function keyRow(key: PublicKey): KeyRow {
  return {
    region: key.region,
    fingerprint: key.fingerprint,
    valid_from: key.validFrom,
    valid_to: key.validTo,
    file: key.file,
    der_base64: Buffer.from(key.der).toString('base64'),
  };
}
