import type { Question } from '../../src/model.js';

/** What each section is about, in the order in which an investigation goes. A section that is not named here comes last, by its name. */
const SECTIONS: Readonly<Record<string, string>> = {
  identity: 'Whose key is it, and where did the incident begin',
  spread: 'How far did it get: credentials, roles, accounts, workloads',
  recon: 'What did the intruder look for',
  persistence: 'What stays behind',
  access: 'Secrets and data',
  evasion: 'Logs and detection',
  impact: 'Damage',
  state: 'What IAM says, held against the trail',
  evidence: 'What the answers rest on',
};

const PARAMETERS = ['seed', 'since', 'until'];

const HEAD = `# Questions

The questions of the pack, one \`.sql\` file each: \`queries/<section>/<name>.sql\`. This page is made from their headers by \`npm run docs\`.

\`\`\`sh
keytrail query                                                       # lists them
keytrail query spread/roles-assumed --case case.duckdb --seed KEY    # one
keytrail query spread --case case.duckdb --seed KEY                  # a section
keytrail blast KEY --case case.duckdb --format json                  # the radius, and which of all questions found something
\`\`\`

Every row ends with \`evidence\`: ids of the events that it rests on, at most the first hundred of a group; \`keytrail why <event-id>\` tells how one of
them hangs together with the seed. \`outcome\` keeps apart what \`succeeded\`, what was \`denied\` for want of rights, and what \`failed\` otherwise. An answer is
what the records say: no rows means nothing where the trail did not record, see [coverage](case.md#coverage).

Questions of \`state\` need no seed: they hold [IAM state](case.md#iam-state) against the trail, and answer nothing where the case has none. Each row tells what either side
says, its source, as of when (\`state_of\`: GeneratedTime of the credential report, or the time of the snapshot) how the hour concerned is covered (\`cover\`) and what that may be (\`may_be\`). Such a
contradiction is a lead, not a verdict: nothing of IAM's state is signed, and its words have traps of their own, which the head of each file names.

ATT&CK is said to number Impair Defenses anew in its release 19; questions about it carry both: T1562.001 and T1685, T1562.007 and T1686.001, T1562.008
and T1685.002.
`;

const SHELL = `## In the duckdb shell

A question runs unchanged on a case with the tables of a radius beside it. \`keytrail blast KEY --case case.duckdb --tables radius.duckdb\` writes them;
both files are attached and looked through by name:

\`\`\`sh
duckdb -readonly case.duckdb
\`\`\`

\`\`\`sql
ATTACH 'radius.duckdb' AS radius (READ_ONLY);
SET search_path = 'case,radius';                -- the case is called after its file
.read queries/spread/roles-assumed.sql
\`\`\`

One with parameters is prepared first. \`EXECUTE\` takes exactly those that it has, as the tables above name them; null is no bound.

\`\`\`sh
{ echo "ATTACH 'radius.duckdb' AS radius (READ_ONLY); SET search_path = 'case,radius'; PREPARE question AS"
  cat queries/evasion/trail-tampering.sql
  echo "EXECUTE question(since := '2026-03-01T00:00:00Z', until := NULL);"
} | duckdb -readonly case.duckdb
\`\`\`

## One of your own

Header lines, then one SELECT. \`title\`, \`question\` and \`severity\` (info, low, medium, high, critical) must be there, \`attack\` may; any other key is an error.
The last column is \`evidence\`, a list of event ids.

\`\`\`sql
-- title: Buckets made public
-- question: Which buckets did the radius open to the world?
-- severity: high
-- attack: T1537
-- A comment without a colon after its first word ends the header.
SELECT event_time, credential, outcome, request ->> '$.bucketName' AS bucket, [event_id] AS evidence
FROM blast_calls
WHERE event_name = 'PutBucketAcl'
ORDER BY event_time, event_id;
\`\`\`

About the radius read \`blast_calls\`, about the whole case the view \`calls\`; what their columns mean stands in [case.md](case.md). A question about the whole
case narrows it by \`event_source\` and \`event_name\` first, honours \`$since\` and \`$until\`, and tells by \`LEFT JOIN blast_events USING (event_id)\` what belongs to
the radius. Run one with \`keytrail query file.sql\`, or put them into folders by section and give \`--queries DIR\`.
`;

/** docs/questions.md, from the headers of the questions. */
export function questionsPage(questions: readonly Question[]): string {
  const known = Object.keys(SECTIONS);
  const rank = (section: string) => (known.includes(section) ? known.indexOf(section) : known.length);
  const sections = [...new Set(questions.map(({ section }) => section))].sort(
    (a, b) => rank(a) - rank(b) || (a < b ? -1 : 1),
  );
  return [HEAD, ...sections.map((section) => sectionOf(section, questions)), SHELL].join('\n');
}

function sectionOf(section: string, questions: readonly Question[]): string {
  const rows = questions.filter((question) => question.section === section).map(rowOf);
  const about = SECTIONS[section];
  return [
    `## ${section}${about === undefined ? '' : `: ${about[0]?.toLowerCase()}${about.slice(1)}`}`,
    '',
    '| id | question | severity | ATT&CK | parameters |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function rowOf({ id, question, severity, attack, sql }: Question): string {
  const code = sql.replace(/--.*$/gm, '').replace(/'(?:[^']|'')*'/g, "''");
  const used = PARAMETERS.filter((name) => new RegExp(`\\$${name}\\b`).test(code));
  const cells = [
    `[\`${id}\`](../queries/${id}.sql)`,
    question.replaceAll('|', '\\|'),
    severity,
    attack.join(', '),
    used.join(', '),
  ];
  return `| ${cells.join(' | ')} |`;
}
