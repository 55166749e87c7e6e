import { gunzip, gzip, sha256 } from '../gzip.js';
import type { CloudTrailRecord, Json } from '../records/record.js';
import type { Trail } from '../trail.js';
import { alter, objectOf, withBytes } from './alter.js';

/** Changes the records of a log and compresses it again, as somebody who edits evidence would. */
export function modifyLog(
  trail: Trail,
  id: string,
  change: (records: CloudTrailRecord[]) => readonly CloudTrailRecord[],
): Trail {
  const { Records } = JSON.parse(gunzip(objectOf(trail, id).bytes).toString('utf8')) as { Records: CloudTrailRecord[] };
  return withBytes(trail, id, gzip(JSON.stringify({ Records: change(Records) })), 'content');
}

/** Changes the body of a digest and leaves its signature as it was. */
export function modifyDigest(
  trail: Trail,
  id: string,
  change: (body: Record<string, Json>) => Record<string, Json>,
): Trail {
  const body = JSON.parse(gunzip(objectOf(trail, id).bytes).toString('utf8')) as Record<string, Json>;
  return withBytes(trail, id, gzip(JSON.stringify(change(body)).replaceAll('/', '\\/')), 'content');
}

/** Puts bytes that are no gzip in the place of an object. */
export function replaceBytes(trail: Trail, id: string, bytes: Buffer): Trail {
  return withBytes(trail, id, bytes, 'broken');
}

/** Keeps only the beginning. */
export function truncate(trail: Trail, id: string, keep = 0.5): Trail {
  const { bytes } = objectOf(trail, id);
  return withBytes(trail, id, bytes.subarray(0, Math.floor(bytes.length * keep)), 'broken');
}

/** Bytes behind the gzip member: a reader that goes on reads them, a verifier that stops does not. */
export function appendBytes(trail: Trail, id: string, junk: Buffer = Buffer.from('{"Records":[]}')): Trail {
  return withBytes(trail, id, Buffer.concat([objectOf(trail, id).bytes, junk]), 'container');
}

/** A second gzip member behind the genuine one, which most readers join to it. */
export function appendGzipMember(trail: Trail, id: string, content: string | Buffer): Trail {
  return withBytes(trail, id, Buffer.concat([objectOf(trail, id).bytes, gzip(content)]), 'container');
}

/** Cuts CRC-32 and length off the end; the content is complete. */
export function cutTrailer(trail: Trail, id: string): Trail {
  const { bytes } = objectOf(trail, id);
  return withBytes(trail, id, bytes.subarray(0, bytes.length - 8), 'container');
}

/** One bit of the CRC-32: the content is complete, and the container says that it is not. */
export function breakChecksum(trail: Trail, id: string): Trail {
  const bytes = Buffer.from(objectOf(trail, id).bytes);
  bytes[bytes.length - 8] = bytes[bytes.length - 8]! ^ 1;
  return withBytes(trail, id, bytes, 'broken');
}

/** The same content in another gzip: nothing to object to, the recorded hash is over the content. */
export function recompress(trail: Trail, id: string): Trail {
  return withBytes(trail, id, gzip(gunzip(objectOf(trail, id).bytes), 1), null);
}

/** A digest whose body is no digest's any more: fields absent or of another type. */
export function malformDigest(
  trail: Trail,
  id: string,
  change: (body: Record<string, Json>) => Record<string, Json>,
): Trail {
  const body = JSON.parse(gunzip(objectOf(trail, id).bytes).toString('utf8')) as Record<string, Json>;
  return withBytes(trail, id, gzip(JSON.stringify(change(body))), 'broken');
}

/** Stored under SSE-KMS and copied in the clear, as every download is: the ETag is no MD5 of anything. */
export function storedEncrypted(trail: Trail): Trail {
  const objects = [...trail.objects].map(([id, object]) => [id, { ...object, etag: sha256(id).slice(0, 32) }] as const);
  return alter(trail, { objects });
}
