import { toIso } from '../clock.js';
import type { Listed } from '../model.js';
import { GetBucketVersioningCommand, ListObjectVersionsCommand, type S3Client } from './aws-sdk.js';
import { fatal, isAboutCredentials, say } from './s3-error.js';
import { type Asked, decoderOf, type Lister, ListRequests, S3Lister, type S3Page, storedOf } from './s3-pages.js';
import { Progress } from './s3-progress.js';

/** Earlier versions: `listed` with the others, `never` there were any, or why they could not be listed. */
export type Versions = 'listed' | 'never' | { readonly denied: string };

/** The lister that suits. */
export function listerOf(versions: Versions, client: S3Client, bucket: string, endpoint: string): Lister {
  return versions === 'listed' ? new VersionLister(client, bucket, endpoint) : new S3Lister(client, bucket, endpoint);
}

interface From {
  readonly key: string;
  readonly version: string | undefined;
}

/** Lists every version and every delete marker of a bucket: of one key the newest first. Needs s3:ListBucketVersions. */
export class VersionLister implements Lister {
  readonly #requests: ListRequests;

  constructor(
    private readonly client: S3Client,
    private readonly bucket: string,
    endpoint: string,
  ) {
    this.#requests = new ListRequests(bucket, endpoint);
  }

  async *pages(asked: Asked): AsyncGenerator<S3Page> {
    const progress = new Progress(`s3://${this.bucket}/${asked.prefix}`, false);
    let from: From | null = asked.startAfter ? { key: asked.startAfter, version: undefined } : null;
    do {
      const page: From | null = from;
      const answer = await this.#requests.ask(asked, (input) =>
        this.client.send(
          new ListObjectVersionsCommand({
            ...input,
            ...(page === null ? {} : { KeyMarker: page.key }),
            ...(page?.version === undefined ? {} : { VersionIdMarker: page.version }),
          }),
        ),
      );
      const decode = decoderOf(answer);
      from =
        answer.IsTruncated && answer.NextKeyMarker !== undefined
          ? { key: decode(answer.NextKeyMarker), version: answer.NextVersionIdMarker }
          : null;
      const versions = (answer.Versions ?? []).map(
        (version): Listed => ({
          ...this.#listed(decode(version.Key ?? ''), version),
          ...storedOf(version),
        }),
      );
      const markers = (answer.DeleteMarkers ?? []).map(
        (marker): Listed => ({
          ...this.#listed(decode(marker.Key ?? ''), marker),
          deleteMarker: true,
        }),
      );
      const objects = [...versions, ...markers].sort(byKeyNewestFirst);
      const folders = (answer.CommonPrefixes ?? []).map((folder) => decode(folder.Prefix ?? ''));
      progress.page([...objects.map(({ key }) => key), ...folders], from && JSON.stringify([from.key, from.version]));
      yield { objects, folders, last: from === null };
    } while (from !== null);
  }

  #listed(key: string, version: { VersionId?: string; IsLatest?: boolean; LastModified?: Date }): Listed {
    return {
      locator: key,
      bucket: this.bucket,
      key,
      versionId: version.VersionId ?? null,
      size: 0,
      lastModified: version.LastModified ? toIso(version.LastModified) : null,
      storageClass: null,
      metadata: null,
      latest: version.IsLatest !== false,
    };
  }
}

function byKeyNewestFirst(a: Listed, b: Listed): number {
  const keys = a.key === b.key ? 0 : Buffer.compare(Buffer.from(a.key), Buffer.from(b.key));
  if (keys !== 0) return keys;
  if (a.latest !== b.latest) return a.latest ? -1 : 1;
  return (b.lastModified ?? '') < (a.lastModified ?? '') ? -1 : (b.lastModified ?? '') > (a.lastModified ?? '') ? 1 : 0;
}

/**
 * Whether there are versions: a bucket in which versioning was ever on keeps what was overwritten or deleted. Throws KeytrailError where
 * nothing could be asked at all.
 */
export async function versionsOf(
  client: S3Client,
  bucket: string,
  prefix: string,
  endpoint: string,
): Promise<Versions> {
  try {
    const { Status } = await client.send(new GetBucketVersioningCommand({ Bucket: bucket }));
    if (Status === undefined) return 'never';
  } catch (error) {
    const { name, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    const status = $metadata?.httpStatusCode;
    if (isAboutCredentials(error) || name === 'NoSuchBucket' || status === undefined) {
      throw fatal(error, `s3://${bucket}/${prefix}`, endpoint);
    }
    // A store that does not know the question has no versions; one that denies the answer may have some, and listing them tells.
    if (status !== 403) return 'never';
  }
  try {
    for await (const _ of new VersionLister(client, bucket, endpoint).pages({ prefix, most: 1 })) break;
    return 'listed';
  } catch (error) {
    const cause = (error as Error).cause ?? error;
    if (isAboutCredentials(cause)) throw error;
    return { denied: say(cause) };
  }
}
