import { isCustomEndpoint } from '../amazon.js';
import type { KeyFileState } from '../model.js';
import { keySetSha256 } from './pins.js';
import type { ReadRows } from './read-rows.js';

/** What every `valid` rests on, and what speaks against it. */
export interface Trust {
  /** The hash of all keys that were used (docs/verification.md), for `--pin-keys`. Null: there were none. */
  readonly keySet: string | null;
  readonly files: readonly TrustedFile[];
  /** Keys that signed outside the validity that AWS states for them. A warning: AWS's own samples do it. */
  readonly outsideValidity: readonly {
    region: string;
    fingerprint: string;
    digests: number;
    first: string | null;
    last: string | null;
    validFrom: string | null;
    validTo: string | null;
  }[];
  /** Fingerprints that are there in more than one region, although every region has its own keys. A warning. */
  readonly severalRegions: readonly { fingerprint: string; regions: readonly string[] }[];
}

export interface TrustedFile {
  readonly file: string;
  readonly sha256: string | null;
  readonly state: KeyFileState;
  readonly keys: number;
  /** Empty: every region. */
  readonly regions: readonly string[];
  readonly from: string | null;
  readonly to: string | null;
  readonly collectedAt: string | null;
  readonly collectedBy: string | null;
  readonly endpoint: string | null;
  /** Whether that endpoint is somebody else's than AWS's. */
  readonly customEndpoint: boolean;
  readonly pinned: boolean;
  /** False: there were pins, and none for it. */
  readonly used: boolean;
}

export async function trustOf(read: ReadRows): Promise<Trust> {
  const keys = await read<{ region: string | null; fingerprint: string; der: string }>('_report/key_set.sql', {});
  const files = await read<Omit<TrustedFile, 'customEndpoint'>>('_report/key_files.sql', {});
  return {
    keySet:
      keys.length === 0
        ? null
        : keySetSha256(keys.map(({ der, ...key }) => ({ ...key, der: Buffer.from(der, 'base64') }))),
    files: files.map((file) => ({
      ...file,
      customEndpoint: file.endpoint !== null && isCustomEndpoint(file.endpoint),
    })),
    outsideValidity: await read('_report/keys_outside_validity.sql', {}),
    severalRegions: await read('_report/keys_of_several_regions.sql', {}),
  };
}

/** A key file that is no longer what was collected is objected to, unless whoever runs this vouches for it by a pin. */
export function isTrustClean({ files }: Trust): boolean {
  return files.every(({ used, pinned, state }) => !used || pinned || state !== 'changed');
}
