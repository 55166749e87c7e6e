import type { Listed, OnNotice, ReaderSpec, Window } from '../model.js';
import { listPublicKeys, listTrailStatus } from './cloudtrail.js';
import type { KeyCollection, ListFilter, Source, TrailStatus } from './interface.js';
import { directAccess } from './s3-client.js';
import { S3Place } from './s3-place.js';

/** Opens `s3://bucket[/prefix]`. Throws KeytrailError as `S3Place.open` does. */
export async function openS3Source(text: string, onNotice: OnNotice): Promise<Source> {
  const place = await S3Place.open(text, { sockets: 16 });
  const { bucket, endpoint, versions } = place;
  if (typeof versions === 'object') {
    onNotice(`${text}: earlier versions and delete markers cannot be listed: ${versions.denied}`);
  }
  const direct = await directAccess(place.client, bucket);
  return new S3Source(
    place,
    { type: 's3', bucket, region: endpoint.region, endpoint: endpoint.custom, direct },
    onNotice,
  );
}

class S3Source implements Source {
  readonly layout = 's3';
  readonly name: string;
  readonly endpoint: string;

  constructor(
    private readonly place: S3Place,
    readonly reader: Extract<ReaderSpec, { type: 's3' }>,
    private readonly onNotice: OnNotice,
  ) {
    this.name = place.name;
    this.endpoint = place.endpoint.effective;
  }

  async *list(filter: ListFilter): AsyncGenerator<readonly Listed[]> {
    for await (const page of this.place.list(filter, this.onNotice)) yield page.map(asCurrent);
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

  iamState(): readonly [] {
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
