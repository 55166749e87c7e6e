import { createHash } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ArchivedObject } from './archive-bucket.js';

/** Buckets in memory, as far as a verifier reads them: both listings, with prefix, delimiter and pages, and objects with their metadata. */
export interface MemoryS3 {
  readonly endpoint: string;
  objects: readonly ArchivedObject[];
  stop(): Promise<void>;
}

export async function startMemoryS3(): Promise<MemoryS3> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://memory');
    const [, bucket = '', ...rest] = (request.url ?? '').split('?')[0]!.split('/');
    const key = decodeURIComponent(rest.join('/'));
    const own = s3.objects.filter((object) => object.bucket === bucket);
    if (url.searchParams.has('location')) {
      return xml(response, '<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>');
    }
    if (key === '') return list(own, url, response);
    const object = own.find((one) => one.key === key);
    if (!object) {
      response.writeHead(404, { 'content-type': 'application/xml' });
      return response.end('<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>');
    }
    const metadata = Object.entries(object.metadata).map(([name, text]) => [`x-amz-meta-${name}`, text]);
    response.writeHead(200, {
      ...Object.fromEntries(metadata),
      etag: etagOf(object),
      'last-modified': new Date(0).toUTCString(),
      'content-length': object.bytes.length,
    });
    return response.end(object.bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const s3: MemoryS3 = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects: [],
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return s3;
}

const etagOf = ({ bytes }: ArchivedObject) => `"${createHash('md5').update(bytes).digest('hex')}"`;

function xml(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0" encoding="UTF-8"?>${body}`);
}

/** ListObjects and ListObjectsV2: their pages go on behind a key, which the token of the second is as well. */
function list(objects: readonly ArchivedObject[], url: URL, response: ServerResponse): void {
  const given = (name: string) => url.searchParams.get(name);
  const prefix = given('prefix') ?? '';
  const after = given('continuation-token') ?? given('start-after') ?? given('marker') ?? '';
  const delimiter = given('delimiter');
  const most = Number(given('max-keys') ?? 1000);
  const text = (name: string) => encodeURIComponent(name).replaceAll('%2F', '/');
  const folders = new Set<string>();
  const found = objects
    .filter(({ key }) => key.startsWith(prefix) && key > after)
    .sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)))
    .filter(({ key }) => {
      const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
      if (end !== -1) folders.add(key.slice(0, end + 1));
      return end === -1;
    });
  const page = found.slice(0, most);
  const contents = page.map(
    (object) =>
      `<Contents><Key>${text(object.key)}</Key><LastModified>1970-01-01T00:00:00Z</LastModified><ETag>${etagOf(object).replaceAll('"', '&quot;')}</ETag><Size>${object.bytes.length}</Size><StorageClass>STANDARD</StorageClass></Contents>`,
  );
  const common = [...folders].map((name) => `<CommonPrefixes><Prefix>${text(name)}</Prefix></CommonPrefixes>`);
  const next = found.length > page.length ? text(page.at(-1)?.key ?? '') : null;
  xml(
    response,
    `<ListBucketResult><IsTruncated>${next !== null}</IsTruncated>${next === null ? '' : `<NextContinuationToken>${next}</NextContinuationToken><NextMarker>${next}</NextMarker>`}<EncodingType>url</EncodingType><Prefix>${text(prefix)}</Prefix>${contents.join('')}${common.join('')}</ListBucketResult>`,
  );
}
