import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { gzip, sha256, signingKey, signText, stringToSign } from '../../../scripts/trail-builder/index.js';
import { CANARY, contentOf, type Evidence, pathOf, placeOf, placesOf, sign } from './evidence.js';
import { hostileJson, hostileName, jsonText } from './hostile.js';
import { type Edit, editJson, pathsOf } from './json-text.js';

/** One thing that somebody does to an archive. Numbers choose by their remainder, so that a smaller one is a simpler case. */
export interface Mutation {
  readonly op: Op;
  readonly a: number;
  readonly b: number;
  /** Index into HOSTILE_JSON. */
  readonly json: number;
  readonly name: string;
}

type Change = (evidence: Evidence, given: Mutation) => void;

const MANIFEST = 'objects.jsonl';
const EDITS: readonly Edit[] = ['replace', 'remove', 'duplicate', 'pollute'];

const pick = <T>(items: readonly T[], at: number): T => items[at % items.length]!;
const ids = (e: Evidence) => [...e.trail.objects.keys()].filter((id) => Buffer.isBuffer(e.files.get(pathOf(id))));
const digests = (e: Evidence) => ids(e).filter((id) => e.trail.objects.get(id)!.kind === 'digest');
const logs = (e: Evidence) => ids(e).filter((id) => e.trail.objects.get(id)!.kind === 'log');
const bytesOf = (e: Evidence, id: string) => e.files.get(pathOf(id)) as Buffer;
const latin1 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

/** Changes the bytes of one object (default: any). */
const object =
  (change: (bytes: Buffer, given: Mutation) => Buffer, which = ids): Change =>
  (e, given) => {
    const id = pick(which(e), given.a);
    e.touched.add(placeOf(e, id));
    e.files.set(pathOf(id), change(bytesOf(e, id), given));
  };

function flip(bytes: Buffer, { a, b }: Mutation): Buffer {
  const copy = Buffer.from(bytes);
  if (copy.length > 0) copy[b % copy.length] = copy[b % copy.length]! ^ (1 + (a % 255));
  return copy;
}

const lines = (e: Evidence): string[] => {
  const manifest = e.files.get(MANIFEST);
  return Buffer.isBuffer(manifest) ? manifest.toString('latin1').split('\n').slice(0, -1) : [];
};
const setLines = (e: Evidence, all: readonly string[]) =>
  e.files.set(MANIFEST, Buffer.from(all.map((line) => `${line}\n`).join(''), 'latin1'));

/** The object that a line of the manifest is about, if it is one of the trail's. */
function idOf(line: string): { id: string; entry: Record<string, unknown> } | null {
  try {
    const entry = JSON.parse(Buffer.from(line, 'latin1').toString('utf8')) as Record<string, unknown>;
    return { id: `${text(entry.bucket)}/${text(entry.key)}`, entry };
  } catch {
    return null;
  }
}

function touchLine(e: Evidence, line: string): void {
  const id = idOf(line)?.id ?? '';
  if (e.trail.objects.has(id)) e.touched.add(placeOf(e, id));
}

const keyFiles = (e: Evidence) => [...e.files.keys()].filter((path) => path.startsWith('public-keys/'));
function touchRegion(e: Evidence, file: string): void {
  const region = file.slice('public-keys/'.length, -'.json'.length);
  for (const place of placesOf(e)) if (place.endsWith(`/${region}`)) e.touched.add(place);
}

/** Replaces, removes or doubles one value of a JSON file. */
function editText(bytes: Buffer, { a, b, json }: Mutation): Buffer {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    return Buffer.from(jsonText(json), 'latin1');
  }
  return Buffer.from(editJson(value, pick(pathsOf(value), a), pick(EDITS, b), jsonText(json)), 'latin1');
}

/** Another body for a digest, validly signed: as if whoever wrote it had CloudTrail's key. `onward`: its successors agree with it. */
function resign(e: Evidence, id: string, content: Buffer, onward: boolean): void {
  const chain = e.trail.delivery.chains.find((one) => one.digests.some((digest) => digest.id === id))!;
  e.touched.add(`${chain.account}/${chain.region}`);
  let index = chain.digests.findIndex((digest) => digest.id === id);
  for (let next: Buffer | null = content; next !== null; ) {
    const digest = chain.digests[index]!;
    const signature = signDigest(digest.fingerprint, digest.id, next);
    e.files.set(pathOf(digest.id), gzip(next));
    sign(e, digest.id, next);
    const { digestS3Bucket, digestS3Object } = safe(next);
    sign(e, `${text(digestS3Bucket)}/${text(digestS3Object)}`, next);
    setLines(
      e,
      lines(e).map((line) => {
        const found = idOf(line);
        if (found?.id !== digest.id) return line;
        return latin1(JSON.stringify({ ...found.entry, metadata: { ...(found.entry.metadata as object), signature } }));
      }),
    );
    const successor = chain.digests[++index];
    const there = successor && onward ? e.files.get(pathOf(successor.id)) : undefined;
    const body = Buffer.isBuffer(there) ? contentOf(there) : null;
    if (body === null || successor?.previous !== digest.id) return;
    const linked: Record<string, unknown> = {
      ...safe(body),
      previousDigestHashValue: sha256(next),
      previousDigestSignature: signature,
    };
    next = Buffer.from(JSON.stringify(linked));
  }
}

const safe = (content: Buffer): Record<string, unknown> => {
  try {
    return Object(JSON.parse(content.toString('utf8'))) as Record<string, unknown>;
  } catch {
    return {};
  }
};
/** Not String(): what is nested deeply has no text. */
const text = (value: unknown): string => (typeof value === 'object' && value !== null ? 'object' : String(value));

function signDigest(fingerprint: string, id: string, content: Buffer): string {
  const key = Array.from({ length: 16 }, (_, slot) => signingKey(slot, 'pkcs1', 0, 0)).find(
    (one) => one.fingerprint === fingerprint,
  )!;
  const { digestEndTime, digestS3Bucket, digestS3Object, previousDigestSignature } = safe(content);
  const slash = id.indexOf('/');
  const [bucket, path] = [text(digestS3Bucket ?? id.slice(0, slash)), text(digestS3Object ?? id.slice(slash + 1))];
  const previous = previousDigestSignature === null ? null : text(previousDigestSignature);
  return signText(key, stringToSign(text(digestEndTime), `${bucket}/${path}`, sha256(content), previous));
}

const signed =
  (
    change: (
      body: Record<string, unknown>,
      given: Mutation,
      id: string,
      e: Evidence,
    ) => Buffer | Record<string, unknown>,
  ): Change =>
  (e, given) => {
    const id = pick(digests(e), given.a);
    const body = safe(contentOf(bytesOf(e, id)) ?? Buffer.alloc(0));
    const changed = change(body, given, id, e);
    resign(e, id, Buffer.isBuffer(changed) ? changed : Buffer.from(JSON.stringify(changed)), given.b % 2 === 0);
  };

/** Forged log entries: what a digest must not lead to. */
function forgedLogs({ name, b }: Mutation, id: string): object[] {
  const bucket = id.slice(0, id.indexOf('/'));
  const entry = (s3Bucket: string, s3Object: string) => ({ s3Bucket, s3Object, hashValue: sha256(CANARY) });
  return [
    entry(bucket, name || 'x'),
    entry('..', '../canary/canary.json'),
    entry(bucket, '../../../canary/canary.json'),
    entry(bucket, '/etc/passwd'),
    entry('other-bucket', `AWSLogs/${name}`),
    ...Array.from({ length: b % 500 }, (_, n) => entry(bucket, `AWSLogs/none/${n}`)),
  ];
}

export const OPS = {
  flip: object(flip),
  remove: (e, { a, b }) => {
    const id = pick(ids(e), a);
    e.touched.add(placeOf(e, id));
    e.files.delete(pathOf(id));
    if (b % 2 === 0)
      setLines(
        e,
        lines(e).filter((line) => idOf(line)?.id !== id),
      );
  },
  'remove tail': (e, { a, b }) => {
    const chain = pick(e.trail.delivery.chains, a);
    e.touched.add(`${chain.account}/${chain.region}`);
    const cut = chain.digests.slice(-1 - (b % chain.digests.length));
    const gone = new Set(cut.flatMap((digest) => [digest.id, ...digest.logs]));
    for (const id of gone) e.files.delete(pathOf(id));
    setLines(
      e,
      lines(e).filter((line) => !gone.has(idOf(line)?.id ?? '')),
    );
  },
  swap: (e, { a, b }) => {
    const [one, other] = [pick(ids(e), a), pick(ids(e), b)];
    const [first, second] = [bytesOf(e, one), bytesOf(e, other)];
    for (const id of [one, other]) e.touched.add(placeOf(e, id));
    e.files.set(pathOf(one), second);
    e.files.set(pathOf(other), first);
  },
  duplicate: (e, { a, name }) => {
    const id = pick(ids(e), a);
    e.touched.add(placeOf(e, id));
    e.files.set(inFolder(id, name), bytesOf(e, id));
  },
  rename: (e, { a, b, name }) => {
    const id = pick(ids(e), a);
    e.touched.add(placeOf(e, id));
    e.files.set(inFolder(id, name), bytesOf(e, id));
    e.files.delete(pathOf(id));
    if (b % 2 === 1) return;
    const key = `${id.slice(id.indexOf('/') + 1, id.lastIndexOf('/'))}/${name}`;
    const renamed = (line: string) => latin1(JSON.stringify({ ...idOf(line)?.entry, key }));
    setLines(
      e,
      lines(e).map((line) => (idOf(line)?.id === id ? renamed(line) : line)),
    );
  },
  truncate: object((bytes, { b }) => bytes.subarray(0, b % (bytes.length + 1))),
  append: object((bytes, { json }) => Buffer.concat([bytes, Buffer.from(jsonText(json), 'latin1')])),
  'append member': object((bytes, { json }) => Buffer.concat([bytes, gzip(Buffer.from(jsonText(json), 'latin1'))])),
  'prepend member': object((bytes, { json }) => Buffer.concat([gzip(Buffer.from(jsonText(json), 'latin1')), bytes])),
  'many members': object((bytes, { b }) =>
    Buffer.concat([bytes, ...Array.from({ length: 1 + (b % 2_000) }, () => gzip(Buffer.alloc(0)))]),
  ),
  recompress: object((bytes, { b }) => gzipSync(contentOf(bytes) ?? bytes, { level: b % 10 })),
  'store plain': object((bytes) => contentOf(bytes) ?? bytes),
  bomb: object((_bytes, { b }) => gzipSync(Buffer.alloc(1_000_000 * (1 + (b % 8)), b % 2 === 0 ? '[' : ' '))),
  'nested bomb': object((bytes) => gzipSync(gzipSync(bytes))),
  'gzip header': object((bytes, { b }) => {
    const plain = gzipSync(contentOf(bytes) ?? bytes);
    plain[3] = pick([4, 8, 16, 2, 28, 0xe0], b);
    const extra = Buffer.alloc(b % 70_000, 0x41);
    const size = Buffer.from([extra.length & 0xff, (extra.length >> 8) & 0xff]);
    const name = Buffer.from(`${'n'.repeat(b % 100_000)}\0`);
    return Buffer.concat([
      plain.subarray(0, 10),
      plain[3]! & 4 ? Buffer.concat([size, extra]) : name,
      plain.subarray(10),
    ]);
  }),
  'edit digest': object((bytes, given) => gzip(editText(contentOf(bytes) ?? bytes, given)), digests),
  'edit log': object((bytes, given) => gzip(editText(contentOf(bytes) ?? bytes, given)), logs),
  'sign any edit': signed((body, { b, json, name }) => {
    const paths = pathsOf(body);
    return Buffer.from(editJson(body, pick(paths, b + name.length), pick(EDITS, b >> 1), jsonText(json)), 'latin1');
  }),
  'sign any text': signed((_body, { json }) => Buffer.from(jsonText(json), 'latin1')),
  'sign any log': signed((body, given, id) => ({
    ...body,
    logFiles: [...[body.logFiles].flat(), ...forgedLogs(given, id)],
  })),
  'sign a circle': signed((body, { b, name }, _id, e) => {
    const target = pick(digests(e), b + name.length);
    const slash = target.indexOf('/');
    const content = contentOf(bytesOf(e, target)) ?? Buffer.alloc(0);
    return {
      ...body,
      previousDigestS3Bucket: target.slice(0, slash),
      previousDigestS3Object: target.slice(slash + 1),
      previousDigestHashValue: sha256(content),
      previousDigestHashAlgorithm: 'SHA-256',
      previousDigestSignature: 'ab'.repeat(256),
    };
  }),
  'sign another place': signed((body, { name }) => ({ ...body, digestS3Object: name || 'x' })),
  'sign another time': signed((body, { b, json }) => {
    const field = pick(['digestStartTime', 'digestEndTime', 'newestEventTime', 'oldestEventTime'], b >> 1);
    return Buffer.from(editJson(body, [field], 'replace', jsonText(json)), 'latin1');
  }),
  'manifest flip': (e, given) => {
    for (const place of placesOf(e)) e.touched.add(place);
    e.files.set(
      MANIFEST,
      flip(
        Buffer.from(
          lines(e)
            .map((line) => `${line}\n`)
            .join(''),
          'latin1',
        ),
        given,
      ),
    );
  },
  'manifest edit': (e, { a, b, json, name }) => {
    const all = lines(e);
    if (all.length === 0) return;
    const at = a % all.length;
    touchLine(e, all[at]!);
    const { entry } = idOf(all[at]!) ?? { entry: {} };
    const paths = pathsOf(entry);
    all[at] = editJson(entry, pick(paths, b + name.length), pick(EDITS, b), jsonText(json)).replaceAll('\n', ' ');
    setLines(e, all);
  },
  'manifest words': (e, { a, b, name }) => {
    const all = lines(e);
    if (all.length === 0) return;
    touchLine(e, all[a % all.length]!);
    const words = [
      { isLatest: false },
      { isLatest: false, versionId: name },
      { deleteMarker: true },
      { file: `odd/${'a'.repeat(64)}` },
      { file: '../canary/canary.json' },
      { file: 'collection.json' },
      { unavailable: name, gone: true },
      { size: -1, sha256: 'f'.repeat(64), etag: name },
      { size: 2 ** 40, storageClass: 'GLACIER' },
      { metadata: { signature: 'ab'.repeat(256), 'x-amz-meta-signature': '', __proto__: {} } },
    ];
    all[a % all.length] = latin1(JSON.stringify({ ...idOf(all[a % all.length]!)?.entry, ...pick(words, b) }));
    setLines(e, all);
  },
  'manifest drop': (e, { a }) => {
    const all = lines(e);
    const [gone] = all.splice(a % Math.max(1, all.length), 1);
    if (gone !== undefined) touchLine(e, gone);
    setLines(e, all);
  },
  'manifest shuffle': (e, { a }) => {
    const all = lines(e);
    setLines(e, [...all.slice(a % (all.length + 1)), ...all.slice(0, a % (all.length + 1))]);
  },
  'manifest double': (e, { a }) => {
    const all = lines(e);
    if (all.length > 0) setLines(e, [...all, pick(all, a)]);
  },
  'manifest text': (e, { a, json }) => {
    const all = lines(e);
    all.splice(a % (all.length + 1), 0, jsonText(json).replaceAll('\n', ' '));
    setLines(e, all);
  },
  'manifest name': (e, { a, b, name }) => {
    const bucket = pick(['cloudtrail-logs-111122223333', name, '..', '.', 'a/b', ''], b);
    const key = pick([name, `AWSLogs/${name}`, `AWSLogs/111122223333/CloudTrail/${name}/2026/03/02/x.json.gz`], a);
    setLines(e, [...lines(e), latin1(JSON.stringify({ bucket, key, size: a, versionId: name }))]);
  },
  'keys edit': (e, given) => {
    const file = pick(keyFiles(e), given.name.length);
    touchRegion(e, file);
    e.files.set(file, editText(e.files.get(file) as Buffer, given));
  },
  'keys flip': (e, given) => {
    const file = pick(keyFiles(e), given.a);
    touchRegion(e, file);
    e.files.set(file, flip(e.files.get(file) as Buffer, given));
  },
  'keys added': (e, { a, json }) => {
    e.files.set(
      `public-keys/${pick(['us-east-1 (2).json', 'mars-east-1.json', 'x.json'], a)}`,
      Buffer.from(jsonText(json), 'latin1'),
    );
  },
  'status edit': (e, given) => {
    e.statusIntact = false;
    const status = e.files.get('trail-status.json');
    e.files.set('trail-status.json', editText(Buffer.isBuffer(status) ? status : Buffer.from('{}'), given));
  },
  'status drop': (e) => {
    e.statusIntact = false;
    e.files.delete('trail-status.json');
  },
  'collection edit': (e, given) => {
    e.files.set(
      'collection.json',
      editText(Buffer.from(String(e.files.get('collection.json') ?? '{}'), 'utf8'), given),
    );
  },
  'a file more': (e, { a, json, name }) => {
    const place = pick(['', 'buckets/', 'buckets/other/', 'buckets/cloudtrail-logs-111122223333/AWSLogs/'], a);
    const path = `${place}${fileName(name)}`;
    if (!e.files.has(path)) e.files.set(path, Buffer.from(jsonText(json), 'latin1'));
  },
  'a link out': (e, { a, b, name }) => {
    const link = pick(['../../../canary', '../../canary/canary.json', '/etc/passwd', '/', '.', '..', '/dev/zero'], b);
    const place = pick(['', 'buckets/', 'buckets/cloudtrail-logs-111122223333/', 'public-keys/'], a);
    const path = `${place}${fileName(name)}.json`;
    if (!e.files.has(path)) e.files.set(path, { link });
  },
  'a link instead': (e, { a, b }) => {
    const id = pick(ids(e), a);
    e.touched.add(placeOf(e, id));
    e.files.set(pathOf(id), { link: pick(['../canary/canary.json', '/etc/passwd', 'x', '/dev/zero'], b) });
  },
} satisfies Record<string, Change>;

export type Op = keyof typeof OPS;

/** A name that a file system takes. */
const fileName = (name: string) => {
  const safeName = latin1(name.replaceAll('\0', '').replaceAll('/', '_')).slice(0, 200);
  return safeName === '' || safeName === '.' || safeName === '..' ? '_' : safeName;
};
const inFolder = (id: string, name: string) => `${pathOf(id).slice(0, pathOf(id).lastIndexOf('/'))}/${fileName(name)}`;

/** An operation that finds nothing left to work on does nothing. */
export function mutate(e: Evidence, mutations: readonly Mutation[]): void {
  for (const mutation of mutations) {
    if (digests(e).length === 0 || logs(e).length === 0 || keyFiles(e).length === 0) return;
    try {
      OPS[mutation.op](e, mutation);
      e.said.push(mutation.op);
    } catch (error) {
      // What an earlier one nested deeply is too deep for us to edit. Nothing was changed then.
      if (!(error instanceof RangeError)) throw error;
    }
  }
}

const names = Object.keys(OPS) as Op[];
export const mutation: fc.Arbitrary<Mutation> = fc.record({
  op: fc.constantFrom(...names),
  a: fc.nat(1_000_000),
  b: fc.nat(1_000_000),
  json: hostileJson,
  name: hostileName,
});
