import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  buildTrail,
  gunzip,
  sha256,
  type Trail,
  type TrailSpec,
  writeArchive,
} from '../../../scripts/trail-builder/index.js';

/** An archive in memory that mutations change, and what is known of it without any verifier. */
export interface Evidence {
  readonly trail: Trail;
  /** Path below the archive → its bytes, or where a link points. latin1 paths. */
  readonly files: Map<string, Buffer | { readonly link: string }>;
  /** `bucket/key` → hashes of every digest content that was signed for that place, by CloudTrail or by whoever stole its key. */
  readonly signed: Map<string, Set<string>>;
  /** `bucket/key` → hashes of every log content that a signed digest lists there. */
  readonly vouched: Map<string, Set<string>>;
  /** `account/region` that a mutation may have changed anything of. */
  readonly touched: Set<string>;
  /** Whether the state of the trails still says what it said. */
  statusIntact: boolean;
  readonly said: string[];
}

/** A log that lies beside the archive: nothing in one may lead to it. */
export const CANARY = Buffer.from(
  '{"Records":[{"eventVersion":"1.08","eventID":"canary","eventSource":"canary","eventName":"Canary"}]}',
);

export const contentOf = (bytes: Buffer): Buffer | null => {
  try {
    return gunzip(bytes);
  } catch {
    return null;
  }
};

export const pathOf = (id: string) => `buckets/${id}`;

const bases = new Map<string, { trail: Trail; files: ReadonlyMap<string, Buffer> }>();

/** A fresh copy of the archive that this specification builds. */
export function evidence(spec: TrailSpec): Evidence {
  const name = JSON.stringify(spec);
  let base = bases.get(name);
  if (!base) {
    const trail = buildTrail(spec);
    const folder = mkdtempSync(join(tmpdir(), 'keytrail-fuzz-base-'));
    writeArchive(trail, folder);
    base = { trail, files: readTree(folder) };
    rmSync(folder, { recursive: true, force: true });
    bases.set(name, base);
  }
  const { trail } = base;
  const found: Evidence = {
    trail,
    files: new Map(base.files),
    signed: new Map(),
    vouched: new Map(),
    touched: new Set(),
    statusIntact: true,
    said: [],
  };
  for (const [id, object] of trail.objects) if (object.kind === 'digest') sign(found, id, contentOf(object.bytes)!);
  return found;
}

/** Writes down that this content was validly signed for that place, and what it vouches for. */
export function sign({ signed, vouched }: Evidence, id: string, content: Buffer): void {
  add(signed, id, sha256(content));
  for (const body of readings(content)) {
    const logs = (body as { logFiles?: unknown }).logFiles;
    for (const log of Array.isArray(logs) ? logs : []) {
      const { s3Bucket, s3Object, hashValue } = (log ?? {}) as Record<string, unknown>;
      if (typeof s3Bucket === 'string' && typeof s3Object === 'string' && typeof hashValue === 'string')
        add(vouched, `${s3Bucket}/${s3Object}`, hashValue.toLowerCase());
    }
  }
}

function readings(content: Buffer): unknown[] {
  try {
    return [JSON.parse(content.toString('utf8')) ?? {}];
  } catch {
    return [];
  }
}

function add(to: Map<string, Set<string>>, id: string, hash: string): void {
  to.set(id, (to.get(id) ?? new Set()).add(hash));
}

function readTree(folder: string, below = ''): Map<string, Buffer> {
  const out = new Map<string, Buffer>();
  for (const name of readdirSync(join(folder, below)).sort()) {
    const path = below === '' ? name : `${below}/${name}`;
    if (statSync(join(folder, path)).isDirectory())
      for (const [at, bytes] of readTree(folder, path)) out.set(at, bytes);
    else out.set(path, readFileSync(join(folder, path)));
  }
  return out;
}

/** Writes it; a file that cannot be (a name too long, a folder in its way) is not there. */
export function writeEvidence({ files }: Evidence, folder: string): void {
  for (const [path, file] of [...files]) {
    const full = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(path, 'latin1')]);
    try {
      mkdirSync(Buffer.from(dirname(full.toString('latin1')), 'latin1'), { recursive: true });
      if (Buffer.isBuffer(file)) writeFileSync(full, file);
      else symlinkSync(file.link, full);
    } catch {
      files.delete(path);
    }
  }
}

/** Where an object of the base belongs. */
export function placeOf({ trail }: Evidence, id: string): string {
  const log = trail.delivery.logs.get(id);
  if (log) return `${log.account}/${log.region}`;
  const chain = trail.delivery.chains.find(({ digests }) => digests.some((digest) => digest.id === id))!;
  return `${chain.account}/${chain.region}`;
}

export const placesOf = ({ trail }: Evidence): string[] =>
  trail.delivery.chains.map(({ account, region }) => `${account}/${region}`);
