import { type DigestBody, signBody } from '../digest.js';
import { gunzip, gzip, sha256 } from '../gzip.js';
import { digestKey, objectId } from '../object-name.js';
import { keyOf, signText, stringToSign } from '../signing-key.js';
import { MINUTE } from '../time.js';
import type { BuiltChain, Trail } from '../trail.js';
import { alter, objectOf } from './alter.js';

// What only somebody with CloudTrail's own key could do, or CloudTrail itself when it errs: every signature here verifies.

/** Another body, signed for the same place. 'reissued': whole in itself; 'contradictory': it contradicts itself. */
export function reissueDigest(
  trail: Trail,
  id: string,
  how: 'reissued' | 'contradictory',
  change: (body: DigestBody) => DigestBody,
): Trail {
  const object = objectOf(trail, id);
  const body = change(JSON.parse(gunzip(object.bytes).toString('utf8')) as DigestBody);
  const { content, signature } = signBody(body, keyOf(body.digestPublicKeyFingerprint));
  const metadata = { ...object.metadata, signature };
  return alter(trail, {
    objects: [[id, { ...object, bytes: gzip(content), metadata }]],
    alterations: [[id, how]],
  });
}

/**
 * A second digest that names the same predecessor as a digest of the chain, and ends some minutes before it: which of the two the
 * chain goes on from only a successor tells. `id` of the new one comes back beside the trail.
 */
export function forkDigest(trail: Trail, chain: BuiltChain, index: number, minutes = 20): { trail: Trail; id: string } {
  const twin = chain.digests[index]!;
  const object = objectOf(trail, twin.id);
  const body = JSON.parse(gunzip(object.bytes).toString('utf8')) as DigestBody;
  const end = twin.end - minutes * MINUTE;
  // Prefix and organization are what stands before the account's folder.
  const layout = object.key.slice(0, object.key.indexOf(`${chain.account}/CloudTrail-Digest/`));
  const name = digestKey({ prefix: null, organizationId: null }, chain, end).slice('AWSLogs/'.length);
  const key = layout + name;
  const { content, signature } = signBody(
    { ...body, digestEndTime: `${new Date(end).toISOString().slice(0, 19)}Z`, digestS3Object: key, logFiles: [] },
    keyOf(twin.fingerprint),
  );
  const id = objectId(object.bucket, key);
  const forked = { ...object, key, bytes: gzip(content), metadata: { ...object.metadata, signature } };
  return { trail: alter(trail, { objects: [[id, forked]], alterations: [[id, { forkOf: twin.id, end }]] }), id };
}

/** The right string under the right key with SHA-1 in the place of SHA-256: a verifier that asks the block for its hash accepts it. */
export function signWithSha1(trail: Trail, id: string): Trail {
  const object = objectOf(trail, id);
  const content = gunzip(object.bytes);
  const body = JSON.parse(content.toString('utf8')) as DigestBody;
  const location = `${body.digestS3Bucket}/${body.digestS3Object}`;
  const text = stringToSign(body.digestEndTime, location, sha256(content), body.previousDigestSignature);
  const signature = signText(keyOf(body.digestPublicKeyFingerprint), text, 'sha1');
  return alter(trail, {
    objects: [[id, { ...object, metadata: { ...object.metadata, signature } }]],
    alterations: [[id, 'signature']],
  });
}
