import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

// fast-s3-server.js ARCHIVE [LATENCY_MS]: an archive as the bucket it was copied from, at a free port of the loopback, which it prints. In
// a process of its own, and as fast as node's HTTP server: what is measured beside it is the client. It answers what keytrail and
// `aws cloudtrail validate-logs` ask, in path style: ListObjects (both versions), GetObject, HeadObject, GetBucketLocation, and of
// CloudTrail ListPublicKeys, DescribeTrails and GetTrailStatus.

interface Stored {
  readonly bucket: string;
  readonly key: string;
  readonly size: number;
  readonly etag: string;
  readonly lastModified: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly path: string;
}

const [archive = '', latency = '0'] = process.argv.slice(2);
const buckets = new Map<string, Stored[]>();
const objects = new Map<string, Stored>();
for (const line of readFileSync(join(archive, 'objects.jsonl'), 'utf8').split('\n').filter(Boolean)) {
  const entry = JSON.parse(line) as Stored;
  const stored = { ...entry, path: join(archive, 'buckets', entry.bucket, entry.key) };
  objects.set(`/${entry.bucket}/${entry.key}`, stored);
  const list = buckets.get(entry.bucket) ?? [];
  list.push(stored);
  buckets.set(entry.bucket, list);
}
for (const list of buckets.values()) list.sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));

const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The index of the first object whose key is not before `key`, or with `after` behind it. */
function firstAt(list: readonly Stored[], key: string, after: boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const order = Buffer.compare(Buffer.from(list[middle]!.key), Buffer.from(key));
    if (order < 0 || (after && order === 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function listObjects(bucket: string, query: URLSearchParams): string {
  const list = buckets.get(bucket)!;
  const v2 = query.get('list-type') === '2';
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter');
  const most = Number(query.get('max-keys') ?? 1000);
  const encode = query.get('encoding-type') === 'url' ? encodeURIComponent : escapeXml;
  const token = v2 ? query.get('continuation-token') : null;
  const marker = token ?? query.get(v2 ? 'start-after' : 'marker');
  const contents: string[] = [];
  const folders: string[] = [];
  let last = '';
  let at = marker !== null && marker >= prefix ? firstAt(list, marker, true) : firstAt(list, prefix, false);
  for (; at < list.length && list[at]!.key.startsWith(prefix); at++) {
    if (contents.length + folders.length === most) break;
    const { key, size, etag, lastModified } = list[at]!;
    const cut = delimiter === null ? -1 : key.indexOf(delimiter, prefix.length);
    if (cut >= 0) {
      const folder = key.slice(0, cut + 1);
      if (marker?.startsWith(folder)) continue;
      folders.push(folder);
      // The next key that does not lie in it.
      at = firstAt(list, `${folder}\u{10ffff}`, true) - 1;
      last = list[at]!.key;
      continue;
    }
    contents.push(
      `<Contents><Key>${encode(key)}</Key><LastModified>${lastModified.replace('Z', '.000Z')}</LastModified>` +
        `<ETag>&quot;${etag}&quot;</ETag><Size>${size}</Size><StorageClass>STANDARD</StorageClass></Contents>`,
    );
    last = key;
  }
  const truncated = at < list.length && list[at]!.key.startsWith(prefix);
  const next = v2
    ? `<KeyCount>${contents.length + folders.length}</KeyCount>${truncated ? `<NextContinuationToken>${escapeXml(last)}</NextContinuationToken>` : ''}`
    : `<Marker>${encode(marker ?? '')}</Marker>${truncated ? `<NextMarker>${encode(last)}</NextMarker>` : ''}`;
  const prefixes = folders.map((folder) => `<CommonPrefixes><Prefix>${encode(folder)}</Prefix></CommonPrefixes>`);
  const encoding = query.has('encoding-type') ? '<EncodingType>url</EncodingType>' : '';
  return (
    `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${bucket}</Name>` +
    `<Prefix>${encode(prefix)}</Prefix><MaxKeys>${most}</MaxKeys><IsTruncated>${truncated}</IsTruncated>${encoding}${next}` +
    `${contents.join('')}${prefixes.join('')}</ListBucketResult>`
  );
}

/** Times as the service sends them: seconds. */
function publicKeys(region: string): object {
  const keys = JSON.parse(readFileSync(join(archive, 'public-keys', `${region}.json`), 'utf8')) as {
    PublicKeyList: { ValidityStartTime: string; ValidityEndTime: string }[];
  };
  const seconds = (time: string) => Date.parse(time) / 1000;
  return {
    PublicKeyList: keys.PublicKeyList.map((key) => ({
      ...key,
      ValidityStartTime: seconds(key.ValidityStartTime),
      ValidityEndTime: seconds(key.ValidityEndTime),
    })),
  };
}

function cloudTrail(request: IncomingMessage): object {
  const operation = String(request.headers['x-amz-target']).split('.').at(-1);
  const region = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? 'us-east-1';
  if (operation === 'ListPublicKeys') return publicKeys(region);
  if (operation === 'DescribeTrails') return JSON.parse(readFileSync(join(archive, 'trails.json'), 'utf8')) as object;
  return {};
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const send = (status: number, type: string, body: string | Buffer, headers = {}) => {
    response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body), ...headers });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  const missing = (code: string) =>
    send(404, 'application/xml', `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
  if (request.headers['x-amz-target'] !== undefined) {
    send(200, 'application/x-amz-json-1.1', JSON.stringify(cloudTrail(request)));
    return;
  }
  const url = new URL(request.url ?? '/', 'http://localhost');
  const path = decodeURIComponent(url.pathname);
  const bucket = path.split('/')[1] ?? '';
  if (!buckets.has(bucket)) {
    missing('NoSuchBucket');
    return;
  }
  if (path === `/${bucket}` || path === `/${bucket}/`) {
    const body = url.searchParams.has('location')
      ? '<?xml version="1.0"?><LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>'
      : listObjects(bucket, url.searchParams);
    send(200, 'application/xml', body);
    return;
  }
  const object = objects.get(path);
  // What its archive has lost was deleted since it was listed.
  if (object === undefined || !existsSync(object.path)) {
    missing('NoSuchKey');
    return;
  }
  const metadata = Object.entries(object.metadata ?? {}).map(([name, text]) => [`x-amz-meta-${name}`, text]);
  send(200, 'binary/octet-stream', readFileSync(object.path), {
    etag: `"${object.etag}"`,
    'last-modified': new Date(object.lastModified).toUTCString(),
    ...Object.fromEntries(metadata),
  });
}

const delay = Number(latency);
const server = createServer((request, response) => {
  request.resume();
  if (delay > 0) setTimeout(answer, delay, request, response);
  else answer(request, response);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
// Ends with whoever started it.
process.stdin.on('end', () => process.exit(0)).resume();
