import type { S3Client } from '@aws-sdk/client-s3';
import { LIMITS } from '../limits.js';
import type { Listed, OnNotice } from '../model.js';
import type { ListFilter } from './interface.js';
import { Notices } from './notices.js';
import { firstObject } from './s3.js';
import { createClient, findEndpoint } from './s3-client.js';
import { fatal } from './s3-error.js';
import { fetchObject, type NotStored, type Stored } from './s3-fetch.js';
import { listPlan } from './s3-list.js';
import { parseLocation } from './s3-location.js';
import type { Lister } from './s3-pages.js';
import { plan } from './s3-plan.js';
import { type BucketState, bucketState } from './s3-state.js';
import { listerOf, type Versions, versionsOf } from './s3-versions.js';

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
  private constructor(
    readonly name: string,
    readonly bucket: string,
    readonly prefix: string,
    readonly endpoint: string,
    readonly region: string,
    readonly versions: Versions,
    private readonly client: S3Client,
    private readonly lister: Lister,
    /** Of the one object that the prefix names. */
    private readonly only: boolean,
    private readonly asked: { requests: number },
    private readonly options: BucketOptions,
  ) {}

  /** Throws KeytrailError as `openSource` does, `not-found` where nothing lies or lay below the prefix. */
  static async open(name: string, options: BucketOptions): Promise<Bucket> {
    const { bucket, prefix } = parseLocation(name);
    const { region, custom, effective } = await findEndpoint(bucket).catch((error) => {
      throw fatal(error, name, 'S3');
    });
    const asked = { requests: 0 };
    const client = (attempts: number) => {
      const made = createClient({ region, endpoint: custom, sockets: options.sockets, attempts });
      countRequests(made, asked);
      if (options.requestPayer) payRequests(made);
      return made;
    };
    // A wrong name or a dead endpoint is to be told at once; a throttled store is worth patience.
    const quick = client(3);
    try {
      const versions = await versionsOf(quick, bucket, prefix, effective);
      const lister = (of: S3Client) => listerOf(versions, of, bucket, effective);
      const first = await firstObject(lister(quick), prefix, name);
      const only = prefix !== '' && first.key === prefix && !prefix.endsWith('/');
      const patient = client(10);
      return new Bucket(
        name,
        bucket,
        prefix,
        effective,
        region,
        versions,
        patient,
        lister(patient),
        only,
        asked,
        options,
      );
    } finally {
      quick.destroy();
    }
  }

  /** Pages of objects, versions and delete markers, in the byte order of their keys. */
  async *list(filter: ListFilter): AsyncGenerator<readonly Listed[]> {
    const { prefix } = this;
    if (this.only) {
      for await (const { objects } of this.lister.pages({ prefix })) yield objects.filter(({ key }) => key === prefix);
      return;
    }
    const notices = new Notices(this.options.onNotice, this.name);
    const folder = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
    const leaves = await plan(this.lister, folder, filter, (other) =>
      notices.add(`${other} holds another service's logs; not listed`),
    );
    notices.end();
    yield* listPlan(this.lister, leaves);
  }

  fetch(object: Listed, most: number = LIMITS.storedBytes): Promise<Stored | NotStored> {
    return fetchObject(object, { client: this.client, endpoint: this.endpoint, most, signal: this.options.signal });
  }

  /** Requests so far. */
  get requests(): number {
    return this.asked.requests;
  }

  state(): Promise<BucketState> {
    return bucketState(this.client, this.bucket);
  }

  close(): void {
    this.client.destroy();
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
