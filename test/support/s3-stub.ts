import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An object, a version of one, or a delete marker. */
export interface StubObject {
  readonly key: string;
  readonly body: Buffer | string;
  readonly versionId?: string;
  readonly latest?: boolean;
  readonly marker?: boolean;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly storageClass?: string;
  readonly lastModified?: string;
  readonly etag?: string;
  readonly restored?: boolean;
}

/** One bucket of S3, as much of it as a collection asks for, which can fail in every way that S3 does. */
export interface S3Stub {
  readonly endpoint: string;
  objects: StubObject[];
  /** Of GetBucketVersioning. */
  versioning: 'Enabled' | 'Suspended' | null;
  /** Keys that were fetched, in their order. */
  readonly fetched: string[];
  /** Headers of the last request. */
  headers: IncomingMessage['headers'];
  /** Answers a request itself: returns true. `what`: `get <key>`, `list`, `versions`, `versioning`, … */
  fault: ((what: string, response: ServerResponse, nth: number) => boolean) | null;
  stop(): Promise<void>;
}

const PAGE = 3;

export async function startS3(): Promise<S3Stub> {
  const asked = new Map<string, number>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://stub');
    // Without the bucket, and as it was sent: a URL would resolve '..'.
    const key = decodeURIComponent((request.url ?? '').split('?')[0]!.split('/').slice(2).join('/'));
    const what = key === '' ? whatOf(url) : `get ${key}`;
    const nth = (asked.get(what) ?? 0) + 1;
    asked.set(what, nth);
    stub.headers = request.headers;
    if (request.method === 'POST') return sts(response);
    if (stub.fault?.(what, response, nth)) return;
    if (what === 'list') return list(stub, url, response);
    if (what === 'versions') return versions(stub, url, response);
    if (what === 'versioning')
      return xml(response, `<VersioningConfiguration>${tag('Status', stub.versioning)}</VersioningConfiguration>`);
    if (key !== '') return get(stub, key, url.searchParams.get('versionId'), response);
    s3Fault(response, 404, 'NoSuchBucketPolicy');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stub: S3Stub = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects: [],
    versioning: null,
    fetched: [],
    headers: {},
    fault: null,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return stub;
}

function whatOf(url: URL): string {
  for (const name of ['versioning', 'versions', 'lifecycle', 'policy', 'object-lock', 'encryption']) {
    if (url.searchParams.has(name)) return name;
  }
  return 'list';
}

export function s3Fault(response: ServerResponse, status: number, code: string, message = 'no'): true {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`);
  return true;
}

const tag = (name: string, value: string | number | boolean | null | undefined) =>
  value === null || value === undefined ? '' : `<${name}>${escapeXml(String(value))}</${name}>`;
const escapeXml = (text: string) => text.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);
const byKey = (a: StubObject, b: StubObject) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key));
const bytesOf = ({ body }: StubObject) => (typeof body === 'string' ? Buffer.from(body) : body);
const etagOf = (object: StubObject) => object.etag ?? createHash('md5').update(bytesOf(object)).digest('hex');
const timeOf = ({ lastModified }: StubObject) => lastModified ?? '2026-03-02T07:00:00Z';

function xml(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0" encoding="UTF-8"?>${body}`);
}

function sts(response: ServerResponse): void {
  xml(
    response,
    '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/me</Arn><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>',
  );
}

/** What begins with the prefix, page by page; with a delimiter folders are drawn together. */
function list(stub: S3Stub, url: URL, response: ServerResponse): void {
  const current = stub.objects.filter(({ latest, marker }) => latest !== false && !marker);
  const { items, folders, next } = page(
    current,
    url,
    url.searchParams.get('continuation-token') ?? url.searchParams.get('start-after') ?? '',
  );
  const contents = items.map((object) => `<Contents>${entry(object)}</Contents>`).join('');
  xml(
    response,
    `<ListBucketResult>${tag('IsTruncated', next !== null)}${tag('NextContinuationToken', next)}<EncodingType>url</EncodingType>${contents}${folders}</ListBucketResult>`,
  );
}

function versions(stub: S3Stub, url: URL, response: ServerResponse): void {
  const from = url.searchParams.get('key-marker') ?? '';
  const version = url.searchParams.get('version-id-marker');
  const sorted = [...stub.objects].sort(byKey);
  // A page may end between two versions of one key.
  const at =
    version === null ? -1 : sorted.findIndex((one) => one.key === from && (one.versionId ?? 'null') === version);
  const rest = version === null ? sorted.filter(({ key }) => key > from) : sorted.slice(at + 1);
  const delimited = url.searchParams.has('delimiter');
  const { items, folders, next } = page(rest, url, '', delimited ? 1000 : PAGE);
  const last = items.at(-1);
  const body = items.map((object) => {
    const versionTags = `${tag('VersionId', object.versionId ?? 'null')}${tag('IsLatest', object.latest !== false)}`;
    const name = object.marker ? 'DeleteMarker' : 'Version';
    return `<${name}>${entry(object)}${versionTags}</${name}>`;
  });
  const markers =
    next === null || !last
      ? ''
      : `${tag('NextKeyMarker', encodeURIComponent(last.key))}${tag('NextVersionIdMarker', last.versionId ?? 'null')}`;
  xml(
    response,
    `<ListVersionsResult>${tag('IsTruncated', next !== null)}${markers}<EncodingType>url</EncodingType>${body.join('')}${folders}</ListVersionsResult>`,
  );
}

function page(all: readonly StubObject[], url: URL, after: string, size = PAGE) {
  const prefix = url.searchParams.get('prefix') ?? '';
  const delimiter = url.searchParams.has('delimiter');
  const most = Math.min(delimiter ? 1000 : size, Number(url.searchParams.get('max-keys') ?? 1000));
  const folders = new Set<string>();
  const found = [...all].sort(byKey).filter(({ key }) => {
    if (!key.startsWith(prefix) || key <= after) return false;
    const slash = delimiter ? key.indexOf('/', prefix.length) : -1;
    if (slash !== -1) folders.add(key.slice(0, slash + 1));
    return slash === -1;
  });
  const items = found.slice(0, most);
  return {
    items,
    next: found.length > items.length ? (items.at(-1)?.key ?? null) : null,
    folders: [...folders]
      .map((name) => `<CommonPrefixes>${tag('Prefix', encodeURIComponent(name))}</CommonPrefixes>`)
      .join(''),
  };
}

function entry(object: StubObject): string {
  const restore = object.restored
    ? '<RestoreStatus><IsRestoreInProgress>false</IsRestoreInProgress><RestoreExpiryDate>2026-12-31T00:00:00.000Z</RestoreExpiryDate></RestoreStatus>'
    : '';
  const own = object.marker
    ? ''
    : `${tag('ETag', `"${etagOf(object)}"`)}${tag('Size', bytesOf(object).length)}${tag('StorageClass', object.storageClass ?? 'STANDARD')}`;
  return `${tag('Key', encodeURIComponent(object.key))}${tag('LastModified', timeOf(object))}${own}${restore}`;
}

function get(stub: S3Stub, key: string, versionId: string | null, response: ServerResponse): void {
  stub.fetched.push(key);
  const object = stub.objects.find((one) =>
    versionId === null
      ? one.key === key && one.latest !== false
      : one.key === key && (one.versionId ?? 'null') === versionId,
  );
  if (!object || object.marker) {
    s3Fault(response, 404, 'NoSuchKey');
    return;
  }
  if (object.storageClass === 'DEEP_ARCHIVE' && !object.restored) {
    s3Fault(response, 403, 'InvalidObjectState');
    return;
  }
  const meta = Object.entries(object.metadata ?? {}).map(([name, text]) => [`x-amz-meta-${name}`, text]);
  const body = bytesOf(object);
  response.writeHead(200, {
    ...Object.fromEntries(meta),
    etag: `"${etagOf(object)}"`,
    'last-modified': new Date(timeOf(object)).toUTCString(),
    'content-length': body.length,
    'content-encoding': 'gzip',
    ...(object.versionId && { 'x-amz-version-id': object.versionId }),
  });
  response.end(body);
}
