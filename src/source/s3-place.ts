import type { S3Client } from '@aws-sdk/client-s3';
import { KeytrailError } from '../error.js';
import type { Listed, OnNotice } from '../model.js';
import type { ListFilter } from './interface.js';
import { Notices } from './notices.js';
import { createClient, type Endpoint, findEndpoint } from './s3-client.js';
import { fatal } from './s3-error.js';
import { listPlan } from './s3-list.js';
import { parseLocation } from './s3-location.js';
import type { Lister } from './s3-pages.js';
import { plan } from './s3-plan.js';
import { listerOf, type Versions, versionsOf } from './s3-versions.js';

export interface PlaceOptions {
  readonly sockets: number;
  /** Sees every client before its first request. */
  readonly prepare?: (client: S3Client) => void;
}

/** `s3://bucket[/prefix]`, opened: that there is something, who answers for it, and how to list it. Reads only. */
export class S3Place {
  private constructor(
    /** As it was given. */
    readonly name: string,
    readonly bucket: string,
    readonly prefix: string,
    readonly endpoint: Endpoint,
    readonly versions: Versions,
    readonly client: S3Client,
    private readonly lister: Lister,
    /** Whether the prefix is the key of one object. */
    private readonly only: boolean,
  ) {}

  /**
   * A prefix is a folder or the key of one object: `logs` is `logs/…`, never `logs-2/…`. Throws KeytrailError `no-access` where the bucket
   * cannot be listed, `not-found` where nothing lies or lay below the prefix.
   */
  static async open(name: string, { sockets, prepare }: PlaceOptions): Promise<S3Place> {
    const { bucket, prefix } = parseLocation(name);
    const endpoint = await findEndpoint(bucket).catch((error) => {
      throw fatal(error, name, 'S3');
    });
    const connect = (attempts: number) => {
      const client = createClient({ region: endpoint.region, endpoint: endpoint.custom, sockets, attempts });
      prepare?.(client);
      return client;
    };
    // A wrong name or a dead endpoint is to be told at once; a throttled store is worth patience.
    const quick = connect(3);
    try {
      const versions = await versionsOf(quick, bucket, prefix, endpoint.effective);
      const lister = (client: S3Client) => listerOf(versions, client, bucket, endpoint.effective);
      const first = await firstObject(lister(quick), prefix, name);
      const only = prefix !== '' && first.key === prefix && !prefix.endsWith('/');
      const client = connect(10);
      return new S3Place(name, bucket, prefix, endpoint, versions, client, lister(client), only);
    } finally {
      quick.destroy();
    }
  }

  /** Pages of objects, versions and delete markers, in the byte order of their keys. */
  async *list(filter: ListFilter, onNotice: OnNotice): AsyncGenerator<readonly Listed[]> {
    const { prefix } = this;
    if (this.only) {
      for await (const { objects } of this.lister.pages({ prefix })) yield objects.filter(({ key }) => key === prefix);
      return;
    }
    const notices = new Notices(onNotice, this.name);
    const folder = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
    const leaves = await plan(this.lister, folder, filter, (other) =>
      notices.add(`${other} holds another service's logs; not listed`),
    );
    notices.end();
    yield* listPlan(this.lister, leaves);
  }

  close(): void {
    this.client.destroy();
  }
}

/** The object with that key, or the first below that folder. */
async function firstObject(lister: Lister, prefix: string, name: string): Promise<Listed> {
  // A prefix also matches what only begins like it, so the folder is asked for separately.
  const asked = prefix === '' || prefix.endsWith('/') ? [prefix] : [prefix, `${prefix}/`];
  for (const one of asked) {
    for await (const { objects } of lister.pages({ prefix: one, most: 1 })) {
      const object = objects[0];
      if (object && (object.key === prefix || one === '' || one.endsWith('/'))) return object;
      break;
    }
  }
  const hint = prefix === '' ? 'the bucket is empty' : 'the prefix is a folder, from the start of the key';
  throw new KeytrailError('not-found', `'${name}' holds no evidence`, hint);
}
