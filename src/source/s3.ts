import { KeytrailError } from '../error.js';
import type { Listed, OnNotice, ReaderSpec, Window } from '../model.js';
import { listPublicKeys, listTrailStatus } from './cloudtrail.js';
import type { KeyCollection, ListFilter, Source, TrailStatus } from './interface.js';
import { Notices } from './notices.js';
import { createClient, directAccess, findEndpoint } from './s3-client.js';
import { fatal } from './s3-error.js';
import { listPlan } from './s3-list.js';
import { parseLocation } from './s3-location.js';
import type { Lister } from './s3-pages.js';
import { plan } from './s3-plan.js';
import { listerOf, versionsOf } from './s3-versions.js';

/**
 * Opens `s3://bucket[/prefix]`. A prefix is a folder or the key of one object: `logs` is `logs/…`, never `logs-2/…`. Throws
 * KeytrailError `no-access` where the bucket cannot be listed, `not-found` where nothing lies below the prefix.
 */
export async function openS3Source(text: string, onNotice: OnNotice): Promise<Source> {
  const { bucket, prefix } = parseLocation(text);
  const source = await S3Source.open(text, bucket, prefix, onNotice);
  return source;
}

class S3Source implements Source {
  readonly layout = 's3';

  private constructor(
    readonly name: string,
    readonly endpoint: string,
    readonly reader: Extract<ReaderSpec, { type: 's3' }>,
    private readonly lister: Lister,
    /** Empty, or ending in a slash; or, with `only`, of no meaning. */
    private readonly folder: string,
    private readonly only: Listed | null,
    private readonly onNotice: OnNotice,
  ) {}

  static async open(name: string, bucket: string, prefix: string, onNotice: OnNotice): Promise<S3Source> {
    const { region, custom, effective } = await findEndpoint(bucket).catch((error) => {
      throw fatal(error, name, 'S3');
    });
    const client = (attempts: number) => createClient({ region, endpoint: custom, sockets: 16, attempts });
    // A wrong name or a dead endpoint is to be told at once; a throttled listing is worth patience.
    const quick = client(3);
    const versions = await versionsOf(quick, bucket, prefix, effective);
    if (typeof versions === 'object') {
      onNotice(`${name}: earlier versions and delete markers cannot be listed: ${versions.denied}`);
    }
    const first = await firstObject(listerOf(versions, quick, bucket, effective), prefix, name);
    const only = prefix !== '' && first.key === prefix && !prefix.endsWith('/') ? first : null;
    const lister = listerOf(versions, client(10), bucket, effective);
    const folder = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
    const direct = await directAccess(quick, bucket);
    quick.destroy();
    const reader = { type: 's3', bucket, region, endpoint: custom, direct } as const;
    return new S3Source(name, effective, reader, lister, folder, only, onNotice);
  }

  async *list(filter: ListFilter): AsyncGenerator<readonly Listed[]> {
    if (this.only) {
      const { key } = this.only;
      for await (const { objects } of this.lister.pages({ prefix: key })) {
        yield objects.filter((object) => object.key === key).map(asCurrent);
      }
      return;
    }
    const notices = new Notices(this.onNotice, this.name);
    const leaves = await plan(this.lister, this.folder, filter, (folder) =>
      notices.add(`${folder} holds another service's logs; not listed`),
    );
    notices.end();
    for await (const page of listPlan(this.lister, leaves)) yield page.map(asCurrent);
  }

  publicKeys(regions: readonly string[], window: Window): Promise<KeyCollection> {
    return listPublicKeys(regions, window);
  }

  collection(): null {
    return null;
  }

  trailSettings(): readonly [] {
    return [];
  }

  eventHistory(): null {
    return null;
  }

  trailStatus(regions: readonly string[] = []): Promise<readonly TrailStatus[]> {
    const asked = regions.length > 0 ? regions : [this.reader.region ?? 'us-east-1'];
    return listTrailStatus(asked, this.reader.bucket, this.onNotice);
  }
}

/** What lies there now is read as such: only an earlier version needs a permission of its own. */
function asCurrent(object: Listed): Listed {
  return object.latest === false || object.deleteMarker ? object : { ...object, versionId: null };
}

/** The object with that key, or the first below that folder. */
export async function firstObject(lister: Lister, prefix: string, name: string): Promise<Listed> {
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
