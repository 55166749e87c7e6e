// What a complete verifier has to detect, and what shows that this one does.

export interface Requirement {
  readonly id: string;
  readonly says: string;
  /** Folders of fixtures/archives in which it is objected to, or with `told` only said. */
  readonly fires: readonly string[];
  /** Folders in which there is nothing to object to. */
  readonly quiet: readonly string[];
  /** A warning by its nature: the exit code stays 0. */
  readonly told?: boolean;
  /** `file › name of the test`, the file below test/. */
  readonly tests: readonly string[];
}

/** The test that runs the folders of fixtures/archives; those that are not the first of a requirement run in test/peers. */
const ARCHIVES = 'archives.test.ts › verify';
const CHAIN = 'verify/chain.test.ts › ';
const LOG = 'verify/log.test.ts › ';
const SIGNATURE = 'verify/signature.test.ts › ';
const COVERAGE = 'verify/coverage.test.ts › ';
const REMARKS = 'peers/remarks.test.ts › ';
const BAD_INPUT = 'peers/bad-input.test.ts › ';

type Row = [id: string, says: string, fires: string[], quiet: string[], tests: string[], told?: 'told'];

const ROWS: readonly Row[] = [
  ['V-01', 'changed log bytes', ['log-modified'], ['clean'], [`${LOG}a log that a trusted digest lists`]],
  ['V-02', 'log listed and absent', ['log-missing'], ['clean'], [`${LOG}and is not there`]],
  ['V-03', 'changed digest', ['digest-modified'], ['clean'], [`${CHAIN}a changed digest: invalid, and a hole of one`]],
  ['V-04', 'digest deleted in mid-chain', ['digest-missing'], ['clean'], []],
  [
    'V-05',
    'digest under another key',
    ['digest-moved'],
    ['clean'],
    [`${CHAIN}moved, only where the location is known`],
  ],
  [
    'V-06',
    'log of a backfill digest deleted or changed',
    ['backfill-log-missing', 'backfill-log-modified'],
    ['backfill'],
    [],
  ],
  [
    'V-07',
    'not gzip, not JSON, fields absent',
    ['log-not-gzip', 'digest-not-gzip', 'digest-no-log-files'],
    ['clean'],
    ['verify/digest.test.ts › a body'],
  ],
  [
    'V-08',
    'key unknown or not loadable',
    ['key-unknown', 'key-poisoned'],
    ['key-rotation'],
    [`${SIGNATURE}bytes that are no key`],
  ],
  ['V-09', 'bytes behind the gzip member of a log', ['log-trailing-bytes'], ['log-recompressed'], []],
  [
    'V-10',
    'recompressed, empty hours, bucket or prefix changed, decrypted copy, off the clock hour: no objection',
    ['prefix-change-digest-missing'],
    ['log-recompressed', 'digest-recompressed', 'clean', 'bucket-change', 'prefix-change', 'logs-encrypted'],
    [`${CHAIN}goes on across another bucket`],
  ],
  [
    'V-11',
    'truncated tail',
    ['tail-truncated', 'tail-truncated-logs-left', 'tail-of-one-region', 'tail-truncated-silently'],
    ['clean', 'end-explained'],
    [
      `${CHAIN}the tail`,
      `${COVERAGE}other regions of the trail that reach further`,
      `${REMARKS}a digest that was still on its way when the archive was collected is not missing`,
    ],
  ],
  ['V-12', 'truncated head', ['head-truncated'], ['clean'], [`${CHAIN}the head`]],
  [
    'V-13',
    'no digest at all is a failure',
    ['digests-all-gone', 'nothing-in-scope', 'attested-digest-missing'],
    ['clean', 'attested'],
    [
      `${COVERAGE}nothing at all is a finding, whatever was asked`,
      'ingest/attested.test.ts › what a proven delivery names and is gone is missing; verify and ingest say the same',
    ],
  ],
  [
    'V-14',
    'log that no digest lists, by class',
    ['log-unlisted', 'log-unlisted-in-hole', 'log-younger', 'backfill-digest-missing'],
    ['clean'],
    [`${LOG}a log that no trusted digest lists`],
  ],
  [
    'V-15',
    'second gzip member or trailing bytes on a log',
    ['log-second-member', 'log-trailing-bytes'],
    ['clean'],
    [`${BAD_INPUT}bytes behind a gzip member are among the rejects`],
  ],
  [
    'V-16',
    'second gzip member or trailing bytes on a digest',
    ['digest-second-member', 'digest-trailing-bytes'],
    ['digest-recompressed'],
    [`${BAD_INPUT}bytes behind the gzip member of a digest are among the rejects, and everything adds up`],
  ],
  [
    'V-17',
    'gzip trailer cut or wrong',
    ['log-no-trailer', 'log-bad-checksum', 'digest-no-trailer', 'digest-bad-checksum'],
    ['log-recompressed'],
    [],
  ],
  [
    'V-18',
    'missing digests counted one by one',
    ['digests-missing'],
    ['clean'],
    [`${CHAIN}several are counted one by one`],
  ],
  [
    'V-19',
    'null start explained by an event, or not',
    ['history-wiped', 'gap-unexplained'],
    ['start-explained', 'gap-explained'],
    [
      `${REMARKS}a start that a record explains, and one that nothing does`,
      'ingest/gaps.test.ts › what explains a gap',
    ],
  ],
  [
    'V-20',
    'hole after StopLogging: no digest covers it, and what lies there',
    ['gap-hides-digests'],
    ['gap-explained'],
    [],
  ],
  [
    'V-21',
    'hole or overlap between linked digests',
    ['windows-apart', 'windows-overlap'],
    ['clean'],
    [`${CHAIN}gaps and times`],
  ],
  [
    'V-22',
    'previousDigestHashValue against the real predecessor',
    ['digest-reissued'],
    ['clean'],
    [`${CHAIN}validly signed, and not what the successor recorded`],
  ],
  [
    'V-23',
    'previousDigestSignature against the real one',
    ['digest-reissued'],
    ['clean'],
    [`${CHAIN}a successor that recorded another signature`],
  ],
  [
    'V-24',
    'metadata lost: proven by the successor',
    ['digest-metadata-lost', 'plain-folder'],
    ['clean'],
    [`${CHAIN}a plain folder: valid by the successor, the newest unverified`],
  ],
  [
    'V-25',
    'single missing digest proven from its neighbours',
    ['digest-missing'],
    ['clean'],
    [
      `${CHAIN}one digest is missing: named, and proven by its neighbours`,
      `${CHAIN}a missing starting digest is recognised`,
    ],
  ],
  [
    'V-26',
    'backfill digests each on their own; a deleted one leaves unlisted logs',
    ['backfill-digest-missing', 'backfill-newest-gone'],
    ['backfill-lone', 'backfill-out-of-order', 'backfill'],
    [`${CHAIN}backfill: a chain of its own, without cadence`],
  ],
  [
    'V-27',
    'forks',
    ['digest-forked', 'digest-forked-newest'],
    ['clean'],
    [`${CHAIN}forks`, `${CHAIN}copies, and impostors that nobody signed, are no fork`],
  ],
  [
    'V-28',
    'organization trails, with and without o-…',
    ['organization-digest-missing'],
    ['organization', 'organization-joined', 'control-tower'],
    ['object-key.test.ts › a Control Tower key: the organization as prefix and as segment'],
  ],
  [
    'V-29',
    'offsets of time stamps honoured, nonsense refused',
    [],
    ['clean'],
    [
      'clock.test.ts › the offset of %s counts',
      `${BAD_INPUT}odd but whole records load: no id, another time, an Insight, an aggregate, huge text`,
    ],
  ],
  [
    'V-30',
    'one unreadable object stops nothing',
    ['log-in-glacier', 'digest-denied'],
    ['clean'],
    ['source/s3.test.ts › %i %s (%s) is said of the object', `${CHAIN}unreadable, unavailable, altered`],
  ],
  [
    'V-31',
    'all accounts, regions and trails; regions without digests, asked for and empty, or absent',
    ['region-without-digests', 'region-asked-and-empty'],
    ['organization', 'organization-region-absent'],
    [`${COVERAGE}asked for and not there`, `${REMARKS}a region that the trail delivers for another account`],
  ],
  [
    'V-32',
    "keys of the digest's own region",
    ['key-of-another-region'],
    ['key-in-two-regions'],
    [`${SIGNATURE}belong to their region, or to every one when none is stated`],
  ],
  [
    'V-33',
    'prefix change combined with a hole',
    ['prefix-change-digest-missing', 'prefix-change-half-copied'],
    ['prefix-change'],
    [`${CHAIN}a predecessor under a prefix that no source covers: what to give is said`],
  ],
  [
    'V-34',
    'earlier versions tried',
    ['version-log-overwritten', 'version-digest-overwritten', 'version-logs-deleted'],
    ['versions-clean'],
    [ARCHIVES],
  ],
  [
    'V-35',
    'logFiles absent, unknown algorithms',
    ['digest-no-log-files', 'digest-odd-hash-algorithm'],
    ['clean'],
    ['verify/digest.test.ts › remarks'],
  ],
  ['V-36', 'only PKCS#1 v1.5 with SHA-256', ['digest-sha1'], ['clean'], [`${SIGNATURE}only PKCS #1 v1.5 with SHA-256`]],
  [
    'V-37',
    'outside the validity of the key: a warning',
    ['key-outside-validity'],
    ['clean'],
    [`${SIGNATURE}a stated validity is a remark, not a failure`],
    'told',
  ],
  [
    'V-38',
    'PKCS#1 and SPKI, fingerprint checked',
    ['key-poisoned'],
    ['key-spki', 'clean'],
    [`${SIGNATURE}SPKI as well as PKCS #1`, `${SIGNATURE}another key under a genuine fingerprint is refused`],
  ],
  [
    'V-39',
    'trail names matched exactly, right to left',
    ['several-trails-one-holed'],
    ['several-trails'],
    [
      'object-key.test.ts › read from the right: trail names hold underscores',
      `${CHAIN}chains are told apart by exact trail, region and kind`,
    ],
  ],
  [
    'V-40',
    'the bytes that are hashed are the bytes that are parsed',
    ['log-second-member'],
    ['clean'],
    ['archives.test.ts › ingest says the same, and everything is accounted for'],
  ],
  [
    'V-41',
    'unlisted only with slack, and once the next digest was seen',
    ['log-at-the-end', 'log-unlisted'],
    ['log-late', 'clean'],
    [`${COVERAGE}one chain`],
  ],
  [
    'V-42',
    'body fields verify, the path is a finding of its own',
    ['digest-moved'],
    ['clean'],
    [`${CHAIN}moved, only where the location is known`],
  ],
  ['V-43', 'wholly offline', ['tail-truncated'], ['clean'], [ARCHIVES]],
  [
    'V-44',
    'the trust root is stated, and can be pinned',
    ['key-unknown'],
    ['clean'],
    [
      'peers/trust.test.ts › an archive that says so: file, hash, time, caller and endpoint',
      'peers/trust.test.ts › keys that are not pinned are left out, with a notice: their digests are unknown-key',
    ],
  ],
  [
    'V-45',
    'one fingerprint in two regions: a warning',
    ['key-in-two-regions'],
    ['clean'],
    [`${REMARKS}one fingerprint among the keys of two regions`],
    'told',
  ],
  [
    'V-46',
    'graded proof of what is missing or invalid',
    ['key-unknown', 'digest-modified', 'digest-signature-corrupt', 'digests-missing'],
    ['clean'],
    [`${CHAIN}graded proof`, `${SIGNATURE}the previous signature in %s is one of the scheme that is checked here`],
  ],
  [
    'V-47',
    'malformed references are states',
    ['digest-malformed-reference'],
    ['clean'],
    [`${CHAIN}malformed references are states`],
  ],
  [
    'V-48',
    'missing, archived, denied, unreadable, mismatched: different words',
    ['log-missing', 'log-in-glacier', 'digest-denied', 'log-not-gzip', 'log-modified'],
    ['clean'],
    ['source/s3.test.ts › %i %s (%s) is said of the object'],
  ],
  [
    'V-49',
    'exit codes',
    ['nothing-in-scope', 'log-unlisted', 'plain-folder', 'log-in-glacier'],
    ['clean', 'gap-explained'],
    [
      'cli/evidence.test.ts › %s: nothing to object to',
      'cli/evidence.test.ts › again adds nothing and exits as before',
    ],
  ],
  [
    'V-50',
    'everything listed is accounted for',
    ['log-second-member', 'log-truncated'],
    ['clean'],
    [
      'archives.test.ts › ingest says the same, and everything is accounted for',
      'cli/evidence.test.ts › accounts for every object and record',
    ],
  ],
  ['V-51', 'late logs are legitimate', ['log-unlisted'], ['log-late'], []],
  [
    'V-52',
    'a log that two digests list is one log',
    ['backfill-log-modified'],
    ['log-listed-twice'],
    [`${LOG}by two digests is vouched for by the one that agrees`],
  ],
  [
    'V-53',
    'a verified copy rescues an unverified one',
    ['several-trails-one-holed'],
    ['several-trails'],
    [
      'peers/several-runs.test.ts › the better proven of two contents is the event, whenever the proof comes',
      `${BAD_INPUT}copies: the same record twice is one event, another content under one id is a finding`,
    ],
  ],
  [
    'V-54',
    'every answer carries integrity',
    [],
    ['clean'],
    [
      'cli/analysis.test.ts › for a person: sentences, tree, and how much is proven',
      'report/report.test.ts › verification for a person: worst first, sums that add up, colour only where it is wanted',
    ],
  ],
  [
    'V-55',
    'covered hour without logs is not unknown',
    ['digest-missing'],
    ['clean'],
    [
      'ingest/coverage.test.ts › those that trusted digests span with a slot to spare, with logs or proven to be without',
    ],
  ],
  ['V-56', 'parallel, and linear', [], ['clean'], [`${CHAIN}a year of digests takes seconds`]],
  [
    'V-57',
    'delete markers and overwritten versions',
    ['version-logs-deleted', 'version-digest-deleted', 'version-log-rewritten', 'version-newest-digest-deleted'],
    ['versions-clean'],
    [ARCHIVES],
  ],
  [
    'V-58',
    "event times against the digest's",
    ['log-event-times-differ'],
    ['clean'],
    [`${REMARKS}events of other times than the digest says, where all of a log was loaded`],
    'told',
  ],
];

/** Proven by tests alone, for nothing in an archive shows it. */
export const WITHOUT_FIXTURE: ReadonlySet<string> = new Set(['V-29', 'V-54', 'V-56']);

export const REQUIREMENTS: readonly Requirement[] = ROWS.map(([id, says, fires, quiet, tests, told]) => ({
  id,
  says,
  fires,
  quiet,
  ...(told && { told: true }),
  tests: tests.length === 0 ? [ARCHIVES] : tests,
}));
