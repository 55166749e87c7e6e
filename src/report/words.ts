// What verification says, in a person's words. The README has the same table; keep the two alike.

export interface Words {
  readonly means: string;
  /** What could prove, or bring back, what is not proven. */
  readonly restores: string;
}

const REPLICA = 'the replica or a backup of the bucket';

/**
 * Findings about objects and about time, worst first: what speaks of a hand on the evidence stands above what is merely absent, and what
 * is absent above what is merely not proven.
 */
export const FINDINGS: Readonly<Record<string, Words>> = {
  unfinished: {
    means: 'the collection of this archive was broken off: what is absent may not have been copied yet',
    restores: 'run the same keytrail collect again: it goes on where it was',
  },
  modified: {
    means: 'the content is not what CloudTrail delivered',
    restores: `an earlier version of the object, where the bucket keeps versions; ${REPLICA}: only what was delivered has the hash`,
  },
  'invalid-signature': {
    means: 'the digest was changed, or its signature is lost and nothing restores it',
    restores: `collect again from S3 with metadata, or bring the successor, which quotes the signature; if it was changed, an earlier version, ${REPLICA}`,
  },
  'chain-mismatch': {
    means: 'validly signed, but not the digest that its successor recorded: an older or other one was put in its place',
    restores: `the digest that has the recorded hash: an earlier version, ${REPLICA}`,
  },
  missing: {
    means: 'CloudTrail delivered it, and it is not there',
    restores: `in a versioned bucket the version below the delete marker; else ${REPLICA}`,
  },
  overwritten: {
    means: 'somebody wrote it anew: CloudTrail writes an object once',
    restores:
      'nothing is needed: the version that was replaced is here, and is judged like any other; ask who wrote it',
  },
  deleted: {
    means: 'somebody deleted it from its bucket, or a lifecycle rule did: CloudTrail never does',
    restores: `nothing, where the version before is here and valid; else ${REPLICA}; data events of the bucket tell who did it`,
  },
  'changed-after-collection': {
    means: 'its bytes are not those that were collected: somebody changed the archive',
    restores: 'collect it again, or take another copy of the archive',
  },
  moved: {
    means: 'it was signed for another place than where it lies',
    restores: 'a copy of what lies at the place that was signed; the content itself is proven',
  },
  unlisted: {
    means: 'lies in a period that digests cover, and none lists it: CloudTrail did not deliver it there',
    restores:
      'the backfill digest that lists it, if it was delivered late; else nothing: what it says is whoever wrote it',
  },
  inconsistent: {
    means: 'validly signed, and contradicts itself or another one',
    restores: 'nothing here; ask AWS Support, and compare with Event history (lookup-events, 90 days)',
  },
  hole: {
    means: 'digests are missing or untrusted between trusted ones: what was logged then cannot be proven complete',
    restores: `the digests of those hours: earlier versions, ${REPLICA}`,
  },
  'truncated-tail': {
    means: 'digests came after the newest one here: the end of the chain was cut off',
    restores: `collect again, if the copy is older than they are; else earlier versions, ${REPLICA}`,
  },
  'no-digests': {
    means: 'no digest at all: nothing can be proven here',
    restores:
      'the folder CloudTrail-Digest of this account, which many copies leave out; nothing, if log file validation was never on',
  },
  gap: {
    means: 'the chain starts anew: logging or validation was off in between',
    restores: `nothing, if it was never signed; if older digests were removed, earlier versions, ${REPLICA}; Event history (90 days) tells who switched it off`,
  },
  'inconsistent-time': {
    means: 'the windows of linked digests overlap or leave time between them',
    restores: 'nothing here: the digests are validly signed; compare the time between with Event history (90 days)',
  },
  'invalid-format': {
    means: 'cannot be read as what CloudTrail writes: truncated, damaged, or not gzip or JSON at all',
    restores: `collect again, if the copy was cut; else an earlier version, ${REPLICA}`,
  },
  'altered-container': {
    means: 'the content is proven, but the stored object is not as CloudTrail writes it',
    restores: 'nothing is needed for the content; an earlier version shows what was delivered',
  },
  'bad-key': {
    means: 'the public key given for it does not parse, or is not the key that its fingerprint names',
    restores: 'the output of list-public-keys for its region and time, from AWS itself',
  },
  'unknown-key': {
    means: 'signed with a key that is not among those given',
    restores:
      'aws cloudtrail list-public-keys --region REGION --start-time FROM --end-time TO, for the region and the time of these digests; a pin, if there are pins',
  },
  unavailable: {
    means: 'is there, and could not be read',
    restores: 'restore it from Glacier, or grant s3:GetObject and kms:Decrypt, and run again',
  },
  'head-uncovered': {
    means: 'the time asked for begins before the chain does',
    restores: 'older digests, if there were any: an earlier bucket, prefix or trail',
  },
  unverified: {
    means: 'nothing vouches for it either way',
    restores: 'the digests that cover it; for the newest digest of a chain its S3 metadata, or its successor',
  },
  'explained gap': {
    means: 'logging or validation was off in between, and a proven record says who did that',
    restores: 'nothing: it was never recorded',
  },
  foreign: { means: 'not a CloudTrail object', restores: 'nothing: it is no evidence' },
};

/** How it is called in a list of findings: a gap that a proven record explains is told, and not objected to. */
export const nameOf = ({ finding, explained }: { finding: string; explained?: string | null }): string =>
  finding === 'gap' && explained ? 'explained gap' : finding;

/** Sorts names of findings worst first; what has no words is worst. */
export function worstFirst(a: string, b: string): number {
  return ORDER.indexOf(a) - ORDER.indexOf(b) || (a < b ? -1 : a > b ? 1 : 0);
}
const ORDER = Object.keys(FINDINGS);

/** Numbers with a noun: `1 digest`, `1,204 digests`. */
export function count(n: number, noun: string, many = `${noun}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? noun : many}`;
}

/** `12.4 MB`: decimal units, as disks and networks are sold. */
export function byteSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** `X to Y`, with words for open ends. */
export function span(from: string | null, to: string | null): string {
  if (from === null && to === null) return 'all time';
  return `${from ?? 'the beginning'} to ${to ?? 'the end'}`;
}

/** How many of the events are proven. `valid` and `altered-container` both have content that a trusted digest vouches for. */
export function proof(integrity: Readonly<Record<string, number>>): {
  proven: number;
  unproven: number;
  total: number;
} {
  let proven = 0;
  let total = 0;
  for (const [verdict, n] of Object.entries(integrity)) {
    total += n;
    if (verdict === 'valid' || verdict === 'altered-container') proven += n;
  }
  return { proven, unproven: total - proven, total };
}

/** `rests on 12 proven and 3 unproven records (unlisted 2, unverified 1)`. */
export function proofLine(integrity: Readonly<Record<string, number>>): string {
  const { proven, unproven, total } = proof(integrity);
  if (total === 0) return 'rests on no records';
  const why = Object.entries(integrity)
    .filter(([verdict, n]) => n > 0 && verdict !== 'valid' && verdict !== 'altered-container')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([verdict, n]) => `${verdict} ${n.toLocaleString('en')}`);
  const detail = why.length === 0 ? '' : ` (${why.join(', ')})`;
  return `rests on ${proven.toLocaleString('en')} proven and ${count(unproven, 'unproven record')}${detail}`;
}
