import type { S3Client } from '@aws-sdk/client-s3';
import { LIMITS } from '../limits.js';
import type { Listed, OnNotice } from '../model.js';
import type { ListFilter } from './interface.js';
import { fetchObject, type NotStored, type Stored } from './s3-fetch.js';
import { S3Place } from './s3-place.js';
import { type BucketState, bucketState } from './s3-state.js';
import type { Versions } from './s3-versions.js';

export type { NotStored, Stored } from './s3-fetch.js';

export interface BucketOptions {
  readonly sockets: number;
  /** Who asks pays for requests and transfer, as buckets of others may demand. */
  readonly requestPayer: boolean;
  readonly onNotice: OnNotice;
  readonly signal?: AbortSignal | undefined;
}

/** A bucket that is to be copied. Reads only. */
export class Bucket {
  readonly name: string;
  readonly bucket: string;
  readonly prefix: string;
  readonly endpoint: string;
  readonly region: string;
  readonly versions: Versions;

  private constructor(
    private readonly place: S3Place,
    private readonly asked: { requests: number },
    private readonly options: BucketOptions,
  ) {
    const { name, bucket, prefix, endpoint, versions } = place;
    this.name = name;
    this.bucket = bucket;
    this.prefix = prefix;
    this.endpoint = endpoint.effective;
    this.region = endpoint.region;
    this.versions = versions;
  }

  /** Throws KeytrailError as `S3Place.open` does. */
  static async open(name: string, options: BucketOptions): Promise<Bucket> {
    const asked = { requests: 0 };
    const prepare = (client: S3Client) => {
      countRequests(client, asked);
      if (options.requestPayer) payRequests(client);
    };
    return new Bucket(await S3Place.open(name, { sockets: options.sockets, prepare }), asked, options);
  }

  /** Pages of objects, versions and delete markers, in the byte order of their keys. */
  list(filter: ListFilter): AsyncGenerator<readonly Listed[]> {
    return this.place.list(filter, this.options.onNotice);
  }

  fetch(object: Listed, most: number = LIMITS.storedBytes): Promise<Stored | NotStored> {
    const { client } = this.place;
    return fetchObject(object, { client, endpoint: this.endpoint, most, signal: this.options.signal });
  }

  /** Requests so far. */
  get requests(): number {
    return this.asked.requests;
  }

  state(): Promise<BucketState> {
    return bucketState(this.place.client, this.bucket);
  }

  close(): void {
    this.place.close();
  }
}

function countRequests(client: S3Client, asked: { requests: number }): void {
  client.middlewareStack.add(
    (next) => (args) => {
      asked.requests += 1;
      return next(args);
    },
    { step: 'initialize', name: 'keytrailCount' },
  );
}

function payRequests(client: S3Client): void {
  client.middlewareStack.add(
    (next) => (args) => {
      (args.request as { headers: Record<string, string> }).headers['x-amz-request-payer'] = 'requester';
      return next(args);
    },
    { step: 'build', name: 'keytrailRequestPayer' },
  );
}
