// What `aws cloudtrail validate-logs` would say of a verdict (aws-cli, customizations/cloudtrail/validation.py). Where it has no word, ours stands
// behind its `INVALID: `; docs/formats.md has the table.

export interface AwsObject {
  readonly verdict: string;
  readonly detail: string | null;
  readonly container: string | null;
}

const TRAILING = 'unexpected data after end of compressed stream';

/** What stands behind the location of a digest: `valid`, or `INVALID: ` and why. `region`: the one whose keys were asked. */
export function digestWords(digest: AwsObject & { fingerprint: string | null }, region: string): string {
  const { verdict, detail, container, fingerprint } = digest;
  switch (verdict) {
    case 'valid':
      return 'valid';
    case 'missing':
      return 'INVALID: not found';
    case 'invalid-format':
      return 'INVALID: invalid format';
    case 'altered-container':
      return `INVALID: ${containerWords(container) ?? 'signature verification failed'}`;
    // Lost with its metadata: the reference cannot tell that from a signature that is wrong.
    case 'invalid-signature':
    case 'unverified':
      return 'INVALID: signature verification failed';
    case 'unknown-key':
      return `INVALID: public key not found in region ${region} for fingerprint ${fingerprint ?? 'unknown'}`;
    case 'bad-key':
      return `INVALID: Unable to load PKCS #1 key with fingerprint ${fingerprint ?? 'unknown'}`;
    case 'moved':
      return 'INVALID: has been moved from its original location';
    case 'chain-mismatch':
      return 'INVALID: is not the digest file that its successor recorded';
    default:
      return `INVALID: ${detail ?? verdict}`;
  }
}

/** What stands behind the location of a log. */
export function logWords({ verdict, detail, container }: AwsObject): string {
  switch (verdict) {
    case 'valid':
      return 'valid';
    case 'missing':
      return 'INVALID: not found';
    case 'modified':
      return "INVALID: hash value doesn't match";
    case 'invalid-format':
      return 'INVALID: invalid format';
    case 'altered-container':
      return `INVALID: ${containerWords(container) ?? 'invalid format'}`;
    case 'unlisted':
      return 'INVALID: not listed in any digest file';
    case 'moved':
      return 'INVALID: has been moved from its original location';
    case 'unverified':
      return `INVALID: not verified by any digest file${detail === null ? '' : `: ${detail}`}`;
    default:
      return `INVALID: ${detail ?? verdict}`;
  }
}

function containerWords(container: string | null): string | null {
  if (container === 'several-members' || container === 'trailing-bytes') return TRAILING;
  return container === 'gzip' ? null : 'invalid format';
}
