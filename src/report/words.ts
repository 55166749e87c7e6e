// What verification says, in a person's words. The README has the same table; keep the two alike.

/** Findings about objects, worst first: what speaks of a hand on the evidence stands above what is merely absent. */
export const OBJECT_MEANING: Readonly<Record<string, string>> = {
  modified: 'the content is not what CloudTrail delivered',
  'invalid-signature': 'the digest was changed, or its signature is lost and nothing restores it',
  'chain-mismatch':
    'validly signed, but not the digest that its successor recorded: an older or other one was put in its place',
  missing: 'CloudTrail delivered it, and it is not there',
  moved: 'it was signed for another place than where it lies',
  unlisted: 'lies in a period that digests cover, and none lists it: CloudTrail did not deliver it there',
  inconsistent: 'validly signed, and contradicts itself',
  'invalid-format': 'cannot be read as what CloudTrail writes: truncated, damaged, or not gzip or JSON at all',
  'altered-container': 'the content is proven, but the stored object is not as CloudTrail writes it',
  'bad-key': 'the public key given for it does not parse, or is not the key that its fingerprint names',
  'unknown-key': 'signed with a key that is not among those given: bring the output of list-public-keys for its region',
  unavailable: 'is there, and could not be read',
  unverified: 'nothing vouches for it either way',
  foreign: 'not a CloudTrail object',
  valid: 'proven',
};

export const RANGE_MEANING: Readonly<Record<string, string>> = {
  hole: 'digests are missing or untrusted between trusted ones: what was logged then cannot be proven complete',
  'truncated-tail': 'digests came after the newest one here: the end of the chain was cut off',
  'no-digests': 'no digest at all: nothing can be proven here',
  'head-uncovered': 'the time asked for begins before the chain does',
  gap: 'the chain starts anew: logging or validation was off in between',
  'inconsistent-time': 'the windows of linked digests overlap or leave time between them',
};

/** Numbers with a noun: `1 digest`, `1,204 digests`. */
export function count(n: number, noun: string, many = `${noun}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? noun : many}`;
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
