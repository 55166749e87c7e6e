import { toIso } from '../clock.js';
import type { Listed } from '../model.js';
import { ListObjectsV2Command, type S3Client } from './aws-sdk.js';
import { PAGE } from './pages.js';
import { fatal } from './s3-error.js';
import { Progress } from './s3-progress.js';
import { Slots } from './slots.js';

/** One answer of ListObjectsV2. `last`: no more follows. */
export interface S3Page {
  readonly objects: readonly Listed[];
  /** The folders of this level, where a delimiter was asked for. */
  readonly folders: readonly string[];
  readonly last: boolean;
}

export interface Asked {
  readonly prefix: string;
  readonly folders?: boolean;
  readonly startAfter?: string | null;
  readonly most?: number;
}

/** Lists a bucket, in the byte order of its keys. */
export interface Lister {
  /** Throws KeytrailError `no-access`: a listing that breaks off is never taken for a complete one. */
  pages(asked: Asked): AsyncIterable<S3Page>;
}

/** Lists what is in a bucket now, with a bound on how many requests are under way at once. */
export class S3Lister implements Lister {
  readonly #slots = new Slots(16);

  constructor(
    private readonly client: S3Client,
    private readonly bucket: string,
    private readonly endpoint: string,
  ) {}

  async *pages(asked: Asked): AsyncGenerator<S3Page> {
    const progress = new Progress(`s3://${this.bucket}/${asked.prefix}`, true);
    let token: string | undefined;
    do {
      const answer = await this.#request(asked, token);
      const decode = answer.EncodingType === 'url' ? decodeKey : (text: string) => text;
      token = answer.IsTruncated ? answer.NextContinuationToken : undefined;
      const folders = (answer.CommonPrefixes ?? []).map((folder) => decode(folder.Prefix ?? ''));
      const objects = (answer.Contents ?? []).map((object) => ({
        locator: decode(object.Key ?? ''),
        bucket: this.bucket,
        key: decode(object.Key ?? ''),
        versionId: null,
        size: sizeOf(object.Size),
        lastModified: object.LastModified ? toIso(object.LastModified) : null,
        storageClass: object.StorageClass ?? null,
        metadata: null,
        etag: tagOf(object.ETag),
        restored: object.RestoreStatus?.RestoreExpiryDate !== undefined,
      }));
      progress.page([...objects.map(({ key }) => key), ...folders], token ?? null);
      yield { objects, folders, last: token === undefined };
    } while (token !== undefined);
  }

  async #request(asked: Asked, token: string | undefined) {
    const leave = await this.#slots.enter();
    try {
      return await this.client.send(
        new ListObjectsV2Command({
          Bucket: this.bucket,
          Prefix: asked.prefix,
          MaxKeys: asked.most ?? PAGE,
          // A key may hold characters that XML cannot.
          EncodingType: 'url',
          // Whether what is archived can be read at the moment.
          OptionalObjectAttributes: ['RestoreStatus'],
          ...(asked.folders ? { Delimiter: '/' } : {}),
          ...(asked.startAfter && token === undefined ? { StartAfter: asked.startAfter } : {}),
          ...(token === undefined ? {} : { ContinuationToken: token }),
        }),
      );
    } catch (error) {
      throw fatal(error, `s3://${this.bucket}/${asked.prefix}`, this.endpoint);
    } finally {
      leave();
    }
  }
}

/** Without the quotes that HTTP puts around it. */
export function tagOf(etag: string | undefined): string | null {
  return etag === undefined ? null : etag.replace(/^"(.*)"$/, '$1');
}

/** What is no size is none: it only decides whether an object is asked for at all. */
export function sizeOf(size: number | undefined): number {
  return size !== undefined && Number.isSafeInteger(size) && size >= 0 ? size : 0;
}

/** As the store encoded it; what nobody can have encoded stays as it is. */
export function decodeKey(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
