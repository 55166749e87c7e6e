// Trails as CloudTrail delivers them, signed, and what can be done to them afterwards.
export { manifestLine, writeArchive, writePlain } from './archive.js';
export { buildTrail } from './build.js';
export { chainsOf, digestListing, logWith, recordsOf } from './find.js';
export { gunzip, gzip, md5, sha256 } from './gzip.js';
export { accessKeyId, ec2Id, principalId, uuid } from './identifiers.js';
export type { Shape } from './large/plan.js';
export { type LargeTrail, type LargeTrailSpec, writeLargeTrail } from './large/write-large-trail.js';
export { digestKey, logKey, objectId } from './object-name.js';
export { type Random, random } from './random.js';
export type { Call, Caller, CloudTrailRecord, Json, JsonObject } from './records/record.js';
export { record } from './records/record.js';
export { type ListedPublicKey, type SigningKey, signingKey, signText, stringToSign } from './signing-key.js';
export type { Backfill, Outage, TrailConfig, TrailSpec } from './spec.js';
export { DEFAULT_START } from './spec.js';
export { type SpreadTale, tellSpread, WAYS } from './spread/index.js';
export type { TruthCredential, TruthPrincipal, TruthWorkload } from './story/ledger.js';
export type { StorySpec } from './story/spec.js';
export { buildStory, type Story } from './story/story.js';
export type { StoryTruth } from './story/truth.js';
export {
  appendBytes,
  appendGzipMember,
  breakChecksum,
  cutTrailer,
  modifyDigest,
  modifyLog,
  recompress,
  replaceBytes,
  truncate,
} from './tamper/content.js';
export {
  corruptSignature,
  dropDigests,
  dropKeys,
  dropMetadata,
  poisonKey,
  removeAllDigests,
  truncateTail,
} from './tamper/digests.js';
export { dropTrailStatus, injectLog, moveObject, removeObjects } from './tamper/objects.js';
export { forkDigest, reissueDigest } from './tamper/signed.js';
export { changeAfterCollection, deleteObject, overwrite, versioned } from './tamper/versions.js';
export type {
  BuiltChain,
  BuiltDigest,
  ExpectedRange,
  ExpectedVersion,
  PastVersion,
  StoredObject,
  Trail,
  TrailDescription,
  TrailStatus,
  Truth,
} from './trail.js';
