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

/** What every listing asks for. */
interface ListInput {
  readonly Bucket: string;
  readonly Prefix: string;
  readonly MaxKeys: number;
  /** A key may hold characters that XML cannot. */
  readonly EncodingType: 'url';
  /** Whether what is archived can be read at the moment. */
  readonly OptionalObjectAttributes: ['RestoreStatus'];
  readonly Delimiter?: '/';
}

/** The requests of listings, with a bound on how many are under way at once. */
export class ListRequests {
  readonly #slots = new Slots(16);

  constructor(
    readonly bucket: string,
    private readonly endpoint: string,
  ) {}

  async ask<T>(asked: Asked, send: (input: ListInput) => Promise<T>): Promise<T> {
    const leave = await this.#slots.enter();
    try {
      return await send({
        Bucket: this.bucket,
        Prefix: asked.prefix,
        MaxKeys: asked.most ?? PAGE,
        EncodingType: 'url',
        OptionalObjectAttributes: ['RestoreStatus'],
        ...(asked.folders ? { Delimiter: '/' } : {}),
      });
    } catch (error) {
      throw fatal(error, `s3://${this.bucket}/${asked.prefix}`, this.endpoint);
    } finally {
      leave();
    }
  }
}

/** Lists what is in a bucket now. */
export class S3Lister implements Lister {
  readonly #requests: ListRequests;

  constructor(
    private readonly client: S3Client,
    private readonly bucket: string,
    endpoint: string,
  ) {
    this.#requests = new ListRequests(bucket, endpoint);
  }

  async *pages(asked: Asked): AsyncGenerator<S3Page> {
    const progress = new Progress(`s3://${this.bucket}/${asked.prefix}`, true);
    let token: string | undefined;
    do {
      const page = token;
      const answer = await this.#requests.ask(asked, (input) =>
        this.client.send(
          new ListObjectsV2Command({
            ...input,
            ...(asked.startAfter && page === undefined ? { StartAfter: asked.startAfter } : {}),
            ...(page === undefined ? {} : { ContinuationToken: page }),
          }),
        ),
      );
      const decode = decoderOf(answer);
      token = answer.IsTruncated ? answer.NextContinuationToken : undefined;
      const folders = (answer.CommonPrefixes ?? []).map((folder) => decode(folder.Prefix ?? ''));
      const objects = (answer.Contents ?? []).map((object) => ({
        locator: decode(object.Key ?? ''),
        bucket: this.bucket,
        key: decode(object.Key ?? ''),
        versionId: null,
        lastModified: object.LastModified ? toIso(object.LastModified) : null,
        metadata: null,
        ...storedOf(object),
      }));
      progress.page([...objects.map(({ key }) => key), ...folders], token ?? null);
      yield { objects, folders, last: token === undefined };
    } while (token !== undefined);
  }
}

/** Without the quotes that HTTP puts around it. */
export function tagOf(etag: string | undefined): string | null {
  return etag === undefined ? null : etag.replace(/^"(.*)"$/, '$1');
}

/** What a listing says of bytes that are stored. */
export function storedOf(said: {
  Size?: number | undefined;
  StorageClass?: string | undefined;
  ETag?: string | undefined;
  RestoreStatus?: { RestoreExpiryDate?: Date | undefined } | undefined;
}): Pick<Listed, 'size' | 'storageClass' | 'etag' | 'restored'> {
  return {
    size: sizeOf(said.Size),
    storageClass: said.StorageClass ?? null,
    etag: tagOf(said.ETag),
    restored: said.RestoreStatus?.RestoreExpiryDate !== undefined,
  };
}

/** What is no size is none: it only decides whether an object is asked for at all. */
function sizeOf(size: number | undefined): number {
  return size !== undefined && Number.isSafeInteger(size) && size >= 0 ? size : 0;
}

/** How the keys of an answer are to be read. */
export function decoderOf({ EncodingType }: { EncodingType?: string | undefined }): (text: string) => string {
  return EncodingType === 'url' ? decodeKey : (text) => text;
}

/** As the store encoded it; what nobody can have encoded stays as it is. */
function decodeKey(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
