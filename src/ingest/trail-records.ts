// Which records tell of the trails themselves. `verify` loads these and no others: they explain gaps, say when logging was on and what
// was selected, and name what CloudTrail delivered. A superset: what a record really says is decided in SQL.

/** Management calls that change a trail, its bucket or its key (CloudTrail, S3, KMS and Organizations API references; S3's as its log names them). */
const CHANGES = [
  ...['CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging', 'PutEventSelectors'],
  ...['PutInsightSelectors', 'PutEventConfiguration', 'DeregisterOrganizationDelegatedAdmin'],
  ...['PutBucketPolicy', 'DeleteBucketPolicy', 'PutBucketAcl', 'PutBucketVersioning', 'PutBucketEncryption'],
  ...['PutBucketLifecycle', 'PutBucketLifecycleConfiguration', 'DeleteBucketLifecycle', 'PutBucketReplication'],
  ...['PutObjectLockConfiguration', 'PutBucketObjectLockConfiguration', 'DeleteBucket', 'DeleteObjects'],
  ...['DisableKey', 'EnableKey', 'ScheduleKeyDeletion', 'CancelKeyDeletion', 'DeleteImportedKeyMaterial'],
  ...['PutKeyPolicy', 'RevokeGrant', 'LeaveOrganization', 'RemoveAccountFromOrganization', 'DisableAWSServiceAccess'],
];
/** Data events on objects: of millions only those count that name one of CloudTrail's. */
const ON_OBJECTS = ['PutObject', 'CopyObject', 'DeleteObject', 'CompleteMultipartUpload'];
const NAMES_CLOUDTRAIL = Buffer.from('_CloudTrail');

const KEY = Buffer.from('"eventName"');
const ESCAPE = Buffer.from('\\u00');
const QUOTE = 0x22;
const LONGEST = 64;

const changes = new Set(CHANGES);
const onObjects = new Set(ON_OBJECTS);
/** Three letters of each name, five bits each: what does not pass is none of them, and no text is made of it. */
const shapes = new Uint8Array(1 << 15);
for (const name of [...CHANGES, ...ON_OBJECTS]) shapes[shapeOf(Buffer.from(name), 0)] = 1;
/**
 * By the two bytes under the end of the key: how far on the key may end at the earliest (Horspool). 0: it may end here. By one byte alone
 * the steps would be short: every letter of the key is a frequent one.
 */
const skips = new Uint8Array(1 << 12).fill(KEY.length - 1);
for (let at = 1; at < KEY.length; at++) skips[((KEY[at - 1]! << 5) ^ KEY[at]!) & 0xfff] = KEY.length - 1 - at;

/**
 * Whether such a record may stand in these bytes, be they one record or a whole log: every `eventName` is looked at, in one pass that
 * costs no more than looking for two words would. `hostile`: the bytes are nobody's proven content, and may spell a name with escapes.
 */
export function mayTellOfTrails(bytes: Uint8Array, hostile: boolean): boolean {
  const last = KEY.length - 1;
  // Where the record of a call on an object began: its key stands before the next eventName.
  let object = -1;
  // Buffer.indexOf would cost half as much again: a call for each record of a log.
  for (let end = last; end < bytes.length; ) {
    const skip = skips[((bytes[end - 1]! << 5) ^ bytes[end]!) & 0xfff]!;
    if (skip !== 0) {
      end += skip;
      continue;
    }
    let at = 0;
    while (at < last && bytes[end - last + at] === KEY[at]) at++;
    if (at < last) {
      // The key has another quote at its beginning alone.
      end += last;
      continue;
    }
    if (object >= 0 && has(bytes, NAMES_CLOUDTRAIL, object, end)) return true;
    const name = nameBehind(bytes, end + 1);
    if (name !== null && changes.has(name)) return true;
    if (name !== null && onObjects.has(name)) object = hostile ? 0 : end;
    else if (!hostile) object = -1;
    end += KEY.length;
  }
  if (object >= 0 && has(bytes, NAMES_CLOUDTRAIL, object, bytes.length)) return true;
  return hostile && has(bytes, ESCAPE, 0, bytes.length);
}

function has(bytes: Uint8Array, what: Buffer, from: number, to: number): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).includes(what);
}

/** The string behind a key, where it looks like one of the names. */
function nameBehind(bytes: Uint8Array, from: number): string | null {
  let start = from;
  while (isFiller(bytes[start])) start++;
  if (bytes[start++] !== QUOTE || shapes[shapeOf(bytes, start)] === 0) return null;
  let end = start;
  while (end < bytes.length && end < start + LONGEST && bytes[end] !== QUOTE) end++;
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
}

/** The names have nine letters at least. */
function shapeOf(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! & 31) << 10) | ((bytes[at + 2]! & 31) << 5) | (bytes[at + 7]! & 31);
}

/** A colon or white space. */
const isFiller = (byte: number | undefined) =>
  byte === 0x3a || byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
